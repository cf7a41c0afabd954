"""Daily digests: feeds collected politely, their entries clustered into stories, stories ranked and composed.

The terminal's preview and the bot share what is said in docs/digests.md.
"""
