"""Which language a text is in, and where its sentences and words are."""
