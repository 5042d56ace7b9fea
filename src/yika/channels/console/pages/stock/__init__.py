"""Pages about where cards are: batches, deliveries, and what each outlet has."""
