"""Cards that people have asked for, and how they reach them."""
