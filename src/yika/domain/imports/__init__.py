"""Cards taken over from another system, a file at a time."""
