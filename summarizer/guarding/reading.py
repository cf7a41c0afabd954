"""A text read once for the guard: its words, places, dates, offices, numbers, names and polarity."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from summarizer.article import Language, Sentence
from summarizer.facts.annotation import AnnotatedSentence
from summarizer.facts.dates import DateMention, find_dates
from summarizer.facts.places import PlaceMention, find_places
from summarizer.facts.roles import RoleMention, find_roles
from summarizer.guarding.date_hints import Part, find_date_hints, is_rate
from summarizer.guarding.japanese_numbers import find_japanese_numbers
from summarizer.guarding.naming import NameMention, find_names
from summarizer.guarding.number_phrases import with_phrases
from summarizer.guarding.polarity import Cue, find_cues
from summarizer.guarding.quantities import Number, fold_width
from summarizer.guarding.spaced_numbers import find_spaced_numbers
from summarizer.language.words import Word, words

LONGEST = 8_000
"""Characters of one side that are read; a news sentence has 100 to 300. Sudachi refuses more than 49,149 bytes."""
_CACHED_READINGS = 512
"""Texts kept read: a source is checked against several hypotheses of its translation."""
CHARACTERS_PER_ENGLISH = {"en": 1.0, "ru": 1.03, "ja": 0.43}
"""Length of a text in each language for one character of English: medians of aligned news essays (benchmarks)."""
_UNREADABLE = re.compile(r"[\ud800-\udfff\x00\U00010000-\U0001ffff]")
"""Lone surrogates, which Sudachi cannot encode, and the second plane (emoji, dead scripts): pymorphy3 raises on letters
for which Python has no name. The rare kanji beyond it stay."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What the guard knows of a text. All offsets are inside ``text``, which has the length of the original.

    Attributes:
        text: full-width characters folded to ASCII, what the analysers cannot read replaced.
        language: of the text.
        words, places, dates, roles: as the fact finders give them.
        numbers: every number and every hint of one.
        date_hints: parts of dates that other words carry.
        names: people named.
        cues: negations and what can stand for one.
    """

    text: str
    language: Language
    words: tuple[Word, ...]
    places: tuple[PlaceMention, ...]
    dates: tuple[DateMention, ...]
    roles: tuple[RoleMention, ...]
    numbers: tuple[Number, ...]
    date_hints: frozenset[Part]
    names: tuple[NameMention, ...]
    cues: tuple[Cue, ...]

    @property
    def english_length(self) -> float:
        """Characters that the text would have in English."""
        return len(self.text) / CHARACTERS_PER_ENGLISH[self.language]

    @property
    def whole_numbers(self) -> frozenset[int]:
        """Every whole number that the text can mean."""
        return _whole(self.numbers)


def _whole(numbers: Sequence[Number]) -> frozenset[int]:
    return frozenset(int(v) for n in numbers for v in n.values if v.denominator == 1)


@lru_cache(_CACHED_READINGS)
def read(text: str, language: Language) -> Reading:
    """Read a text of one or a few sentences; what lies beyond ``LONGEST`` characters is left out."""
    clean = _UNREADABLE.sub("\ufffd", text[:LONGEST])
    folded = fold_width(clean)
    tokens = words(folded, language)
    places = find_places(folded, tokens, language)
    dates = tuple(d for d in find_dates(folded, language) if not is_rate(folded, d.start, language))
    annotated = AnnotatedSentence(Sentence(0, 0, len(folded), folded, 0), language, tokens, places, dates)
    roles = tuple(find_roles(annotated))
    found = find_japanese_numbers(folded, tokens) if language == "ja" else find_spaced_numbers(folded, language)
    numbers = with_phrases(found, folded, language)
    return Reading(
        folded,
        language,
        tokens,
        places,
        dates,
        roles,
        numbers,
        frozenset(find_date_hints(folded, _whole(numbers), language)),
        tuple(find_names(annotated, roles)),
        tuple(find_cues(folded, tokens, language)),
    )
