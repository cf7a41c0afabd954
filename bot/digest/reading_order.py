"""Which of a story's entries is read first: its article is briefed, its headline stands over the story."""

from collections.abc import Collection, Sequence

from bot.digest.genres import GENRES, bare_title, is_sober
from bot.digest.items import ReadItem
from summarizer.article import Language

FULL_LEAD = 100
"""Characters of a lead that tells the story: a sentence of news has that many (in Japanese half of them)."""
_FULL_LEAD_JA = 50


def reading_order(
    items: Sequence[ReadItem], language: Language, newest: Collection[str] = frozenset()
) -> list[ReadItem]:
    """Return a story's entries in the order in which they are to be tried.

    What is new to the reader comes first; then what is in the reader's language; then reports before comment, live
    blogs, what only subscribers can read, and pictures; then entries with a lead before titles alone; sober titles; and
    of those that are as good the latest, which has the latest numbers.

    Args:
        items: of one story.
        language: of the reader.
        newest: keys of the entries for which a story that was sent is told again.
    """
    return sorted(items, key=lambda read: _rank(read, language, newest))


def _rank(read: ReadItem, language: Language, newest: Collection[str]) -> tuple[bool | int | float | str, ...]:
    item, signature = read.item, read.signature
    full = _FULL_LEAD_JA if signature.language == "ja" else FULL_LEAD
    return (
        item.key not in newest,
        signature.language is None,
        signature.language != language,
        GENRES.index(signature.genre),
        not item.lead,
        len(item.lead) < full,
        not is_sober(item.title),
        -item.published.timestamp(),
        -len(item.lead),
        item.key,
    )


def shown_title(read: ReadItem) -> str:
    """Return an entry's title as it stands over a story whose articles cannot be read."""
    title = bare_title(read.item.title, read.item.source)
    stood_first = read.item.title.lstrip().startswith(title)
    return title if stood_first else title[:1].upper() + title[1:]
