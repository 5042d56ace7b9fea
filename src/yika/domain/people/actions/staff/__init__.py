"""Every way staff come, come in, and lose their second factor."""
