"""The rules of home visits: states, times, what is taken along and what comes back."""
