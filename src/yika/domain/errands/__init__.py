"""One thing a person came to get done, and its steps."""
