"""Times of day as people write them: ``7:30``, ``half past seven``, «в 7 вечера», «полвосьмого», 「午後七時半」.

Words become digits first (``times_of_day.toml``); what is then left is one of a few forms.
"""

import re
import tomllib
import unicodedata
from collections.abc import Iterable
from datetime import time
from functools import cache
from importlib.resources import files
from typing import Any

MAX_CHARACTERS = 60
"""Longer than any time of day in words; a text that exceeds it is none."""
_NOON = 12
_DAY = 24
_MINUTES = 60
_TENS = range(20, 60, 10)
_KANJI = {"零": 0, **{digit: value for value, digit in enumerate("〇一二三四五六七八九")}}
_KANJI_NUMBER = re.compile(r"[〇零一二三四五六七八九十]+(?=[時分])")
_JAPANESE = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff]")
_SPACE = re.compile(r"\s+|(?<=\w)[-‐–](?=\w)")
_HALF = re.compile(r"(?<![a-z])([ap])\.?\s?m\b\.?")
_ONE_O_CLOCK = re.compile(r"(?:(?<=без \d )|(?<=без \d\d )|(?<!\d)(?<!\d\s))\bчас\b")
"""«час дня» and «без пяти час» are about one o'clock; «13 час» only says that 13 is an hour."""


def time_of_day(text: str) -> time | None:
    """Return the time of day that a text is, or None if it is none.

    Args:
        text: nothing but the time, in any of the three languages' ways of writing it.
    """
    if len(text) > MAX_CHARACTERS:
        return None
    plain = _plain(text)
    moment = _lexicon()["moments"].get(plain)
    if moment is not None:
        return time.fromisoformat(moment)
    written = _in_digits(plain)
    match = next((found for pattern in _patterns() if (found := pattern.fullmatch(written))), None)
    return _meant(match.groupdict()) if match else None


def _plain(text: str) -> str:
    """Return a text in small letters, without what says nothing of the time."""
    folded = unicodedata.normalize("NFKC", text).casefold().replace("ё", "е")
    folded = _HALF.sub(r"\1m", _SPACE.sub(" ", folded)).strip().rstrip(".!。")
    before, after = _around()
    return after.sub("", before.sub("", folded)).strip()


def _in_digits(text: str) -> str:
    """Return a text with its numbers in digits: «семь тридцать пять» is ``7 35``, «полвосьмого» is «пол 8го»."""
    said: list[str] = []
    numbers, tens = _lexicon()["numbers"], None
    for word in _KANJI_NUMBER.sub(_from_kanji, text).split():
        value = numbers.get(word)
        if value is None:
            said.append(_ordinal(word))
        elif tens is not None and value < 10 and (value or not tens):
            said[-1] = f"{tens}{value}" if not tens else str(tens + value)
            value = None
        else:
            said.append(str(value))
        tens = value if value == 0 or value in _TENS else None
    return _ONE_O_CLOCK.sub("1 час", " ".join(said))


def _ordinal(word: str) -> str:
    ordinals = _lexicon()["ordinals"]
    rest = word.removeprefix("пол")
    if rest not in ordinals:
        return word
    return f"{'пол ' if rest != word else ''}{ordinals[rest]}го"


def _from_kanji(match: re.Match[str]) -> str:
    """Return 「十九」 and 「一九」 as 19."""
    before, ten, behind = match[0].partition("十")
    if not ten:
        return "".join(str(_KANJI[digit]) for digit in before)
    if len(before) > 1 or len(behind) > 1:
        return match[0]
    return str(10 * _KANJI.get(before, 1) + _KANJI.get(behind, 0))


def _meant(found: dict[str, str | None]) -> time | None:
    """Return the time of an hour and minutes, which are those past it, to it, or of the hour that leads to it."""
    past, to, of = (_minutes(found.get(name)) for name in ("past", "to", "of"))
    part = found.get("before") or found.get("after") or ""
    hour = _hour(int(found["hour"] or 0), part)
    if hour is None or hour >= _DAY or max(past, to, of) >= _MINUTES:
        return None
    if hour == 1 and not part and (to or of):
        hour += _NOON  # «без четверти час», “a quarter to one”: nobody means the night and does not say so
    minutes = hour * _MINUTES + past - to - ((_MINUTES - of) if of else 0)
    return time(minutes // _MINUTES % _DAY, minutes % _MINUTES)


def _minutes(text: str | None) -> int:
    return 0 if text is None else _lexicon()["minutes"].get(text) or int(text)


def _hour(hour: int, part: str) -> int | None:
    """Return an hour of 24 for one of a part of the day (empty for none), or None where the two do not agree."""
    if not part:
        return hour
    halves, parts = _lexicon()["halves"], _lexicon()["parts"]
    first = halves.get(part, parts.get(part, 0))
    meant: int = next(later for later in range(first, first + _NOON) if later % _NOON == hour % _NOON) % _DAY
    if part in halves:
        return None if hour > _NOON or (hour == 0 and part in ("am", "pm")) else meant
    return meant if hour <= _NOON or hour == meant else None


@cache
def _lexicon() -> dict[str, Any]:
    return tomllib.loads(files("bot.digest").joinpath("times_of_day.toml").read_text(encoding="utf-8"))


@cache
def _around() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return what is taken off the beginning and the end; between words of Japanese there are no spaces."""
    before, after = _lexicon()["around"]["before"], _lexicon()["around"]["after"]
    before = [rf"{word}の?\s*" if _JAPANESE.search(word) else rf"{word}\s+" for word in before]
    after = [rf"\s*{word}" if _JAPANESE.search(word) else rf"\s+{word}" for word in after]
    return re.compile(rf"^(?:{'|'.join(before)})"), re.compile(rf"(?:{'|'.join(after)})+$")


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    """Return the forms of a time in digits, the plainest first."""
    part = _any_of([*_lexicon()["halves"], *_lexicon()["parts"]])
    named = _any_of(_lexicon()["minutes"])
    hour = r"(?P<hour>\d{1,2})"
    clock = r"(?:\s*(?:o['’]?\s?clock|час(?:ов|а|ам|у)?|ч\.?|h|時))?"
    minutes = r"\s*(?:分|minutes?|мин(?:ут[аыуе]?|\.)?|m)"
    forms = (
        rf"{hour}{clock}",
        rf"{hour}(?:\s*(?:[:.時h]|ч\.?|час(?:ов|а)?)\s*|\s+|(?=\d\d))(?P<past>[0-5]\d)(?:{minutes})?",
        rf"{hour}\s*(?:[時h]|ч\.?|час(?:ов|а)?)\s*(?P<past>\d){minutes}",
        rf"{hour}\s*時\s*(?P<past>半)",
        rf"{hour}\s*時\s*(?P<to>\d{{1,2}})分前",
        rf"(?P<past>\d{{1,2}}|{named})(?:{minutes})?\s+(?:past|after)\s+{hour}{clock}",
        rf"(?P<past>half)\s+{hour}",
        rf"(?P<to>\d{{1,2}}|{named})(?:{minutes})?\s+(?:to|before|till)\s+{hour}{clock}",
        rf"без\s+(?P<to>\d{{1,2}}|{named})(?:{minutes})?\s+{hour}{clock}",
        rf"(?P<of>\d{{1,2}}(?={minutes})|{named})(?:{minutes})?\s*{hour}\s?го",
    )
    before = rf"(?:(?P<before>{part})の?\s*(?:(?:at|в|во|к)\s+)?)?"
    return tuple(re.compile(rf"{before}{form}(?:\s*(?P<after>{part}))?") for form in forms)


def _any_of(words: Iterable[str]) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))
