"""Accounts, the moves between them, and the days on which the books are closed."""
