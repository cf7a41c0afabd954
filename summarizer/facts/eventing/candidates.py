"""One candidate for each word that names an event; most of them are the same event told again."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from summarizer.article import Dateline, Language
from summarizer.facts.dates import DateMention, bounds
from summarizer.facts.eventing.actors import actors
from summarizer.facts.eventing.days import date_before, resolve_for, was_planned
from summarizer.facts.eventing.framing import Frame, framed, status_in_topic
from summarizer.facts.eventing.meant import met
from summarizer.facts.eventing.reading import Scope, SentenceReading, scope_of
from summarizer.facts.eventing.sides import participants
from summarizer.facts.eventing.times import find_date
from summarizer.facts.eventing.told import checked, is_outdated, is_purpose, status_of, stays_away
from summarizer.facts.eventing.triggers import Trigger
from summarizer.facts.eventing.venue import Venue
from summarizer.facts.eventing.venues import venue
from summarizer.facts.places import find_places
from summarizer.facts.records import Event, EventStatus
from summarizer.facts.status import Modality, clause_pattern
from summarizer.language.words import words

PLAIN_EN = frozenset({"meet", "visit", "travel", "fly", "arrive", "sign", "head"})
"""English verbs in the present tense of a plural, beside which no modal verb stands."""
NEW_DAY = 60
"""Characters before a date in which "postponed from … to" stands."""


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
        over: whether its date lies before the day of publication.
        begins: whether its date is only the day on which it begins ("from December 1").
        agreed: whether those who talk have agreed to it.
    """

    event: Event
    sure: bool
    phone: bool
    own_date: bool
    official: bool = False
    dated_at: int | None = None
    over: bool = False
    begins: bool = False
    agreed: bool = False


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
    found = [(_candidate(frame, trigger, setting, context), trigger) for trigger, frame in framed(reading)]
    made = [(one, trigger) for one, trigger in found if one is not None]
    for candidate, trigger in made:
        rivals = [(other, t) for other, t in made if other.dated_at == candidate.dated_at is not None]
        if len({other.event.date for other, _ in rivals}) > 1 and not _is_nearest(candidate, trigger, rivals):
            # One date cannot be two days: "won Saturday's election … promised talks" is no promise for next Saturday.
            yield replace(candidate, event=replace(candidate.event, date=None, date_text=None), own_date=False)
        else:
            yield candidate
    yield from _agreeing(reading, setting, context)


def _agreeing(reading: SentenceReading, setting: Setting, context: str | None) -> Iterator[Candidate]:
    """Yield what agreeing says of talks told elsewhere: their day ("agreed on Saturday to resume trade talks")."""
    frames = list(framed(reading))
    for trigger, frame in frames:
        if frame.way == "settled" and trigger.entry.kind == "talks" and all(f.way for _, f in frames):
            told = _candidate(Frame(reading, reading, scope_of(reading, trigger)), trigger, setting, context)
            past = told is not None and (told.over or _is_day_of(told.event.date, setting.published))
            if told is not None and past and len(told.event.actors) > 1:
                event = replace(told.event, country=None, city=None, status="held", title=None)
                yield replace(told, event=event, sure=False)


def _is_nearest(candidate: Candidate, trigger: Trigger, rivals: list[tuple[Candidate, Trigger]]) -> bool:
    at = candidate.dated_at or 0
    return all(abs(trigger.start - at) <= abs(other.start - at) for _, other in rivals)


@dataclass(frozen=True, slots=True)
class _Time:
    """When an event is, and what the text says of it.

    Attributes:
        said: the status as told.
        mention: the words of its date, or None.
        spoken: whether that is the date of the saying at the same time.
        when: EDTF, or None.
    """

    said: Modality | None
    mention: DateMention | None
    spoken: bool
    when: str | None


def _time(frame: Frame, trigger: Trigger, setting: Setting, context: str | None) -> _Time:
    reading, scope = frame.scene, frame.scope
    said = status_in_topic(frame.way, status_of(frame.reading, trigger, scope))
    mention, spoken = find_date(reading, trigger, scope, said)
    if spoken and said in ("planned", "expected", "denied", "cancelled"):
        mention, spoken = None, False
    if said in ("held", None) and _is_scheduled(reading, trigger, mention is not None and not spoken):
        said = "planned"
    new_day = _new_day(reading, scope) if said == "cancelled" else None
    if new_day is not None:
        mention, spoken, said = new_day, False, "planned"
    when = None
    if mention is not None:
        context = date_before(reading, mention, setting.published, context)
        missed = _is_missed(reading, trigger, scope)
        planned = was_planned(reading, mention)
        when = resolve_for(mention, said, setting.published, context, missed=missed, planned=planned)
    if said is None and mention is not None and _is_over(when, setting.published) and was_planned(reading, mention):
        said = "irreal"  # what was to be last November may have been held or not
    now = _is_today(when, setting.published) if said == "held" else _is_day_of(when, setting.published)
    if said in ("held", None) and now and is_purpose(reading, trigger):
        said = "planned"
    return _Time(said, mention if when is not None else None, spoken, when)


def _candidate(frame: Frame, trigger: Trigger, setting: Setting, context: str | None) -> Candidate | None:
    reading, scope = frame.reading, frame.scope
    time = _time(frame, trigger, setting, context)
    without_guest = trigger.entry.id == "reception" and not _has_guest(reading, trigger, scope)
    if time.said == "irreal" or without_guest or is_outdated(time.said, time.when, setting.published):
        return None
    status = None if time.said is None and trigger.infinitive else checked(time.said, time.when, setting.published)
    where = venue(frame.scene, trigger, scope)
    who = _who(reading, trigger, scope, where)
    on_the_spot = time.spoken and status == "held" and not trigger.entry.phone
    if where == Venue() and on_the_spot and not _is_somewhere(reading, scope):
        where = _filed(reading, setting, who)
    event = Event(
        kind=trigger.entry.kind,
        status=status or "held",
        date=time.when,
        date_text=time.mention.text if time.mention is not None else None,
        actors=who,
        participants=participants(reading, trigger, scope),
        country=where.country,
        city=where.city,
        title=trigger.entry.id if trigger.entry.named else None,
        sentences=(reading.sentence.index,),
    )
    return Candidate(
        event,
        sure=status is not None and not _is_rest_of_stay(reading, trigger, status),
        phone=trigger.entry.phone,
        own_date=time.when is not None and not time.spoken,
        official=_is_official(reading, trigger, scope),
        dated_at=time.mention.start if time.mention is not None else None,
        over=_is_over(time.when, setting.published),
        begins=time.mention is not None and time.mention.bound == "since",
        agreed=frame.way == "settled" and frame.scene is not frame.reading,
    )


def _who(reading: SentenceReading, trigger: Trigger, scope: Scope, where: Venue) -> tuple[str, ...]:
    """Return who takes part, without those who only go home and those who stay away."""
    if stays_away(reading, trigger, scope):
        return ()
    who = actors(reading, trigger, scope)
    if trigger.entry.grammar != "visitor":
        return who
    going = clause_pattern(f"visiting_{reading.sentence.language}").search(_own_words(reading, trigger)) is None
    home = where.country if going or not where.city else None  # "left for Moscow" takes a Russian home
    return tuple(a for a in who if home is None or reading.people[a].country != home)


def _is_missed(reading: SentenceReading, trigger: Trigger, scope: Scope) -> bool:
    """Whether its day has come without it: "did not take place", "denied that he had met X on Friday"."""
    missed = clause_pattern(f"missed_{reading.sentence.language}")
    return trigger.tense == "held" or missed.search(reading.sentence.text, scope.start) is not None


def _is_over(when: str | None, published: date | None) -> bool:
    return when is not None and published is not None and bounds(when)[1] < published


def _is_today(when: str | None, published: date | None) -> bool:
    return when is None or _is_day_of(when, published)


def _is_day_of(when: str | None, published: date | None) -> bool:
    return when is not None and published is not None and bounds(when) == (published, published)


def _is_rest_of_stay(reading: SentenceReading, trigger: Trigger, status: EventStatus) -> bool:
    """Whether only the end of a visit is to come: 「24日まで日本に滞在する予定」."""
    until = any(d.bound is not None for d in reading.sentence.dates)
    return until and status != "held" and _own_words(reading, trigger).startswith("滞在")


def _own_words(reading: SentenceReading, trigger: Trigger) -> str:
    return reading.sentence.text[trigger.start : trigger.end]


def _is_scheduled(reading: SentenceReading, trigger: Trigger, dated: bool) -> bool:
    """Whether an English present tense with a date is a timetable's: "arrives on Friday", "begins a visit on May 3"."""
    if not dated or reading.sentence.language != "en":
        return False
    first = reading.sentence.words[trigger.first].text.lower()
    if trigger.verb:
        plural = (
            trigger.tense is None and not trigger.infinitive and first in PLAIN_EN
        )  # "negotiators meet on Thursday"
        return plural or (first.endswith("s") and first != "was")
    return clause_pattern("begins_en").search(reading.sentence.text, 0, trigger.start) is not None


def _is_official(reading: SentenceReading, trigger: Trigger, scope: Scope) -> bool:
    """Whether it is told without its sides: "consultations", "the document will be signed"."""
    language, text = reading.sentence.language, reading.sentence.text
    if trigger.entry.kind == "signing":
        return clause_pattern(f"papers_{language}").search(text, scope.start, scope.end) is not None
    if trigger.entry.kind != "talks":
        return False
    formal = clause_pattern(f"formal_talks_{language}").search(text[trigger.start : trigger.end])
    return bool(formal or clause_pattern(f"officials_{language}").search(text, scope.start, trigger.start))


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


def _has_guest(reading: SentenceReading, trigger: Trigger, scope: Scope) -> bool:
    """Whether a person stands right after "received", «принял» (in Russian perhaps after the place)."""
    text, language = reading.sentence.text, reading.sentence.language
    if met(reading, trigger, scope) is not None:
        return True
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
