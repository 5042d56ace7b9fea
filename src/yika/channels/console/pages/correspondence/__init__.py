"""What people ask us and what we tell them."""
