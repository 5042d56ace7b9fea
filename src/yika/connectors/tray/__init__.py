"""A tray on the desk: what would leave the installation is laid there to be looked at."""
