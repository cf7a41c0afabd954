"""What a page says about its article, checked before it is believed."""

import re
import unicodedata
from datetime import date, timedelta

from summarizer.errors import SvodkaError
from summarizer.sources.address import is_public_name, parse_target

EARLIEST = date(1990, 1, 1)  # before the web; what lies before is a database default
MAX_AHEAD = timedelta(days=1)  # in Tokyo it is already tomorrow

_SEPARATOR = re.compile(r"\s+[|｜\-–—―－:：·•/／»]\s+|\s*[|｜：]\s*|\s*[(（【\[](?=[^()（）【】\[\]]+[)）】\]]$)")
_SEPARATOR_NEXT = re.compile(r"\s*[|｜\-–—―－:：·•/／(（【»]")
_PICTOGRAPHS = (
    r"(?:[0-9#*]\ufe0f?\u20e3|[\U0001f000-\U0001faff\u231a-\u23ff\u25b6\u26a0-\u27bf\u2b05-\u2b55\u203c\u2049]"
    r"[\ufe0e\ufe0f\u200d\U000e0020-\U000e007f]*|\ufe0f|\u200d)"
)
_ORNAMENT = re.compile(rf"^(?:{_PICTOGRAPHS}\s*)+|(?:\s*{_PICTOGRAPHS})+$")  # emoji as bullets and at line ends
_DATE = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_MAX_SUFFIXES = 3  # "Title | Section | Site" is as long as they get
_ALIKE_SHARE = 0.6  # of the longer of two names that contains the other: "Kyodo" and "Kyodo News" are one site


def clean_line(text: str | None) -> str | None:
    """Return text on one line with single spaces, without emoji before and after it; None for nothing."""
    return _ORNAMENT.sub("", " ".join(unicodedata.normalize("NFC", text).split())) or None if text else None


def clean_title(
    title: str | None, site: str | None, headings: tuple[str, ...] = (), url: str | None = None
) -> str | None:
    """Drop the name of the site, and sections before it, from the end of a title.

    Args:
        title: as the page gives it.
        site: the publication's name.
        headings: texts of the main headings: one that the title begins with, before a separator, is the title.
        url: of the page; its host is a name of the site too.
    """
    title = clean_line(title)
    if title is None:
        return None
    for heading in headings:
        if title.startswith(heading) and _SEPARATOR_NEXT.match(title, len(heading)):
            return heading
    names = [bare for name in (site, _host(url)) if name and (bare := _bare(name))]
    for separator in list(_SEPARATOR.finditer(title))[: -_MAX_SUFFIXES - 1 : -1]:
        if separator.start() and any(_is_alike(_bare(title[separator.end() :]), name) for name in names):
            return title[: separator.start()]
    return title


def _is_alike(tail: str, name: str) -> bool:
    shorter, longer = sorted((tail, name), key=len)
    return bool(shorter) and shorter in longer and len(shorter) >= _ALIKE_SHARE * len(longer)


def _bare(name: str) -> str:
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", name).casefold())


def _host(url: str | None) -> str | None:
    if url is None:
        return None
    try:
        return parse_target(url).host.removeprefix("www.")
    except SvodkaError:
        return None


def valid_date(value: str | None, today: date | None = None) -> date | None:
    """Return the day of an ISO 8601 date, or None where it is no possible day of publication."""
    match = _DATE.match(value or "")
    if match is None:
        return None
    try:
        day = date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError:
        return None
    return day if EARLIEST <= day <= (today or date.today()) + MAX_AHEAD else None  # noqa: DTZ011 - a reader's day


def canonical_url(claimed: str | None, fetched: str | None) -> str | None:
    """Choose the address to show: the page's own claim where it is a public http(s) URL and no mere home page."""
    if claimed:
        try:
            target = parse_target(claimed)
        except SvodkaError:
            return fetched
        has_path = target.url.split("//", 1)[1].partition("/")[2] != ""
        if is_public_name(target.host) and (has_path or fetched is None):
            return target.url
    return fetched
