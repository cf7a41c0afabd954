"""One candidate for each word that names an event; most of them are the same event told again."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from summarizer.article import Dateline, Language
from summarizer.facts.dates import DateMention, bounds
from summarizer.facts.eventing.actors import actors
from summarizer.facts.eventing.reading import DONE_JA, Scope, SentenceReading, scope_of
from summarizer.facts.eventing.sides import participants
from summarizer.facts.eventing.times import find_date, resolve_for
from summarizer.facts.eventing.triggers import Trigger
from summarizer.facts.eventing.venues import Venue, venue
from summarizer.facts.places import find_places
from summarizer.facts.records import Event, EventKind, EventStatus
from summarizer.facts.status import Modality, clause_pattern, modality, pattern
from summarizer.language.words import words

CANCEL_REACH = 30
"""Characters between a gathering and the word that calls it off; farther off, the word is about something else."""
NEW_DAY = 60
"""Characters before a date in which "postponed from … to" stands."""
LAST_PREDICATE = 8
"""Characters that 「する予定だ」 or 「見通しという」 take at the end of a Japanese sentence."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A possible event: the record, and how much there is to it.

    Attributes:
        event: as read; its status is only meant where ``sure``.
        sure: whether the text says, or its date shows, that it happened or is to happen.
        phone: whether it is a call.
        own_date: whether the date stands with the event, not with the saying.
        official: whether it is of the kind that is told without its sides: consultations, a document's signing.
        dated_at: offset in the sentence of the words that its date was read from, or None.
    """

    event: Event
    sure: bool
    phone: bool
    own_date: bool
    official: bool = False
    dated_at: int | None = None


@dataclass(frozen=True, slots=True)
class Setting:
    """What the article as a whole gives: its day, and where it was filed."""

    published: date | None
    filed_at: Venue


def setting_of(published: date | None, dateline: Dateline | None, language: Language) -> Setting:
    """Return the article's day and place of filing."""
    if dateline is None or dateline.place is None:
        return Setting(published, Venue())
    written = dateline.place if language == "ja" else dateline.place.title()
    found = find_places(written, words(written, language), language)
    city = next((p for p in found if p.city), None)
    return Setting(published, Venue(city.country, city.city) if city else Venue())


def candidates(reading: SentenceReading, setting: Setting, context: str | None) -> Iterator[Candidate]:
    """Yield a candidate for each trigger of a sentence that is about something real."""
    found = [(_candidate(reading, trigger, setting, context), trigger) for trigger in reading.triggers]
    made = [(one, trigger) for one, trigger in found if one is not None]
    for candidate, trigger in made:
        rivals = [(other, t) for other, t in made if other.dated_at == candidate.dated_at is not None]
        if len({other.event.date for other, _ in rivals}) > 1 and not _is_nearest(candidate, trigger, rivals):
            # One date cannot be two days: "won Saturday's election … promised talks" is no promise for next Saturday.
            yield replace(candidate, event=replace(candidate.event, date=None, date_text=None), own_date=False)
        else:
            yield candidate


def _is_nearest(candidate: Candidate, trigger: Trigger, rivals: list[tuple[Candidate, Trigger]]) -> bool:
    at = candidate.dated_at or 0
    return all(abs(trigger.start - at) <= abs(other.start - at) for _, other in rivals)


def _candidate(reading: SentenceReading, trigger: Trigger, setting: Setting, context: str | None) -> Candidate | None:
    scope = scope_of(reading, trigger)
    said = _status(reading, trigger, scope)
    if said == "irreal" or (trigger.entry.id == "reception" and not _has_guest(reading, trigger)):
        return None
    mention, spoken = find_date(reading, trigger, scope, said)
    if spoken and said in ("planned", "expected", "denied", "cancelled"):
        mention, spoken = None, False
    if said == "held" and _is_scheduled(reading, trigger, mention is not None and not spoken):
        said = "planned"
    new_day = _new_day(reading, scope) if said == "cancelled" else None
    if new_day is not None:
        mention, spoken, said = new_day, False, "planned"
    when = resolve_for(mention, said, setting.published, context) if mention is not None else None
    if _is_outdated(said, when, setting.published):
        return None
    status = _checked(said, when, setting.published)
    if said is None and trigger.infinitive:
        status = None
    where = venue(reading, trigger, scope)
    who = () if _stays_away(reading, trigger, scope) else actors(reading, trigger, scope)
    if trigger.entry.grammar == "visitor":
        going = clause_pattern(f"visiting_{reading.sentence.language}").search(_own_words(reading, trigger)) is None
        home = where.country if going or not where.city else None  # "left for Moscow" takes a Russian home
        who = tuple(a for a in who if home is None or reading.people[a].country != home)
    sides = participants(reading, trigger, scope)
    if (
        where == Venue()
        and spoken
        and status == "held"
        and not trigger.entry.phone
        and not _is_somewhere(reading, scope)
    ):
        where = _filed(reading, setting, who)
    event = Event(
        kind=trigger.entry.kind,
        status=status or "held",
        date=when,
        date_text=mention.text if mention is not None and when is not None else None,
        actors=who,
        participants=sides,
        country=where.country,
        city=where.city,
        title=trigger.entry.id if trigger.entry.named else None,
        sentences=(reading.sentence.index,),
    )
    return Candidate(
        event,
        sure=status is not None and not _is_rest_of_stay(reading, trigger, status),
        phone=trigger.entry.phone,
        own_date=when is not None and not spoken,
        official=_is_official(reading, trigger, scope),
        dated_at=mention.start if mention is not None and when is not None else None,
    )


def _is_rest_of_stay(reading: SentenceReading, trigger: Trigger, status: EventStatus) -> bool:
    """Whether only the end of a visit is to come: 「24日まで日本に滞在する予定」."""
    until = any(d.bound is not None for d in reading.sentence.dates)
    return until and status != "held" and _own_words(reading, trigger).startswith("滞在")


def _own_words(reading: SentenceReading, trigger: Trigger) -> str:
    return reading.sentence.text[trigger.start : trigger.end]


def _is_scheduled(reading: SentenceReading, trigger: Trigger, dated: bool) -> bool:
    """Whether an English present tense with a date is a timetable's: "arrives in Helsinki on Thursday"."""
    first = reading.sentence.words[trigger.first].text.lower()
    return dated and trigger.verb and reading.sentence.language == "en" and first.endswith("s") and first != "was"


def _is_official(reading: SentenceReading, trigger: Trigger, scope: Scope) -> bool:
    """Whether it is told without its sides: "consultations", "the document will be signed"."""
    language, text = reading.sentence.language, reading.sentence.text
    if trigger.entry.kind == "signing":
        return clause_pattern(f"papers_{language}").search(text, scope.start, scope.end) is not None
    formal = clause_pattern(f"formal_talks_{language}")
    return trigger.entry.kind == "talks" and formal.search(text[trigger.start : trigger.end]) is not None


def _new_day(reading: SentenceReading, scope: Scope) -> DateMention | None:
    """Return the day to which a gathering is put off: "postponed to July", 「7月に延期」."""
    text, language = reading.sentence.text, reading.sentence.language
    to = clause_pattern(f"put_off_{language}")
    for mention in reading.sentence.dates:
        near = (
            text[mention.end :] if language == "ja" else text[max(scope.start, mention.start - NEW_DAY) : mention.start]
        )
        if mention.start >= scope.start and to.search(near) is not None:
            return mention
    return None


def _has_guest(reading: SentenceReading, trigger: Trigger) -> bool:
    """Whether a person stands right after "received", «принял» (in Russian perhaps after the place)."""
    text, language = reading.sentence.text, reading.sentence.language
    guest = next((m for m in reading.mentions if m.start >= trigger.end), None)
    if guest is None or not trigger.verb or text.startswith(("'s", "’s"), guest.end):
        return False
    between = clause_pattern(f"to_guest_{language}")
    return between.fullmatch(text[trigger.end : guest.start]) is not None


def _is_somewhere(reading: SentenceReading, scope: Scope) -> bool:
    """Whether the clause names a place that the lexicon does not know: "held talks in Niagara"."""
    text, sentence = reading.sentence.text, reading.sentence
    named = [(d.start, d.end) for d in sentence.dates] + [(m.start, m.end) for m in reading.mentions]
    found = clause_pattern(f"somewhere_{sentence.language}").finditer(text, scope.start, scope.end)
    return any(not any(start < hit.end() and hit.start() < end for start, end in named) for hit in found)


def _filed(reading: SentenceReading, setting: Setting, who: tuple[str, ...]) -> Venue:
    """Talks told on the spot are where the story was filed, if that is a country of those who talk."""
    home = {reading.people[a].country for a in who}
    return setting.filed_at if setting.filed_at.country in home and len(who) > 1 else Venue()


def _stays_away(reading: SentenceReading, trigger: Trigger, scope: Scope) -> bool:
    """Whether the clause about a gathering says that someone is not to be there."""
    if trigger.entry.grammar != "attended":
        return False
    text, _ = _bearing(reading, trigger, scope)
    language = reading.sentence.language
    return any(pattern("event", category, language).search(text) for category in ("denied", "cancelled", "negation"))


def _status(reading: SentenceReading, trigger: Trigger, scope: Scope) -> Modality | None:
    language = reading.sentence.language
    text, offset = _bearing(reading, trigger, scope)
    at = (trigger.start - offset, trigger.end - offset)
    said = modality(text, at, language, _tense(reading, trigger, scope))
    if scope.reported and said != "irreal" and _is_denial(reading, scope):
        said = "denied"
    if said is None and trigger.entry.kind == "visit" and _is_numbered(text, language):
        # «посетит Китай, это его первая поездка»
        to_come = any(t.entry.kind == "visit" and t.tense == "planned" for t in reading.triggers)
        said = "planned" if to_come else "held"
    if trigger.entry.grammar == "attended" and trigger.entry.named:
        if said == "cancelled" and _is_trip_to(reading, trigger):
            said = "planned" if pattern("event", "planned", language).search(text) else None
        return _of_gathering(said, text, at, language, trigger.entry.kind)
    return said


def _is_trip_to(reading: SentenceReading, trigger: Trigger) -> bool:
    """Whether only the journey to a gathering is spoken of: "cancelled a trip to the climate conference"."""
    trips = [t for t in reading.triggers if t.entry.grammar == "visitor" and not t.verb and t.end <= trigger.start]
    return any(trigger.start - t.end <= CANCEL_REACH // 2 for t in trips)


def _is_numbered(text: str, language: Language) -> bool:
    """Whether a visit is told as the first or the third of its kind: "it is her first visit to"."""
    return language != "ja" and clause_pattern(f"numbered_{language}").search(text) is not None


def _of_gathering(
    said: Modality | None, text: str, at: tuple[int, int], language: Language, kind: EventKind
) -> Modality | None:
    """A summit stands, whoever stays away: only a word right beside it calls it off."""
    if said == "cancelled":
        near = text[max(0, at[0] - CANCEL_REACH) : at[1] + CANCEL_REACH]
        off = clause_pattern(f"off_{language}").search(text, at[1])
        return said if off or pattern("event", "cancelled", language).search(near) else None
    if said in ("denied", "irreal"):
        return None
    return "planned" if said == "expected" and kind != "ceremony" else said


def _tense(reading: SentenceReading, trigger: Trigger, scope: Scope) -> EventStatus | None:
    if trigger.open and scope.reported:
        return (
            "held" if reading.sentence.text[trigger.end : scope.end].rstrip("。」").endswith(("た", "ました")) else None
        )
    if trigger.open:
        told = "".join(
            reading.sentence.text[c.start : c.end]
            for c in reading.clauses
            if c.kind in ("plain", "report") and c.end > trigger.end
        ).rstrip("。 」")
        told = told.removesuffix("という")
        if clause_pattern("settled_ja").search(told):
            return None  # 「訪問し、会談する方針を固めた」: what is past is the making of the plan
        if clause_pattern("to_come_ja").search(told):  # 「5月に署名され、来年1月に発効する」 has two times
            return None if any(d.start > trigger.end for d in reading.sentence.dates) else "planned"
        return "held" if told.endswith(("た", "ました", "だ")) else None
    return trigger.tense


def _bearing(reading: SentenceReading, trigger: Trigger, scope: Scope) -> tuple[str, int]:
    """Return the text that bears on the status of a trigger, and its offset in the sentence.

    The scope; then a clause that only goes on about it ("which was cancelled"); in Japanese, after 連用形, what is told
    up to the end, with what is said blanked out.
    """
    text = reading.sentence.text
    end = scope.end
    if reading.sentence.language == "ja":
        if not trigger.open or scope.reported:
            return text[scope.start : _turned(reading, end)], scope.start
        blanked = text
        for clause in reading.clauses:
            if clause.kind == "content":
                blanked = blanked[: clause.start] + "　" * (clause.end - clause.start) + blanked[clause.end :]
        # Of what follows 連用形, only the last predicate says when: 「協議し、努力を続けることで一致した」 is held.
        told = len(blanked.rstrip("。　 "))
        past = blanked[:told].endswith(("た", "ました"))
        gap = told if past else max(told - LAST_PREDICATE, end)
        return blanked[scope.start : end] + "　" * max(gap - end, 0) + blanked[gap:told], scope.start
    start = scope.start if scope.frame is None else scope.frame
    aside = _is_aside(reading, trigger)
    for clause in reading.clauses:
        if clause.start < end or clause.kind == "report":
            continue
        if aside:
            break
        busy = any(clause.holds(t.start) for t in reading.triggers)
        named = any(clause.holds(m.start) for m in reading.mentions)
        if not busy and not named and clause.start - end <= 1:
            end = clause.end
        else:
            break
    start, end = _own_predicate(text, trigger, start, end, reading.sentence.language)
    return text[start:end], start


def _is_aside(reading: SentenceReading, trigger: Trigger) -> bool:
    """Whether it is told in a relative clause about somebody: "Zelenskiy, who met X on Friday, called for weapons"."""
    clause = next(c for c in reading.clauses if c.holds(trigger.start))
    return _ABOUT_SOMEBODY.search(reading.sentence.text, clause.start, trigger.start) is not None


_ABOUT_SOMEBODY = re.compile(r"(?:^|,\s*|\b)(?:who|whose|котор(?:ый|ая|ые))\b[^,]*$", re.IGNORECASE)


def _turned(reading: SentenceReading, end: int) -> int:
    """Return where the clause after 「予定だったが、」 ends, which says what came of it."""
    following = next((c for c in reading.clauses if c.start == end), None)
    if (
        following is None
        or not reading.sentence.text[:end].endswith("が、")
        or any(m.end() == end for m in DONE_JA.finditer(reading.sentence.text, 0, end))
    ):
        return end
    busy = any(following.holds(t.start) for t in reading.triggers)
    return end if busy else following.end


def _own_predicate(text: str, trigger: Trigger, start: int, end: int, language: Language) -> tuple[int, int]:
    """Narrow a stretch to the predicate of a trigger: "will travel to Seoul and may meet Kim" has two."""
    second = clause_pattern(f"second_{language}")
    after = second.search(text, trigger.end, end)
    before = max((m.start() for m in second.finditer(text, start, trigger.start)), default=start)
    return before, after.start() if after else end


def _is_denial(reading: SentenceReading, scope: Scope) -> bool:
    language = reading.sentence.language
    verbs = [c.verb for c in reading.clauses if c.kind == "report" and c.verb is not None]
    return any(pattern("event", "denied", language).search(reading.sentence.text[a:b]) for a, b in verbs)


def _is_outdated(said: Modality | None, when: str | None, published: date | None) -> bool:
    """Whether it was planned for a day that is past: it may have been held or not."""
    past = when is not None and published is not None and bounds(when)[1] < published
    return past and said in ("planned", "expected")


def _checked(said: Modality | None, when: str | None, published: date | None) -> EventStatus | None:
    """Return the status that agrees with the date."""
    if said == "irreal":
        return None
    if when is None or published is None or said in ("cancelled", "denied", "planned", "expected"):
        return said
    first, last = bounds(when)
    if first > published:
        return "planned"
    return "held" if last <= published or said == "held" else None
