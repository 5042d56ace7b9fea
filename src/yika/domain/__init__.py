"""What the business does: one Django app per noun."""
