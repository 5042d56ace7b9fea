"""Single cards: themselves, what stops them, the list of those for readers, and their PINs."""
