"""What the actions on verifications share: the folder, its checks, whose it is, who is told."""
