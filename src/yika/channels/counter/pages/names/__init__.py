"""Names at the desk: proven, signed for, looked up, and organizations."""
