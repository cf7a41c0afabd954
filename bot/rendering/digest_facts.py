"""The facts of a story of a digest in one line: what happens and what is agreed; else who is spoken of."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from bot.i18n import translator
from bot.rendering.brief import agreement_line, person_line
from bot.rendering.harmless import harmless
from summarizer.article import Language

MAX_PEOPLE = 3
BACKGROUND = timedelta(days=30)
"""What was over so long before the article is told as background: the summit of some years ago is not the news."""
_BETWEEN: dict[Language, str] = {"en": " · ", "ru": " · ", "ja": "／"}


def facts_line(facts: Mapping[str, Any], published: str | None, language: Language) -> str:
    """Return a brief's facts in one line; may be empty.

    Args:
        facts: as in the JSON of a brief (docs/brief-schema.md), in ``language``.
        published: EDTF date of the article, or None.
        language: of the words.
    """
    t = translator(language)
    events = [event for event in facts["events"] if not _is_background(event.get("date"), published)]
    parts = [harmless(event["text"]) for event in events[:1]]
    parts += [agreement_line(agreement, t) for agreement in facts["agreements"][:1]]
    if not parts:
        parts = [person_line(person, t) for person in facts["people"][:MAX_PEOPLE]]
    return _BETWEEN[language].join(part for part in parts if part)


def _is_background(edtf: str | None, published: str | None) -> bool:
    from summarizer.facts.dates import bounds, is_edtf_level0

    if not edtf or not published or not is_edtf_level0(edtf) or not is_edtf_level0(published):
        return False
    day: date = bounds(published)[0]
    return bounds(edtf)[1] < day - BACKGROUND
