"""Clauses of a sentence, as far as it takes to tell who does what when: what is said, who says it, and the rest.

A date beside "said" is the date of the saying, and the speaker has no part in the visit that they announce. So much
grammar is needed, and no more: no parser, because those for three languages cost more than the whole pipeline may.
"""

from dataclasses import dataclass
from typing import Literal

from summarizer.facts.annotation import AnnotatedSentence

ClauseKind = Literal["plain", "report", "content", "adjunct"]


@dataclass(frozen=True, slots=True)
class Clause:
    """A stretch of a sentence with (at most) one subject.

    Attributes:
        start, end: offsets in the sentence's text.
        kind: ``report`` holds a reporting verb and its speaker; ``content`` is what is said; ``adjunct`` shares subject
            and time of another clause ("opening talks with ..."); ``plain`` is told by the article itself.
        parent: position, among the clauses, of the report of a content, or of the clause an adjunct belongs to.
        verb: offsets of the reporting verb, in a ``report``.
    """

    start: int
    end: int
    kind: ClauseKind
    parent: int | None = None
    verb: tuple[int, int] | None = None

    def holds(self, start: int) -> bool:
        """Whether an offset of the sentence lies in the clause."""
        return self.start <= start < self.end


def clauses(sentence: AnnotatedSentence) -> tuple[Clause, ...]:
    """Return the clauses of a sentence in order; together they hold all its words."""
    from summarizer.facts.eventing.clauses_japanese import japanese_clauses
    from summarizer.facts.eventing.clauses_spaced import spaced_clauses

    return japanese_clauses(sentence) if sentence.language == "ja" else spaced_clauses(sentence)
