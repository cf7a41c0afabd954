"""A sentence read for events: its clauses, triggers and people, and the scope in which a trigger's words lie."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from summarizer.facts.annotation import AnnotatedSentence
from summarizer.facts.eventing.calls import with_calls
from summarizer.facts.eventing.clauses import Clause, clauses
from summarizer.facts.eventing.triggers import Trigger, find_triggers
from summarizer.facts.records import Person, PersonMention
from summarizer.facts.status import clause_pattern, clause_words
from summarizer.language.words import Word


@dataclass(frozen=True, slots=True)
class SentenceReading:
    """A sentence with everything that the event rules look at."""

    sentence: AnnotatedSentence
    clauses: tuple[Clause, ...]
    triggers: tuple[Trigger, ...]
    mentions: tuple[PersonMention, ...]
    people: Mapping[str, Person]
    antecedents: tuple[str, ...] = ()
    """Ids of whom "he" (one id) or "they" (two) means."""
    sides: tuple[str, ...] = ()
    """The two countries that "the two countries" means, or ()."""
    topic: str | None = None
    """Id of whom the sentence before is about, whom Japanese leaves out and "he" means; or None."""
    goes_out: bool = False
    """Whether the sentence before tells of a visit or talks of its topic."""


@dataclass(frozen=True, slots=True)
class Scope:
    """Where in its sentence a trigger takes its people, place and date from.

    Attributes:
        start, end: offsets of the stretch that is its own clause, or the part of it that counts.
        speaker: offsets of the reporting clause whose speaker takes part, where the trigger is a circumstance of the
            saying ("said during talks with"), else None.
        heir: offsets of the clause before it whose subject it shares (adjuncts, pronouns, 連用形), or None.
        spoken: offsets of the reporting verb's own clause where the event and the saying are at one time, or None.
        shared: offsets of the clause whose date is that of this one too ("arrived on Monday to sign"), or None.
        frame: offset where the words that bear on its status begin («Ожидается, что»), at most ``start``.
        reported: whether the clause is what someone says.
    """

    start: int
    end: int
    speaker: tuple[int, int] | None = None
    heir: tuple[int, int] | None = None
    spoken: tuple[int, int] | None = None
    shared: tuple[int, int] | None = None
    frame: int | None = None
    reported: bool = False


def read_sentence(
    sentence: AnnotatedSentence,
    mentions: Sequence[PersonMention],
    people: Mapping[str, Person],
    antecedents: tuple[str, ...] = (),
    sides: tuple[str, ...] = (),
    topic: str | None = None,
    *,
    goes_out: bool = False,
) -> SentenceReading | None:
    """Return a sentence read, or None where no word of it names an event."""
    triggers = with_calls(sentence, find_triggers(sentence))
    if not triggers:
        return None
    here = [m for m in mentions if m.sentence == sentence.index]
    # «спецпосланник Трампа Кит Келлог»: who stands inside another's title does not act.
    here = [m for m in here if not any(o.person != m.person and o.start < m.start and m.end < o.end for o in here)]
    own = _without_bare_titles(sentence, here)
    # 欧州理事会議長: a gathering in somebody's title is not spoken of.
    triggers = [t for t in triggers if not any(m.start <= t.start and t.end <= m.end for m in own)]
    return SentenceReading(
        sentence, clauses(sentence), tuple(triggers), own, people, antecedents, sides, topic, goes_out
    )


def _without_bare_titles(sentence: AnnotatedSentence, own: Sequence[PersonMention]) -> tuple[PersonMention, ...]:
    """Leave out a title that is the beginning of the next name: «президентом МОК» + «Томасом Бахом»."""
    if sentence.language == "ja":
        return tuple(own)
    places = {i for p in sentence.places for i in range(p.start, p.end)}

    def begins(mention: PersonMention, following: PersonMention) -> bool:
        gap = range(mention.end, following.start)
        only_places = bool(gap) and all(i in places or sentence.text[i] == " " for i in gap)
        return only_places and following.person != mention.person

    return tuple(m for i, m in enumerate(own) if not any(begins(m, following) for following in own[i + 1 : i + 2]))


def scope_of(reading: SentenceReading, trigger: Trigger) -> Scope:
    """Return the scope of a trigger in its sentence."""
    at = next(i for i, c in enumerate(reading.clauses) if c.holds(trigger.start))
    clause = reading.clauses[at]
    if reading.sentence.language == "ja":
        return _until_contrast(reading, trigger, _japanese_scope(reading, trigger, at))
    if clause.kind == "report":
        return _scope_in_report(reading, trigger, clause)
    heir, speaker, spoken, shared = None, None, None, None
    if clause.kind == "adjunct" and clause.parent is not None:
        parent = reading.clauses[clause.parent]
        if parent.kind == "report":
            speaker = (parent.start, parent.end)
            spoken = speaker if _simultaneous(reading, clause.start, trigger.end) else None
        else:
            heir = (parent.start, parent.end)
            shared = heir if _is_at_once(reading, clause) else None
    elif clause.kind == "content" and clause.parent is not None and _has_pronoun(reading, clause.start, trigger):
        parent = reading.clauses[clause.parent]
        speaker = (parent.start, parent.end)
    elif clause.kind == "plain" and at > 0 and not _has_person(reading, clause.start, trigger.start):
        heir = (reading.clauses[at - 1].start, reading.clauses[at - 1].end)
    frame = _frame(reading, at)
    if shared is not None and clause.parent is not None:
        frame = min(shared[0], _frame(reading, clause.parent) or shared[0])
    end = _with_relative(reading, at)
    return Scope(clause.start, end, speaker, heir, spoken, shared, frame, clause.kind == "content")


def _with_relative(reading: SentenceReading, at: int) -> int:
    """Return the end of a clause with the relative clause that goes on about its event: «, запланированную на июнь»."""
    end = reading.clauses[at].end
    for clause in reading.clauses[at + 1 :]:
        opener = _opener(reading, clause, past_adverb=True)
        relative = opener.text.lower() in _RELATIVE or "PRTF" in opener.tags or "который" in opener.lemmas
        busy = any(clause.holds(t.start) for t in reading.triggers) or any(
            clause.holds(m.start) for m in reading.mentions
        )
        if clause.kind == "report" or not relative or busy:
            break
        end = clause.end
    return end


_ACTS_JA = re.compile(r"(?:氏|ら|さん|[一-龯々ァ-ヶー]{1,14})?[がはもの]")
_SUBJECT_JA = re.compile(r"が|(?<![にでとへら])は")
_RELATIVE = frozenset({"which", "that", "scheduled", "planned", "due", "set", "slated"})


def _opener(reading: SentenceReading, clause: Clause, *, past_adverb: bool = False) -> Word:
    """Return the first word of a clause, or the second after an adverb ("initially planned for May")."""
    words = [w for w in reading.sentence.words if clause.holds(w.start)][:2]
    return words[-1] if past_adverb and words[0].text.lower().endswith("ly") else words[0]


def _is_at_once(reading: SentenceReading, clause: Clause) -> bool:
    """Whether an adjunct has the time and status of its clause: a purpose or a circumstance, no relative clause."""
    opener = _opener(reading, clause)
    together = ("чтобы", "когда", "где", "when", "where")
    return opener.text.lower() in together or "GRND" in opener.tags or opener.text.lower().endswith("ing")


def _frame(reading: SentenceReading, at: int) -> int | None:
    """Return where «Ожидается, что» and its like begin, before a clause that opens with «что»."""
    if at == 0 or _opener(reading, reading.clauses[at]).text.lower() != "что":
        return None
    before = reading.clauses[at - 1]
    return None if any(before.holds(t.start) for t in reading.triggers) else before.start


def _scope_in_report(reading: SentenceReading, trigger: Trigger, clause: Clause) -> Scope:
    verb = clause.verb or (clause.start, clause.start)
    if clause.verb is not None and trigger.start <= verb[0] < trigger.end:
        return Scope(clause.start, clause.end)  # «говорил по телефону» is the talk itself
    quoted = _quoted(reading.sentence.text, trigger.start)
    if quoted is not None:
        return Scope(*quoted, reported=True)
    if trigger.end <= verb[0]:
        # «В сентябре на саммите ШОС президент говорил, что ...»: the saying is at the event.
        return Scope(clause.start, clause.end, spoken=(clause.start, clause.end))
    if _is_circumstance(reading, verb[1], trigger.start):
        spoken = (clause.start, clause.end) if _simultaneous(reading, verb[1], trigger.end) else None
        return Scope(verb[1], clause.end, (clause.start, verb[1]), None, spoken)
    # The object of the saying: "confirmed Putin's visit". Only a possessive makes the speaker the one who acts.
    speaker = (clause.start, verb[1]) if _has_pronoun(reading, verb[1], trigger) else None
    return Scope(verb[1], clause.end, speaker, reported=True)


_QUOTED = re.compile(r"«[^«»]*»|“[^“”]*”|\"[^\"]*\"")


def _quoted(text: str, at: int) -> tuple[int, int] | None:
    """Return the quotation that holds an offset, or None."""
    return next((m.span() for m in _QUOTED.finditer(text) if m.start() < at < m.end()), None)


def _is_circumstance(reading: SentenceReading, start: int, end: int) -> bool:
    language = reading.sentence.language
    opens = clause_words(f"circumstance_{language}")
    return any(start <= w.start < end and w.text.lower() in opens for w in reading.sentence.words)


def _simultaneous(reading: SentenceReading, start: int, end: int) -> bool:
    language = reading.sentence.language
    text = reading.sentence.text[start:end]
    if language == "en" and clause_pattern("later_en").search(text):
        return False
    return clause_pattern(f"simultaneous_{language}").search(text) is not None


def _has_pronoun(reading: SentenceReading, start: int, trigger: Trigger) -> bool:
    pronouns = clause_words(f"pronouns_{reading.sentence.language}")
    if _has_person(reading, start, trigger.start):
        return False
    led = [w for w in reading.sentence.words if start <= w.start < trigger.start]
    # Russian leaves the pronoun out: «заявил, что планирует».
    opening = [w for w in led[:3] if w.text != "не"]  # «заявил, что не планирует»
    dropped = reading.sentence.language == "ru" and [w.text for w in led[:1]] == ["что"] and _is_finite(opening[1:2])
    return dropped or any(not pronouns.isdisjoint(w.lemmas) for w in led)


def _is_finite(words: Sequence[Word]) -> bool:
    return any(not {"VERB", "ADJS"}.isdisjoint(w.tags) and "neut" not in w.tags for w in words)


def _has_person(reading: SentenceReading, start: int, end: int) -> bool:
    return any(start <= m.start < end for m in reading.mentions)


def _end_of_predicate_ja(reading: SentenceReading, trigger: Trigger) -> int:
    """Return where 「会談が14日、モスクワで始まった」 ends: the predicate may stand after the next 読点."""
    end = reading.clauses[0].end
    if reading.sentence.text[trigger.end : trigger.end + 1] not in ("が", "は"):
        return end
    for clause in reading.clauses[1:]:
        if clause.kind != "plain" or any(clause.holds(t.start) for t in reading.triggers):
            break
        end = clause.end
    return end


DONE_JA = re.compile(r"(?:行った|行われた|会談した|協議した|会った|開いた|開かれた|訪れた|訪問した)が、")
"""What was done and only had no success: 「協議を行ったが、合意には至らなかった」."""


def _until_contrast(reading: SentenceReading, trigger: Trigger, scope: Scope) -> Scope:
    """「協議を行ったが、合意には至らなかった」: what follows the contrast is not told of the talks."""
    contrast = DONE_JA.search(reading.sentence.text, trigger.end, scope.end)
    return scope if contrast is None else replace(scope, end=contrast.end())


def _japanese_scope(reading: SentenceReading, trigger: Trigger, at: int) -> Scope:
    """The frame (topic, date) is shared by what is told after it; what is said has it only where no one else acts."""
    clause, text = reading.clauses[at], reading.sentence.text
    group = [c for c in reading.clauses if c.kind == clause.kind and c.kind == "content"] or [clause]
    end = group[-1].end if clause.kind == "content" else clause.end
    start = group[0].start if clause.kind == "content" else clause.start
    frame = reading.clauses[0]
    if clause.kind == "content":
        acts = any(start <= m.start < clause.end and _ACTS_JA.match(text, m.end) for m in reading.mentions)
        acts = acts or _SUBJECT_JA.search(text, start, trigger.start) is not None or text.startswith("が", trigger.end)
        return Scope(start, end, None if acts or frame is clause else (frame.start, frame.end), reported=True)
    if at == 0:
        return Scope(clause.start, _end_of_predicate_ja(reading, trigger))
    span = (frame.start, frame.end)
    heir = (frame.start, reading.clauses[at - 1].end)
    if any(c.kind == "report" for c in reading.clauses) and _simultaneous(reading, trigger.end, clause.end):
        return Scope(clause.start, clause.end, None, heir, spoken=span)
    shared = _dated_before(reading, at) or (span if frame.kind == "plain" else None)
    return Scope(clause.start, clause.end, None, heir, shared=shared)


def _dated_before(reading: SentenceReading, at: int) -> tuple[int, int] | None:
    """Return the stretch between two predicates that holds only a time for the second: 「会談し、翌28日には、…」."""
    before = reading.clauses[at - 1]
    if at < len(("frame", "time")) or any(before.holds(t.start) for t in reading.triggers):
        return None
    return (before.start, before.end) if any(before.holds(d.start) for d in reading.sentence.dates) else None
