"""Outputs that go round in circles: loops, a word or a sentence said again, the last clause once more."""

import re
from collections import Counter

from summarizer.article import Language

LOOP_CHARACTERS = 12
"""Characters of a part that comes again and again from which it is a loop and no exclamation."""
MOST_REPEATED_WORD = 6
"""Times that a run of three words may come in one sentence; speeches repeat theirs three or four times."""
SHORTEST_CLAUSE = {"en": 14, "ru": 14, "ja": 8}
"""Characters of a clause that is not said twice in a sentence; shorter ones are (``day by day, day by day``)."""
LONGEST = 8_000
"""Characters in which a part that follows itself is looked for."""
LEAST_WORDS = 3
"""Times that one word alone makes an output a loop."""

_LOOP = re.compile(r"(.{1,40}?)\1{3,}", re.DOTALL)
_TWICE = re.compile(r"(.{2,40}?)[\s,.、。・!！]*\1", re.DOTALL)
_STRETCHED = re.compile(r"([^\W\d_ー]|ー)\1{3,}")
_AT_ONCE = {language: re.compile(rf"(.{{{least},80}}?)[\s,.、。]*\1") for language, least in SHORTEST_CLAUSE.items()}
_CLAUSE = re.compile(r"[^,.;:!?、。！？；：\n()（）«»“”\"「」—]+")
_WORDS = re.compile(r"[^\W_]+")


def loops(text: str) -> bool:
    """Whether a part of a text comes four times in a row, or three words again and again."""
    loop = LOOP_CHARACTERS // 2
    if _has_twice(text, loop) and any(len(m.group()) >= LOOP_CHARACTERS for m in _LOOP.finditer(text)):
        return True
    words = _WORDS.findall(text.casefold())
    runs = Counter(zip(words, words[1:], words[2:], strict=False))
    return any(times >= MOST_REPEATED_WORD for times in runs.values())


def repeats(source: str, text: str, target: Language) -> bool:
    """Whether a translation says over and over what its source says once.

    Args:
        source: the sentence.
        text: what a model made of it.
        target: its language.
    """
    if _STRETCHED.search(source):
        # «ааааа!» and きゃああああ may be as long as they like.
        source, text = (_STRETCHED.sub(r"\1\1", one) for one in (source, text))
    circling = loops(text) or _says_twice(text, target)
    words = _WORDS.findall(text.casefold())
    one_word = len(words) >= LEAST_WORDS and len(set(words)) == 1 and len(_WORDS.findall(source)) == 1
    if not (circling or one_word):
        return False
    own: Language = "en" if target == "ja" else "ja"
    return not (loops(source) or _TWICE.fullmatch(source.strip()) or _says_twice(source, own))


def _has_twice(text: str, length: int) -> bool:
    """Whether any part of so many characters comes twice, without which nothing can follow itself."""
    parts = [text[i : i + length] for i in range(len(text) - length + 1)]
    return len(set(parts)) < len(parts)


def _says_twice(text: str, language: Language) -> bool:
    text = text.casefold()
    if _has_twice(text, SHORTEST_CLAUSE[language]) and _AT_ONCE[language].search(text[:LONGEST]):
        return True
    clauses = Counter(" ".join(clause.split()) for clause in _CLAUSE.findall(text))
    return any(times > 1 and len(clause) >= SHORTEST_CLAUSE[language] for clause, times in clauses.items())
