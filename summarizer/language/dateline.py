"""The dateline of an agency story: where and when it was filed, and by whom.

``MOSCOW, January 14. /TASS/.``, ``TOKYO (Reuters) -``, ``МОСКВА, 14 янв — РИА Новости.``, ``【モスクワ共同】`` and
their relatives (AP Stylebook, "datelines"; the house styles of TASS, RIA Novosti, Interfax, Kyodo, Jiji, Reuters
Japan). A dateline needs two of place, date and agency, or a place in capitals and a dash: «Путин — кто он?» is none.
"""

import re
import tomllib
import unicodedata
from calendar import monthrange
from functools import cache
from importlib.resources import files
from typing import Any

from summarizer.article import Dateline, Language

LONGEST = 120
"""Characters that a dateline may take; the longest seen, with a correspondent's name, has about 80."""

Found = tuple[Dateline, int]
_LEAP_YEAR = 2000
_SHORTEST_CAPITALS = 4
"""Letters of a place in capitals that needs no date or agency beside it: US and EU stand before a dash as words."""

_DASH = re.compile(r"\s*(?:--|[—–―-])(?=\s|$)")
_STOPS = re.compile(r"[\s.,:]*")
_TIME = re.compile(r"[\s.,]*\d{1,2}:\d{2}(?:\s*[A-ZА-Я]{2,4}\b)?")
_SLASHED = re.compile(r"/([^/\n]{2,60})/[.,:]?")
_BRACKETED = re.compile(r"\(([^()\n]{2,40})\)[.,:]?")

_REPORTER = re.compile(r"(?:,\s[A-ZА-ЯЁ][\w-]+\s[A-ZА-ЯЁ][\w-]+(?=\.))?[.:]?")


def find_dateline(line: str, language: Language) -> Found | None:
    """Return the dateline that a line begins with, and where the story's own text begins.

    Args:
        line: a paragraph; leading white space is allowed.
        language: of the article.

    Returns:
        The dateline and the offset in ``line`` after it, its agency, dash and white space; None if there is none or
        its date is no day of a calendar (February 30).
    """
    indent = len(line) - len(line.lstrip())
    head = line[indent : indent + LONGEST]
    found = _japanese(head) if language == "ja" else _alphabetic(head, language) or _without_agency(head, language)
    if found is None or not _is_day(found[0].month, found[0].day):
        return None
    dateline, end = found
    end += indent
    return dateline, end + len(line[end:]) - len(line[end:].lstrip())


def month_number(word: str, language: Language) -> int | None:
    """Return 1 to 12 for the name of a month, full or abbreviated, in the case forms that dates take, or None."""
    return _months(language).get(word.lower().rstrip("."))


def is_agency(line: str) -> bool:
    """Tell whether a line is nothing but the name of an agency, as photo credits are."""
    return line.strip(" .()（）/").casefold() in _agency_names()


def _is_day(month: int | None, day: int | None) -> bool:
    if day is None:
        return True
    return 1 <= day <= (31 if month is None else monthrange(_LEAP_YEAR, month)[1])


def _alphabetic(head: str, language: Language) -> Found | None:
    """Read place, date and agency one after the other; which of them may be missing is decided at the end."""
    patterns = _patterns(language)
    at, place = 0, None
    if found := patterns["place"].match(head):
        at, place = found.end(), _bare(found.group("place"))
    day = patterns["date"].match(head, at)
    if day:
        at = day.end()
        if place is None and (found := patterns["place_after"].match(head, at)):
            at, place = found.end(), found.group("place")
    if day and (time := _TIME.match(head, at)):
        at = time.end()
    agency, at, sure = _agency(head, at, patterns["named"])
    dash = _DASH.match(head, at)
    at = dash.end() if dash else at
    story = head[at:].lstrip()
    if (day is None and patterns["date"].match(story)) or not (
        _signed(head, place, day, sure, dash) if agency else _unsigned(story, place, day, dash)
    ):
        return None
    return Dateline(place=place, agency=agency, **_date_fields(day, language)), at


def _without_agency(head: str, language: Language) -> Found | None:
    """Read place, date and a full stop before a sentence: ``ASTANA, May 16. Ministers met.``."""
    found = _patterns(language)["dated_place"].match(head)
    if not found or found.group("place").casefold() in _labels():
        return None
    fields = _date_fields(found, language)
    return Dateline(found.group("place"), fields["month"], fields["day"], fields["year"]), found.end()


def _bare(place: str) -> str:
    """Return a place without the full stop that follows it, but with those of ``D.C.``."""
    bare = place.strip(" .,")
    return f"{bare}." if "." in bare.split()[-1] else bare


def _agency(head: str, at: int, named: re.Pattern[str]) -> tuple[str | None, int, bool]:
    """Return the agency, the offset after it, and whether its name or form leaves no doubt that it is one."""
    start = at
    if dash := _DASH.match(head, at):
        start = dash.end()
    start = _after(_STOPS, head, start)
    if found := _SLASHED.match(head, start):
        return found.group(1).strip(), found.end(), True
    if found := _BRACKETED.match(head, start):
        name = found.group(1).strip()
        return name, found.end(), bool(named.fullmatch(name))
    if found := named.match(head, start):
        end = _after(_REPORTER, head, found.end())
        # ``TOKYO - Prime Minister Takaichi``: the name of an agency that is here the first word of the story.
        signed = dash and found.group().isupper()
        if signed or head[end - 1] in ".:" or _DASH.match(head, end) or not head[end:].strip():
            return found.group(), end, True
    return None, at, False


def _after(pattern: re.Pattern[str], text: str, at: int) -> int:
    found = pattern.match(text, at)
    return found.end() if found else at


def _signed(head: str, place: str | None, day: re.Match[str] | None, sure: bool, dash: re.Match[str] | None) -> bool:
    """Tell whether what was read with an agency is a dateline; a sure agency alone is one in brackets or slashes."""
    if place is None:
        return sure and (day is not None or head[:1] in "(/")
    if place.casefold() in _labels():
        return False
    anchored = day is not None or place.isupper()
    return (sure and (anchored or dash is not None)) or (anchored and dash is not None)


def _unsigned(story: str, place: str | None, day: re.Match[str] | None, dash: re.Match[str] | None) -> bool:
    """Tell whether a place and a dash without an agency are a dateline: dated, or in capitals before a sentence."""
    if place is None or dash is None or place.casefold() in _labels():
        return False
    if any(name in place.casefold() for name in _agency_names() if len(name) > _SHORTEST_CAPITALS):
        return False
    begins = story.lstrip("\"“«'‘")[:1]
    in_capitals = place.isupper() and len(place) >= _SHORTEST_CAPITALS
    return day is not None or (in_capitals and (begins.isupper() or begins.isdigit()))


def _date_fields(day: re.Match[str] | None, language: Language) -> dict[str, int | None]:
    if day is None:
        return {}
    parts = day.groupdict()
    year = parts["year"] or parts.get("year_after")
    return {
        "month": month_number(parts["month"] or parts.get("month_after") or "", language),
        "day": int(parts["day"] or parts["day_after"]),
        "year": int(year) if year else None,
    }


@cache
def _patterns(language: Language) -> dict[str, re.Pattern[str]]:
    months = "|".join(sorted(map(re.escape, _months(language)), key=len, reverse=True))
    names = "|".join(sorted(map(re.escape, _data()["agencies"]), key=len, reverse=True))
    day_first = (
        rf"(?P<day>\d{{1,2}})\s(?P<month>(?i:{months}))\b\.?(?:,?\s(?P<year>(?:19|20)\d\d)(?:\s?(?:года|г\.))?)?"
    )
    month_first = (
        rf"(?P<month_after>(?i:{months}))\.?\s(?P<day_after>\d{{1,2}})(?:st|nd|rd|th)?\b"
        r"(?:,?\s(?P<year_after>(?:19|20)\d\d))?"
    )
    weekday_name = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
    weekday = rf"(?:{weekday_name},?\s)?"
    divider = r"(?:(?:[.,]\s*|\s+)(?=[/(])|[.,]?(?=\s+(?:--|[—–―-])\s))"
    date = rf"{weekday}(?:{day_first}|{month_first})"
    undated = re.sub(r"\?P<\w+>", "?:", date)
    word = r"[^\W\d_][\w.’'-]*"
    name = rf"[A-ZА-ЯЁ][\w’'-]*\.?(?:[ /]{word}){{0,4}}?"
    return {
        "place": re.compile(
            rf"(?P<place>{name}(?:,\s(?!{weekday_name})[A-ZА-ЯЁ][\w.]*(?:\s[A-Z]\w+)?)?)(?:[.,]?\s+(?={undated})|{divider})"
        ),
        "place_after": re.compile(rf",\s(?P<place>{name}){divider}"),
        "date": re.compile(date),
        # In capitals, or a single word: "Ada Lind, May 16." signs a picture.
        "dated_place": re.compile(
            rf"(?P<place>[A-ZА-ЯЁ]{{3,}}(?:[ /.-]+[A-ZА-ЯЁ]+){{0,3}}|[A-ZА-ЯЁ][a-zа-яё]{{2,}})[.,]\s{date}"
            r"(?:\.|(?<=\.))\s+(?=[\"“«]?[A-ZА-ЯЁ0-9])"
        ),
        "named": re.compile(rf"(?:{names})(?![\w-])", re.IGNORECASE),
    }


_JA_BRACKET = re.compile(r"[【［\[（(](?P<inside>[^】］\]）)\n]{2,40})[】］\]）)](?:\s*[-—–－](?=\s|$))?")
_JA_DATE = re.compile(r"(?:(?P<year>(?:19|20)\d\d)年)?(?:(?P<month>\d{1,2})月)?(?P<day>\d{1,2})日")
_JA_PLACE = re.compile(r"[一-龥々ァ-ヴー・ヶケノ]{2,16}")


def _japanese(head: str) -> Found | None:
    """Read a bracket that holds two of place, day and agency, or in 【】 a place alone, as regional papers have it."""
    bracket = _JA_BRACKET.match(head)
    if not bracket:
        return None
    inside = bracket.group("inside")
    day = _JA_DATE.search(unicodedata.normalize("NFKC", inside))
    place, agency, reporter = _japanese_parts(inside)
    if place is not None and (place.lower() in _labels() or not _JA_PLACE.fullmatch(place)):
        return None
    known = (place is not None) + (day is not None) + (agency is not None or reporter)
    if known < 2 and not (head[0] == "【" and (place or agency)):
        return None
    fields = {name: int(value) for name, value in day.groupdict().items() if value} if day else {}
    return Dateline(place=place, agency=agency, **fields), bracket.end()


def _japanese_parts(inside: str) -> tuple[str | None, str | None, bool]:
    """Return the place, the agency, and whether a reporter's name stands instead of or beside the agency."""
    bare = re.sub(r"(?:[\d０-９]{4}年)?(?:[\d０-９]{1,2}月)?[\d０-９]{1,2}日", "\t", inside).strip(" 　\t")
    names = sorted(_data()["agencies"], key=len, reverse=True)
    whole = next((name for name in names if name.lower() == bare.lower()), None)
    if whole:
        return None, whole, False
    left, sign, right = re.sub("[＝=]", "=", bare).partition("=")
    agency = next((name for name in names if left.rstrip().endswith(name) and left.strip() != name), None)
    if agency:
        left = left.rstrip().removesuffix(agency)
    elif sign:
        agency = next((name for name in names if right.strip().lower() == name.lower()), None)
    place = left.strip(" 　\t・、") or None
    return place, agency, bool(sign) and agency is None


@cache
def _agency_names() -> frozenset[str]:
    return frozenset(name.casefold() for name in _data()["agencies"])


@cache
def _labels() -> frozenset[str]:
    return frozenset(label.lower() for label in _data()["labels"])


@cache
def _months(language: Language) -> dict[str, int]:
    from babel.dates import get_month_names

    months: dict[str, int] = {}
    for width in ("wide", "abbreviated"):
        for context in ("format", "stand-alone"):
            for number, name in get_month_names(width, context, language).items():
                months[name.lower().rstrip(".")] = number
    return months | (_data()["months"] if language != "ja" else {})


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads(files("summarizer.language").joinpath("datelines.toml").read_text(encoding="utf-8"))
