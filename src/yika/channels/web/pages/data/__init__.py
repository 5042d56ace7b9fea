"""What is kept about me, and what I can do about it."""
