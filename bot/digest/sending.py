"""The way from a digest that is due to one that has arrived, fit to be gone again from the start after a crash on it.

Telegram has no way to send a message once only. So a message is sent that says that the digest is coming, and then made
to show it, which may be repeated. Its id is kept as soon as Telegram has told it: a crash after that uses the same
message, a crash before it (some milliseconds) leaves such a line behind, of which nobody knows, never a second digest.
Which parts have come is kept, too, in one transaction with what was in them, so that what has come is not sent again.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from telegram import InlineKeyboardMarkup
from telegram.error import TelegramError

from bot.channel_keyboards import channel_digest_keyboard
from bot.delivery import Address, Delivery
from bot.digest.issuing import SENT_DAYS, Issuer, MadeIssue
from bot.digest.keeping import LATELY, FeedKeeper
from bot.digest.schedule import LATEST
from bot.digest_keyboards import digest_keyboard
from bot.errors import MethodUnavailable, Unreachable
from bot.rendering.digest_issue import IssuePart, digest_not_made, issue_coming, issue_missing, topic_gone
from bot.rendering.spans import MessageText
from bot.store import Store
from bot.store.digests_places import DigestPlace
from bot.store.digests_recipients import Recipient, recipient
from bot.store.errors import StoreError
from summarizer.article import Language
from summarizer.errors import SvodkaError

FIRST_PAUSE = timedelta(minutes=1)
LONGEST_PAUSE = timedelta(minutes=30)
"""Before a digest that failed is tried again; doubled each time from the first pause to this one: some nine tries until
it is LATEST."""
_DOUBLINGS = 5
STORE_ATTEMPTS = 10
STORE_PAUSE_SECONDS = 1.0
"""Before what must be noted is written again to a store that was away; doubled each time: some minutes in all."""
STALE = timedelta(seconds=5)
"""After which what was known of a chat before its digest was made is read again: briefs may have taken minutes."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Failed:
    """A step that could not be done; why is in the log."""


@dataclass(frozen=True, slots=True)
class ReadyDigest:
    """A digest that is to be sent, and to whom.

    Attributes:
        made: what is in it.
        place: how the delivery stood when it was made, or some seconds before.
        channel: whether the chat is a channel.
    """

    made: MadeIssue
    place: DigestPlace
    channel: bool


class DigestSteps:
    """The steps of a digest.

    Args:
        store: of subscriptions.
        issuer: makes digests.
        delivery: to Telegram.
        keeper: asked for the newest entries before a digest is made: the process may just have been started.
    """

    def __init__(self, store: Store, issuer: Issuer, delivery: Delivery, keeper: FeedKeeper) -> None:
        self._store = store
        self._issuer = issuer
        self._on_demand = delivery
        self._scheduled = delivery.for_bulk
        self._keeper = keeper

    async def make(self, chat_id: int, slot: datetime | None, occasion: str) -> ReadyDigest | Failed | None:
        """Make a digest, or None where none is to be sent.

        Args:
            chat_id: whose.
            slot: that it is for, aware; None for one on demand.
            occasion: names the digest, the same for every attempt.
        """
        try:
            return await self._made(chat_id, slot, occasion)
        except Exception:  # noqa: BLE001 - whatever it was: a digest that fails is tried again, and none ends the others
            _log.exception("digest not made")
            return Failed()

    async def send(self, ready: ReadyDigest, parts: Sequence[IssuePart], occasion: str, *, on_demand: bool) -> bool:
        """Send those parts of a digest that have not come.

        Args:
            ready: whose digest.
            parts: of it, each with the buttons of its stories.
            occasion: names the digest.
            on_demand: whether somebody waits for it.

        Returns:
            False if nothing of it has come and it is to be tried again. If a later part fails, the rest is left.
        """
        place, some = ready.place, False
        try:
            for number, part in enumerate(parts):
                if not ready.place.shows(occasion, number):
                    place = await self.announce(place, ready.made, occasion, number, on_demand=on_demand)
                    keyboard = self._keyboard(place.chat_id, ready, part)
                    await self._fill(place, part.text, keyboard, on_demand=on_demand)
                    place = replace(place, coming_message_id=None)
                    if number < len(parts) - 1:
                        await self._store.places.shown(place.chat_id, occasion, number)
                some = True
        except Unreachable:
            await self._store.subscriptions.pause(place.chat_id)
            return True
        except (TelegramError, SvodkaError):
            _log.exception("digest not shown")
            if not some:
                return False
        await lastingly(lambda: self._store.places.arrived(place.chat_id, occasion, ready.made.sent))
        return True

    async def announce(
        self, place: DigestPlace, made: MadeIssue, occasion: str, part: int, *, on_demand: bool
    ) -> DigestPlace:
        """Send the message that a part of a digest will be in, unless it is there; return where it is.

        Args:
            place: of the chat.
            made: the digest.
            occasion: names it.
            part: number of the part, from 0.
            on_demand: whether somebody waits for it.

        Raises:
            Unreachable: nobody is there.
            TelegramError: Telegram refuses whatever is tried, or the network fails for long.
            StoreUnavailable: the database fails.
        """
        if place.message_for(occasion, part) is not None:
            return place
        language = made.issue.language
        if place.coming_message_id is not None:
            await self._clear(place.chat_id, place.coming_message_id, language)
        to, silent = Address(place.chat_id, place.thread_id), not made.issue.stories
        message_id, there = await self._delivery(on_demand).post(to, issue_coming(language), silent=silent)
        await self._store.places.comes(there.chat_id, message_id, occasion, part)
        if there.chat_id == place.chat_id and there.thread_id != to.thread_id:
            await self._tell_topic_gone(place, language)
        return replace(place, chat_id=there.chat_id, thread_id=there.thread_id, coming_message_id=message_id)

    async def fail(self, chat_id: int, slot: datetime | None) -> None:
        """Give the slot back, to be tried again later; whoever asked for a digest is told that there is none.

        Raises:
            StoreUnavailable: the database fails.
        """
        if slot is not None:
            failures = (await self._store.places.get(chat_id)).failures
            pause = min(FIRST_PAUSE * 2 ** min(failures, _DOUBLINGS), LONGEST_PAUSE)
            await self._store.places.put_off(chat_id, slot, pause)
            return
        subscription = await self._store.subscriptions.get(chat_id)
        if subscription is not None:
            place = await self._store.places.get(chat_id)
            try:
                text = digest_not_made(subscription.wanted.language)
                await self._on_demand.send(Address(chat_id, place.thread_id), text)
            except (TelegramError, MethodUnavailable, Unreachable) as error:
                _log.warning("not told", extra={"reason": str(error)})

    def _delivery(self, on_demand: bool) -> Delivery:
        return self._on_demand if on_demand else self._scheduled

    async def _made(self, chat_id: int, slot: datetime | None, occasion: str) -> ReadyDigest | None:
        await self._keeper.refresh(LATELY if slot is not None else timedelta(0))
        now = self._store.database.now()
        found = await self._recipient(chat_id, now, occasion)
        if found is None or found.banned or (slot is not None and not found.subscription.active):
            return None
        if found.place.has_all(occasion):
            return None
        begun = found.place.has_begun(occasion)
        if slot is not None and now - slot >= LATEST and not begun:
            _log.info("digest folded into the next", extra={"slot": slot.isoformat()})
            await self._store.places.fold(chat_id, slot)
            return None
        made = await self._issuer.issue(found.subscription, now, found.sent)
        if not made.issue.stories and found.subscription.wanted.quiet and slot is not None and not begun:
            return None
        place = found.place
        if self._store.database.now() - now > STALE:
            place = await self._store.places.get(place.chat_id)
        made = replace(made, issue=replace(made.issue, folded=place.folded))
        return ReadyDigest(made, place, found.kind == "channel")

    async def _recipient(self, chat_id: int, now: datetime, occasion: str) -> Recipient | None:
        """Return who gets a digest; of a group that became a supergroup while it was sent, that one."""
        found = await recipient(self._store.database, chat_id, now - SENT_DAYS)
        if found is None and (moved := await self._store.places.of_occasion(occasion)) is not None:
            found = await recipient(self._store.database, moved, now - SENT_DAYS)
        return found

    async def _fill(
        self, place: DigestPlace, text: MessageText, keyboard: InlineKeyboardMarkup | None, *, on_demand: bool
    ) -> None:
        """Make the message that waits show a part of the digest; if it is gone, send the part instead."""
        delivery, waiting = self._delivery(on_demand), place.coming_message_id
        if waiting is None or not await delivery.edit(place.chat_id, waiting, text, keyboard):
            await delivery.send(Address(place.chat_id, place.thread_id), text, keyboard)

    async def _clear(self, chat_id: int, message_id: int, language: Language) -> None:
        """Remove the line of a digest that never came; where that cannot be, have it say so."""
        try:
            if not await self._scheduled.delete(chat_id, message_id):
                await self._scheduled.edit(chat_id, message_id, issue_missing(language))
        except (TelegramError, MethodUnavailable) as error:
            _log.info("stale line left", extra={"reason": str(error)})

    async def _tell_topic_gone(self, place: DigestPlace, language: Language) -> None:
        """Tell who asked for the digest, once, that its topic is closed or gone; or, if that cannot be, the chat."""
        if not await self._store.places.leave_topic(place.chat_id):
            return
        text = topic_gone(place.title, language)
        for chat_id in (place.asked_by, place.chat_id):
            if chat_id is None:
                continue
            try:
                await self._scheduled.send(Address(chat_id), text, silent=True)
            except (TelegramError, MethodUnavailable, Unreachable) as error:
                _log.info("not told", extra={"reason": str(error)})
            else:
                return

    def _keyboard(self, chat_id: int, ready: ReadyDigest, part: IssuePart) -> InlineKeyboardMarkup | None:
        issue = ready.made.issue
        briefs, ahead = issue.briefs(part), part.is_last and bool(issue.ahead)
        if ready.channel:
            username = self._scheduled.username
            return channel_digest_keyboard(chat_id, briefs, username, issue.language, calendar=ahead)
        return digest_keyboard(briefs, issue.language, calendar=ahead)


async def lastingly(write: Callable[[], Awaitable[None]]) -> None:
    """Write to the store, again and again for some minutes where that is away.

    Raises:
        StoreError: it was away for longer.
    """
    for attempt in range(STORE_ATTEMPTS):
        try:
            await write()
        except StoreError:
            if attempt == STORE_ATTEMPTS - 1:
                raise
            _log.exception("not noted")
            await asyncio.sleep(STORE_PAUSE_SECONDS * 2**attempt)
        else:
            return
