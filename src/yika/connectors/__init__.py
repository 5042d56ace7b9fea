"""What we call or talk to."""
