"""From a source to bytes, and from bytes to the text of an article."""
