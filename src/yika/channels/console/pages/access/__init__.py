"""Pages about who and what may come in: people, machines, programs."""
