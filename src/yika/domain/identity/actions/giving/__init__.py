"""Begin a verification, give what it needs, and submit it, or give it up."""
