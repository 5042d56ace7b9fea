"""Machines and programs that talk to us: kiosks, counters, readers, and API keys."""
