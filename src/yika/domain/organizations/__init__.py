"""Organizations that hold cards: who acts for them, by which letter, and who uses which card."""
