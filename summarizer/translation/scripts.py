"""Whether a text is in its language: its letters, no Chinese for Japanese, nothing left in the source's language."""

import re
from functools import cache, lru_cache

from summarizer.article import Language
from summarizer.errors import LanguageNotSupported
from summarizer.language.detect import detect
from summarizer.translation.furniture import lists

FOREIGN_SHARE = 0.5
"""Share of letters of other scripts from which a text is not in its language; names in Latin letters are not counted
where the source has them too."""
LONG_HAN = 15
"""Chinese characters without kana beyond which a text is no Japanese headline."""
SURE_LETTERS = 40
"""Letters from which the language of a text in the right script is asked of the detector."""
MOST_LEFT = 2
"""Different English words in small letters that a translation may keep (``ad hoc``); names begin with capitals."""
LEAST_RARE = 2
"""Different traditional characters that make a Japanese text Chinese; old spellings of names have one."""

_SCRIPT: dict[Language, str] = {"en": "A-Za-zÀ-ɏ", "ru": "А-Яа-яЁё", "ja": "ぁ-ゖァ-ヺー一-鿿々〆㐀-䶿"}
_IN_SCRIPT = {language: re.compile(f"[{letters}]") for language, letters in _SCRIPT.items()}
_STRANGE: dict[Language, re.Pattern[str]] = {
    "en": re.compile(r"[А-Яа-яЁёぁ-ゖァ-ヺ一-鿿]"),
    "ru": re.compile(r"[ぁ-ゖァ-ヺ一-鿿]"),
    "ja": re.compile(r"[А-Яа-яЁё]{3}"),
}
"""What a translation never has, not even in a name."""
_LETTER = re.compile(r"[^\W\d_]")
_KANA = re.compile(r"[ぁ-ゖァ-ヺ]")
_HAN = re.compile(r"[一-鿿㐀-䶿]")
_NEITHER = re.compile(r"[\u0590-\u08ff\u0900-\u0fff\u1100-\u11ff\uac00-\ud7a3]")
"""Hebrew, Arabic, the scripts of India and Thailand, Hangul."""
_FOREIGN_CYRILLIC = re.compile(r"[іїєґўјљњћџђқғңөұһәѓќ]", re.IGNORECASE)
_LATIN_WORD = re.compile(r"[A-Za-z][A-Za-z'’-]*[A-Za-z]")
_PLAIN_LATIN = re.compile(r"(?<![A-Za-z.@/_-])[a-z]{4,}(?![A-Za-z.@/_-])")
_KEPT_LATIN = re.compile(r"(?<![A-Za-z])(?:[A-Z][A-Za-z]{3,}|[a-z]{5,}|[A-Za-z]+[0-9]+)(?![A-Za-z])")
_WORDS = re.compile(r"[^\W_]+")


def is_in_language(source: str, text: str, target: Language) -> bool:
    """Whether a translation is in its language, names that the source writes in Latin letters left out of account.

    Args:
        source: the sentence.
        text: its translation.
        target: language wanted.
    """
    borrowed = {word.casefold() for word in _LATIN_WORD.findall(source)} if target != "en" else set()
    counted = _LATIN_WORD.sub(lambda m: " " if m.group().casefold() in borrowed else m.group(), text)
    if target != "en" and len(_left(source, text)) > MOST_LEFT:
        return False
    shared = set(_NEITHER.findall(source))
    counted = _NEITHER.sub(lambda m: " " if m.group() in shared else m.group(), counted)
    letters = _LETTER.findall(counted)
    if not letters:
        return bool(borrowed)
    own = len(_IN_SCRIPT[target].findall(counted))
    if own < (1 - FOREIGN_SHARE) * len(letters) or _STRANGE[target].search(counted):
        return False
    if _NEITHER.search(counted):
        return False
    if target == "ja":
        return not is_chinese(counted)
    if target == "ru" and _FOREIGN_CYRILLIC.search(counted):
        return False
    return len(letters) < SURE_LETTERS or _detected(counted, target)


def keeps_latin(source: str, text: str) -> bool:
    """Whether English keeps what Japanese or Russian had in Latin letters."""
    said = _plain(text)
    return all(_plain(word) in said for word in _KEPT_LATIN.findall(source))


def is_chinese(text: str) -> bool:
    """Whether a text that should be Japanese has Chinese in it: its own characters, or long and without kana."""
    han = _HAN.findall(text)
    if any(_is_simplified(character) for character in han):
        return True
    never, rarely = _traditional()
    if never & set(han) or len(rarely & set(han)) >= LEAST_RARE:
        return True
    if _KANA.search(text):
        return False
    words = lists()["chinese"]["words"]
    return len(han) > LONG_HAN or any(word in text for word in words)


@cache
def _traditional() -> tuple[frozenset[str], frozenset[str]]:
    chinese = lists()["chinese"]
    return frozenset(chinese["never"]), frozenset(chinese["rarely"])


@lru_cache(8192)
def _is_simplified(character: str) -> bool:
    """GB 2312 has it and JIS X 0208 has not."""
    try:
        character.encode("gb2312")
    except UnicodeEncodeError:
        return False
    try:
        character.encode("shift_jis")
    except UnicodeEncodeError:
        return True
    return False


def _left(source: str, text: str) -> set[str]:
    """Return the ordinary English words that a translation has left in English, or has put in."""
    if not _IN_SCRIPT["en"].search(text):
        return set()
    return set(_PLAIN_LATIN.findall(text)) - (set() if _mostly_latin(source) else set(_PLAIN_LATIN.findall(source)))


def _mostly_latin(source: str) -> bool:
    return len(_IN_SCRIPT["en"].findall(source)) > FOREIGN_SHARE * len(_LETTER.findall(source))


def _detected(text: str, target: Language) -> bool:
    try:
        return detect(text) == target
    except LanguageNotSupported as error:
        return error.detected in ("mixed", "unknown")


def _plain(text: str) -> str:
    return " ".join(_WORDS.findall(text.casefold()))
