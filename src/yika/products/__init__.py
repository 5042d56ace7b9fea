"""What makes one kind of card differ from another: the shape of a product file, and a catalogue."""
