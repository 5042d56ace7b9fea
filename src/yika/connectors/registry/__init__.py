"""Official registers that know which name belongs to a number: none, and a simulated one."""
