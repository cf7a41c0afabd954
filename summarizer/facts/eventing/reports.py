"""Reports: the verb of saying in a stretch of an English or Russian sentence, and where what is said begins."""

from collections.abc import Sequence

from summarizer.article import Language
from summarizer.facts.annotation import AnnotatedSentence
from summarizer.facts.eventing.clauses import Clause
from summarizer.facts.eventing.stretches import Chunk, reporting
from summarizer.facts.status import clause_words
from summarizer.language.words import Word


def split_report(chunk: Chunk, words: Sequence[Word], language: Language, sentence: AnnotatedSentence) -> list[Clause]:
    """Return a stretch as one clause, or as the report in it and what is reported."""
    first, last, quoted = chunk
    start, end = words[first].start, words[last - 1].end
    if quoted:
        return [Clause(start, end, "content")]
    verb = _report_verb(words, first, last, language)
    if verb is None:
        return [Clause(start, end, "plain")]
    span = (words[verb[0]].start, words[verb[1] - 1].end)
    content = _content_start(words, verb, last, language, sentence)
    if content is None:
        return [Clause(start, end, "report", verb=span)]
    return [
        Clause(start, words[content - 1].end, "report", verb=span),
        Clause(words[content].start, end, "content"),
    ]


def _report_verb(words: Sequence[Word], first: int, last: int, language: Language) -> tuple[int, int] | None:
    for i in range(first, last):
        hit = reporting(language).at(words, i)
        if hit is None or (words[i].capitalised and i > first):
            continue
        if language == "ru" and words[i].tags.isdisjoint({"VERB", "GRND"}):
            continue
        if language == "en" and not _finite_report(words, i, first):
            continue
        return hit.first, hit.last
    return None


def _finite_report(words: Sequence[Word], i: int, first: int) -> bool:
    # "a report", "the state", "an announced visit", "to announce" are none; "adding that" is one.
    before = words[i - 1].text.lower() if i > first else ""
    text = words[i].text.lower()
    if text.startswith("recall") and i + 1 < len(words) and words[i + 1].text.lower() in clause_words("recalled_en"):
        return False  # an ambassador is recalled
    if before in ("to", "a", "an", "the", "of", "their", "his", "its", "will", "would", "no", "this", "in"):
        return False
    return text.endswith(("ed", "ing", "s", "ied")) or text in ("said", "told", "wrote", "say")


def _content_start(
    words: Sequence[Word], verb: tuple[int, int], last: int, language: Language, sentence: AnnotatedSentence
) -> int | None:
    """Return the position of the first word of what is said, within the stretch that holds the reporting verb."""
    if language == "ru":
        return None  # Russian always has a comma before «что»
    i = verb[1]
    while i < last:
        text = words[i].text.lower()
        if text == "that":
            return i
        date = next((d for d in sentence.dates if d.start <= words[i].start < d.end), None)
        if date is not None:
            i = next((k for k in range(i, last) if words[k].start >= date.end), last)
            continue
        if text in clause_words("circumstance_en"):
            that = next((k for k in range(i, last) if words[k].text.lower() == "that"), None)
            if that is not None and that + 1 < last and not words[that - 1].text.lower().endswith("ed"):
                return that
            if text not in ("on", "in", "at", "earlier", "late", "early", "last", "next"):
                return None
            i = _past_circumstance(words, i, last, sentence)
            continue
        hearer_end = _past_hearer(words, i, last) if i == verb[1] and _has_hearer(words[verb[0]]) else i
        if hearer_end == i:
            break
        i = hearer_end
    if i >= last or not _has_finite(words, i + 1, last):
        return None
    return i


def _past_circumstance(words: Sequence[Word], i: int, last: int, sentence: AnnotatedSentence) -> int:
    """Skip a preposition with a date or place: "on Monday", "in Tokyo"."""
    spans = [(d.start, d.end) for d in sentence.dates] + [(p.start, p.end) for p in sentence.places]
    after = i + 1
    if after < last:
        span = next((s for s in spans if s[0] <= words[after].start < s[1]), None)
        if span is not None:
            return next((k for k in range(after, last) if words[k].start >= span[1]), last)
    return last


def _has_hearer(verb: Word) -> bool:
    return verb.text.lower() in ("told", "tell", "tells")


def _past_hearer(words: Sequence[Word], i: int, last: int) -> int:
    """Skip who is told; returns ``i`` where nobody is named."""
    hearers = clause_words("hearers_en")
    while i < last and (words[i].text.lower() in hearers or words[i].capitalised):
        i += 1
    return i


def _has_finite(words: Sequence[Word], first: int, last: int) -> bool:
    finite = clause_words("verbs_en")
    return any(
        w.text.lower() in finite or (w.text.lower().endswith("ed") and not w.capitalised) or w.text.lower() == "plans"
        for w in words[first:last]
    )
