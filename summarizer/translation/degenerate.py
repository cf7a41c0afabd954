"""Outputs that are no translation, whatever they say: empty, copied, looping, in another language, site furniture.

No model is asked. What users of translation servers report of Japanese stands behind most of the rules (LibreTranslate
issues 416, 650, 673, 858, 865; Argos Translate 58, 428, 444; fairseq 5439): empty answers, one word for a sentence,
``Contact us`` for a greeting, runs of ``#`` and ``()``, one word three times, applause.
"""

import re
from collections import Counter
from typing import Literal

from summarizer.article import Language
from summarizer.guard import CHARACTERS_PER_ENGLISH
from summarizer.translation.furniture import is_made_up
from summarizer.translation.repetition import repeats
from summarizer.translation.scripts import is_in_language, keeps_latin
from summarizer.translation.splitting import PROTECTED, protected

Failure = Literal[
    "empty", "copied", "looping", "wrong_language", "boilerplate", "too_short", "too_long", "unfinished", "altered",
    "words_lost", "garbled",
]  # fmt: skip

SHORTEST_RATIO, LONGEST_RATIO = 0.28, 3.5
"""Length of a translation against its source, both made comparable; human translations of news lie in 0.45 to 2.2."""
LONG_SOURCE = 60.0
"""English characters from which a source leaves a translator less room."""
LONG_SHORTEST_RATIO, LONG_LONGEST_RATIO = 0.4, 2.5
"""For those; human translations of the development rows lie in 0.55 to 1.8."""
DOUBTFUL_RATIO = 0.5
"""Below it a long source has probably lost a clause."""
SHORT_SOURCE, LONGEST_EXTRA = 14.0, 40.0
"""English characters: below the first a source may become any shorter; the second may always be added."""

_LETTER = re.compile(r"[^\W\d_]")
_ENDS_OPEN = re.compile(r"[,、，;；(（「『«“]\s*$")
_GARBLED = re.compile(
    r"</?s>|<pad>|<unk>|\[UNK\]|\[PAD\]|[▁⁇\ufffd]|__[a-z]{2,3}__|>>[a-z]{3}<<|<0x[0-9A-F]{2}>|<2[a-z]{2}>"
)
"""Marks of tokenizers: of pieces, of the unknown, of languages."""


def failure_of(source: str, text: str, source_lang: Language, target_lang: Language) -> Failure | None:
    """Return why an output is no translation of a sentence, or None.

    Args:
        source: the sentence.
        text: what a model made of it.
        source_lang: of the sentence.
        target_lang: wanted.
    """
    if not _LETTER.search(text) and not text.strip(" .,…・-。、♪?!？！「」()（）"):
        return "empty"
    if set(_GARBLED.findall(text)) - set(_GARBLED.findall(source)):
        return "garbled"
    if repeats(source, text, target_lang):
        return "looping"
    if Counter(protected(source)) != Counter(protected(text)):
        return "altered"
    bare_source, bare = PROTECTED.sub(" ", source), PROTECTED.sub(" ", text)
    if bare.strip().casefold() == bare_source.strip().casefold():
        return "copied"
    if not is_in_language(bare_source, bare, target_lang):
        return "wrong_language"
    if is_made_up(bare_source, bare, source_lang, target_lang):
        return "boilerplate"
    if _ENDS_OPEN.search(bare) and not _ENDS_OPEN.search(bare_source):
        return "unfinished"
    if target_lang == "en" and not keeps_latin(bare_source, bare):
        return "words_lost"
    return _wrong_length(*_lengths(bare_source, bare, source_lang, target_lang))


def is_doubtfully_short(source: str, text: str, source_lang: Language, target_lang: Language) -> bool:
    """Whether a translation is so short that it may have left something out. Arguments as for ``failure_of``."""
    expected, made = _lengths(PROTECTED.sub(" ", source), PROTECTED.sub(" ", text), source_lang, target_lang)
    return expected >= LONG_SOURCE and made < DOUBTFUL_RATIO * expected


def _lengths(source: str, text: str, source_lang: Language, target_lang: Language) -> tuple[float, float]:
    """Return the lengths of both in characters of English."""
    expected = len(source.strip()) / CHARACTERS_PER_ENGLISH[source_lang]
    return expected, len(text.strip()) / CHARACTERS_PER_ENGLISH[target_lang]


def _wrong_length(expected: float, made: float) -> Failure | None:
    long = expected >= LONG_SOURCE
    if expected >= SHORT_SOURCE and made < (LONG_SHORTEST_RATIO if long else SHORTEST_RATIO) * expected:
        return "too_short"
    most = (LONG_LONGEST_RATIO if long else LONGEST_RATIO) * expected + LONGEST_EXTRA
    return "too_long" if made > most else None
