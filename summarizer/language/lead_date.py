"""The full date in an article's first sentences that is the day of its news: not a treaty's date, not a plan's.

What stands around such dates is in ``lead_dates.toml``.
"""

import re
import tomllib
from datetime import date
from functools import cache
from importlib.resources import files

from summarizer.article import Language
from summarizer.language.full_dates import first_weekday, full_dates
from summarizer.language.sentences import Span, split

LEAD = 600
"""Characters in which the article's own weekday or full date speaks of the day it was filed."""
LEAD_SENTENCES = 3
"""Sentences from the beginning in which a weekday beside its full date says when the story was told."""
WEEKDAY_BESIDE = 14
"""Characters before and after a date in which its weekday stands: "Wednesday, the", «в воскресенье (»."""


def lead_date(text: str, language: Language, latest_year: int | None) -> date | None:
    """Return the full date that the lead gives as the day of its news, or None.

    One with its own weekday may stand in any of the first ``LEAD_SENTENCES``; one without, in the first alone.

    Args:
        text: the article's own sentences.
        language: of the article.
        latest_year: the latest year that the article names; an earlier date is history.
    """
    lead = text[:LEAD]
    for number, (start, end) in enumerate(split(lead, language)[:LEAD_SENTENCES]):
        sentence = lead[start:end]
        for day, at in full_dates(sentence, language):
            if latest_year is not None and latest_year > day.year:
                continue
            if (number == 0 or _weekday_beside(sentence, at, language) == day.weekday()) and _is_news(
                sentence, at, language
            ):
                return day
    return None


def _weekday_beside(sentence: str, at: Span, language: Language) -> int | None:
    start, end = at
    before = sentence[max(0, start - WEEKDAY_BESIDE) : start] if language != "ja" else ""
    return first_weekday(f"{before} {sentence[end : end + WEEKDAY_BESIDE]}", language)


def _is_news(sentence: str, at: Span, language: Language) -> bool:
    """Tell whether something was done or said on a date, by the words around it."""
    start, end = at
    cues = _cues(language)
    before, after = sentence[:start], sentence[end:]
    if cues["history_before"].search(before) or cues["history_after"].match(after):
        return False
    if language == "ja":  # the verb ends the sentence; a date before a comma is that of the whole sentence
        beside_comma = re.match(r"(?:[（(].[）)])?[、，,]", after)
        return bool(cues["past"].search(sentence)) and (bool(beside_comma) or not cues["ahead"].search(after))
    near = {name: [found.start() for found in cues[name].finditer(before)] for name in ("ahead", "past")}
    if near["ahead"] or near["past"]:
        return max(near["past"], default=-1) > max(near["ahead"], default=-1)
    past, ahead = cues["past"].search(after), cues["ahead"].search(after)
    return past is not None and (ahead is None or past.start() < ahead.start())


@cache
def _cues(language: Language) -> dict[str, re.Pattern[str]]:
    data = tomllib.loads(files("summarizer.language").joinpath("lead_dates.toml").read_text(encoding="utf-8"))
    return {name: re.compile("|".join(patterns), re.IGNORECASE) for name, patterns in data[language].items()}
