"""The record that all name finders give."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from summarizer.article import Language
from summarizer.facts.annotation import AnnotatedSentence
from summarizer.facts.gazetteer import KnownPerson
from summarizer.facts.roles import RoleMention


@dataclass(frozen=True, slots=True)
class NameMention:
    """A stretch of a sentence that has the shape of a person's name.

    Attributes:
        start, end: offsets in the sentence's text, without title.
        parts: for each part of the name its candidate forms, folded (``gazetteer.fold``); a Japanese name in kanji is
            one part.
        display: the name as the article writes it, in the nominative.
        known: whom the gazetteer knows by this full name, or None.
        certain: the sentence itself shows that this is a person (a title, an honorific, a given name, a verb of
            saying). An uncertain one counts only if the article names the same person with certainty elsewhere.
        written: the words of a Russian name as the sentence declines them, initials and patronymic left out.
        told: spellings in other languages that the article gives beside the name; under ``ja``, for a name in
            characters, the katakana in which a Chinese or Korean name is read.
        plain: the sentence shows that a Russian name stands in the nominative, so that ``display`` is as written.
        reading: katakana reading, family and given name separated by a space, of a name in kanji; else empty.
    """

    start: int
    end: int
    parts: tuple[frozenset[str], ...]
    display: str
    known: KnownPerson | None
    certain: bool
    reading: str = ""
    plain: bool = False
    written: tuple[str, ...] = ()
    told: tuple[tuple[Language, str], ...] = ()


Finder = Callable[[Sequence[AnnotatedSentence], Sequence[Sequence[RoleMention]]], list[list[NameMention]]]
"""Takes the sentences of an article and the offices of each; gives the names in each, in order."""
