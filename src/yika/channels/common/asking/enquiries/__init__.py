"""What all faces share about enquiries: their forms, their words, what they are about."""
