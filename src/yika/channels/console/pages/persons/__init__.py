"""Real names and personal data: how the checks stand, how long data is kept, and what is held."""
