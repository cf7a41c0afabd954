"""Outputs that are no translation, whatever they say: empty, copied, looping, in another language, site furniture.

No model is asked. What users of translation servers report of Japanese stands behind most of the rules (LibreTranslate
issues 416, 650, 673, 858, 865): empty answers, one word for a sentence, ``Contact us`` for a greeting, runs of ``#``.
"""

import re
import tomllib
from collections import Counter
from functools import cache, lru_cache
from importlib.resources import files
from typing import Literal

from summarizer.article import LANGUAGES, Language
from summarizer.errors import LanguageNotSupported
from summarizer.guard import CHARACTERS_PER_ENGLISH
from summarizer.language.detect import detect
from summarizer.translation.splitting import PROTECTED, protected

Failure = Literal[
    "empty", "copied", "looping", "wrong_language", "boilerplate", "too_short", "too_long", "unfinished", "altered",
    "words_lost",
]  # fmt: skip

SHORTEST_RATIO, LONGEST_RATIO = 0.28, 3.5
"""Length of a translation against its source, both made comparable; human translations of news lie in 0.45 to 2.2."""
SHORT_SOURCE, LONGEST_EXTRA = 14.0, 40.0
"""English characters: below the first a source may become any shorter; the second may always be added."""
FOREIGN_SHARE = 0.5
"""Share of letters of other scripts from which a text is not in its language; names in Latin letters are not counted
where the source has them too."""
LONG_HAN = 15
"""Chinese characters without kana beyond which a text is no Japanese headline."""
SURE_LETTERS = 40
"""Letters from which the language of a text in the right script is asked of the detector."""
LOOP_CHARACTERS = 12
"""Characters of a part that comes again and again from which it is a loop and no exclamation."""
LOOP_TIMES = 4
MOST_REPEATED_WORD = 6
"""Times that a run of three words may come in one sentence; speeches repeat theirs three or four times."""

_SCRIPT: dict[Language, str] = {"en": "A-Za-zÀ-ɏ", "ru": "А-Яа-яЁё", "ja": "ぁ-ゖァ-ヺー一-鿿々〆㐀-䶿"}
_IN_SCRIPT = {language: re.compile(f"[{letters}]") for language, letters in _SCRIPT.items()}
_LETTER = re.compile(r"[^\W\d_]")
_KANA = re.compile(r"[ぁ-ゖァ-ヺ]")
_HAN = re.compile(r"[一-鿿㐀-䶿]")
_FOREIGN_CYRILLIC = re.compile(r"[іїєґўјљњћџђқғңөұһә]", re.IGNORECASE)
_LATIN_WORD = re.compile(r"[A-Za-z][A-Za-z'’-]*[A-Za-z]")
_KEPT_LATIN = re.compile(r"(?<![A-Za-z])(?:[A-Z][A-Za-z]{3,}|[a-z]{5,}|[A-Za-z]+[0-9]+)(?![A-Za-z])")
_LOOP = re.compile(r"(.{1,40}?)\1{3,}", re.DOTALL)
_WORDS = re.compile(r"[^\W_]+")
_ENDS_OPEN = re.compile(r"[,、，;；(（「『«“]\s*$")


def failure_of(source: str, text: str, source_lang: Language, target_lang: Language) -> Failure | None:
    """Return why an output is no translation of a sentence, or None.

    Args:
        source: the sentence.
        text: what a model made of it.
        source_lang: of the sentence.
        target_lang: wanted.
    """
    if not _LETTER.search(text) and not text.strip(" .,…・-"):
        return "empty"
    if Counter(protected(source)) != Counter(protected(text)):
        return "altered"
    bare_source, bare = PROTECTED.sub(" ", source), PROTECTED.sub(" ", text)
    if loops(bare) and not loops(bare_source):
        return "looping"
    if bare.strip().casefold() == bare_source.strip().casefold():
        return "copied"
    if not _in_language(bare_source, bare, target_lang):
        return "wrong_language"
    if is_furniture(bare, target_lang) and not _speaks_of_furniture(bare_source, bare, source_lang, target_lang):
        return "boilerplate"
    if _ENDS_OPEN.search(bare) and not _ENDS_OPEN.search(bare_source):
        return "unfinished"
    if target_lang == "en" and not _keeps_latin(bare_source, bare):
        return "words_lost"
    return _wrong_length(bare_source, bare, source_lang, target_lang)


def loops(text: str) -> bool:
    """Whether a part of a text comes at least LOOP_TIMES in a row, or three words again and again."""
    if any(len(m.group()) >= LOOP_CHARACTERS for m in _LOOP.finditer(text)):
        return True
    words = _WORDS.findall(text.casefold())
    runs = Counter(zip(words, words[1:], words[2:], strict=False))
    return any(times >= MOST_REPEATED_WORD for times in runs.values())


def is_chinese(text: str) -> bool:
    """Whether a text that should be Japanese has Chinese in it: simplified characters, or long and without kana."""
    han = _HAN.findall(text)
    if sum(_is_simplified(character) for character in han) > 0:
        return True
    if _KANA.search(text):
        return False
    words = _lists()["chinese"]["words"]
    return len(han) > LONG_HAN or any(word in text for word in words)


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


def _in_language(source: str, text: str, target: Language) -> bool:
    borrowed = {word.casefold() for word in _LATIN_WORD.findall(source)} if target != "en" else set()
    counted = _LATIN_WORD.sub(lambda m: " " if m.group().casefold() in borrowed else m.group(), text)
    letters = _LETTER.findall(counted)
    if not letters:
        return bool(borrowed)
    own = len(_IN_SCRIPT[target].findall(counted))
    if own < (1 - FOREIGN_SHARE) * len(letters):
        return False
    if target == "ja":
        return not is_chinese(counted)
    if target == "ru" and _FOREIGN_CYRILLIC.search(counted):
        return False
    if target == "en" and re.search(r"[А-Яа-яЁёぁ-ゖァ-ヺ一-鿿]", counted):
        return False
    return len(letters) < SURE_LETTERS or _detected(counted, target)


def _detected(text: str, target: Language) -> bool:
    try:
        return detect(text) == target
    except LanguageNotSupported as error:
        return error.detected in ("mixed", "unknown")


@cache
def _lists() -> dict[str, dict[str, list[str]]]:
    text = files("summarizer.translation").joinpath("degenerate.toml").read_text(encoding="utf-8")
    lists: dict[str, dict[str, list[str]]] = tomllib.loads(text)
    return lists


def _plain(text: str) -> str:
    return " ".join(_WORDS.findall(text.casefold()))


@cache
def _furniture() -> dict[tuple[Language, str], frozenset[str]]:
    """Return for each phrase of site furniture the things that it is called by."""
    found: dict[tuple[Language, str], set[str]] = {}
    for thing, phrases in _lists().items():
        for language in LANGUAGES:
            for phrase in phrases.get(language, ()):
                found.setdefault((language, _plain(phrase)), set()).add(thing)
    return {key: frozenset(things) for key, things in found.items()}


def is_furniture(text: str, language: Language) -> bool:
    """Whether a text is nothing but a phrase that web sites have on their buttons and at their edges."""
    return (language, _plain(text)) in _furniture()


def _speaks_of_furniture(source: str, text: str, source_lang: Language, target_lang: Language) -> bool:
    plain = _plain(source)
    things = _furniture()[target_lang, _plain(text)]
    return any(
        language == source_lang and things & named and phrase in plain
        for (language, phrase), named in _furniture().items()
    )


def _keeps_latin(source: str, text: str) -> bool:
    """English keeps what Japanese or Russian had in Latin letters."""
    said = _plain(text)
    return all(_plain(word) in said for word in _KEPT_LATIN.findall(source))


def _wrong_length(source: str, text: str, source_lang: Language, target_lang: Language) -> Failure | None:
    expected = len(source.strip()) / CHARACTERS_PER_ENGLISH[source_lang]
    made = len(text.strip()) / CHARACTERS_PER_ENGLISH[target_lang]
    if expected >= SHORT_SOURCE and made < SHORTEST_RATIO * expected:
        return "too_short"
    return "too_long" if made > LONGEST_RATIO * expected + LONGEST_EXTRA else None
