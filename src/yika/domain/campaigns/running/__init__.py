"""How a campaign and the cards in it are held, told of, restricted and let go."""
