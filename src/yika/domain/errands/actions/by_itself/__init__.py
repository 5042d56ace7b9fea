"""What becomes of an errand with nobody there: the worker does it."""
