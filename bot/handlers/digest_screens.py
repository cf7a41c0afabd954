"""The screens of a digest, each shown in the message whose button was tapped, or as an answer to what was written."""

from collections import Counter

from telegram import InlineKeyboardMarkup

from bot.digest.dialogue import SETUP_SCREENS, TYPED_SCREENS, Dialogue, Screen, neighbour, screen_of
from bot.digest.feed_state import FeedState
from bot.digest.presets import presets
from bot.digest.understanding import topic_list
from bot.digest_keyboards import subscription_keyboard
from bot.digest_setup_keyboards import (
    days_keyboard,
    end_keyboard,
    feeds_keyboard,
    finish_keyboard,
    languages_keyboard,
    offer_keyboard,
    presets_keyboard,
    prompt_keyboard,
    sources_keyboard,
    stories_keyboard,
    times_keyboard,
    topics_keyboard,
    zones_keyboard,
)
from bot.handlers.turn import Turn
from bot.keyboards import MAX_LABEL_CHARACTERS
from bot.rendering import digest as words
from bot.rendering.digest_setup import screen_text
from bot.rendering.digest_sources import shown_address
from bot.rendering.digest_topics import topic_labels, topic_prompt, topic_rows, topics_text
from bot.rendering.harmless import shortened
from bot.rendering.refusals import refusal
from bot.rendering.spans import MessageText
from bot.store.digests_feeds import url_digest
from bot.store.digests_subscriptions import Subscription
from summarizer.article import LANGUAGES, Language

_MAX_PAGE = 999


async def may_change(turn: Turn) -> bool:
    """Say whether the person may change the digest of this chat; if not, they are told."""
    if await turn.is_admin():
        return True
    await turn.refuse(refusal("admins_only", turn.who.language))
    return False


async def subscription_or_offer(turn: Turn) -> Subscription | None:
    """Return the chat's subscription; where there is none, say so and offer the set-up."""
    subscription = await turn.runtime.store.subscriptions.get(turn.address.chat_id)
    if subscription is None:
        language = turn.who.language
        if turn.query is not None:
            await turn.refuse(words.digest_stale(language))
        else:
            await turn.reply(words.no_subscription(language, is_private=turn.is_private), offer_keyboard(language))
    return subscription


async def show(
    turn: Turn,
    subscription: Subscription,
    screen: Screen = "menu",
    page: int = 0,
    listed: Language | None = None,
    *,
    below: bool = False,
) -> None:
    """Show a screen, and remember it, so that what is written next is understood as the answer.

    Args:
        turn: of whoever asked.
        subscription: as it is now.
        screen: which; “menu” is the present step of a set-up that is under way.
        page: of lists, 0-based.
        listed: language of the presets.
        below: whether to show it in a message of its own even if a button was tapped.
    """
    setting_up = subscription.dialogue.setting_up
    if screen == "menu" and setting_up:
        present = subscription.dialogue.screen
        screen = present if present in SETUP_SCREENS else SETUP_SCREENS[0]
    elif screen == "finish" and not setting_up:
        screen = "menu"
    text, keyboard = await _drawn(turn, subscription, screen, page, listed or turn.who.language)
    in_place = turn.query is not None and not below
    message_id = await (turn.change(text, keyboard) if in_place else turn.reply(text, keyboard))
    if setting_up or screen in TYPED_SCREENS or subscription.dialogue.screen in TYPED_SCREENS:
        dialogue = Dialogue(setting_up, screen, message_id or 0, turn.runtime.now())
        await turn.runtime.digests.desk.change(subscription, dialogue=dialogue)


async def show_after(turn: Turn, subscription: Subscription, chosen: Screen) -> None:
    """Show what follows a choice: in the set-up the next screen, later the whole subscription."""
    await show(turn, subscription, neighbour(chosen, 1) if subscription.dialogue.setting_up else "menu")


async def show_named(turn: Turn, subscription: Subscription, value: str) -> bool:
    """Show the screen that a button names, such as ``presets-ja-2``; False if there is none of that name."""
    name, *rest = value.split("-")
    screen = screen_of(name)
    if screen is None:
        return False
    listed = next((code for code in LANGUAGES if code in rest), None)
    page = next((min(int(part), _MAX_PAGE) for part in rest if part.isdecimal()), 0)
    await show(turn, subscription, screen, page, listed)
    return True


async def view_of(turn: Turn, subscription: Subscription) -> words.SubscriptionView:
    """Return what is shown of a subscription."""
    feeds = await turn.runtime.digests.desk.feeds(subscription)
    schedule, wanted = subscription.schedule, subscription.wanted
    return words.SubscriptionView(
        at=schedule.at,
        zone=schedule.zone,
        days=schedule.days,
        language=wanted.language,
        stories=wanted.stories,
        active=subscription.active,
        next_slot=subscription.next_slot,
        feeds=_feed_lines(feeds),
        quiet=wanted.quiet,
        topics=topic_rows(wanted, turn.who.language),
        topic_count=len(topic_labels(wanted)),
        setting_up=subscription.dialogue.setting_up,
        is_private=turn.is_private,
    )


def _feed_lines(feeds: list[tuple[str, FeedState]]) -> tuple[words.FeedLine, ...]:
    """Return what is shown of feeds; those of one title with their addresses, by which they are told apart."""
    titles = Counter(state.title for _, state in feeds)
    return tuple(
        words.FeedLine(feed_id, _name(state, alone=titles[state.title] == 1), state.url, state.failures > 0)
        for feed_id, state in feeds
    )


def _name(state: FeedState, *, alone: bool) -> str:
    address = shown_address(state.url)
    if not state.title:
        return address
    return state.title if alone else f"{shortened(state.title, MAX_LABEL_CHARACTERS // 2)} — {address}"


async def _drawn(
    turn: Turn, subscription: Subscription, screen: Screen, page: int, listed: Language
) -> tuple[MessageText, InlineKeyboardMarkup]:
    view, language, now = await view_of(turn, subscription), turn.who.language, turn.runtime.now()
    if screen in ("menu", "finish"):
        keyboard = subscription_keyboard(view, language, now) if screen == "menu" else finish_keyboard(view, language)
        return words.subscription_summary(view, language, now), keyboard
    if screen == "topics":
        wanted = subscription.wanted
        return topics_text(wanted, language), topics_keyboard(wanted, page, view, language)
    if (where := topic_list(screen)) is not None:
        return topic_prompt(where, language, is_private=view.is_private), prompt_keyboard(screen, view, language)
    return screen_text(screen, view, language, now), _choices(turn, view, screen, page, listed)


def _choices(
    turn: Turn, view: words.SubscriptionView, screen: Screen, page: int, listed: Language
) -> InlineKeyboardMarkup:
    language = turn.who.language
    offered = presets(turn.runtime.settings.presets)
    match screen:
        case "sources":
            return sources_keyboard(
                view, [code for code in LANGUAGES if any(one.language == code for one in offered)], language
            )
        case "presets":
            present, moved = {url_digest(feed.url) for feed in view.feeds}, turn.runtime.digests.desk.moved
            mine = [
                (one, url_digest(moved.get(one.url, one.url)) in present) for one in offered if one.language == listed
            ]
            return presets_keyboard(mine, page, view, language)
        case "feeds":
            return feeds_keyboard(view, page, language)
        case "time":
            return times_keyboard(view, language)
        case "zone":
            return zones_keyboard(view, language, turn.runtime.now())
        case "days":
            return days_keyboard(view, language)
        case "language":
            return languages_keyboard(view, language)
        case "stories":
            return stories_keyboard(view, language)
        case "end":
            return end_keyboard(view, language)
    return prompt_keyboard(screen, view, language)
