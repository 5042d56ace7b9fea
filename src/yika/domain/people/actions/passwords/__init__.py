"""Every way a password comes, changes and goes."""
