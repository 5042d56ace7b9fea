"""Cards already in use whose holders still have to prove their names, and what is done about it."""
