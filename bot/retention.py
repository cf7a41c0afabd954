"""What need not be kept any longer is deleted, once an hour."""

import asyncio
import logging
from datetime import timedelta

from bot.jobs import Jobs
from bot.store import Store

RETENTION_DAYS = 2
"""How long answered requests are kept, and work that no worker has done: Telegram may deliver an update again for a
day, and further links of a message stay tappable."""
BRIEF_DAYS = 60
"""How long a brief is kept after it was last opened: buttons under a message of a month ago should still work."""
MAX_BRIEFS = 100_000
"""Some 20 KB each with its sentences: at most about 2 GB."""
FEED_DAYS = 14
"""How long entries of feeds are kept: digests look back three days."""
SENT_DAYS = 60
"""How long it is remembered which stories a chat has had."""
PRUNE_SECONDS = 3600.0

_log = logging.getLogger(__name__)


async def prune(store: Store) -> None:
    """Delete from the store what has been kept long enough, by the store's own clock."""
    requests = await store.requests.prune(store.database.now() - timedelta(days=RETENTION_DAYS))
    briefs = await store.briefs.prune(timedelta(days=BRIEF_DAYS), MAX_BRIEFS)
    parts = await store.later_parts.prune(timedelta(days=BRIEF_DAYS))
    await store.work.prune(timedelta(days=RETENTION_DAYS))
    await store.usage.prune()
    await store.feeds.prune(timedelta(days=FEED_DAYS))
    await store.subscriptions.prune(timedelta(days=SENT_DAYS))
    _log.info("pruned", extra={"requests": requests, "briefs": briefs, "later_parts": parts})


async def prune_for_ever(store: Store, jobs: Jobs) -> None:
    """Do so now and every hour, in the journal of the workflows, too."""
    while True:
        await jobs.prune(store.database.now() - timedelta(days=RETENTION_DAYS))
        await prune(store)
        await asyncio.sleep(PRUNE_SECONDS)
