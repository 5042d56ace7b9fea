"""Readers of documents: an engine in a process of its own, none at all, and one for tests."""
