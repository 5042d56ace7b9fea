"""The people who work for an issuer: their roles and rights, and what two of them must agree on."""
