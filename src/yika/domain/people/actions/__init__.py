"""Every way a login can change."""
