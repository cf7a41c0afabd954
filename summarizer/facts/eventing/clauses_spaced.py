"""Clauses of English and Russian: which stretches report, are reported, are adjuncts, or stand by themselves."""

from collections.abc import Sequence
from dataclasses import replace

from summarizer.article import Language
from summarizer.facts.annotation import AnnotatedSentence
from summarizer.facts.eventing.clauses import Clause, ClauseKind
from summarizer.facts.eventing.reports import split_report
from summarizer.facts.eventing.stretches import SHORTEST_VERB_EN, stretches
from summarizer.facts.status import clause_words
from summarizer.language.words import Word


def spaced_clauses(sentence: AnnotatedSentence) -> tuple[Clause, ...]:
    """Return the clauses of an English or Russian sentence."""
    words, language = sentence.words, sentence.language
    if not words:
        return ()
    drafts: list[Clause] = []
    for stretch in stretches(words, language):
        drafts += split_report(stretch, words, language, sentence)
    return _related(drafts, words, language)


def _related(drafts: list[Clause], words: Sequence[Word], language: Language) -> tuple[Clause, ...]:
    """Tell what is said from what is told, and give adjuncts and contents their parent."""
    reports = [i for i, c in enumerate(drafts) if c.kind == "report"]
    related: list[Clause] = []
    for i, clause in enumerate(drafts):
        if clause.kind == "report":
            related.append(clause)
            continue
        before = max((r for r in reports if r < i), default=None)
        after = min((r for r in reports if r > i), default=None)
        kind, parent = _relation(clause, i, before, after, words, language, related, drafts)
        related.append(replace(clause, kind=kind, parent=parent))
    return tuple(related)


def _relation(
    clause: Clause,
    i: int,
    before: int | None,
    after: int | None,
    words: Sequence[Word],
    language: Language,
    related: list[Clause],
    drafts: list[Clause],
) -> tuple[ClauseKind, int | None]:
    opener = next(w for w in words if w.start >= clause.start)
    quoted = clause.kind == "content"
    if _is_adjunct(opener, language) and i > 0 and (not quoted or drafts[i - 1].kind == "content"):
        # An adjunct of the speaker follows the report at once; inside what is said it belongs to the clause before it.
        return "adjunct", i - 1
    if quoted:
        return "content", before if before is not None else after
    if before is not None:
        return "content", before
    if after is not None and _is_inverted(drafts[after], words, language):
        return "content", after
    if related and language == "en" and opener.text.lower() in clause_words("opens_en"):
        return "adjunct", i - 1
    return "plain", None


def _is_adjunct(opener: Word, language: Language) -> bool:
    text = opener.text.lower()
    if language == "ru":
        return (
            not {"GRND", "PRTF"}.isdisjoint(opener.tags)
            or text in ("чтобы", "когда", "где", "куда")
            or "который" in opener.lemmas
        )
    return (text.endswith("ing") and len(text) >= SHORTEST_VERB_EN) or text in (
        "who",
        "whose",
        "during",
        "after",
        "when",
        "where",
    )


def _is_inverted(report: Clause, words: Sequence[Word], language: Language) -> bool:
    """Whether the report closes what was said before it: ", Lavrov said", «, заявил Лавров»; not "X, who said"."""
    opener = next(w for w in words if w.start >= report.start)
    return opener.text.lower() not in ("who", "which", "adding", "and", "но", "который", "добавив", "но")
