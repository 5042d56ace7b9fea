"""What we tell people: inbox, SMS and e-mail."""
