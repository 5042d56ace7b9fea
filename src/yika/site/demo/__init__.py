"""Fills an installation with fictional issuers, through the product's own actions only."""
