"""Key facts as language-independent values: people, agreements, events, places, dates."""
