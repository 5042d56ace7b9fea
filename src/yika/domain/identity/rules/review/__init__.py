"""How a verification goes on, who may decide about it, and what its holder may have."""
