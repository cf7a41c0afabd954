"""The steps from a digest that is due to one that has arrived, each fit to be done again after a crash in it.

Telegram has no way to send a message once only. So a message is sent that says that the digest is coming, and then made
to show it, which may be repeated. Its id is kept as soon as Telegram has told it: a crash after that uses the same
message, a crash before it (some milliseconds) leaves such a line behind, of which nobody knows, never a second digest.
"""

import logging
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from telegram import InlineKeyboardMarkup
from telegram.error import TelegramError

from bot.channel_keyboards import channel_digest_keyboard
from bot.delivery import Address, Delivery
from bot.digest.issuing import Issuer, MadeIssue
from bot.digest.keeping import FeedKeeper
from bot.digest.schedule import LATEST
from bot.digest_keyboards import digest_keyboard
from bot.errors import MethodUnavailable, Unreachable
from bot.rendering.digest_issue import digest_not_made, issue_coming, issue_missing, render_issue, topic_gone
from bot.store import Store
from bot.store.digests_places import DigestPlace
from summarizer.article import Language
from summarizer.errors import SvodkaError

FIRST_PAUSE = timedelta(minutes=1)
LONGEST_PAUSE = timedelta(minutes=30)
"""Before a digest that failed is tried again; doubled each time from the first pause to this one: some nine tries until
it is LATEST."""
_DOUBLINGS = 5

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Failed:
    """A step that could not be done; why is in the log."""


@dataclass(frozen=True, slots=True)
class Announced:
    """The message that a part of a digest will be in, and its chat, which may have got a new id."""

    chat_id: int
    message_id: int


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

    async def make(self, chat_id: int, slot: datetime | None) -> MadeIssue | Failed | None:
        """Make a digest, or None where none is to be sent.

        Args:
            chat_id: whose.
            slot: that it is for, aware; None for one on demand.
        """
        try:
            return await self._made(chat_id, slot)
        except Exception:  # noqa: BLE001 - whatever it was: a digest that fails is tried again, and none ends the others
            _log.exception("digest not made")
            return Failed()

    async def announce(
        self, chat_id: int, made: MadeIssue, occasion: str, *, on_demand: bool
    ) -> Announced | Failed | None:
        """Send the message that a part of the digest will be in; None if nobody is there, and the digest is paused.

        Args:
            chat_id: whose.
            made: the digest.
            occasion: names digest and part; the message of the same occasion is used again.
            on_demand: whether somebody waits for it.
        """
        language = made.issue.language
        try:
            place = await self._store.places.get(chat_id)
            if place.coming_message_id is not None:
                if place.coming_for == occasion:
                    return Announced(chat_id, place.coming_message_id)
                await self._clear(chat_id, place.coming_message_id, language)
            to, silent = Address(chat_id, place.thread_id), not made.issue.stories
            message_id, there = await self._delivery(on_demand).post(to, issue_coming(language), silent=silent)
            await self._store.places.comes(there.chat_id, message_id, occasion)
            if there.chat_id == chat_id and there.thread_id != to.thread_id:
                await self._tell_topic_gone(place, language)
        except Unreachable:
            await self._store.subscriptions.pause(chat_id)
            return None
        except (TelegramError, SvodkaError):
            _log.exception("digest not announced")
            return Failed()
        return Announced(there.chat_id, message_id)

    async def fill(self, message: Announced, made: MadeIssue, part: int, *, on_demand: bool) -> bool:
        """Make a message show a part of the digest; if it is gone, send the part instead. False if that failed."""
        texts, delivery = render_issue(made.issue), self._delivery(on_demand)
        keyboard = await self._keyboard(message.chat_id, made) if part == len(texts) - 1 else None
        try:
            if not await delivery.edit(message.chat_id, message.message_id, texts[part], keyboard):
                place = await self._store.places.get(message.chat_id)
                await delivery.send(Address(message.chat_id, place.thread_id), texts[part], keyboard)
            await self._store.places.has_come(message.chat_id)
        except (TelegramError, SvodkaError):
            _log.exception("digest not shown")
            return False
        return True

    async def finish(self, chat_id: int, made: MadeIssue) -> None:
        """Remember what was sent."""
        if await self._store.subscriptions.get(chat_id) is not None:
            await self._store.subscriptions.note_sent(chat_id, made.sent)
            await self._store.places.delivered(chat_id)

    async def fail(self, chat_id: int, slot: datetime | None) -> None:
        """Give the slot back, to be tried again later; whoever asked for a digest is told that there is none."""
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

    async def _made(self, chat_id: int, slot: datetime | None) -> MadeIssue | None:
        now = self._store.database.now()
        await self._keeper.refresh()
        subscription = await self._store.subscriptions.get(chat_id)
        if subscription is None or (slot is not None and not subscription.active):
            return None
        person = await self._store.users.get(chat_id)
        if person is not None and person.banned:
            return None
        if slot is not None and now - slot >= LATEST:
            _log.info("digest folded into the next", extra={"slot": slot.isoformat()})
            await self._store.places.fold(chat_id, slot)
            return None
        made = await self._issuer.issue(subscription, now)
        if not made.issue.stories and subscription.wanted.quiet and slot is not None:
            return None
        place = await self._store.places.get(chat_id)
        return replace(made, issue=replace(made.issue, folded=place.folded))

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

    async def _keyboard(self, chat_id: int, made: MadeIssue) -> InlineKeyboardMarkup | None:
        issue, chat = made.issue, await self._store.chats.get(chat_id)
        briefs = [(n, story.brief_id) for n, story in enumerate(issue.stories, 1) if story.brief_id is not None]
        ahead = bool(issue.ahead)
        if chat is not None and chat.kind == "channel":
            username = self._scheduled.username
            return channel_digest_keyboard(chat_id, briefs, username, issue.language, calendar=ahead)
        return digest_keyboard(briefs, issue.language, calendar=ahead)
