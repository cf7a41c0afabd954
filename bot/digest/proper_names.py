"""Names of whatever it is in title and lead (clubs, firms, storms, people nobody knows), by their sound in any script.

Persons, places and agreements are facts with values; of other names nothing is known but what they sound like, and
that is enough to see that «Арсенал» of a Russian headline is the Arsenal of an English one.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from summarizer.facts.annotation import AnnotatedSentence
from summarizer.language.words import Word

LEAST_CONSONANTS = 3
"""Of a sound by which names are compared; with fewer, too many strangers would meet."""
TITLE_CASE_SHARE = 0.7
"""Capitalised words among those of a headline that have four letters, from which its capitals say nothing."""
_LONG_WORD = 4
_LEAST_WORDS = 4
_KATAKANA = re.compile(r"[ァ-ヺ][ァ-ヺー]{2,}")
_LATIN = re.compile(r"[A-Za-z][A-Za-z&]+")
_CODE = re.compile(r"(?<![\w&])(?:[A-ZА-Я]{1,5}-?\d{1,4}|[A-Z]&[A-Z](?=\W|\d|$))")
"""H3, МС-33, S&P."""
_ROMAN = re.compile(r"[IVXLC]+")
_QUOTES = frozenset('«“"„')


def find_proper_names(
    sentences: Sequence[AnnotatedSentence], known: Iterable[tuple[int, int, int]] = ()
) -> frozenset[str]:
    """Return sounds of the names in an item's sentences.

    Args:
        sentences: analysed.
        known: what is known otherwise: number of the sentence, start and end in its text.
    """
    spans: dict[int, list[tuple[int, int]]] = {sentence.index: [] for sentence in sentences}
    for number, start, end in known:
        spans[number].append((start, end))
    names = {name for sentence in sentences for name in _names(sentence, spans[sentence.index])}
    # The first word of a sentence has its capital from there, unless it has it elsewhere too.
    names |= {word for sentence in sentences for word in _first_word(sentence) if word in names}
    return frozenset(sound for name in names if (sound := sound_of(name)))


def sound_of(name: str) -> str:
    """Return what a name sounds like, the same for three scripts; "" if that is too little to tell it by."""
    from summarizer.facts.transliteration.russian import russian_to_latin
    from summarizer.guarding.sounds import skeleton

    if _ROMAN.fullmatch(name):
        return ""
    if name.isupper() or any(character.isdigit() for character in name):
        spelled = russian_to_latin(name.lower()).lower()
        return spelled if len(spelled) > 1 else ""
    sound = skeleton(name)
    return sound if len(sound) >= LEAST_CONSONANTS else ""


def _names(sentence: AnnotatedSentence, known: list[tuple[int, int]]) -> Iterator[str]:
    yield from (m.group() for m in _CODE.finditer(sentence.text))
    known = [*known, *((place.start, place.end) for place in sentence.places)]
    known += [(day.start, day.end) for day in sentence.dates]
    if sentence.language == "ja":
        for pattern in (_KATAKANA, _LATIN):
            found = pattern.finditer(sentence.text)
            yield from (m.group() for m in found if not any(s < m.end() and m.start() < e for s, e in known))
        return
    words = [word for word in sentence.words if word.text[:1].isalpha()]
    if sentence.language == "en" and _is_title_case(words):
        return
    for place, word in enumerate(words):
        quoted = sentence.text[max(0, word.start - 1) : word.start] in _QUOTES
        if word.capitalised and (place or quoted) and not any(s < word.end and word.start < e for s, e in known):
            yield _nominative(word, sentence.language)


def _first_word(sentence: AnnotatedSentence) -> Iterator[str]:
    yield from (_nominative(word, sentence.language) for word in sentence.words[:1])


def _nominative(word: Word, language: str) -> str:
    return word.lemmas[0] if language == "ru" and not word.text.isupper() else word.text


def _is_title_case(words: list[Word]) -> bool:
    long = [word for word in words if len(word.text) >= _LONG_WORD]
    return len(long) >= _LEAST_WORDS and sum(word.capitalised for word in long) >= TITLE_CASE_SHARE * len(long)
