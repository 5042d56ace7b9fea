"""Card artwork: a kind of card is drawn from a palette and a motif, without any picture file."""
