"""Agencies, users and their sessions."""
