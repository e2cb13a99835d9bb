"""Calendars that other programs subscribe to: secret addresses, what stands in them, and how it is written down (RFC 5545)."""
