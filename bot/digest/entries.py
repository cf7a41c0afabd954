"""A feed's entries as items of digests: each with a key, a title, a day, and a link only to its own article."""

from collections import Counter
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from bot.digest.items import Item, address_key, item_key
from summarizer.errors import LanguageNotSupported
from summarizer.sources.feeds import MAX_HEADLINE_CHARACTERS, MIN_HEADLINE_CHARACTERS, Feed, FeedEntry
from summarizer.sources.html_date import day_in_address

UNDATED_STEP = timedelta(seconds=1)
"""By which entries without a date follow one another, so that they keep the feed's order, the newest first."""


def items_of(feed: Feed, address: str, now: datetime) -> tuple[Item, ...]:
    """Return the entries of a feed as items.

    A link that several entries share, or that leads to the site's front page, is no link to an article: no item has it,
    and the id of the entry is its key.

    Args:
        feed: parsed.
        address: of the feed.
        now: stands for the date of entries that have none, and none in their address.
    """
    host = (urlsplit(feed.url or address).hostname or address).removeprefix("www.")
    shared = _shared(feed)
    return tuple(
        _item(entry, feed.title or host, address, shared, now, number * UNDATED_STEP)
        for number, entry in enumerate(_once(feed))
    )


def headline(text: str) -> tuple[str, str]:
    """Part a text without a title into what can stand for one, and the rest.

    Args:
        text: on one line.

    Returns:
        The first sentence and what follows it; of a sentence of more than MAX_HEADLINE_CHARACTERS the beginning, and
        then the rest is all of the text.
    """
    from summarizer.language.detect import detect
    from summarizer.language.sentences import split

    try:
        language = detect(text)
    except LanguageNotSupported:
        language = "en"
    ends = [end for _, end in split(text, language)]
    end = next((end for end in ends if end >= MIN_HEADLINE_CHARACTERS), len(text))
    if end <= MAX_HEADLINE_CHARACTERS:
        return text[:end].strip(), text[end:].strip()
    short = text[: MAX_HEADLINE_CHARACTERS - 1]
    word = short.rpartition(" ")[0]
    return (word if len(word) > MAX_HEADLINE_CHARACTERS // 2 else short).rstrip(" ,;:—–-") + "…", text


def _item(
    entry: FeedEntry, named: str, address: str, shared: frozenset[str], now: datetime, undated: timedelta
) -> Item:
    title, lead = (entry.title, entry.summary) if entry.title else headline(entry.summary)
    own_link = entry.url if entry.url and address_key(entry.url) not in shared else None
    when = entry.when or (day_in_address(own_link) if own_link else None) or now - undated
    return Item(
        key=item_key(address, entry.id, own_link),
        feed=address,
        source=entry.source or named,
        url=own_link,
        title=title,
        lead=lead,
        published=min(when, now),
    )


def _once(feed: Feed) -> list[FeedEntry]:
    """Return the entries without those that say the same under one address, spelled in two ways."""
    known = {
        (address_key(entry.url) if entry.url else entry.id, entry.title): entry for entry in reversed(feed.entries)
    }
    kept = {entry.id for entry in known.values()}
    return [entry for entry in feed.entries if entry.id in kept]


def _shared(feed: Feed) -> frozenset[str]:
    counts = Counter(address_key(entry.url) for entry in _once(feed) if entry.url)
    front = {address_key(feed.url)} if feed.url else set()
    return frozenset({key for key, count in counts.items() if count > 1} | front)
