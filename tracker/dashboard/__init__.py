"""Overviews: what an executive, a coordinator and an auditor look at first."""
