"""Reads a file: its encoding, its columns, its records, and what each line says."""
