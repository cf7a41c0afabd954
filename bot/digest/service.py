"""The part of the bot that sends digests, put together."""

import asyncio
from dataclasses import dataclass

from bot.briefing import Briefing
from bot.delivery import Delivery
from bot.digest.collect import Collector, Politeness
from bot.digest.deliveries import Deliveries, teller
from bot.digest.desk import DigestDesk
from bot.digest.issuing import Issuer
from bot.digest.keeping import FeedKeeper
from bot.digest.preparing import LOOK_SECONDS, Preparer
from bot.digest.scheduler import Scheduler, for_ever
from bot.digest.sending import DigestSteps
from bot.store import Store
from bot.translating import Translating
from bot.worker_pool import WorkerPool
from summarizer.sources.fetch import FetchOptions

POOL_SECONDS = 600.0
"""Most for reading the entries of one digest: 50 feeds of 300 new entries, 4 ms each on one core, take a minute."""

HOST_SECONDS = 45.0
"""For which one host is asked for its feeds in one round. A digest waits no longer for a slow host, or for one with
hundreds of feeds such as Telegram's, whose others come in the next round, 20 seconds later."""


@dataclass(frozen=True, slots=True)
class Digests:
    """Everything about digests that handlers and the process need.

    Attributes:
        desk: changes subscriptions.
        keeper: asks feeds.
        issuer: makes digests and calendars.
        deliveries: sends.
        scheduler: finds what is due.
        preparer: has stories briefed before they are due.
        pool: processes for reading entries.
    """

    desk: DigestDesk
    keeper: FeedKeeper
    issuer: Issuer
    deliveries: Deliveries
    scheduler: Scheduler
    preparer: Preparer
    pool: WorkerPool

    async def collect_for_ever(self) -> None:
        """Keep the feeds up to date."""
        await for_ever(self.keeper.refresh, "feeds")

    async def send_for_ever(self) -> None:
        """Begin the digests that are due, and prepare those that will be."""
        await asyncio.gather(
            for_ever(self.scheduler.tick, "digests"), for_ever(self.preparer.tick, "preparation", LOOK_SECONDS)
        )


def make_digests(
    store: Store,
    options: FetchOptions,
    delivery: Delivery,
    briefing: Briefing,
    translating: Translating,
    idle_seconds: float,
) -> Digests:
    """Put the parts together; after ``bot.jobs.Jobs`` was made, and before it is launched.

    Args:
        store: of the bot.
        options: network rules, the same as for links.
        delivery: to Telegram.
        briefing: makes briefs.
        translating: puts them into other languages.
        idle_seconds: after which the process that reads entries ends.
    """
    pool = WorkerPool(1, POOL_SECONDS, idle_seconds)
    keeper = FeedKeeper(
        store, Collector(options, Politeness(host_seconds=HOST_SECONDS), store.database.now), teller(store, delivery)
    )
    issuer = Issuer(store, pool, briefing, translating)
    deliveries = Deliveries(DigestSteps(store, issuer, delivery, keeper))
    scheduler = Scheduler(store, deliveries.begin)
    return Digests(DigestDesk(store, options), keeper, issuer, deliveries, scheduler, Preparer(store, issuer), pool)
