"""The pages of the website, one module per room."""
