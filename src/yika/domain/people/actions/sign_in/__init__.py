"""Every way somebody comes in and goes out."""
