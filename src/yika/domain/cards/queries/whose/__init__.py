"""Whose cards are: by name, by person over all issuers, and by number."""
