"""Cards: applied for, in use, and the blocks that the issuer puts on them."""
