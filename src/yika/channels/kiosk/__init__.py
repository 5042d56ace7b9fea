"""The self-service machine: one thing per screen, and nothing left behind."""
