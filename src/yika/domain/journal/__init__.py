"""What happened, what must leave, and what is due."""
