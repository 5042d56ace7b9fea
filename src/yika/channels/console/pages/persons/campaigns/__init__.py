"""Campaigns: planned, started, warned of, excepted from, and how far they have come."""
