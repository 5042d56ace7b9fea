"""The API: the same business for programs, over HTTP and JSON."""
