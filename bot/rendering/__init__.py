"""From a stored brief, and from what the bot has to say, to texts for Telegram. Knows no network and no database.

The way of the data: foreign text is made harmless (``harmless``), becomes spans and blocks (``spans``), and is packed
into parts that Telegram takes (``splitting``). What is said stands in the other modules, one a conversation.
"""
