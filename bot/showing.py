"""A brief as messages with their buttons, and the stages on the way to it."""

import asyncio

from telegram import InlineKeyboardMarkup

from bot.brief_view import with_points
from bot.calendar import has_dated_events
from bot.callbacks import ReadLink, ShowBrief, parse_callback
from bot.delivery import Delivery
from bot.digest_setup_keyboards import source_offer_keyboard
from bot.ids import number_of_brief, number_of_request
from bot.keyboards import BriefButtons, brief_keyboard
from bot.rendering.brief import render_brief
from bot.rendering.progress import Stage, placeholder
from bot.rendering.spans import MessageText
from bot.store import CachedBrief, Request
from summarizer.article import Language
from summarizer.errors import IsAFeed, NotAnArticle, SvodkaError


def shown(
    cached: CachedBrief, points: int, evidence: bool, language: Language
) -> tuple[list[MessageText], InlineKeyboardMarkup]:
    """Return a brief as messages, and the buttons for the first of them.

    Args:
        cached: of the store.
        points: how many; 0 for as many as the article's length asks for.
        evidence: whether to quote the source sentences.
        language: of the words on the buttons.
    """
    view = with_points(cached.brief, points)
    available, on_display = len(cached.brief["brief"]["points"]), len(view["points"])
    buttons = BriefButtons(
        ShowBrief(number_of_brief(cached.id), cached.key.language, points, evidence),
        points_shown=on_display,
        more_available=on_display < available,
        calendar=has_dated_events(view),
    )
    texts = render_brief(view, sentences=cached.sentences if evidence else None)
    return texts, brief_keyboard(buttons, language)


def source_offer(request: Request, error: SvodkaError) -> InlineKeyboardMarkup | None:
    """Return the button that adds to the digest what was sent to be read and is a source; None for other errors.

    A feed is one, and so is, most likely, a page of headlines: the front page of a news site.

    Args:
        request: that failed, or the tap on one of several links of another.
        error: why.
    """
    if not isinstance(error, IsAFeed) and not (isinstance(error, NotAnArticle) and error.reason == "link_list"):
        return None
    tapped = parse_callback(request.payload["update"].get("callback_query", {}).get("data"))
    request_id, number = number_of_request(request.id), 0
    if isinstance(tapped, ReadLink):
        request_id, number = tapped.request_id, tapped.number
    is_private = request.chat_id == request.user_id
    return source_offer_keyboard(request_id, number, request.language, is_private=is_private)


class StageShown:
    """Shows on the placeholder that reading is over and summing up has begun, but never after the answer."""

    def __init__(self, delivery: Delivery, request: Request) -> None:
        self._delivery = delivery
        self._request = request
        self._one_at_a_time = asyncio.Lock()
        self._over = False

    async def show_points(self) -> None:
        """Say that the points are being made."""
        await self.show("points")

    async def show(self, stage: Stage) -> None:
        """Say what is being done."""
        async with self._one_at_a_time:
            message_id = self._request.placeholder_message_id
            if not self._over and message_id is not None:
                text = placeholder(stage, self._request.language)
                await self._delivery.try_edit(self._request.chat_id, message_id, text)

    async def end(self) -> None:
        """Say nothing from now on."""
        async with self._one_at_a_time:
            self._over = True
