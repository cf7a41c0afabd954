"""The day that an article's relative dates (Monday, 14日, «вчера») are resolved against, and how it is known."""

import re
from collections.abc import Iterator
from datetime import date
from functools import cache

from summarizer.article import Dateline, DateSource, Language
from summarizer.language.dateline import month_number
from summarizer.language.sentences import ends_as_sentence, split

FILED_WITHIN = 3
"""Days between a page's date and the dateline's within which the dateline is the day the story means: "Monday" is the
day it was filed; pages add a day by time zone, or two by a weekend. Further apart, it belongs to another story."""
LONGEST_TIMESTAMP = 80
"""Characters of a line that says when a page was published."""
LEAD = 600
"""Characters in which the article's own weekday or full date speaks of the day it was filed."""

_YEAR = re.compile(
    r"(?<![\d.,/-])((?:19|20)\d\d)(?![\d,/-]|\.\d)(?!\s?(?:km|км|руб|руб\.|人|円|ドル|メートル|万|億|долл|dollars|people))"
)
_FUTURE_BEFORE = re.compile(
    r"(?:\b(?:by|until|till|through|before|beyond|к|до|после|начиная с)\s(?:\S+\s)?|[-–—～~])$", re.IGNORECASE
)
_FUTURE_AFTER = re.compile(r"\s?年?(?:まで|以降|に向け)")
_NUMERIC = (
    re.compile(r"(?P<y>(?:19|20)\d\d)[-/.](?P<m>\d{1,2})[-/.](?P<d>\d{1,2})(?!\d)"),
    re.compile(r"(?<!\d)(?P<d>\d{1,2})\.(?P<m>\d{1,2})\.(?P<y>(?:19|20)\d\d)"),
    re.compile(r"(?P<y>(?:19|20)\d\d)年\s?(?P<m>\d{1,2})月\s?(?P<d>\d{1,2})日"),
)
_DAY_FIRST = re.compile(r"(?<!\d)(?P<d>\d{1,2})\s(?P<m>[^\W\d_]{3,9})\.?,?\s(?P<y>(?:19|20)\d\d)(?!\d)")
_MONTH_FIRST = re.compile(r"(?P<m>[A-Z][a-z]{2,8})\.?\s(?P<d>\d{1,2})(?:st|nd|rd|th)?,?\s(?P<y>(?:19|20)\d\d)(?!\d)")
_STAMP_DAY = re.compile(r"(?<!\d)(\d{1,2})(?:/|月)(\d{1,2})日?\s*[(（][月火水木金土日]")
_WEEKDAY_JA = re.compile(r"[（(]([月火水木金土日])[）)]|([月火水木金土日])曜")
_CLOCK = re.compile(r"\d{1,2}[:：]\d{2}|\d{1,2}時\d{1,2}分")
_FILLER = re.compile(
    r"[\W\d_]+|\b(?:at|on|am|pm|gmt|utc|msk|jst|est|edt|bst|cet|мск|г|года?|в|ago|updated|published|posted|обновлено|опубликовано|и)\b|[年月日時分秒午前後曜火水木金土（）()]|更新|公開|配信|掲載",
    re.IGNORECASE,
)


def publication_date(
    option: date | None,
    metadata: date | None,
    dateline: Dateline | None,
    timestamps: tuple[str, ...],
    text: str,
    language: Language,
) -> tuple[date | None, DateSource | None]:
    """Return the article's day and the evidence that it rests on, by order of trust.

    Args:
        option: what the user said; taken as it is.
        metadata: the page's own date; a dateline's day within ``FILED_WITHIN`` days of it is taken instead.
        dateline: counts by itself if it names the year; else the year is read from the text.
        timestamps: lines of the page that say when it was published; the first that holds a full date counts as text.
        text: the article's own sentences.
        language: of the article.

    Returns:
        The date and its source, or ``(None, None)`` where there is no evidence of the year.
    """
    if option:
        return option, "option"
    if metadata:
        return _filed_near(metadata, dateline), "metadata"
    if dateline and dateline.year and (day := _date(dateline.year, dateline.month, dateline.day)):
        return day, "dateline"
    stamped = next((day for stamp in timestamps for day in _full_dates(stamp, language)), None)
    if stamped:
        return _filed_near(stamped, dateline), "text"
    month, filed, said = _yearless(dateline, timestamps)
    told = f"{said} {text}"
    day = _by_own_years(month, filed, told, language) if month and filed else _told_in_lead(text, language)
    return (day, "text") if day else (None, None)


def _yearless(dateline: Dateline | None, timestamps: tuple[str, ...]) -> tuple[int | None, int | None, str]:
    """Return month and day of the dateline, or of a time stamp such as ``3/4(木) 18:30配信`` with its words."""
    if dateline and dateline.month:
        return dateline.month, dateline.day, ""
    for stamp in timestamps:
        if found := _STAMP_DAY.search(stamp):
            return int(found.group(1)), int(found.group(2)), stamp
    return None, None, ""


def is_timestamp(line: str, language: Language) -> bool:
    """Tell whether a line is nothing but a date and time, or has both beside a name."""
    if len(line) > LONGEST_TIMESTAMP or not re.search(r"\d", line):
        return False
    if _CLOCK.search(line) and not ends_as_sentence(line) and any(_full_dates(line, language)):
        return True
    words = _FILLER.sub(" ", line).split()
    dated = bool(re.search(r"\d{1,2}[:：]\d{2}|(?:19|20)\d\d|\d月\d|\d{1,2}/\d{1,2}", line)) or any(
        month_number(word, language) for word in words
    )
    return dated and all(month_number(word, language) or word.lower() in _weekdays(language) for word in words)


def _filed_near(day: date, dateline: Dateline | None) -> date:
    if dateline is None or dateline.day is None:
        return day
    around = [
        (day.year + 1, 1),
        (day.year - 1, 12),
        (day.year, day.month - 1),
        (day.year, day.month),
        (day.year, day.month + 1),
    ]
    months = [(year, dateline.month) for year in (day.year - 1, day.year, day.year + 1)] if dateline.month else around
    filed = [d for year, month in months if (d := _date(year, month, dateline.day))]
    return min(
        (d for d in filed if abs((d - day).days) <= FILED_WITHIN), key=lambda d: abs((d - day).days), default=day
    )


def _date(year: int | None, month: int | None, day: int | None) -> date | None:
    if not (year and month and day):
        return None
    try:
        return date(year, month, day)
    except ValueError:  # February 29 of another year, or month 0 of the neighbourhood
        return None


def _by_own_years(month: int, day: int, text: str, language: Language) -> date | None:
    """Give a day the year near those in the text in which it falls on the weekday that the lead names.

    Without a weekday there is no telling: copy names a year mostly where it is not the current one.
    """
    years = [int(found.group(1)) for found in _YEAR.finditer(text) if not _is_future(text, found)]
    weekday = _first_weekday(text[:LEAD], language)
    near = sorted({year + step for year in years for step in (-1, 0, 1)})
    matching = [d for year in near if (d := _date(year, month, day)) and d.weekday() == weekday]
    return max(matching, key=lambda d: sum(abs(year - d.year) <= 1 for year in years), default=None)


def _first_weekday(text: str, language: Language) -> int | None:
    """Return the weekday (Monday is 0) that a text names first, as a word or as （月）."""
    if language == "ja":
        found = _WEEKDAY_JA.search(text)
        return _weekdays("ja").get(found.group(1) or found.group(2)) if found else None
    words = (_weekdays(language).get(word.lower()) for word in re.findall(r"\w+", text))
    return next((number for number in words if number is not None), None)


def _is_future(text: str, year: re.Match[str]) -> bool:
    return bool(
        _FUTURE_BEFORE.search(text[max(0, year.start() - 30) : year.start()]) or _FUTURE_AFTER.match(text, year.end())
    )


def _told_in_lead(text: str, language: Language) -> date | None:
    """Return the full date in the first sentence if the article names no later year; further down it is history."""
    first = next(iter(split(text[:LEAD], language)), (0, 0))
    lead = next(_full_dates(text[: first[1]], language), None)
    years = [int(found.group(1)) for found in _YEAR.finditer(text) if not _is_future(text, found)]
    return lead if lead and all(year <= lead.year for year in years) else None


def _full_dates(text: str, language: Language) -> Iterator[date]:
    for pattern in (*_NUMERIC, _DAY_FIRST, _MONTH_FIRST):
        for found in pattern.finditer(text):
            month = found.group("m")
            number = int(month) if month.isdigit() else month_number(month, language)
            if day := _date(int(found.group("y")), number, int(found.group("d"))):
                yield day


@cache
def _weekdays(language: Language) -> dict[str, int]:
    from babel.dates import get_day_names

    names: dict[str, int] = {}
    for width in ("wide", "abbreviated"):
        for number, name in get_day_names(width, "format", language).items():
            names[name.lower().rstrip(".")] = number
    if language == "ru":  # the accusative of «в среду» is not in CLDR
        names |= {name[:-1] + "у": number for name, number in names.items() if name.endswith("а")}
    return names
