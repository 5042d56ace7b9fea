"""The pages by which staff come in, at the counter and at the console alike."""
