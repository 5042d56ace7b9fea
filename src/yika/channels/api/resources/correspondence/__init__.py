"""What people ask the issuer, and what it tells them."""
