"""What people ask us and complain about, and who answers until when."""
