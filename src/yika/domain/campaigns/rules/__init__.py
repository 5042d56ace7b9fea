"""What a campaign may ask, when each of its steps is due, and whom it must not touch."""
