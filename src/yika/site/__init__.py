"""The installation: settings, server, worker, command line, who reacts to what."""
