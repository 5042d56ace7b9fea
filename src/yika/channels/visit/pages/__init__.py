"""The pages of those who go on home visits."""
