"""What stops cards: one by one, as a list for readers, and as an offer before a report."""
