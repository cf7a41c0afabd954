"""Clauses of English and Russian: cut at punctuation and conjunctions, then put together where no verb stands."""

import itertools
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from summarizer.article import Language
from summarizer.facts.annotation import AnnotatedSentence
from summarizer.facts.eventing.clauses import Clause, ClauseKind
from summarizer.facts.lexicons import entries
from summarizer.facts.status import clause_words
from summarizer.language.phrases import Phrases
from summarizer.language.words import Word

_CUTS = frozenset(',;:—–-"“”«»„()')
_QUOTES = frozenset('"“”«»„')
_OPEN_QUOTES = frozenset("“«„")
_VERBAL_RU = frozenset({"VERB", "INFN", "GRND", "PRTF", "PRTS", "ADJS"})
_SHORTEST_VERB_EN = 5
"""Letters; below it -ed and -ing are seldom endings (red, king)."""
_SHORTEST_QUOTATION = 4
"""Words; fewer between quotation marks are a name (G20 «большая двадцатка»), not something said."""
LONGEST_NAME = 6
"""Words; up to so many without a verb are a name too («Центральная Азия + Япония»)."""

Chunk = tuple[int, int, bool]
"""First word, last word (exclusive), and whether it stands in a quotation."""


@cache
def _reporting(language: Language) -> Phrases[bool]:
    return Phrases(((verb, True) for verb in entries("status")["report"][language]), language)


def spaced_clauses(sentence: AnnotatedSentence) -> tuple[Clause, ...]:
    """Return the clauses of an English or Russian sentence."""
    words, language = sentence.words, sentence.language
    if not words:
        return ()
    chunks = _joined(_chunks(words, language), words, language)
    drafts: list[Clause] = []
    for chunk in chunks:
        drafts += _split_report(chunk, words, language, sentence)
    return _related(drafts, words, language)


def _chunks(words: Sequence[Word], language: Language) -> list[Chunk]:
    opens = clause_words("opens_en") if language == "en" else frozenset[str]()
    quotations = _quotations(words, language)
    bounds = {0, len(words)}
    for i, word in enumerate(words):
        inside = any(a < i < b for a, b in quotations)
        edge = any(i in pair for pair in quotations)
        if word.text in _QUOTES:
            if edge:
                bounds.add(i + 1)
        elif (word.text in _CUTS and not _within_word(words, i)) or (word.text.lower() in opens and not inside):
            bounds.add(i if word.text not in _CUTS else i + 1)
    ordered = sorted(bounds)
    return [(a, b, any(p <= a <= q and b <= q + 1 for p, q in quotations)) for a, b in itertools.pairwise(ordered)]


def _within_word(words: Sequence[Word], i: int) -> bool:
    """A hyphen between words without white space ("U.S.-Japan")."""
    tight = 0 < i < len(words) - 1 and words[i - 1].end == words[i].start and words[i].end == words[i + 1].start
    return words[i].text in "-–—" and tight


def _quotations(words: Sequence[Word], language: Language) -> list[tuple[int, int]]:
    def is_said(first: int, last: int) -> bool:
        inside = words[first + 1 : last]
        short = len(inside) <= LONGEST_NAME and not any(_is_verbal(w, language) for w in inside)
        return len(inside) >= _SHORTEST_QUOTATION and not short

    found: list[tuple[int, int]] = []
    opened: int | None = None
    for i, word in enumerate(words):
        if word.text not in _QUOTES:
            continue
        if opened is None or word.text in _OPEN_QUOTES:
            opened = i
        else:
            if is_said(opened, i):
                found.append((opened, i))
            opened = None
    if opened is not None and len(words) - opened > _SHORTEST_QUOTATION:
        found.append((opened, len(words)))
    return found


def _is_verbal(word: Word, language: Language) -> bool:
    if language == "ru":
        return not _VERBAL_RU.isdisjoint(word.tags)
    text = word.text.lower()
    if text in clause_words("verbs_en"):
        return True
    return len(text) >= _SHORTEST_VERB_EN and text.endswith(("ed", "ing")) and not word.capitalised


def _has_verb(words: Sequence[Word], first: int, last: int, language: Language) -> bool:
    reporting = _reporting(language)
    if words[first].text.lower() in clause_words("subordinates_ru"):
        return True
    return any(
        _is_verbal(words[i], language)
        or (not words[i].capitalised and reporting.at(words, i) is not None)
        or (language == "en" and _is_infinitive(words, i, first))
        for i in range(first, last)
    )


def _is_infinitive(words: Sequence[Word], i: int, first: int) -> bool:
    word = words[i]
    return (
        i > first
        and words[i - 1].text.lower() == "to"
        and "word" in word.tags
        and not word.capitalised
        and word.text not in clause_words("hearers_en")
    )


def _joined(chunks: list[Chunk], words: Sequence[Word], language: Language) -> list[Chunk]:
    """Put stretches without a verb (appositions, dates, lists) to the one before them, at the start to the next."""
    joined: list[Chunk] = []
    waiting: int | None = None
    for first, last, quoted in chunks:
        verbless = not _has_verb(words, first, last, language)
        start = waiting if waiting is not None else first
        if verbless and joined and joined[-1][2] == quoted:
            joined[-1] = (joined[-1][0], last, quoted)
        elif verbless and not quoted and not joined:
            waiting = start
        else:
            joined.append((start, last, quoted))
            waiting = None
    if waiting is not None:
        joined.append((waiting, len(words), False))
    return joined


def _split_report(chunk: Chunk, words: Sequence[Word], language: Language, sentence: AnnotatedSentence) -> list[Clause]:
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
        hit = _reporting(language).at(words, i)
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
    return (text.endswith("ing") and len(text) >= _SHORTEST_VERB_EN) or text in (
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
