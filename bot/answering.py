"""The steps from an accepted request to its answer, each fit to be done again after a crash in it.

placeholder (bot.placeholders) -> quota (start) -> other links (offer) -> brief (make) -> the placeholder becomes the
brief (deliver, parts)

An edit repeated changes nothing, a message repeated is one too many. So a message is sent only where it is not known
that it has been: after a crash that may have hit the sending of the placeholder no second placeholder is sent; the
answer comes as a message of its own.
"""

import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from telegram import InlineKeyboardMarkup, Update
from telegram.error import BadRequest

from bot.asked import Asked, Link, Text, asked_of
from bot.briefing import Briefing
from bot.callbacks import ReadLink, ShowExample, parse_callback
from bot.delivery import Delivery
from bot.errors import MethodUnavailable, Unreachable
from bot.examples import example_text
from bot.ids import number_of_request, request_of_number
from bot.keyboards import links_keyboard, translation_keyboard, with_translations
from bot.later_parts import send_later_part
from bot.people import Who, preferences_of
from bot.pieces import JOINED
from bot.placeholders import Placeholders, address_of
from bot.quotas import Quotas, over_quota_text
from bot.rendering.conversation import more_links
from bot.rendering.preferences import Preferences
from bot.rendering.refusals import error_text, refusal, too_short
from bot.rendering.spans import MessageText
from bot.showing import StageShown, shown, source_offer
from bot.store import Request, Store
from bot.store.requests import UNFINISHED
from bot.translating import Translating
from summarizer.errors import SvodkaError, TextTooShort

if TYPE_CHECKING:
    from telegram import Bot

MANY = 20
"""Requests under way from which on stages are no longer shown: Telegram takes about 30 calls a second from a bot, and
placeholders and answers matter more."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Start:
    """Whether there is work to do, and whether there is more to offer."""

    goes_on: bool
    offers: bool = False


@dataclass(frozen=True, slots=True)
class Made:
    """A brief, or why there is none.

    Attributes:
        brief_id: of the store; empty if there is none.
        from_cache: whether it was there before it was asked for.
        error: what went wrong, or None.
    """

    brief_id: str = ""
    from_cache: bool = False
    error: SvodkaError | None = None


class Answering:
    """Answers requests for briefs.

    Args:
        bot: for reading stored updates back.
        store: of the bot.
        delivery: to Telegram.
        briefing: makes the briefs.
        translating: puts them into other languages.
        placeholders: which go before the making of briefs.
        quotas: limits.
        now: the present moment, aware.
    """

    def __init__(
        self,
        bot: "Bot",
        store: Store,
        delivery: Delivery,
        briefing: Briefing,
        translating: Translating,
        placeholders: Placeholders,
        quotas: Quotas,
        now: Callable[[], datetime],
    ) -> None:
        self._bot = bot
        self._store = store
        self._delivery = delivery
        self._briefing = briefing
        self._translating = translating
        self._placeholders = placeholders
        self._quotas = quotas
        self._now = now
        self._under_way = 0

    async def start(self, request_id: str) -> Start:
        """Count the request; whoever has used up their quota is told so."""
        request = await self._open(request_id)
        if request is None:
            return Start(goes_on=False)
        who = await self._who(request)
        refused = await over_quota_text(self._quotas, self._store, request, who, self._now())
        if refused is None:
            return Start(goes_on=True, offers=len(self._asked_in_update(request)) > 1)
        if await self._arrives(request, lambda: self._show(request, refused, None)):
            await self._store.requests.mark_failed(request_id, "over_quota")
        return Start(goes_on=False)

    async def offer(self, request_id: str) -> None:
        """Offer the further links of a message as buttons."""
        request = await self._open(request_id)
        if request is None:
            return
        links = [
            (number, asked.url)
            for number, asked in enumerate(self._asked_in_update(request))
            if isinstance(asked, Link)
        ]
        keyboard = links_keyboard(number_of_request(request.id), links[1:])
        await self._tell(request, more_links(len(links) - 1, request.language), keyboard)

    async def make(self, request_id: str) -> Made:
        """Make the brief, or find out why there is none."""
        await self._placeholders.give_way()
        request = await self._open(request_id)
        if request is None:
            return Made()
        stage = StageShown(self._delivery, request)
        self._under_way += 1
        try:
            asked = await self._asked(request)
            language = (await self._who(request)).brief_language
            owner = request.user_id or request.chat_id
            show = stage.show_points if self._under_way < MANY else None
            ready = await self._briefing.brief(asked, language, owner, show)
            await self._translate(ready.brief_id, stage)
            return Made(ready.brief_id, ready.from_cache)
        except SvodkaError as error:
            error.__cause__ = error.__context__ = None  # kept as a value: what led to it is in the log
            _log.info("no brief", extra={"request": request_id, "code": error.code, "detail": error.detail})
            return Made(error=error)
        except Exception:  # noqa: BLE001 - whatever it was, the person is told that there is no brief
            _log.exception("no brief", extra={"request": request_id})
            return Made(error=SvodkaError())
        finally:
            self._under_way -= 1
            await stage.end()

    async def _translate(self, brief_id: str, stage: StageShown) -> None:
        """Put headline and points into the reader's language, where that has not been done and can be."""
        cached = await self._briefing.get(brief_id)
        if cached is not None and self._translating.is_wanted(cached):
            await stage.show("translating")
            await self._translating.in_its_language(cached)

    async def deliver(self, request_id: str, made: Made) -> int:
        """Make the placeholder show the answer; return how many messages that takes, 0 if nobody can be told."""
        request = await self._open(request_id)
        if request is None:
            return 0
        texts, keyboard = await self._answer(request, made)
        if not await self._arrives(request, lambda: self._show(request, texts[0], keyboard)):
            return 0
        if len(texts) == 1:
            await self.finish(request_id, made)
        return len(texts)

    async def deliver_part(self, request_id: str, made: Made, part: int) -> None:
        """Send one of the further messages of a long answer."""
        request = await self._open(request_id)
        if request is None:
            return
        texts, _ = await self._answer(request, made)
        first, to = request.placeholder_message_id, address_of(request)
        if part < len(texts) and first is not None:
            send = partial(send_later_part, self._delivery, self._store, to, first, part, texts[part])
            await self._arrives(request, send)

    async def finish(self, request_id: str, made: Made) -> None:
        """Note that the request is dealt with."""
        if made.error is not None:
            await self._store.requests.mark_failed(request_id, made.error.code)
        else:
            await self._store.requests.mark_answered(request_id, from_cache=made.from_cache)

    async def give_up(self, request_id: str) -> None:
        """Apologize for a request that cannot be dealt with, whatever was tried."""
        request = await self._open(request_id)
        if request is None:
            return
        error = SvodkaError()
        if await self._arrives(request, lambda: self._show(request, error_text(error, request.language), None)):
            await self._store.requests.mark_failed(request_id, error.code)

    async def _open(self, request_id: str) -> Request | None:
        """Return a request that waits for its answer; None if it was answered, or forgotten."""
        request = await self._store.requests.get(request_id)
        return request if request is not None and request.state in UNFINISHED else None

    async def _show(self, request: Request, text: MessageText, keyboard: InlineKeyboardMarkup | None) -> None:
        message_id = request.placeholder_message_id
        if message_id is None or not await self._edited(request.chat_id, message_id, text, keyboard):
            message_id = await self._delivery.send(address_of(request), text, keyboard)
            await self._store.requests.set_placeholders([(request.id, message_id)])

    async def _edited(
        self, chat_id: int, message_id: int, text: MessageText, keyboard: InlineKeyboardMarkup | None
    ) -> bool:
        try:
            return await self._delivery.edit(chat_id, message_id, text, keyboard)
        except (BadRequest, MethodUnavailable) as error:
            _log.warning("not to be edited", extra={"reason": str(error)})
            return False  # whatever is wrong with the placeholder, a message of its own may go through

    async def _tell(self, request: Request, text: MessageText, keyboard: InlineKeyboardMarkup | None) -> None:
        await self._arrives(request, lambda: self._delivery.send(address_of(request), text, keyboard))

    async def _arrives(self, request: Request, telling: Callable[[], Awaitable[object]]) -> bool:
        """Tell the person something; if nobody is there, or Telegram wants it in no form, the request is over.

        Raises:
            TelegramError: the token is refused, or there was no network for long; at the next start it is begun anew.
        """
        try:
            await telling()
        except (BadRequest, MethodUnavailable, Unreachable) as error:
            code = "refused" if isinstance(error, BadRequest) else error.code
            _log.warning("cannot be told", extra={"request": request.id, "reason": str(error)})
            await self._store.requests.abandon(request.id, code)
            return False
        return True

    async def _answer(self, request: Request, made: Made) -> tuple[list[MessageText], InlineKeyboardMarkup | None]:
        if isinstance(made.error, TextTooShort):
            fields = made.error.fields
            offered = self._translating.possible
            characters, minimum = _number(fields["characters"]), _number(fields["minimum"])
            text = too_short(characters, minimum, request.language, can_translate=offered)
            number = number_of_request(request.id)
            return [text], translation_keyboard(number, None, request.language) if offered else None
        if made.error is not None:
            return [error_text(made.error, request.language)], source_offer(request, made.error)
        cached = await self._briefing.get(made.brief_id)
        if cached is None:
            return [refusal("stale_button", request.language)], None
        who = await self._who(request)
        texts, keyboard = shown(cached, who.preferences.points, who.preferences.evidence, request.language)
        if request.kind == "text" and self._translating.possible:
            source = cached.brief["brief"]["source"]["language"]
            keyboard = with_translations(keyboard, number_of_request(request.id), source, request.language)
        return texts, keyboard

    async def _who(self, request: Request) -> Who:
        user = await self._store.users.get(request.user_id) if request.user_id else None
        return Who(request.language, preferences_of(user) if user else Preferences())

    def _asked_in_update(self, request: Request) -> list[Asked]:
        if JOINED in request.payload:
            return [Text(request.payload[JOINED])]
        update = Update.de_json(request.payload["update"], self._bot)
        return asked_of(update.message) if update.message is not None else []

    async def _asked(self, request: Request) -> Asked:
        if request.kind != "button":
            return self._asked_in_update(request)[0]
        callback = parse_callback(request.payload["update"]["callback_query"].get("data"))
        if isinstance(callback, ShowExample):
            return Text(example_text(callback.language))
        if isinstance(callback, ReadLink):
            first = await self._store.requests.get(request_of_number(callback.request_id))
            asked = self._asked_in_update(first) if first else []
            if callback.number < len(asked):
                return asked[callback.number]
        raise SvodkaError("a button that leads nowhere")


def _number(value: object) -> int:
    return value if isinstance(value, int) else 0
