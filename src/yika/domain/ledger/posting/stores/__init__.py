"""The books in each database: how rows are read under locks, and written."""
