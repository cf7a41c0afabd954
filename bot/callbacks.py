"""What a button carries, as values and as callback data: at most 64 bytes, versioned, checked when it comes back.

Callback data comes from the client and may be anything, forged or from an older version of the bot; what does not
parse is None, never an exception. A button carries the whole view that it leads to rather than a step from the present
one, so a tap does the same however often it is repeated and whatever was tapped before.

Form: ``<family><version>:<argument>:…``, such as ``b1:4fK9:ja5e`` (brief 4fK9 in Japanese, 5 points, with evidence).
Numbers are in base 62, which fits a 128-bit id into 22 characters.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, get_args

from summarizer.article import LANGUAGES, Language
from summarizer.brief import MAX_POINTS

MAX_BYTES = 64
"""https://core.telegram.org/bots/api#inlinekeyboardbutton"""
MAX_ID = 2**128 - 1
DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"

SettingKey = Literal["interface", "reply", "points", "evidence", "zone", "menu"]
Question = Literal["forget", "broadcast"]
DigestStep = Literal[
    "show",
    "at",
    "language",
    "stories",
    "days",
    "active",
    "now",
    "feeds",
    "drop",
    "leave",
    "export",
    "brief",
    "calendar",
    "setup",
    "go",
    "cancel",
    "finish",
    "preset",
    "zone",
    "place",
    "toggle",
    "quiet",
    "untopic",
    "preview",
    "add",
]
_DIGEST_VALUE = re.compile(r"[A-Za-z0-9_+\-/]{0,40}", re.ASCII)
"""Times as ``0730``, languages, numbers, ids of feeds and presets (32 characters), IANA zone names, screens."""
_SETTING_VALUE = re.compile(r"[A-Za-z0-9_+\-/]{0,40}", re.ASCII)
"""Languages, numbers, IANA zone names (the longest has 32 characters)."""
_VIEW = re.compile(r"(en|ru|ja)(0|[1-9]\d?)(e?)", re.ASCII)


@dataclass(frozen=True, slots=True)
class ShowBrief:
    """Show a brief so. ``points`` 0 is as many as the article's length asks for."""

    brief_id: int
    language: Language
    points: int
    evidence: bool


@dataclass(frozen=True, slots=True)
class SendCalendar:
    """Send the dated events of a brief as a file, in this language."""

    brief_id: int
    language: Language


@dataclass(frozen=True, slots=True)
class ReadLink:
    """Brief one more link of a message that had several: the ``number``-th, 0-based, of request ``request_id``."""

    request_id: int
    number: int


@dataclass(frozen=True, slots=True)
class TranslateText:
    """Translate the text of a request."""

    request_id: int
    language: Language


@dataclass(frozen=True, slots=True)
class ChangeSetting:
    """Set ``key`` to ``value``, which the receiver still has to check; key ``menu`` opens the choices of ``value``."""

    key: SettingKey
    value: str


@dataclass(frozen=True, slots=True)
class Answer:
    """Yes or no to a question that must be confirmed; ``subject`` is what it was about (a broadcast's id, else 0)."""

    question: Question
    subject: int
    yes: bool


@dataclass(frozen=True, slots=True)
class ShowExample:
    """Brief the example article of this language."""

    language: Language


@dataclass(frozen=True, slots=True)
class GroupLinks:
    """Read links of this group without being asked, or no longer. The receiver checks that an admin tapped it."""

    on: bool


@dataclass(frozen=True, slots=True)
class DigestAction:
    """Do something with the digest of this chat; the receiver checks ``value``, and in groups that an admin tapped it.

    ``brief`` sends the full brief of a story, whose number it has in base 62; ``add`` takes for a source the link of a
    request that was none to an article: number of the request in base 62, ``-``, number of the link (0-based).
    """

    step: DigestStep
    value: str = ""


Callback = (
    ShowBrief
    | SendCalendar
    | ReadLink
    | TranslateText
    | ChangeSetting
    | Answer
    | ShowExample
    | GroupLinks
    | DigestAction
)


def callback_data(callback: Callback) -> str:
    """Return the callback data of a button.

    Raises:
        ValueError: a field is out of its range, so that the data would not parse when it comes back.
    """
    data = _written(callback)
    if len(data.encode()) > MAX_BYTES or parse_callback(data) != callback:
        raise ValueError(f"not a callback that can be written: {type(callback).__name__}")
    return data


def parse_callback(data: object) -> Callback | None:
    """Return what a button carries, or None if this is not ours, of another version, forged or damaged.

    Args:
        data: as Telegram delivers it; anything at all.
    """
    if not isinstance(data, str) or not data.isascii() or len(data) > MAX_BYTES:
        return None
    family, *arguments = data.split(":")
    reader = _READERS.get((family, len(arguments)))
    return reader(*arguments) if reader else None


def base62(number: int) -> str:
    """Return a number from 0 to MAX_ID in base 62, without leading zeros.

    Raises:
        ValueError: out of that range.
    """
    if not 0 <= number <= MAX_ID:
        raise ValueError("id out of range")
    digits = ""
    while number >= len(DIGITS):
        number, digit = divmod(number, len(DIGITS))
        digits = DIGITS[digit] + digits
    return DIGITS[number] + digits


def from_base62(text: str) -> int | None:
    """Return the number that ``base62`` wrote, or None if it wrote no such text."""
    if not text or len(text) > len(base62(MAX_ID)) or any(c not in DIGITS for c in text):
        return None
    number = 0
    for character in text:
        number = number * len(DIGITS) + DIGITS.index(character)
    return number if number <= MAX_ID and base62(number) == text else None


def _written(callback: Callback) -> str:
    match callback:
        case ShowBrief(brief_id, language, points, evidence):
            return f"b1:{base62(brief_id)}:{language}{points}{'e' if evidence else ''}"
        case SendCalendar(brief_id, language):
            return f"c1:{base62(brief_id)}:{language}"
        case ReadLink(request_id, number):
            return f"l1:{base62(request_id)}:{base62(number)}"
        case TranslateText(request_id, language):
            return f"t1:{base62(request_id)}:{language}"
        case ChangeSetting(key, value):
            return f"s1:{key}:{value}"
        case Answer(question, subject, yes):
            return f"q1:{question}:{base62(subject)}:{int(yes)}"
        case ShowExample(language):
            return f"x1:{language}"
        case GroupLinks(on):
            return f"g1:{int(on)}"
        case DigestAction(step, value):
            return f"d1:{step}:{value}"


def _show_brief(brief: str, view: str) -> ShowBrief | None:
    brief_id, match = from_base62(brief), _VIEW.fullmatch(view)
    language = _language(match[1]) if match else None
    if brief_id is None or match is None or language is None or int(match[2]) > MAX_POINTS:
        return None
    return ShowBrief(brief_id, language, int(match[2]), bool(match[3]))


def _send_calendar(brief: str, code: str) -> SendCalendar | None:
    brief_id, language = from_base62(brief), _language(code)
    return None if brief_id is None or language is None else SendCalendar(brief_id, language)


def _read_link(request: str, position: str) -> ReadLink | None:
    request_id, number = from_base62(request), from_base62(position)
    return None if request_id is None or number is None else ReadLink(request_id, number)


def _translate_text(request: str, code: str) -> TranslateText | None:
    request_id, language = from_base62(request), _language(code)
    return None if request_id is None or language is None else TranslateText(request_id, language)


def _change_setting(key: str, value: str) -> ChangeSetting | None:
    for known in get_args(SettingKey):
        if key == known and _SETTING_VALUE.fullmatch(value):
            return ChangeSetting(known, value)
    return None


def _answer(question: str, subject: str, yes: str) -> Answer | None:
    number = from_base62(subject)
    for known in get_args(Question):
        if question == known and number is not None and yes in ("0", "1"):
            return Answer(known, number, yes == "1")
    return None


def _show_example(code: str) -> ShowExample | None:
    language = _language(code)
    return ShowExample(language) if language else None


def _group_links(on: str) -> GroupLinks | None:
    return GroupLinks(on == "1") if on in ("0", "1") else None


def _digest_action(step: str, value: str) -> DigestAction | None:
    for known in get_args(DigestStep):
        if step == known and _DIGEST_VALUE.fullmatch(value):
            return DigestAction(known, value)
    return None


def _language(code: str) -> Language | None:
    return next((language for language in LANGUAGES if language == code), None)


_READERS: dict[tuple[str, int], Callable[..., Callback | None]] = {
    ("b1", 2): _show_brief,
    ("c1", 2): _send_calendar,
    ("l1", 2): _read_link,
    ("t1", 2): _translate_text,
    ("s1", 2): _change_setting,
    ("q1", 3): _answer,
    ("x1", 1): _show_example,
    ("g1", 1): _group_links,
    ("d1", 2): _digest_action,
}
