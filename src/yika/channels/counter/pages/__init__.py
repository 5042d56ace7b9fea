"""The pages of the counter: what is on the desk, and a sheet for each operation."""
