"""Who takes part: people by their place in the clause, countries by the patterns that name the sides."""

import re
from collections.abc import Iterable, Sequence

from summarizer.facts.eventing.reading import Scope, SentenceReading
from summarizer.facts.eventing.sides import outside, participants
from summarizer.facts.eventing.standing import is_absent, is_genitive, is_oblique, is_possessor_ru, owns, owns_another
from summarizer.facts.eventing.triggers import Trigger
from summarizer.facts.records import PersonMention
from summarizer.facts.status import clause_pattern, clause_words
from summarizer.language.words import Word

GENITIVE_GAP = 3
"""Words between a noun and the person whose it is («визит в Японию президента Путина»)."""
_TO_BE = frozenset({"be", "been", "being", "is", "are", "was", "were"})
_JOINS = frozenset({"and", "&", ",", "и", "а", "also", "as", "well"})
# A title may follow the name that the mention ends with: 金正恩 + 朝鮮労働党委員長 + は.
_TITLE_JA = r"(?:氏|ら|さん|両氏|[一-龯々ァ-ヶー]{1,14}(?:氏|ら)?)?"
_JAPANESE_ACTS = re.compile(rf"{_TITLE_JA}(?:が|は|の|も|、|・|と)")
_JAPANESE_SUBJECT = re.compile(rf"{_TITLE_JA}(?:が|は|の|も|、|$)")
_JAPANESE_MET = re.compile(rf"{_TITLE_JA}(?:と(?!ともに)|、|・)")
_JAPANESE_TOPIC = re.compile(rf"{_TITLE_JA}(?:が|は)")
_SUBJECT_TOLD_JA = re.compile(r"(?<![でにとへら])は|が(?!、)|両|双方|同氏")
_JAPANESE_THEME = re.compile(rf"{_TITLE_JA}は")


def actors(reading: SentenceReading, trigger: Trigger, scope: Scope) -> tuple[str, ...]:
    """Return the ids of the people who take part, in the order of the text."""
    if trigger.entry.grammar == "national":
        return ()
    if trigger.entry.grammar == "mutual":
        found = _talkers(reading, trigger, scope)
    elif trigger.entry.grammar == "visitor" or (trigger.verb and trigger.entry.id == "wreath_laying"):
        found = _subjects(reading, trigger, scope)
        if reading.sentence.language == "ja" and trigger.entry.id == "wreath_laying":
            found = [m for m in found if _JAPANESE_TOPIC.match(reading.sentence.text, m.end)]
    else:
        found = _subjects(reading, trigger, scope) if _attended(reading, scope, trigger) else []
        if not found and not _attended(reading, scope, trigger):
            return ()
        if not found and reading.sentence.language == "ja":
            return _left_out(reading, trigger, scope)
    named = tuple(dict.fromkeys(m.person for m in found))
    meant = _meant(reading, trigger, scope, named)
    if not meant and trigger.entry.grammar == "mutual" and _are_one_side(reading, trigger, found):
        # "The government is arranging talks with Modi and Meloni": they do not talk to one another.
        return named[:1] if trigger.verb or not participants(reading, trigger, scope) else named
    return tuple(dict.fromkeys((*meant, *named)))


_WITH = re.compile(r"^(?:\s\w+){0,3}\s(?:with|с|со)\s", re.IGNORECASE)


def _are_one_side(reading: SentenceReading, trigger: Trigger, found: Sequence[PersonMention]) -> bool:
    """Whether all are those whom somebody not named met: "he discussed it with A and B"."""
    text = reading.sentence.text
    if reading.sentence.language == "ja":
        return len(found) > 1 and all(_JAPANESE_MET.match(text, m.end) for m in found)
    if len(found) < TWO or found[0].start < trigger.end:
        return False
    if trigger.verb:
        return reading.sentence.language == "en" or is_oblique(reading, found[0])
    return _WITH.search(text[trigger.end : found[0].start]) is not None


def _meant(reading: SentenceReading, trigger: Trigger, scope: Scope, named: tuple[str, ...]) -> tuple[str, ...]:
    """Return whom "he" or "they" means: the only one, the only two of the sentence before."""
    if scope.speaker is not None or (named and trigger.entry.grammar != "mutual"):
        return ()
    if reading.sentence.language == "ja":
        return _meant_by_topic(reading, trigger, scope, len(named))
    led = [w for w in reading.sentence.words if scope.start <= w.start < trigger.start]
    if any(scope.start <= m.start < trigger.start for m in reading.mentions):
        return ()
    meant = {1: (reading.topic,) if reading.topic is not None else (), 2: reading.antecedents}
    for count, who in meant.items():
        pronouns = clause_words(f"antecedent_{reading.sentence.language}_{count}")
        if len(who) == count and any(not pronouns.isdisjoint((*w.lemmas, w.text)) for w in led):
            return who
    both = clause_pattern(f"both_{reading.sentence.language}")
    if len(reading.antecedents) == TWO and both.search(
        reading.sentence.text[scope.start : trigger.start + REACH_OF_VERB]
    ):
        return reading.antecedents
    return ()


TWO = 2
REACH_OF_VERB = 12
"""Characters of the verb that tell «Министры обсудили» from «Министры Японии обсудили»."""


def _meant_by_topic(reading: SentenceReading, trigger: Trigger, scope: Scope, named: int) -> tuple[str, ...]:
    start = scope.heir[0] if scope.heir is not None else scope.start
    left_out = {"mutual": 1, "visitor": 0}.get(trigger.entry.grammar, 0 if trigger.entry.id == "wreath_laying" else -1)
    if named == left_out and reading.topic is not None and not scope.reported:
        # 「ニューデリーでモディ首相と会談し」: Japanese leaves the topic out where it is that of the sentence before.
        led = reading.sentence.text[start : trigger.start]
        talks_on = trigger.entry.grammar != "mutual" or ("と" in led and reading.goes_out)
        if talks_on and not _SUBJECT_TOLD_JA.search(led):
            return (reading.topic,)
    topic = reading.sentence.text[scope.heir[0] if scope.heir is not None else scope.start :]
    for count in (1, 2):
        opens = topic.startswith(tuple(clause_words(f"antecedent_ja_{count}")))
        if opens and len(reading.antecedents) == count:
            return reading.antecedents
    return ()


def _left_out(reading: SentenceReading, trigger: Trigger, scope: Scope) -> tuple[str, ...]:
    """Return the topic of the sentence before as the one who attends: 「18日にはG20サミットに出席した」."""
    start = scope.heir[0] if scope.heir is not None else scope.start
    told = _SUBJECT_TOLD_JA.search(reading.sentence.text[start : trigger.start]) or scope.reported
    return (reading.topic,) if reading.topic is not None and not told else ()


def _inside(reading: SentenceReading, span: tuple[int, int] | None) -> list[PersonMention]:
    return [] if span is None else [m for m in reading.mentions if span[0] <= m.start < span[1]]


def _talkers(reading: SentenceReading, trigger: Trigger, scope: Scope) -> list[PersonMention]:
    own = _inside(reading, (scope.start, scope.end))
    own = [m for m in own if owns(reading, trigger, m) or not is_absent(reading, m)]
    own = [m for m in own if not owns_another(reading, trigger, m) and not is_possessor_ru(reading, trigger, m)]
    own = _of_this_trigger(reading, trigger, own)
    owner = None if reading.sentence.language == "ja" else _owner(reading, trigger, own)
    if owner is not None:
        # "proposed a meeting between X and Y": those before the noun are not among them.
        return [m for m in own if m.start >= owner.start]
    if _is_passive(reading, trigger):
        return own
    led = [m for m in own if m.start < trigger.start]
    if scope.speaker is not None:
        return [*_leading(reading, scope.speaker), *own]
    if scope.heir is not None and not any(_acts(reading, m) for m in led):
        heirs = [m for m in _leading(reading, scope.heir) if not _is_met(reading, trigger, m)]
        return [*heirs, *_asked(reading, trigger, scope.heir), *own]
    return own


_INVITED_JA = re.compile(rf"{_TITLE_JA}を[^、。をはが]{{0,14}}(?:招き|招いて|迎え|迎えて)")


def _asked(reading: SentenceReading, trigger: Trigger, span: tuple[int, int]) -> list[PersonMention]:
    """Return whom a Japanese clause asks for talks: 「金総書記に対し、首脳会談を開くよう提案した」."""
    text = reading.sentence.text
    if reading.sentence.language != "ja":
        return []
    invited = [m for m in _inside(reading, span) if _INVITED_JA.match(text, m.end)]
    if invited:
        return _with_joined(reading, invited[-1:], _inside(reading, span))
    if clause_pattern("asking_ja").search(text, trigger.end) is None:
        return []
    asked = clause_pattern("asked_ja")
    return [m for m in _inside(reading, span) if asked.match(text, m.end)]


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
        kept.append(mention)
    return kept


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


def _acts(reading: SentenceReading, mention: PersonMention) -> bool:
    if reading.sentence.language == "ja":
        return _JAPANESE_SUBJECT.match(reading.sentence.text, mention.end) is not None
    return not is_oblique(reading, mention)


def _leading(reading: SentenceReading, span: tuple[int, int]) -> list[PersonMention]:
    """Return the subject of a stretch: its first person who acts, with those joined to it by "and"."""
    acting = [m for m in _inside(reading, span) if _acts(reading, m)]
    if reading.sentence.language == "ja":
        topics = [m for m in acting if _JAPANESE_TOPIC.match(reading.sentence.text, m.end)]
        topics = [m for m in topics if _JAPANESE_THEME.match(reading.sentence.text, m.end)] or topics
        joined = [m for m in _inside(reading, span) if _JAPANESE_ACTS.match(reading.sentence.text, m.end)]
        return _with_joined(reading, (topics or acting)[:1], joined)
    return _with_joined(reading, acting[:1], acting)


def _with_joined(
    reading: SentenceReading, chosen: Sequence[PersonMention], all_of_them: Iterable[PersonMention]
) -> list[PersonMention]:
    result = list(chosen)
    for mention in sorted(all_of_them, key=lambda m: m.start):
        if not result or mention in result or mention.start < result[-1].end:
            continue
        if _is_join(reading, result[-1].end, mention.start):
            result.append(mention)
    for mention in sorted(all_of_them, key=lambda m: -m.start):
        if result and mention.end <= result[0].start and _is_join(reading, mention.end, result[0].start):
            result.insert(0, mention)
    return result


def _is_join(reading: SentenceReading, start: int, end: int) -> bool:
    places = [(p.start, p.end) for p in reading.sentence.places]
    if reading.sentence.language == "ja":
        joining = "".join(outside(reading.sentence.text[start:end], start, reading.sentence.places))
        return joining.replace("の", "").replace("氏", "") in ("と", "、", "・", "および", "、および")
    between = [
        w for w in reading.sentence.words if start <= w.start < end and not any(a <= w.start < b for a, b in places)
    ]
    return bool(between) and all(w.text.lower() in _JOINS for w in between)


def _subjects(reading: SentenceReading, trigger: Trigger, scope: Scope) -> list[PersonMention]:
    own = _inside(reading, (scope.start, scope.end))
    if reading.sentence.language == "ja":
        return _japanese_subjects(reading, trigger, scope, own)
    own = [m for m in own if not owns_another(reading, trigger, m)]
    owner = _owner(reading, trigger, own)
    if owner is not None:
        return _with_joined(reading, [owner], [m for m in own if m.start >= owner.start])
    if trigger.verb and reading.sentence.language == "ru":
        own = [m for m in own if not is_genitive(reading, m)] or own
    led = [m for m in own if m.end <= trigger.start and not is_oblique(reading, m)]
    if led:
        return _with_joined(reading, led[-1:], led)
    after = [m for m in own if m.start >= trigger.end and not is_oblique(reading, m)]
    if reading.sentence.language == "ru" and trigger.verb and after:
        return _with_joined(reading, after[:1], after)
    if scope.speaker is not None:
        return _leading(reading, scope.speaker)
    return _leading(reading, scope.heir) if scope.heir is not None and trigger.start - scope.start < _HEIR_REACH else []


_HEIR_REACH = 60
"""Characters from the start of a clause within which a verb can have the subject of the clause before."""


def _owner(reading: SentenceReading, trigger: Trigger, own: Sequence[PersonMention]) -> PersonMention | None:
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
    led = [m for m in own if m.end <= trigger.start and _JAPANESE_SUBJECT.match(text, m.end)]
    led = [m for m in led if not is_absent(reading, m)]
    if led:
        joined = [m for m in own if m.end <= trigger.start and _JAPANESE_ACTS.match(text, m.end)]
        return _with_joined(reading, led[-1:], joined)
    following = [m for m in own if 0 <= m.start - trigger.end <= len("中のロシアの") and m.start < scope.end]
    if following and not any(p in text[trigger.end : following[0].start] for p in "、をはが"):
        return following[:1]
    span = scope.speaker or scope.heir
    return _leading(reading, span) if span is not None else []


def _attended(reading: SentenceReading, scope: Scope, trigger: Trigger) -> bool:
    pattern = clause_pattern(f"attends_{reading.sentence.language}")
    text = reading.sentence.text
    if reading.sentence.language == "ja":
        return pattern.search(text[trigger.end : trigger.end + 12]) is not None
    return pattern.search(text[max(scope.start, trigger.start - 45) : trigger.start]) is not None
