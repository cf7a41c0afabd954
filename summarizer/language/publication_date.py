"""The day that an article's relative dates (Monday, 14日, «вчера») are resolved against, and how it is known."""

import re
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from summarizer.article import Dateline, DateSource, Language
from summarizer.language.dateline import month_number
from summarizer.language.full_dates import calendar_day, first_weekday, full_dates, weekdays
from summarizer.language.lead_date import LEAD, lead_date
from summarizer.language.sentences import ends_as_sentence

FILED_WITHIN = 3
"""Days between a page's date and the dateline's within which the dateline is the day the story means: "Monday" is the
day it was filed; pages add a day by time zone, or two by a weekend. Further apart, it belongs to another story."""
SAME_STORY = 31
"""Days further apart from which a page's date and the dateline contradict each other: the page then gives the day of a
change, of a reprint or of another story, and nothing says of which year the dateline is."""
LONGEST_TIMESTAMP = 80
"""Characters of a line that says when a page was published."""
YEARS_BACK = 2
"""Years that a story can be older than the latest year it names: a summit announced two years ahead."""
EARLIEST_YEAR = 1994
"""First year in which news agencies were on the web; years before it are history, no evidence of the year of filing."""

_YEAR = re.compile(
    r"(?<![\d.,/-])((?:19|20)\d\d)(?![\d/-]|[.,]\d)(?!\s?(?:km|км|руб|руб\.|人|円|ドル|メートル|万|億|долл|dollars|people))"
)
_FUTURE_BEFORE = re.compile(
    r"(?:\b(?:by|until|till|through|before|beyond|к|до|после|начиная с)\s(?:\S+\s)?|[-–—～~])$", re.IGNORECASE
)
_FUTURE_AFTER = re.compile(r"\s?年?(?:まで|以降|に向け)")
_STAMP_DAY = re.compile(r"(?<!\d)(\d{1,2})(?:/|月)(\d{1,2})日?\s*[(（][月火水木金土日]")
_WRITTEN_IN = {"ja": "Asia/Tokyo", "ru": "Europe/Moscow"}
"""What "the 16th" or «в четверг» is counted by: sites give UTC, in which a Japanese morning is the day before."""
_PART = re.compile(r"\s+[|•·]\s+")
_CLOCK = re.compile(r"\d{1,2}[:：]\d{2}|\d{1,2}時\d{1,2}分")
_FILLER = re.compile(
    r"[\W\d_]+|令和元?|平成元?|\b(?:at|on|am|pm|gmt|utc|msk|jst|est|edt|bst|cet|мск|г|года?|в|ago|updated|published|posted|обновлено|опубликовано|и)\b|[年月日時分秒午前後曜火水木金土（）()]|更新|公開|配信|掲載",
    re.IGNORECASE,
)


def publication_date(
    option: date | None,
    metadata: date | None,
    dateline: Dateline | None,
    timestamps: tuple[str, ...],
    text: str,
    language: Language,
    made: date | None = None,
) -> tuple[date | None, DateSource | None]:
    """Return the article's day and the evidence that it rests on, by order of trust.

    Args:
        option: what the user said; taken as it is.
        metadata: the page's own date; a dateline's day within ``FILED_WITHIN`` days of it is taken instead, and one
            more than ``SAME_STORY`` days away contradicts it: then it counts for nothing.
        dateline: counts by itself if it names the year; else the year is read from the text.
        timestamps: lines of the page that say when it was published; the first that holds a full date counts as text.
        text: the article's own sentences.
        language: of the article.
        made: when the file was made; gives the year to a dateline at most ``FILED_WITHIN`` days away from it, and is no
            evidence else, since old pages are printed too.

    Returns:
        The date and its source, or ``(None, None)`` where there is no evidence of the year.
    """
    if option:
        return option, "option"
    if metadata and not _is_contradicted(metadata, dateline):
        return _filed_near(metadata, dateline), "metadata"
    if dateline and dateline.year and (day := calendar_day(dateline.year, dateline.month, dateline.day)):
        return day, "dateline"
    stamped = next((day for stamp in timestamps for day, _ in full_dates(stamp, language)), None)
    if stamped:
        return _filed_near(stamped, dateline), "text"
    month, filed, said = _yearless(dateline, timestamps)
    if made and month and filed:
        near = _filed_near(made, Dateline(month=month, day=filed))
        if (near.month, near.day) == (month, filed):
            return near, "metadata"
    told = lead_date(text, language, max(_years(text), default=None))
    if told and not (month and (told.month, told.day) != (month, filed)):
        return told, "text"
    day = _by_own_years(month, filed, f"{said} {text}", language) if month and filed else None
    return (day, "text") if day else (None, None)


def _yearless(dateline: Dateline | None, timestamps: tuple[str, ...]) -> tuple[int | None, int | None, str]:
    """Return month and day of the dateline, or of a time stamp such as ``3/4(木) 18:30配信`` with its words."""
    if dateline and dateline.month:
        return dateline.month, dateline.day, ""
    for stamp in timestamps:
        if found := _STAMP_DAY.search(stamp):
            return int(found.group(1)), int(found.group(2)), stamp
    return None, None, ""


def local_day(moment: datetime, language: Language) -> date:
    """Return which day a moment was on where articles in a language are written: Tokyo, Moscow; in English UTC's own.

    Args:
        moment: aware.
        language: of the article.
    """
    zone = _WRITTEN_IN.get(language)
    return moment.astimezone(ZoneInfo(zone) if zone else UTC).date()


def is_timestamp(line: str, language: Language) -> bool:
    """Tell whether a line is a date and time, has both beside a name, or has a full date as one of its parts."""
    if len(line) > LONGEST_TIMESTAMP or not re.search(r"\d", line):
        return False
    if _CLOCK.search(line) and not ends_as_sentence(line) and any(full_dates(line, language)):
        return True
    if _is_date(line, language):
        return True
    parts = _PART.split(line)
    return len(parts) > 1 and any(any(full_dates(part, language)) and _is_date(part, language) for part in parts)


def _is_date(line: str, language: Language) -> bool:
    words = _FILLER.sub(" ", line).split()
    dated = bool(re.search(r"\d{1,2}[:：]\d{2}|(?:19|20)\d\d|\d月\d|\d{1,2}/\d{1,2}", line)) or any(
        month_number(word, language) for word in words
    )
    return dated and all(month_number(word, language) or word.lower() in weekdays(language) for word in words)


def _is_contradicted(day: date, dateline: Dateline | None) -> bool:
    """Say whether a dateline is of a quite different day, in the nearest year where it names none."""
    if dateline is None or not dateline.month or not dateline.day:
        return False
    years = (dateline.year,) if dateline.year else (day.year - 1, day.year, day.year + 1)
    filed = [known for year in years if (known := calendar_day(year, dateline.month, dateline.day))]
    return bool(filed) and min(abs((known - day).days) for known in filed) > SAME_STORY


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
    filed = [d for year, month in months if (d := calendar_day(year, month, dateline.day))]
    return min(
        (d for d in filed if abs((d - day).days) <= FILED_WITHIN), key=lambda d: abs((d - day).days), default=day
    )


def _by_own_years(month: int, day: int, text: str, language: Language) -> date | None:
    """Give a day the year nearest to the latest in the text in which it falls on the weekday that the lead names.

    That year itself or the next one; an earlier one only where the text names it or the year before. Without a weekday
    there is no telling: copy names a year mostly where it is not the current one.
    """
    years = set(_years(text))
    weekday = first_weekday(text[:LEAD], language)
    if not years or weekday is None:
        return None
    latest = max(years)
    earlier = [year for year in range(latest - 1, latest - YEARS_BACK - 1, -1) if years & {year, year - 1}]
    filed = (calendar_day(year, month, day) for year in (latest, latest + 1, *earlier))
    return next((d for d in filed if d and d.weekday() == weekday), None)


def _years(text: str) -> list[int]:
    """Return the years in a text that are neither future goals nor older than news pages."""
    years = (int(found.group(1)) for found in _YEAR.finditer(text) if not _is_future(text, found))
    return [year for year in years if year >= EARLIEST_YEAR]


def _is_future(text: str, year: re.Match[str]) -> bool:
    return bool(
        _FUTURE_BEFORE.search(text[max(0, year.start() - 30) : year.start()]) or _FUTURE_AFTER.match(text, year.end())
    )
