"""How the phone numbers and e-mail addresses of holders change."""
