"""Who people are: documents shown, checks made, decisions taken, and the data kept of them."""
