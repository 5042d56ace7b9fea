"""Who issues cards, who works where, and which machines and programs speak to us."""
