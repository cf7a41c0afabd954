"""Who goes somewhere, attends, or lays a wreath: the subject of a verb, the owner of a noun."""

from collections.abc import Sequence

from summarizer.facts.eventing.reading import Scope, SentenceReading
from summarizer.facts.eventing.standing import is_absent, is_genitive, is_oblique, is_spoken_of_ja, owns, owns_another
from summarizer.facts.eventing.together import JAPANESE_ACTS, JAPANESE_SUBJECT, described, inside, leading, with_joined
from summarizer.facts.eventing.triggers import Trigger, without_gloss
from summarizer.facts.records import PersonMention
from summarizer.facts.status import clause_pattern, clause_words
from summarizer.language.words import Word

GENITIVE_GAP = 3
"""Words between a noun and the person whose it is («визит в Японию президента Путина»)."""
ATTENDING = 12
"""Characters after a Japanese gathering, and the brackets that repeat its name, in which 「に出席する」 stands."""
ATTENDED_REACH = 45
"""Characters before a gathering in which "will attend the annual" stands."""
_HEIR_REACH = 60
"""Characters from the start of a clause within which a verb can have the subject of the clause before."""


def subjects(reading: SentenceReading, trigger: Trigger, scope: Scope) -> list[PersonMention]:
    """Return the people who go, attend or act, joined by "and"; the owner of a noun first ("X's visit")."""
    own = inside(reading, (scope.start, scope.end))
    if reading.sentence.language == "ja":
        return _japanese_subjects(reading, trigger, scope, own)
    own = [m for m in own if not owns_another(reading, trigger, m)]
    owner = owner_of(reading, trigger, own)
    if owner is not None:
        return with_joined(reading, [owner], [m for m in own if m.start >= owner.start])
    if trigger.verb and reading.sentence.language == "ru":
        own = [m for m in own if not is_genitive(reading, m)] or own
    led = [m for m in own if m.end <= trigger.start and not is_oblique(reading, m)]
    if led:
        return with_joined(reading, led[-1:], led)
    after = [m for m in own if m.start >= trigger.end and not is_oblique(reading, m)]
    if reading.sentence.language == "ru" and trigger.verb and after:
        return with_joined(reading, after[:1], after)
    led_by = _leads_delegation(reading, own)
    if led_by is not None and led_by.start < trigger.start:
        return [led_by]
    whom = described(reading, scope.start)
    if whom is not None:
        return [whom]
    if scope.speaker is not None:
        return leading(reading, scope.speaker)
    return leading(reading, scope.heir) if scope.heir is not None and trigger.start - scope.start < _HEIR_REACH else []


def _leads_delegation(reading: SentenceReading, own: Sequence[PersonMention]) -> PersonMention | None:
    """Return who leads those who go: "a delegation led by X arrived", «делегация во главе с X прибыла»; or None."""
    leads = clause_pattern(f"leads_delegation_{reading.sentence.language}")
    return next((m for m in own if leads.search(reading.sentence.text, 0, m.start)), None)


def owner_of(reading: SentenceReading, trigger: Trigger, own: Sequence[PersonMention]) -> PersonMention | None:
    """Return the person in the genitive of a noun: "visit of X", "visit by X", "X's visit", «визит X»."""
    if trigger.verb:
        return None
    possessor = next((m for m in own if owns(reading, trigger, m)), None)
    if possessor is not None:
        return possessor
    nationality = {(p.start, p.end) for p in reading.sentence.places}
    for mention in own:
        if mention.start < trigger.end:
            continue
        between = [
            w
            for w in reading.sentence.words
            if trigger.end <= w.start < mention.start and not any(a <= w.start < b for a, b in nationality)
        ]
        between = _without_destination(reading, trigger, between)
        texts = [w.text.lower() for w in between]
        if reading.sentence.language == "en":
            return mention if texts[:1] in (["of"], ["by"], ["between"]) and len(between) <= GENITIVE_GAP else None
        if texts[:2] == ["с", "участием"]:
            return mention
        nouns = all({"NOUN", "ADJF"} & w.tags for w in between)
        return mention if nouns and len(between) <= GENITIVE_GAP else None
    return None


def _without_destination(reading: SentenceReading, trigger: Trigger, between: Sequence[Word]) -> list[Word]:
    """Leave out «в» of «визит в Ташкент премьер-министра», "to" of "a visit to Tashkent by"."""
    if trigger.entry.grammar != "visitor":
        return list(between)
    to = clause_words(f"to_{reading.sentence.language}")
    starts = [p.start for p in reading.sentence.places]
    return [w for w in between if not (w.text.lower() in to and any(0 < s - w.end <= 1 for s in starts))]


def _japanese_subjects(
    reading: SentenceReading, trigger: Trigger, scope: Scope, own: Sequence[PersonMention]
) -> list[PersonMention]:
    text = reading.sentence.text
    if is_spoken_of_ja(reading, trigger):
        return [m for m in own if text.startswith("の", m.end) and m.end + 1 == trigger.start]
    led = [m for m in own if m.end <= trigger.start and JAPANESE_SUBJECT.match(text, m.end)]
    led = [m for m in led if not is_absent(reading, m)]
    if led:
        joined = [m for m in own if m.end <= trigger.start and JAPANESE_ACTS.match(text, m.end)]
        return with_joined(reading, led[-1:], joined)
    following = [m for m in own if 0 <= m.start - trigger.end <= len("中のロシアの") and m.start < scope.end]
    if following and not any(p in text[trigger.end : following[0].start] for p in "、をはが"):
        return following[:1]
    span = scope.speaker or scope.heir
    return leading(reading, span) if span is not None else []


def attended(reading: SentenceReading, scope: Scope, trigger: Trigger) -> bool:
    """Whether the clause tells of those who attend or hold a gathering."""
    pattern = clause_pattern(f"attends_{reading.sentence.language}")
    text = reading.sentence.text
    if reading.sentence.language == "ja":
        return pattern.search(without_gloss(text[trigger.end : trigger.end + 3 * ATTENDING])[:ATTENDING]) is not None
    return pattern.search(text[max(scope.start, trigger.start - ATTENDED_REACH) : trigger.start]) is not None
