"""How the larger things of the business look to programs."""
