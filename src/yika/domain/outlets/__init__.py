"""When people can come to an outlet: appointments, and who waits there."""
