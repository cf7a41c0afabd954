"""Whether the article carries what a model wrote: each point by its own sentences, or it is not shown."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from summarizer.article import Language, Sentence
from summarizer.guard import Finding, check
from summarizer.points.prompting import gives_orders, instructions
from summarizer.points.support import (
    MOST_CITED,
    SUPPORTED_FROM,
    align,
    carries_acts,
    content,
    foreign_addresses,
    share,
)
from summarizer.points.written import Written, degenerate


@dataclass(frozen=True, slots=True)
class WrittenPoint:
    """A point that may be shown.

    Attributes:
        text: in the article's language.
        sentences: numbers of the article's sentences that it rests on, ascending.
        warnings: what the guard was not sure of.
        written: True if a model wrote it, False for words of the article.
    """

    text: str
    sentences: tuple[int, ...]
    warnings: tuple[Finding, ...] = ()
    written: bool = True


class Judge:
    """Judges points about one article.

    Args:
        sentences: of the article, all and in order.
        language: of the article.
    """

    def __init__(self, sentences: Sequence[Sentence], language: Language) -> None:
        self._texts = [sentence.text for sentence in sentences]
        self._language = language
        self._contents = {n: content(self._texts[n], language) for n in _without_orders(sentences)}
        self._instructions = instructions(language)

    @property
    def admitted(self) -> tuple[int, ...]:
        """Numbers of the sentences that a point may rest on: none that speaks to a model."""
        return tuple(self._contents)

    def content(self, text: str) -> frozenset[str]:
        """Return what a text is about, to be compared with another."""
        return content(text, self._language)

    def judge(self, point: Written) -> WrittenPoint | str:
        """Return the point with the sentences that carry it, or the reason why it must not be shown.

        The sentences that the model cites come first; if they do not carry the point, those that fit it best.

        Args:
            point: ``cited`` are numbers of the article's sentences.
        """
        fault = degenerate(point.text, self._language, self._instructions)
        if fault is not None:
            return fault
        claim = self.content(point.text)
        cited = tuple(n for n in point.cited if n in self._contents)[:MOST_CITED]
        aligned = align(claim, self._contents)
        reason = "unsupported"
        for numbers in dict.fromkeys((cited, aligned, tuple(sorted({*cited, *aligned})))):
            found = self._findings(point.text, claim, numbers)
            if not isinstance(found, str):
                return WrittenPoint(point.text, numbers, found)
            reason = found
        return reason

    def _findings(self, text: str, claim: frozenset[str], numbers: Sequence[int]) -> tuple[Finding, ...] | str:
        if share(claim, (self._contents[n] for n in numbers)) < SUPPORTED_FROM:
            return "unsupported"
        sources = [self._texts[n] for n in numbers]
        if foreign_addresses(text, sources) or not carries_acts(text, sources, self._language):
            return "unsupported"
        findings = check(sources, text, self._language, self._language)
        return "refuted" if any(f.severity == "error" for f in findings) else findings


def _without_orders(sentences: Sequence[Sentence]) -> Iterator[int]:
    """Yield the numbers of sentences that neither speak to a model nor follow such a one in its paragraph."""
    ordering: set[int] = set()
    for number, sentence in enumerate(sentences):
        if gives_orders(sentence.text):
            ordering.add(sentence.paragraph)
        if sentence.paragraph not in ordering:
            yield number
