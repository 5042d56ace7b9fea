"""Short messages by the HTTP interface of a provider."""
