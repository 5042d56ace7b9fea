"""Keys in use, encrypted columns, and seals over rows that must never change."""
