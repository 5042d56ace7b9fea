"""From the lines of text found on a picture to the fields of a document."""
