"""Notices: what a reader should know of a whole brief, as sentences in their language."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from summarizer.article import Article, Language
from summarizer.errors import message

if TYPE_CHECKING:
    from summarizer.facts.rendering import Card


@dataclass(frozen=True, slots=True)
class Notice:
    """Something the reader should know of the whole brief; ``code`` is stable, ``text`` in the reader's language."""

    code: str
    text: str


def notice(code: str, language: Language, **fields: object) -> Notice:
    """Return the notice that stands under ``notice.<code>`` in ``messages.toml``.

    Args:
        code: stable.
        language: of the text.
        fields: values for the names in it.
    """
    return Notice(code, message(f"notice.{code}", language, **fields))


def notices_of(article: Article, card: "Card", language: Language) -> list[Notice]:
    """Return what the reader should know of dates and names.

    Args:
        article: briefed.
        card: as it is shown.
        language: of the brief.
    """
    found = []
    if article.published is None:
        found.append(notice("published_unknown", language))
    elif article.published_from in ("dateline", "text"):
        found.append(
            notice(f"published_from_{article.published_from}", language, date=_day(article.published, language))
        )
    if any(language in person.guessed for person in card.people):
        found.append(notice("names_guessed", language))
    return found


def language_name(code: Language, language: Language) -> str:
    """Return what a language is called in another, as CLDR has it."""
    from babel import Locale

    return str(Locale.parse(language).languages[code])


def _day(day: date, language: Language) -> str:
    from summarizer.facts.dates import format_date

    return format_date(day.isoformat(), language)
