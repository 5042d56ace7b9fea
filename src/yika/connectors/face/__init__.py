"""Programs that compare two faces, as a hint for a reviewer: none, dlib, and a simulated one."""
