"""Home visits: what the two who go take along, and hand over when they are back."""
