"""Help: what anybody may ask us, from whichever page, signed in or not."""
