"""Measures how fast the product is, against a reference that runs beside it."""
