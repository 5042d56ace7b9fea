"""The people who sign in, holders and staff alike."""
