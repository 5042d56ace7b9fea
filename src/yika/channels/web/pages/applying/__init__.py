"""Applying for a card on the website, and following it until it is there."""
