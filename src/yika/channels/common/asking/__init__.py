"""How a face asks for something and takes the answer."""
