"""The day on which a page says that its article was published, and no other day that stands on it.

A page is full of days: of the stories beside the article, of comments, of the last change, of today. One taken for the
day of publication moves every "on Monday" of the article. So a day counts only where it is said of this article: in the
page's metadata and structured data, beside the headline, or in the page's own address. What htmldate finds elsewhere,
and the day of the last change, are handed on as ``made``, which can only confirm a dateline.
"""

import re
import tomllib
from collections.abc import Iterable, Iterator
from copy import deepcopy
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from email.utils import parsedate_to_datetime
from functools import lru_cache
from importlib.resources import files
from itertools import chain
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from summarizer.sources.metadata import valid_date
from summarizer.sources.structured_data import is_of_article, structured_data, types_of

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_ISO = re.compile(
    r"\s*(?P<year>\d{4})(?P<mark>[-/.]?)(?P<month>\d{2})(?P=mark)(?P<day>\d{2})"
    r"(?:[T\s]+(?P<hour>\d{2}):?(?P<minute>\d{2})(?::?\d{2}(?:[.,]\d+)?)?\s*(?P<zone>Z|UTC|GMT|[+-]\d{2}:?\d{2})?)?"
)
_IN_WORDS = (
    re.compile(r"\s*(?P<year>\d{4})\s?年\s?(?P<month>\d{1,2})\s?月\s?(?P<day>\d{1,2})\s?日"),
    re.compile(r"\s*(?P<day>\d{1,2})\.(?P<month>\d{1,2})\.(?P<year>\d{4})(?!\d)"),
)
_UTC_NAMES = frozenset({"Z", "UTC", "GMT", "+00:00", "+0000", "-00:00", "-0000"})
_IN_ADDRESS = re.compile(r"/((?:19|20)\d\d)/?(0[1-9]|1[0-2])/?(0[1-9]|[12]\d|3[01])(?=[/_-]|$)")
_BESIDE_TAGS = frozenset({"aside", "nav", "footer", "form", "figure"})
_LONGEST_BYLINE_LINK = 40
"""Characters of a link in a list item with a day, above which it is another story's headline and no author's name."""
_HEADLINE_ANCESTORS = 4
"""Elements around the headline that are searched for its day: header, article, a column or two."""
_LONGEST_STAMP = 80
"""Characters of a line that says who wrote an article and when."""
_STAMPS_BEFORE = 3
"""Short texts before the headline that are handed on."""
_FIGURE = re.compile(r"\d")
TODAY = timedelta(days=1)
"""A day this near to that of reading, which does not stand beside the headline, may be the page's clock."""


@dataclass(frozen=True, slots=True)
class PageDate:
    """What a page says.

    Attributes:
        published: the day of publication by the site's own clock, or None.
        moment: of publication, where it is given in UTC: the day then depends on where the site is; else None.
        made: a day that is near or after publication and proves nothing by itself, or None.
        stamps: short texts beside the headline that may be the day in words, which only the language can read; empty
            where the day is known.
    """

    published: date | None = None
    moment: datetime | None = None
    made: date | None = None
    stamps: tuple[str, ...] = ()


def page_date(tree: "HtmlElement", url: str | None, today: date | None = None) -> PageDate:
    """Return when an article was published, by its page.

    Args:
        tree: of the page; it is not changed.
        url: of the page, or None.
        today: the day of reading, by default the system's.
    """
    today = today or date.today()  # noqa: DTZ011 - a reader's day
    is_stated = False
    for value in chain(
        _of_structured_data(tree), _of_metas(tree, _names()["published"]), _beside_headline(tree, today)
    ):
        is_stated = True
        if (found := _read(value, today)) is not None:
            return found
    if (day := _of_address(url, today)) is not None:
        return PageDate(day)
    guessed = valid_date(_guess(tree), today)
    if guessed and (is_stated or abs(today - guessed) > TODAY):
        return PageDate(guessed)
    changed = next((day for value in _of_metas(tree, _names()["changed"]) if (day := valid_date(value, today))), None)
    return PageDate(made=changed or guessed, stamps=tuple(_stamps(tree)))


def _read(value: str, today: date) -> PageDate | None:
    """Return a day in ISO 8601 or something like it, in Japanese, as 16.05.2024 or as in a mail; else None."""
    if found := _ISO.match(value):
        day = valid_date(f"{found['year']}-{found['month']}-{found['day']}", today)
        if day is None:
            return None
        if found["zone"] not in _UTC_NAMES:
            return PageDate(day)
        hour, minute = int(found["hour"]), int(found["minute"])
        in_day = hour < 24 and minute < 60
        return PageDate(day, datetime(day.year, day.month, day.day, hour, minute, tzinfo=UTC) if in_day else None)
    for pattern in _IN_WORDS:
        if found := pattern.match(value):
            day = valid_date("{year}-{month:0>2}-{day:0>2}".format_map(found.groupdict()), today)
            return PageDate(day) if day else None
    try:
        moment = parsedate_to_datetime(value)
    except ValueError:
        return None
    day = valid_date(moment.date().isoformat(), today)
    in_utc = moment.tzinfo is not None and not moment.utcoffset()
    return PageDate(day, moment.astimezone(UTC) if in_utc else None) if day else None


def _of_structured_data(tree: "HtmlElement") -> Iterator[str]:
    headings = {_folded("".join(node.itertext())) for node in tree.iter("h1", "title")}
    others, other_types = frozenset(_names()["others"]), frozenset(_names()["other_types"])
    articles = [
        data
        for data in structured_data(tree, others, other_types)
        if is_of_article(types_of(data)) and isinstance(data.get("datePublished"), str)
    ]
    # Where a page describes several articles, the one that it shows.
    shown = [data for data in articles if _folded(str(data.get("headline", ""))) in headings]
    chosen: Iterable[dict[str, Any]] = shown or (articles if len(articles) == 1 else ())
    return (data["datePublished"] for data in chosen)


def _folded(text: str) -> str:
    return re.sub(r"[\W_]+", "", text.casefold())


def _of_metas(tree: "HtmlElement", names: list[str]) -> Iterator[str]:
    said: dict[str, str] = {}
    for meta in tree.iter("meta"):
        for attribute in ("property", "name", "itemprop"):
            if (name := (meta.get(attribute) or "").strip().casefold()) and (content := meta.get("content")):
                said.setdefault(name, content)
    return (said[name] for name in names if name in said)


def _beside_headline(tree: "HtmlElement", today: date) -> Iterator[str]:
    """Yield days that stand between headline and text; before the headline, unless they may be the page's clock."""
    headline = next(tree.iter("h1"), None)
    if headline is None:
        return
    for container in [*_containers(headline), *tree.iter("body")]:
        before, after = _times_around(container, headline)
        if after:
            yield after
            return
        if before and (day := valid_date(before[:10].replace("/", "-"), today)) and abs(today - day) > TODAY:
            yield before
            return


def _containers(headline: "HtmlElement") -> "list[HtmlElement]":
    """Return the elements around the headline that are searched, the nearest first."""
    return [node for node in headline.iterancestors() if node.tag not in ("body", "html")][:_HEADLINE_ANCESTORS]


def _stamps(tree: "HtmlElement") -> Iterator[str]:
    """Yield short texts with a figure between the headline and the first paragraph, then those right before it."""
    headline = next(tree.iter("h1"), None)
    if headline is None:
        return
    for container in _containers(headline):
        before: list[str] = []
        past_headline = False
        for node in container.iter("h1", "p", "time", "span", "div"):
            past_headline = past_headline or node is headline
            text = " ".join("".join(node.itertext()).split())
            if past_headline and node.tag == "p" and len(text) > _LONGEST_STAMP:
                break
            if len(text) <= _LONGEST_STAMP and _may_be_stamp(text) and not _is_beside(node, container):
                if past_headline:
                    yield text
                else:
                    before.append(text)
        yield from reversed(before[-_STAMPS_BEFORE:])


def _may_be_stamp(text: str) -> bool:
    """Say whether a text has a figure, and does not speak of a change alone."""
    return bool(_FIGURE.search(text)) and re.search(_names()["of_change"], text, re.IGNORECASE) is None


def _times_around(container: "HtmlElement", headline: "HtmlElement") -> tuple[str | None, str | None]:
    """Return the last day before the headline and the first after it, before the text, in a container."""
    before = after = None
    past_headline = False
    for node in container.iter("h1", "p", "time", "span", "div", "meta"):
        if node is headline:
            past_headline = True
        elif node.tag == "p" and past_headline and _day_of(node) is None and node.find(".//time") is None:
            break
        elif (value := _day_of(node)) and not _is_beside(node, container):
            if past_headline:
                after = value
                break
            before = value
    return before, after


def _day_of(node: "HtmlElement") -> str | None:
    if node.get("itemprop") == "datePublished":
        return node.get("datetime") or node.get("content") or "".join(node.itertext()).strip() or None
    return node.get("datetime") if node.tag == "time" else None


def _is_beside(node: "HtmlElement", container: "HtmlElement") -> bool:
    """Say whether an element belongs to what stands beside the article in a container."""
    for around in (node, *node.iterancestors()):
        if around is container:
            return False
        if around.tag == "li" and any(
            len("".join(link.itertext()).strip()) > _LONGEST_BYLINE_LINK for link in around.iter("a")
        ):
            return True
        if around.tag in _BESIDE_TAGS or _is_marked(around):
            return True
    return False


def _is_marked(node: "HtmlElement") -> bool:
    """Say whether class or id call an element something that stands beside the article."""
    return _beside().search(f"{node.get('class', '')} {node.get('id', '')}") is not None


def day_in_address(url: str) -> datetime | None:
    """Return the day that an article's address names (``/2026/11/25/``), at its beginning in UTC, or None."""
    day = _of_address(url, datetime.now(UTC).date())
    return datetime(day.year, day.month, day.day, tzinfo=UTC) if day else None


def _of_address(url: str | None, today: date) -> date | None:
    try:
        path = urlsplit(url or "").path
    except ValueError:
        return None
    found = _IN_ADDRESS.search(path)
    return valid_date("-".join(found.groups()), today) if found else None


def _guess(tree: "HtmlElement") -> str | None:
    """Return what htmldate finds on the page without what stands beside the article, or None."""
    from htmldate import find_date

    page = deepcopy(tree)
    changed = frozenset(_names()["changed"])
    for node in list(page.iter("aside", "nav", "footer", "script", "meta", "div", "section", "ul", "time")):
        said = (node.get("property") or node.get("name") or "").strip().casefold()
        # <time> elements have been looked at: those that are left stand elsewhere.
        beside = node.tag in ("aside", "nav", "footer", "script", "time") or said in changed
        if (beside or _is_marked(node)) and node.getparent() is not None:
            node.drop_tree()
    found: str | None = find_date(page, original_date=True, extensive_search=False, outputformat="%Y-%m-%d")
    return found


@lru_cache(maxsize=1)
def _names() -> dict[str, Any]:
    return tomllib.loads(files(__package__).joinpath("date_names.toml").read_text(encoding="utf-8"))


@lru_cache(maxsize=1)
def _beside() -> re.Pattern[str]:
    return re.compile(_names()["beside"], re.IGNORECASE)
