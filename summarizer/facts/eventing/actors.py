"""Who takes part: people by their place in the clause, countries by the patterns that name the sides."""

import re
from collections.abc import Sequence

from summarizer.facts.eventing.meant import TWO, left_out, meant
from summarizer.facts.eventing.reading import Scope, SentenceReading
from summarizer.facts.eventing.sides import participants
from summarizer.facts.eventing.standing import is_absent, is_oblique, is_possessor_ru, owns, owns_another
from summarizer.facts.eventing.subjects import attended, owner_of, subjects
from summarizer.facts.eventing.together import JAPANESE_TOPIC, TITLE_JA, acts, described, inside, leading, with_joined
from summarizer.facts.eventing.triggers import Trigger
from summarizer.facts.records import PersonMention
from summarizer.facts.status import clause_pattern

_TO_BE = frozenset({"be", "been", "being", "is", "are", "was", "were"})
_JAPANESE_MET = re.compile(rf"{TITLE_JA}(?:と(?!ともに)|、|・)")


def actors(reading: SentenceReading, trigger: Trigger, scope: Scope) -> tuple[str, ...]:
    """Return the ids of the people who take part, in the order of the text."""
    if trigger.entry.grammar == "national":
        return ()
    if trigger.entry.grammar == "mutual":
        found = _talkers(reading, trigger, scope)
    elif trigger.entry.grammar == "visitor" or (trigger.verb and trigger.entry.id == "wreath_laying"):
        found = subjects(reading, trigger, scope)
        if reading.sentence.language == "ja" and trigger.entry.id == "wreath_laying":
            found = [m for m in found if JAPANESE_TOPIC.match(reading.sentence.text, m.end)]
    else:
        found = subjects(reading, trigger, scope) if attended(reading, scope, trigger) else []
        if not found and not attended(reading, scope, trigger):
            return ()
        if not found and reading.sentence.language == "ja":
            return left_out(reading, trigger, scope)
    named = tuple(dict.fromkeys(m.person for m in found))
    whom = meant(reading, trigger, scope, named)
    if not whom and trigger.entry.grammar == "mutual" and _are_one_side(reading, trigger, found):
        # "The government is arranging talks with Modi and Meloni": they do not talk to one another.
        return named[:1] if trigger.verb or not participants(reading, trigger, scope) else named
    return tuple(dict.fromkeys((*whom, *named)))


_BETWEEN_TWO_JA = re.compile(rf"{TITLE_JA}との")
"""After the second of two: 「プーチン大統領とトランプ大統領との会談」; with a verb both are those met."""
_WITH = re.compile(r"^(?:\s\w+){0,3}\s(?:with|с|со)\s", re.IGNORECASE)


def _are_one_side(reading: SentenceReading, trigger: Trigger, found: Sequence[PersonMention]) -> bool:
    """Whether all are those whom somebody not named met: "he discussed it with A and B"."""
    text = reading.sentence.text
    if reading.sentence.language == "ja":
        between = len(found) > 1 and not trigger.verb and _BETWEEN_TWO_JA.match(text, found[-1].end) is not None
        return not between and len(found) > 1 and all(_JAPANESE_MET.match(text, m.end) for m in found)
    if len(found) < TWO or found[0].start < trigger.end or _is_passive(reading, trigger):
        return False
    if trigger.verb:
        return reading.sentence.language == "en" or is_oblique(reading, found[0])
    return _WITH.search(text[trigger.end : found[0].start]) is not None


def _talkers(reading: SentenceReading, trigger: Trigger, scope: Scope) -> list[PersonMention]:
    own = inside(reading, (scope.start, scope.end))
    own = [m for m in own if owns(reading, trigger, m) or not is_absent(reading, m)]
    own = [m for m in own if not owns_another(reading, trigger, m) and not is_possessor_ru(reading, trigger, m)]
    own = _of_this_trigger(reading, trigger, own)
    owner = None if reading.sentence.language == "ja" else owner_of(reading, trigger, own)
    if owner is not None:
        # "proposed a meeting between X and Y": those before the noun are not among them.
        return [m for m in own if m.start >= owner.start]
    if _is_passive(reading, trigger):
        return [*own, *_asked(reading, trigger, scope.heir)] if scope.heir is not None else own
    led = [m for m in own if m.start < trigger.start]
    whom = described(reading, scope.start)
    if whom is not None and not any(acts(reading, m) for m in led):
        return [whom, *own]
    if scope.speaker is not None:
        return [*leading(reading, scope.speaker), *own]
    if scope.heir is not None and not any(acts(reading, m) for m in led):
        heirs = [m for m in leading(reading, scope.heir) if not _is_met(reading, trigger, m)]
        return [*heirs, *_asked(reading, trigger, scope.heir), *own]
    return own


_BETWEEN_JA = re.compile(rf"{TITLE_JA}との間")
_INVITED_JA = re.compile(rf"{TITLE_JA}を[^、。をはが]{{0,14}}(?:招き|招いて|迎え|迎えて)")


def _asked(reading: SentenceReading, trigger: Trigger, span: tuple[int, int]) -> list[PersonMention]:
    """Return whom the Japanese clause before asks, invites or names as a side: 「金総書記に対し、会談を提案した」."""
    text = reading.sentence.text
    if reading.sentence.language != "ja":
        return []
    between = [m for m in inside(reading, span) if _BETWEEN_JA.match(text, m.end)]
    if between:
        return with_joined(reading, between, inside(reading, span))
    invited = [m for m in inside(reading, span) if _INVITED_JA.match(text, m.end)]
    if invited:
        return with_joined(reading, invited[-1:], inside(reading, span))
    if clause_pattern("asking_ja").search(text, trigger.end) is None:
        return []
    asked = clause_pattern("asked_ja")
    return [m for m in inside(reading, span) if asked.match(text, m.end)]


def _is_passive(reading: SentenceReading, trigger: Trigger) -> bool:
    """Whether a paper "is to be signed", so that the subject of the clause before does not sign."""
    if reading.sentence.language == "ja":
        return trigger.entry.kind == "signing" and reading.sentence.text.startswith("され", trigger.end)
    before = reading.sentence.words[max(0, trigger.first - 2) : trigger.first]
    passive = any(w.text.lower() in _TO_BE for w in before) or "PRTS" in reading.sentence.words[trigger.first].tags
    return trigger.entry.kind == "signing" and trigger.verb and passive


def _of_this_trigger(reading: SentenceReading, trigger: Trigger, own: list[PersonMention]) -> list[PersonMention]:
    """Leave out those that belong to another trigger of the clause ("met A before B's visit")."""
    others = [t for t in reading.triggers if t is not trigger and t.entry.grammar in ("mutual", "visitor")]
    kept: list[PersonMention] = []
    for mention in own:
        low, high = min(mention.start, trigger.start), max(mention.start, trigger.start)
        between = [t for t in others if low < t.start < high]
        if _is_met(reading, trigger, mention):
            continue
        if mention.start > trigger.start and (between or _is_elsewhere(reading, trigger, mention, kept)):
            continue
        if mention.start < trigger.start and between and _is_object_of(reading, between[-1], mention):
            continue
        if _is_of_predicate_before(reading, trigger, mention):
            continue
        kept.append(mention)
    return kept


def _is_of_predicate_before(reading: SentenceReading, trigger: Trigger, mention: PersonMention) -> bool:
    """Whether "and" parts a verb from whom the subject met before: "held talks with A and will meet B"."""
    if reading.sentence.language == "ja" or not trigger.verb or mention.end > trigger.start:
        return False
    met = any(t.entry.grammar == "mutual" and t.end <= mention.start for t in reading.triggers if t is not trigger)
    second = clause_pattern(f"second_{reading.sentence.language}")
    return met and not acts(reading, mention) and bool(second.search(reading.sentence.text, mention.end, trigger.start))


def _is_met(reading: SentenceReading, trigger: Trigger, mention: PersonMention) -> bool:
    """Whether a person is only met by the one who signs: "he met President Arevalo and signed an agreement"."""
    if reading.sentence.language == "ja" or mention.start > trigger.start or trigger.entry.kind != "signing":
        return False
    met = [t for t in reading.triggers if t.verb and t.entry.kind == "talks" and t.end <= mention.start]
    return any(not any(m.start < t.start for m in reading.mentions) for t in met)


def _is_elsewhere(
    reading: SentenceReading, trigger: Trigger, mention: PersonMention, kept: Sequence[PersonMention]
) -> bool:
    """Whether a time or place parts a person from those before: "meet A in Moscow on Monday and B in Kyiv"."""
    before = [m for m in kept if m.start > trigger.start]
    if not before or reading.sentence.language == "ja":
        return False
    between = (before[-1].end, mention.start)
    dated = any(between[0] <= d.start < between[1] for d in reading.sentence.dates)
    placed = any(between[0] <= p.start < between[1] and p.city for p in reading.sentence.places)
    return dated or placed


def _is_object_of(reading: SentenceReading, other: Trigger, mention: PersonMention) -> bool:
    return reading.sentence.language != "ja" and mention.start > other.end
