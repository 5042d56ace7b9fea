"""The reference of the API, made from its own document."""
