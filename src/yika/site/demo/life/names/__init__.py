"""What the demo shows of real names: who proves his, and what follows from it."""
