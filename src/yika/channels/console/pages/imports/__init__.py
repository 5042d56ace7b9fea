"""Files of cards from another system: received, checked, approved by two, taken over."""
