"""The guard: does this sentence say what those say? Names, numbers, dates, countries, offices, negation.

Both sides are read into values that have no language (people by id, countries by ISO code, numbers by value, dates by
their parts) and compared, so the same rules hold in one language and between two. No model is asked: the guard judges
models. What it cannot know it lets pass, or warns; an ``error`` says that the claim must not be shown as it is.
"""

from collections.abc import Iterator, Sequence

from summarizer.article import Language
from summarizer.guarding.countries import compare_countries
from summarizer.guarding.findings import Finding, Kind, Severity
from summarizer.guarding.names import compare_names
from summarizer.guarding.negation import compare_negation
from summarizer.guarding.numbers import compare_numbers
from summarizer.guarding.offices import compare_roles
from summarizer.guarding.reading import CHARACTERS_PER_ENGLISH, LONGEST, Reading, read
from summarizer.guarding.when import compare_dates

__all__ = ["CHARACTERS_PER_ENGLISH", "Finding", "Kind", "Severity", "check"]

COMPLETE_FROM = 0.6
"""Share of the source's length from which a claim retells all of it and does not sum it up."""


def check(
    source_sentences: Sequence[str],
    claim: str,
    source_lang: Language,
    target_lang: Language,
    *,
    complete: bool | None = None,
) -> tuple[Finding, ...]:
    """Return in what a claim differs from the sentences that it rests on: translation, summary or paraphrase.

    Args:
        source_sentences: one or a few sentences, in ``source_lang``. All may carry a part of the claim.
        claim: a sentence or a few, in ``target_lang``.
        source_lang: language of the source.
        target_lang: language of the claim; may be the same.
        complete: whether the claim should say all that the source says, as a translation should; None to tell by its
            length.

    Returns:
        Findings in the order of the claim, what it has lost at the end; empty if nothing is wrong. What is lost is
        looked for only in a complete claim. Never raises on any text.
    """
    if not claim.strip() or not any(s.strip() for s in source_sentences):
        return (Finding("text", "empty", "error", (0, len(claim))),)
    sources = [read(text, source_lang) for text in source_sentences]
    said = read(claim, target_lang)
    findings = list(_compare(sources, said, _is_complete(sources, said) if complete is None else complete))
    if max(len(claim), *map(len, source_sentences)) > LONGEST:
        findings.append(Finding("text", "too_long", "warning"))
    return tuple(sorted(findings, key=lambda f: (f.span is None, f.span or (0, 0))))


def _compare(sources: Sequence[Reading], claim: Reading, complete: bool) -> Iterator[Finding]:
    yield from compare_numbers(sources, claim, complete)
    yield from compare_dates(sources, claim, complete)
    yield from compare_names(sources, claim, complete)
    yield from compare_countries(sources, claim, complete)
    yield from compare_roles(sources, claim)
    yield from compare_negation(sources, claim, complete)


def _is_complete(sources: Sequence[Reading], claim: Reading) -> bool:
    return claim.english_length >= COMPLETE_FROM * sum(source.english_length for source in sources)
