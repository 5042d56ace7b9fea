"""What stops a card and lets it go again: reports of loss, freezes and blocks."""
