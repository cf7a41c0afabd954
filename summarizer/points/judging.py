"""Whether the article carries what a model wrote: each point by its own sentences, or it is not shown."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from summarizer.article import Language, Sentence
from summarizer.guard import Finding, check
from summarizer.points.carrying import carries
from summarizer.points.orders import admissible
from summarizer.points.prompting import instructions
from summarizer.points.support import (
    MOST_CITED,
    SUPPORTED_FROM,
    align,
    content,
    foreign_addresses,
    foreign_letters,
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
        self._texts = admissible(sentences)
        self._language = language
        self._contents = {number: content(text, language) for number, text in self._texts.items()}
        self._instructions = instructions(language)

    @property
    def admitted(self) -> Mapping[int, str]:
        """By number, what of the sentences a point may rest on: nothing that speaks to a model."""
        return self._texts

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
        reason = "unsupported"
        for numbers in self._evidence(claim, point.cited):
            found = self._findings(point.text, claim, numbers)
            if not isinstance(found, str):
                return WrittenPoint(point.text, numbers, found)
            reason = found
        return reason

    def _evidence(self, claim: frozenset[str], cited: Sequence[int]) -> Iterator[tuple[int, ...]]:
        """Yield sentences that may carry a claim, what the model cites before what we find, few before many."""
        known = {n: self._contents[n] for n in cited if n in self._contents}
        whole, aligned = tuple(known)[:MOST_CITED], align(claim, self._contents)
        both = tuple(sorted({*whole, *aligned}))
        sets = (align(claim, known), whole, aligned, both if len(both) <= MOST_CITED else ())
        yield from dict.fromkeys(numbers for numbers in sets if numbers)

    def _findings(self, text: str, claim: frozenset[str], numbers: Sequence[int]) -> tuple[Finding, ...] | str:
        if share(claim, (self._contents[n] for n in numbers)) < SUPPORTED_FROM:
            return "unsupported"
        sources = [self._texts[n] for n in numbers]
        if text in sources:
            return ()
        if foreign_letters(text, sources, self._language):
            return "wrong_language"
        if foreign_addresses(text, sources) or not carries(text, self._texts, numbers, self._language):
            return "unsupported"
        findings = check(sources, text, self._language, self._language, complete=False)
        return "refuted" if any(f.severity == "error" for f in findings) else findings
