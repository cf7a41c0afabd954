"""What an entry is besides a report (a live blog, a gallery, a round-up), and its text without what is glued to it.

Feeds give a title with slugs, the name of the site and an invitation to read on; for readers as for clustering these
are no part of the story. What the labels are, in three languages, is data: ``genres.toml``.
"""

import re
import tomllib
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any, Literal, get_args

Genre = Literal["report", "comment", "live", "paywalled", "gallery", "roundup"]
GENRES: tuple[Genre, ...] = get_args(Genre)
"""In the order in which one is read rather than another."""
LEAST_TITLE = 4
"""Characters that must be left of a title; else what was cut off was the title."""
_MAX_LABELS = 3
"""Labels that stand one after the other: 【速報】【動画】."""
_SOURCE_PARTS = re.compile(r"\s*[|｜:：»>]\s*|\s+[-–—]\s+")
_LEAST_NAME = 4
"""Characters from which a part of a feed's title is looked for as the name of a site."""
_SEARCHED_END = 300
"""Characters at the end of a lead, where it invites to read on, or says that the rest is for subscribers."""
_LONGEST_TITLE = 400
"""Characters of a title; what is longer is a text without one."""
_KEPT = 20_000
"""Titles whose texts are kept: those of the entries that are held in memory read (``bot.digest.choosing``)."""


@lru_cache(_KEPT)
def bare_title(title: str, source: str) -> str:
    """Return a title without labels, the name of its site and invitations.

    Args:
        title: one line.
        source: title of the feed, which has the name of the site in it.
    """
    from summarizer.language.titles import headline

    short = title.strip()
    if len(short) > _LONGEST_TITLE:
        return short
    for _ in range(_MAX_LABELS):
        short = _shortened(_pattern("labels", "title").sub("", short, count=1), short)
    short = without_end(short)
    for name in (source, *(part for part in _SOURCE_PARTS.split(source) if len(part) >= _LEAST_NAME)):
        short = _shortened(headline(short, name), short)
    return short


def without_end(text: str) -> str:
    """Return a title or lead without an invitation to read on, or the dots where it was cut off."""
    shorter = text.rstrip()
    for _ in range(_MAX_LABELS):
        head, end = shorter[:-_SEARCHED_END], shorter[-_SEARCHED_END:]
        shorter = _shortened(head + _pattern("labels", "ends").sub("", end, count=1).rstrip(), shorter)
    return shorter


@lru_cache(_KEPT)
def genre_of(title: str, lead: str) -> Genre:
    """Return what an entry is; where it is several things, what makes it the worst to read."""
    found: Genre = "report"
    title = title[:_LONGEST_TITLE]
    for genre in GENRES[1:]:
        searched = f"{title}\n{lead[-_SEARCHED_END:]}" if genre == "paywalled" else title
        if _pattern("genres", genre).search(searched):
            found = genre
    return found


def is_sober(title: str) -> bool:
    """Return whether a title neither shouts nor asks nor leaves open what happened, and is no flash."""
    return _pattern("sober", "against").search(title[:_LONGEST_TITLE]) is None


def _shortened(shorter: str, text: str) -> str:
    return shorter if len(shorter) >= LEAST_TITLE else text


@cache
def _pattern(table: str, name: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in _data()[table][name]), re.IGNORECASE)


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads(files("bot.digest").joinpath("genres.toml").read_text(encoding="utf-8"))
