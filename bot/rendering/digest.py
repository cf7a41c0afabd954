"""Digests in words: the subscription, what was added or removed, and the digest itself."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, time

from bot.i18n import translator
from bot.rendering.harmless import shortened
from bot.rendering.moments import LOCALES, UTC, coming, zone_label
from bot.rendering.preferences import LANGUAGE_NAMES
from bot.rendering.spans import Block, MessageText, Span, heading, labelled, paragraph, web_link
from bot.rendering.splitting import single
from summarizer.article import Language

DAY_CHOICES = (frozenset(range(7)), frozenset(range(5)), frozenset({5, 6}))
"""Days of the week (0 for Monday) that can be chosen: all, working days, weekend."""
MAX_FEEDS_SHOWN = 30
MAX_FEED_CHARACTERS = 80


@dataclass(frozen=True, slots=True)
class FeedLine:
    """A feed of a subscription: id, title or address, address, and whether it fails at present."""

    id: str
    title: str
    url: str
    failing: bool = False


@dataclass(frozen=True, slots=True)
class SubscriptionView:
    """What is shown of a subscription.

    Attributes:
        at: local time of day.
        zone: IANA name.
        days: of the week, 0 for Monday.
        language: of the digest.
        stories: most stories.
        active: False while paused.
        next_slot: aware.
        feeds: in order.
        quiet: whether no message comes where there is nothing new.
        topics: name and entries of each list of what is followed, muted, asked for or excluded.
        topic_count: how many entries these have.
        setting_up: whether the first set-up is under way.
        is_private: whether the chat is with one person.
    """

    at: time
    zone: str
    days: frozenset[int]
    language: Language
    stories: int
    active: bool
    next_slot: datetime
    feeds: tuple[FeedLine, ...]
    quiet: bool = False
    topics: tuple[tuple[str, str], ...] = ()
    topic_count: int = 0
    setting_up: bool = False
    is_private: bool = True


def subscription_summary(view: SubscriptionView, language: Language, now: datetime) -> MessageText:
    """Return the text of /digest.

    Args:
        view: of the subscription.
        language: of the words.
        now: aware.
    """
    t = translator(language)
    form = t.gettext("{name}: {value}")
    rows = [
        (t.gettext("Time of day"), view.at.strftime("%H:%M")),
        (t.gettext("Time zone"), zone_label(view.zone, language, now)),
        (t.gettext("Days"), days_in_words(view.days, language)),
        (t.gettext("Language of the digest"), LANGUAGE_NAMES[view.language]),
        (t.gettext("Most stories"), str(view.stories)),
        (t.gettext("If nothing is new"), t.gettext("no message") if view.quiet else t.gettext("one line")),
    ]
    if not view.setting_up:
        when = coming(view.next_slot, view.zone, language, now) if view.active else t.gettext("paused")
        rows.append((t.gettext("Next digest"), when))
    return single([
        heading(t.gettext("Daily digest")),
        *(labelled(name, value, form) for name, value in (*rows, *view.topics)),
        heading(t.gettext("Sources")),
        *feed_lines(view.feeds, language),
        paragraph(_way_on(view, language)),
    ])  # fmt: skip


def _way_on(view: SubscriptionView, language: Language) -> str:
    t = translator(language)
    if view.setting_up:
        return t.gettext("Nothing is sent until the set-up is finished. “Preview” shows what would come now.")
    if view.zone == UTC:
        return t.gettext("The time is in UTC. Tap 🌍 to choose your time zone.")
    if view.is_private:
        return t.gettext("Use the buttons to change anything. The time zone is shared with /settings.")
    return t.gettext("Use the buttons to change anything.")


def days_in_words(days: frozenset[int], language: Language) -> str:
    """Return days of the week in words."""
    from babel.dates import get_day_names
    from babel.lists import format_list

    t = translator(language)
    words = (t.gettext("every day"), t.gettext("working days"), t.gettext("weekend"))
    for choice, named in zip(DAY_CHOICES, words, strict=True):
        if days == choice:
            return named
    names = get_day_names("abbreviated", locale=language)
    return format_list([names[day] for day in sorted(days)], locale=LOCALES[language])


def no_subscription(language: Language, *, is_private: bool = True) -> MessageText:
    """Return how to get a digest; lists of feeds are taken in private chats alone."""
    t = translator(language)
    blocks = [
        paragraph(t.gettext("There is no digest here yet: the day’s news from your sources, each story once.")),
        paragraph(
            t.gettext("Set it up in seven short steps, or send /subscribe with the address of a news site or feed.")
        ),
    ]
    if is_private:
        blocks.append(paragraph(t.gettext("You can also send your feeds as an .opml file.")))
    return single(blocks)


def no_list(language: Language) -> MessageText:
    """Return that a file is no list of feeds."""
    t = translator(language)
    return single([paragraph("⚠️ " + t.gettext("This file is not a list of feeds (OPML)."))])


def how_to_subscribe(language: Language) -> MessageText:
    """Return what /subscribe without an address is answered with."""
    t = translator(language)
    text = t.gettext("Write the address of a news site or feed after the command: /subscribe example.com")
    channel = t.gettext("For a public Telegram channel write its @name, or answer one of its posts with /subscribe.")
    return single([paragraph(text), paragraph(channel, "\n")])


def feeds_imported(added: int, present: int, left_out: int, most: int, language: Language) -> MessageText:
    """Return what came of a list of feeds.

    Args:
        added: how many are new in the digest.
        present: how many were there before.
        left_out: how many were not added, as a digest has no room for more than ``most``.
        most: feeds that a digest may have.
        language: of the words.
    """
    t = translator(language)
    lines = []
    if added:
        lines.append(
            t.ngettext("{number} feed was added to the digest.", "{number} feeds were added to the digest.", added)
        )
    if present:
        lines.append(t.ngettext("{number} was in the digest already.", "{number} were in the digest already.", present))
    if left_out:
        lines.append(
            t.ngettext(
                "{number} was left out: a digest has room for {most}.",
                "{number} were left out: a digest has room for {most}.",
                left_out,
                most=most,
            )
        )
    return single([paragraph(line, "\n") for line in lines])


def empty_list(language: Language) -> MessageText:
    """Return that a list of feeds has none."""
    return single([paragraph("⚠️ " + translator(language).gettext("This list has no feeds."))])


def list_title(language: Language) -> str:
    """Return the title of an exported list of feeds, plain text."""
    return translator(language).gettext("Feeds of the digest")


def unsubscribed(title: str, language: Language) -> MessageText:
    """Return that a feed was removed."""
    name = shortened(title, MAX_FEED_CHARACTERS)
    return single([paragraph(translator(language).gettext("Removed from the digest: {feed}", feed=name))])


def not_subscribed(language: Language) -> MessageText:
    """Return that a feed that is to be removed is not in the digest."""
    return single([paragraph(translator(language).gettext("This feed is not in the digest."))])


def too_many_feeds(most: int, language: Language) -> MessageText:
    """Return that the digest has as many feeds as it may."""
    t = translator(language)
    text = t.ngettext(
        "A digest has room for {number} feed. Remove one first: /unsubscribe",
        "A digest has room for {number} feeds. Remove one first: /unsubscribe",
        most,
    )
    return single([paragraph(text)])


def digest_ended(language: Language) -> MessageText:
    """Return that there will be no digest any more."""
    return single([paragraph(translator(language).gettext("The digest is switched off: no more will come."))])


def digest_under_way(language: Language) -> str:
    """Return the toast of “send now”, plain text."""
    return translator(language).gettext("The digest is being put together …")


def bad_time(language: Language) -> MessageText:
    """Return that what stands after /digest is no time of day."""
    return single([paragraph(translator(language).gettext("Write the time like this: /digest 7:30"))])


def nothing_ahead(language: Language) -> MessageText:
    """Return that the calendar has become empty since its button was shown."""
    t = translator(language)
    return single([paragraph(t.gettext("Your feeds speak of nothing to come any more."))])


def digest_paused(language: Language) -> MessageText:
    """Return that there is a digest, but does not come for now: whoever has come back to the bot may not know."""
    return single([paragraph("⏸ " + translator(language).gettext("Your daily digest is paused."))])


def digest_stale(language: Language) -> MessageText:
    """Return that a button leads nowhere any more."""
    t = translator(language)
    return single([paragraph(t.gettext("This button is out of date. Send /digest to see how things are now."))])


def preview_coming(language: Language) -> MessageText:
    """Return what stands in the place of a preview while it is made."""
    return single([paragraph("⏳ " + translator(language).gettext("The digest is being put together …"))])


def preview_head(language: Language) -> MessageText:
    """Return what stands above a preview."""
    t = translator(language)
    return single([paragraph("👁 " + t.gettext("Preview. These stories do not count as sent and can come again."))])


def feed_lines(feeds: Sequence[FeedLine], language: Language) -> Iterator[Block]:
    """Yield a line for each of the first feeds, and how many more there are."""
    t = translator(language)
    for feed in feeds[:MAX_FEEDS_SHOWN]:
        name = Span(shortened(feed.title, MAX_FEED_CHARACTERS) or "…", link=web_link(feed.url))
        failing = [Span(" — " + t.gettext("not answering now"))] if feed.failing else []
        yield Block((Span("• "), name, *failing))
    if len(feeds) > MAX_FEEDS_SHOWN:
        more = len(feeds) - MAX_FEEDS_SHOWN
        yield Block((Span(t.ngettext("… and {number} more", "… and {number} more", more)),))
