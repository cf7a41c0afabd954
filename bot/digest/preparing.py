"""Stories briefed before the digests that tell them: else the first digests of an hour would wait for their briefs.

The digests of a slot have most of their stories in common, so some of them, taken by chance, are made and thrown away,
until those bring nothing new. All of it is done at ``Priority.DIGEST``, so whoever looks at the screen goes first.
"""

from datetime import timedelta

from bot.digest.issuing import Issuer
from bot.store import Store

AHEAD = timedelta(minutes=15)
"""Before a slot: time for a thousand articles at 1 s of one core each. What comes later is briefed in the slot."""
LOT = 1_000
"""Subscriptions taken at a time."""
NOTHING_NEW = 50
"""Digests in a row without a new story, after which it is enough: fewer than one in twenty brings one (p < 0.08)."""
LOOK_SECONDS = 60.0
"""Between two looks."""


class Preparer:
    """Has the stories of coming digests briefed.

    Args:
        store: of subscriptions.
        issuer: makes digests.
    """

    def __init__(self, store: Store, issuer: Issuer) -> None:
        self._store = store
        self._issuer = issuer

    async def tick(self) -> None:
        """Brief the stories of the digests whose slots come soon."""
        old = 0
        for chat_id in await self._store.subscriptions.coming(self._store.database.now() + AHEAD, LOT):
            subscription = await self._store.subscriptions.get(chat_id)
            if subscription is None or not subscription.active:
                continue
            old = 0 if await self._issuer.prepare(subscription, self._store.database.now()) else old + 1
            if old == NOTHING_NEW:
                return
