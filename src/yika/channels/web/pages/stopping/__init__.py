"""How a holder stops a card on the website: lost, with or without signing in, or only frozen."""
