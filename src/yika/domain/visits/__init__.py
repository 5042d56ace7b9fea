"""Visits at the home of holders who cannot come, from the wish to what is brought back."""
