"""What the templates of the console may call."""
