"""How holders come to be, change, and are looked at."""
