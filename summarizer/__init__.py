"""The summarizing library: from a source to a Brief. Knows nothing of Telegram, settings or a database."""
