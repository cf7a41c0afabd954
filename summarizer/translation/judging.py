"""What is wrong with one translation of a sentence: no translation at all, a term missing, or against the guard."""

from collections.abc import Sequence
from dataclasses import dataclass

from summarizer.article import Language
from summarizer.guard import Finding, check
from summarizer.translation.concepts import Concept
from summarizer.translation.degenerate import failure_of, is_doubtfully_short
from summarizer.translation.enforcing import missing
from summarizer.translation.mending import lacking
from summarizer.translation.terms import Term


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the checks say of a translation.

    Attributes:
        failure: key of ``messages.toml`` if it is no translation; else None.
        findings: of the guard.
        terms: names and terms that it may not have.
        concepts: agreements, organisations and offices that it may not have.
        target: its language.
        short: it may have left something out.
    """

    failure: str | None
    findings: tuple[Finding, ...] = ()
    terms: tuple[Term, ...] = ()
    concepts: tuple[Concept, ...] = ()
    target: Language = "en"
    short: bool = False

    @property
    def missing(self) -> tuple[str, ...]:
        """What it may not name, in the target language's form."""
        return tuple(term.shown for term in self.terms) + tuple(c.name(self.target) for c in self.concepts)

    @property
    def errors(self) -> tuple[Finding, ...]:
        """What forbids showing it."""
        return tuple(finding for finding in self.findings if finding.severity == "error")

    @property
    def shown(self) -> bool:
        """Whether it may be shown, with warnings if there are any."""
        return self.failure is None and not self.errors

    @property
    def clean(self) -> bool:
        """Whether nothing is to be said about it."""
        return self.shown and not self.doubts

    @property
    def doubts(self) -> int:
        """How much there is to warn of; among translations that may be shown, the least is the best."""
        return len(self.findings) + len(self.missing) + self.short


def judge(
    source: str,
    text: str,
    source_lang: Language,
    target_lang: Language,
    terms: Sequence[Term],
    concepts: Sequence[Concept] = (),
) -> Verdict:
    """Return what is wrong with a translation.

    Args:
        source: the sentence.
        text: its translation, terms enforced.
        source_lang: of the sentence.
        target_lang: of the translation.
        terms: of the sentence.
        concepts: of the sentence.
    """
    failure = failure_of(source, text, source_lang, target_lang)
    if failure:
        return Verdict(failure)
    findings = check([source], text, source_lang, target_lang, complete=True)
    short = is_doubtfully_short(source, text, source_lang, target_lang)
    terms_lost, concepts_lost = missing(terms, text, target_lang), lacking(concepts, text, target_lang)
    return Verdict(None, findings, tuple(terms_lost), tuple(concepts_lost), target_lang, short)
