"""What a trigger is read from: the sentence without what is only talked about, or that alone."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from summarizer.facts.annotation import AnnotatedSentence
from summarizer.facts.eventing.reading import Scope, SentenceReading, scope_of
from summarizer.facts.eventing.sides import participants
from summarizer.facts.eventing.topics import Topic, Way, find_topics
from summarizer.facts.eventing.triggers import Trigger
from summarizer.facts.status import Modality, clause_pattern


@dataclass(frozen=True, slots=True)
class Frame:
    """What a trigger is read from.

    Attributes:
        reading: for who takes part, and for what the sentence says of it.
        scene: for where and when.
        scope: of the trigger.
        way: how its topic is spoken of, or None where it is told of itself.
    """

    reading: SentenceReading
    scene: SentenceReading
    scope: Scope
    way: Way | None = None


def framed(reading: SentenceReading) -> Iterator[tuple[Trigger, Frame]]:
    """Yield the triggers of a sentence, each with what it is read from."""
    topics = find_topics(reading)
    outer = _without(reading, topics) if topics else reading
    for trigger in reading.triggers:
        if any(_is_within(t, trigger, reading) and not t.holds(trigger.start) for t in topics):
            continue
        topic = next((t for t in topics if t.holds(trigger.start)), None)
        if topic is None:
            yield trigger, Frame(outer, outer, scope_of(outer, trigger))
        elif _has_subject_outside(reading, topic, trigger):
            scene = replace(reading, sentence=_told_in(reading.sentence, [topic], inside=True))
            yield trigger, Frame(reading, scene, scope_of(reading, trigger), topic.way)
        else:
            own = _alone(reading, topic)
            scope = Scope(topic.start, max(topic.end, topic.cue[1]), frame=min(topic.start, topic.cue[0]))
            yield trigger, Frame(own, own, scope, topic.way)


def status_in_topic(way: Way | None, said: Modality | None) -> Modality | None:
    """Return the status of an event by how it is spoken of: what is agreed on or awaited has not been held yet."""
    if way == "long":
        return "irreal"
    open_to = ("held", "planned", None) if way == "asked" else ("held", None)
    return said if way is None or said not in open_to else _STATUS[way]


_STATUS: dict[Way, Modality | None] = {"talked": None, "settled": "planned", "asked": "expected", "before": "planned"}


def _has_subject_outside(reading: SentenceReading, topic: Topic, trigger: Trigger) -> bool:
    """Whether those who agree are those who meet: "agreed to meet again", "discussed his visit", "a meeting with X"."""
    text, language = reading.sentence.text, reading.sentence.language
    if topic.way in ("before", "long"):
        inside = any(topic.holds(m.start) for m in reading.mentions)
        return topic.way == "before" and trigger.entry.grammar == "visitor" and not inside
    if clause_pattern(f"topic_lower_{language}").search(text, topic.start, trigger.end) is not None:
        return False
    if _is_with(reading, trigger):
        return True
    if any(topic.start <= m.start < trigger.start for m in reading.mentions):
        return False
    own = clause_pattern(f"topic_own_{language}").search(text, topic.start, trigger.start)
    if own is not None:
        led = {m.person for m in reading.mentions if m.end <= topic.start}
        return len(led) == 1 or own["one"] is None  # of two, "his" does not say which
    if topic.way == "asked" and len(participants(reading, trigger, Scope(topic.start, topic.end))) > 1:
        return False
    named = any(trigger.end <= m.start < topic.end for m in reading.mentions)
    if topic.way == "talked" or (named and not trigger.verb):
        return False
    if language == "ja":
        # 「訪問を招請した」: not the host is to come; 「署名に向けた準備」: it is not told who is to sign.
        cue = text[slice(*topic.cue)]
        invited = clause_pattern("topic_invited_ja").search(cue) is not None
        return not cue.startswith("に向け") and not (invited and trigger.entry.grammar == "visitor")
    return clause_pattern(f"topic_shared_{language}").match(text, topic.start) is not None


def _is_with(reading: SentenceReading, trigger: Trigger) -> bool:
    """Whether talks are "with" somebody, so that he who speaks of them is the other side."""
    text, language = reading.sentence.text, reading.sentence.language
    if trigger.entry.grammar != "mutual":
        return False
    led = clause_pattern(f"topic_with_{language}")
    if language == "ja":
        return led.search(text, 0, trigger.start) is not None
    # The preposition may be part of the trigger: "a meeting with".
    last = max(text.rfind(" ", trigger.start, trigger.end), trigger.start)
    return led.match(text, last) is not None or led.match(text, trigger.end) is not None


def _told_in(sentence: AnnotatedSentence, topics: Sequence[Topic], *, inside: bool) -> AnnotatedSentence:
    """Return a sentence with the places and dates that stand in topics, or with the others."""

    def kept(offset: int) -> bool:
        return any(t.holds(offset) for t in topics) == inside

    places = tuple(p for p in sentence.places if kept(p.start))
    return replace(sentence, places=places, dates=tuple(d for d in sentence.dates if kept(d.start)))


def _blanked(sentence: AnnotatedSentence, spans: Iterable[tuple[int, int]]) -> AnnotatedSentence:
    text = sentence.text
    for start, end in spans:
        text = text[:start] + " " * (end - start) + text[end:]
    return replace(sentence, sentence=replace(sentence.sentence, text=text))


def _without(reading: SentenceReading, topics: Sequence[Topic]) -> SentenceReading:
    """Return a sentence read as if its topics did not stand there."""
    sentence = _told_in(reading.sentence, topics, inside=False)
    spans = [(min(t.cue[0], t.start), max(t.cue[1], t.end)) for t in topics]
    if sentence.language == "ja":
        spans = [(t.start, t.cue[1] if t.way in ("before", "long") else t.end) for t in topics]
    return replace(
        reading,
        sentence=_blanked(sentence, spans),
        triggers=tuple(t for t in reading.triggers if not any(_is_within(topic, t, reading) for topic in topics)),
        mentions=tuple(m for m in reading.mentions if not any(topic.holds(m.start) for topic in topics)),
    )


def _is_within(topic: Topic, trigger: Trigger, reading: SentenceReading) -> bool:
    """Whether a trigger lies in a topic, or is the talking at talks told before: 「会談し、訪日について協議した」."""
    if topic.holds(trigger.start):
        return True
    before = any(t.open and t.entry.grammar == "mutual" and t.end <= topic.start for t in reading.triggers)
    return before and topic.cue[0] <= trigger.start < topic.cue[1]


def _alone(reading: SentenceReading, topic: Topic) -> SentenceReading:
    """Return a topic read as if nothing else stood in its sentence."""
    sentence = _told_in(reading.sentence, [topic], inside=True)
    start, end = min(topic.cue[0], topic.start), max(topic.cue[1], topic.end)
    return replace(
        reading,
        sentence=_blanked(sentence, [(0, start), (end, len(sentence.text))]),
        triggers=tuple(t for t in reading.triggers if topic.holds(t.start)),
        mentions=tuple(m for m in reading.mentions if topic.holds(m.start)),
        antecedents=(),
        topic=None,
    )
