"""What is done with personal data over all nouns: swept when due, copied for its owner, erased."""
