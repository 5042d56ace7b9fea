"""The operations console: what an issuer's staff run their cards, outlets and people with."""
