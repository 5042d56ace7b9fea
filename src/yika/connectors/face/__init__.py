"""Programs that compare two faces, as a hint for a reviewer: none, and a simulated one."""
