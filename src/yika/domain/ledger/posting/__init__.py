"""The one way money moves: a list of items in, an answer to each out. Knows no Django."""
