"""Paper and files for whoever prints cards."""
