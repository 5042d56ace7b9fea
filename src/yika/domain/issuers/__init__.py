"""The organizations that issue cards, and the outlets where they receive people."""
