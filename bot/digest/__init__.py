"""Daily digests: feeds collected politely, their entries clustered into stories, stories ranked and composed.

Nothing here knows of Telegram; docs/digests.md says where deliveries join.
"""
