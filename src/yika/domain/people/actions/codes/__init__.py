"""How one-time codes are sent and used."""
