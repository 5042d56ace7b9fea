"""Outlets: where people are received, when, and what for."""
