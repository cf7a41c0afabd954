"""What is only talked about, agreed on, asked for or awaited: it has nothing of the clause around it.

"Wang and Cho discussed a visit by Xi at talks in Seoul on Tuesday" tells of talks in Seoul; of the visit neither day
nor place is known. The words from the verb of talking to the end of what it is about are the topic. An event in it
takes what stands there and no more; all other events of the sentence are read as if the topic did not stand there.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal, get_args

from summarizer.article import Language
from summarizer.facts.annotation import AnnotatedSentence
from summarizer.facts.dates import CalendarDate, DateMention
from summarizer.facts.eventing.reading import SentenceReading
from summarizer.facts.eventing.standing import is_subject_ru
from summarizer.facts.eventing.triggers import Trigger
from summarizer.facts.status import clause_pattern

Way = Literal["talked", "settled", "asked", "before", "long"]
"""How a topic is spoken of: discussed or praised, agreed on, proposed or prepared, awaited ("ahead of"), or as
something that took long ("after years of talks")."""


@dataclass(frozen=True, slots=True)
class Topic:
    """A topic: offsets of it and of the words that make it one (``cue``), in the sentence."""

    way: Way
    cue: tuple[int, int]
    start: int
    end: int

    def holds(self, offset: int) -> bool:
        """Whether an offset lies in it."""
        return self.start <= offset < self.end


def find_topics(reading: SentenceReading) -> tuple[Topic, ...]:
    """Return the topics of a sentence that hold an event, in order; they do not overlap."""
    find = _japanese if reading.sentence.language == "ja" else _spaced
    found: list[Topic] = []
    for way, cue in _cues(reading.sentence.text, reading.sentence.language):
        if any(t.cue[0] < cue[1] and cue[0] < t.end for t in found):
            continue
        topic = find(reading, way, cue)
        if topic is not None and any(topic.holds(t.start) for t in reading.triggers):
            found.append(topic)
    return tuple(found)


@cache
def _cue_patterns(language: Language) -> tuple[tuple[Way, re.Pattern[str]], ...]:
    return tuple((way, clause_pattern(f"topic_{way}_{language}")) for way in get_args(Way))


def _cues(text: str, language: Language) -> list[tuple[Way, tuple[int, int]]]:
    found = [
        (way, m.span("about" if m.re.groups and m["about"] else 0))
        for way, pattern in _cue_patterns(language)
        for m in pattern.finditer(text)
    ]
    return sorted(found, key=lambda pair: pair[1])


# ---- English and Russian: the topic follows its verb ---------------------------------------------------------------


def _spaced(reading: SentenceReading, way: Way, cue: tuple[int, int]) -> Topic | None:
    start = _start(reading, way, cue)
    if start is None:
        return None
    own = [t for t in reading.triggers if start <= t.start]
    end = _end(reading, way, cue, start)
    for trigger in [t for t in own if t.start < end]:
        stop = _circumstance(reading.sentence, start, trigger) or _next_predicate(reading.sentence, start, trigger, own)
        end = min(end, stop if stop is not None else end)
    first = next((t for t in own if t.start < end), None)
    if first is None or (first.verb and first.tense == "held" and way != "before"):
        return None
    if way in ("before", "long"):
        if way == "before" and _comes_after_held(reading, cue):
            return Topic("talked", cue, start, end)
        far = first.verb or first.start - start > BEFORE_REACH[way]
        return None if far else Topic(way, cue, start, end if way == "before" else first.end)
    if way == "asked" and _is_put_to(reading, cue, first):
        return None
    if way == "talked" and _is_trigger(reading, cue):
        whom = clause_pattern(f"topic_with_{reading.sentence.language}").search(reading.sentence.text, first.end, end)
        end, cue = whom.start() if whom is not None else end, (start, start)
    return Topic(way, cue, start, _before_day(reading, cue, first, end) if way == "talked" else end)


def _is_trigger(reading: SentenceReading, cue: tuple[int, int]) -> bool:
    """Whether the word of talking is talks itself: "discussed it with", «обсудил с»."""
    return any(t.start < cue[1] and cue[0] < t.end for t in reading.triggers)


def _start(reading: SentenceReading, way: Way, cue: tuple[int, int]) -> int | None:
    """Return where a topic begins after its word, or None where that has none."""
    sentence = reading.sentence
    if way in ("before", "long"):
        return cue[1]
    if _is_trigger(reading, cue) and way != "talked":
        return None
    if any(0 <= d.start - cue[1] <= 1 for d in sentence.dates) and sentence.text[slice(*cue)] == "on":
        return None  # "talks on Monday"
    start = _past_circumstances(reading, cue[1])
    if way == "settled":
        led = clause_pattern(f"topic_leads_{sentence.language}").match(sentence.text, start)
        return led.end() if led is not None else None
    return start


def _end(reading: SentenceReading, way: Way, cue: tuple[int, int], start: int) -> int:
    """Return where a topic ends at the latest: with what is said, before the next such word or the clause it is for."""
    text, language = reading.sentence.text, reading.sentence.language
    clause = next((c for c in reading.clauses if c.holds(cue[0])), None)
    end = len(text) if clause is None or clause.kind != "content" else clause.end
    end = min((c.start for c in reading.clauses if c.kind == "report" and c.start > cue[0]), default=end)
    # "Met to discuss a ceasefire and agreed to sign": the nearest such word before an event is its own.
    end = min((at for _, (at, _) in _cues(text, language) if at >= start), default=end)
    if way == "before" and not any(m.end <= cue[0] for m in reading.mentions):
        # "Ahead of the summit in Brussels, Kallas met": what it comes before is told after it.
        comma = text.find(",", start, end)
        end = comma if comma >= 0 else end
        acting = (m.start for m in reading.mentions if m.start >= start and is_subject_ru(reading, m))
        end = min(acting, default=end) if language == "ru" else end
    return end


BEFORE_REACH = {"before": 60, "long": 24}
"""Characters from "ahead of" to the gathering that is awaited, from "after years" to the talks."""


_GERUND = re.compile(r"\s+(?!meeting\b)[a-z]+ing\b")


def _comes_after_held(reading: SentenceReading, cue: tuple[int, int]) -> bool:
    """Whether it was to follow what is told: "met him in Vilnius before travelling to Kyiv for talks"."""
    held = any(t.verb and t.tense == "held" and t.end <= cue[0] for t in reading.triggers)
    return held and _GERUND.match(reading.sentence.text, cue[1]) is not None


def _is_put_to(reading: SentenceReading, cue: tuple[int, int], first: Trigger) -> bool:
    """Whether something is proposed to somebody who is to take part: "proposed to Kim that they meet"."""
    to_whom = any(cue[1] <= m.start < first.start for m in reading.mentions)
    put = clause_pattern(f"topic_put_{reading.sentence.language}").match(reading.sentence.text, cue[0])
    return to_whom and put is not None


def _past_circumstances(reading: SentenceReading, at: int) -> int:
    """Return where the topic begins: after "in Paris on Tuesday", in Russian after a late subject."""
    sentence = reading.sentence
    led = any(m.end <= at for m in reading.mentions)
    spans = [(p.start, p.end) for p in sentence.places if p.form != "adjective"]
    spans += [(d.start, d.end) for d in sentence.dates]
    at_talks = clause_pattern(f"topic_at_talks_{sentence.language}")
    spans += [
        (m.start("talks"), t.end) for t in reading.triggers for m in [at_talks.search(sentence.text, at, t.start)] if m
    ]
    spans += [] if led or sentence.language == "en" else [(m.start, m.end) for m in reading.mentions]
    spans += _whom_by_what(reading, at)
    while True:
        gap = clause_pattern(f"topic_gap_{sentence.language}").match(sentence.text, at)
        reached = gap.end() if gap is not None else at
        following = max((b for a, b in spans if a == reached), default=None)
        if following is None:
            return at
        at = following


def _whom_by_what(reading: SentenceReading, at: int) -> list[tuple[int, int]]:
    """Return with whom and by what means something was discussed, right after the verb: «с Путиным по телефону»."""
    if not _is_trigger(reading, (at - 1, at + 1)):
        return []
    text, language = reading.sentence.text, reading.sentence.language
    whom = clause_pattern(f"topic_whom_{language}")
    led = [(whom.search(text, at, m.start), m.end) for m in reading.mentions if m.start >= at]
    means = [m.span() for m in clause_pattern(f"topic_means_{language}").finditer(text, at)]
    return [*means, *((m.start(), end) for m, end in led if m is not None)]


def _circumstance(sentence: AnnotatedSentence, start: int, trigger: Trigger) -> int | None:
    """Return where "at talks", "when they met" begins that only says when it was talked about, or None."""
    led = "topic_called" if trigger.entry.phone else "topic_within"
    within = clause_pattern(f"{led}_{sentence.language}").search(sentence.text, start, trigger.start)
    return within.start() if within is not None and (trigger.verb or trigger.entry.grammar != "visitor") else None


def _next_predicate(sentence: AnnotatedSentence, start: int, trigger: Trigger, own: Sequence[Trigger]) -> int | None:
    """Return where the sentence goes on with something done: "discussed a visit and signed an agreement"; or None."""
    if trigger.verb and not trigger.infinitive and trigger.tense == "held" and trigger is not own[0]:
        joined = [m.start() for m in clause_pattern(f"joined_{sentence.language}").finditer(sentence.text, start)]
        return max((j for j in joined if j < trigger.start), default=None)
    after = clause_pattern(f"second_{sentence.language}").search(sentence.text, trigger.end)
    return after.start() if after is not None else None


def _before_day(reading: SentenceReading, cue: tuple[int, int], first: Trigger, end: int) -> int:
    """Return the end of what was talked about, before a day on which it may have been: "in Seoul on Tuesday"."""
    if any(d.end <= cue[0] for d in reading.sentence.dates):
        return end
    late = [d for d in reading.sentence.dates if first.end <= d.start < end and _is_day(d)]
    if not late:
        return end
    led = clause_pattern(f"topic_led_{reading.sentence.language}")
    at = late[-1].start
    while True:
        at = led.search(reading.sentence.text, 0, at).start()  # type: ignore[union-attr]  # it matches nothing, too
        place = next((p for p in reading.sentence.places if p.end == at and p.start >= first.end), None)
        if place is None:
            return at
        at = place.start


def _is_day(mention: DateMention) -> bool:
    return not (isinstance(mention.expression, CalendarDate) and mention.expression.day is None)


# ---- Japanese: the topic stands before its verb --------------------------------------------------------------------


_CLAUSAL_JA = ("こと", "よう", "用意", "方針")
"""What makes a clause the object of asking and agreeing."""


def _japanese(reading: SentenceReading, way: Way, cue: tuple[int, int]) -> Topic | None:
    text = reading.sentence.text
    clause = next((c for c in reading.clauses if c.holds(cue[0])), None)
    own = [t for t in reading.triggers if clause is not None and clause.start <= t.start and t.end <= cue[0]]
    if clause is None or (clause.kind == "content" and way != "asked") or not own:
        return None
    clausal = any(word in text[slice(*cue)] for word in _CLAUSAL_JA)
    # What stands before the last topic marker, or names those who are met, is the frame.
    heads = [m.end() for m in clause_pattern("topic_head_ja").finditer(text, clause.start, own[0].start)]
    start = max(heads, default=clause.start)
    if not clausal:  # 「5日に北京で会談することで合意した」: day and place are those of what is to be
        start = _past_circumstances_ja(reading, start)
    apart = (
        not clausal
        and way != "settled"
        and clause_pattern("topic_apart_ja").search(text, own[-1].end, cue[0]) is not None
    )
    return Topic(way, cue, start, cue[0]) if start <= own[0].start and not apart else None


def _past_circumstances_ja(reading: SentenceReading, at: int) -> int:
    """Return where the topic begins: after the place where it is talked about, and the day where no other is told."""
    sentence, text = reading.sentence, reading.sentence.text
    spans = [] if any(d.end <= at for d in sentence.dates) else [(d.start, d.end) for d in sentence.dates]
    spans += [(p.start, p.end + 1) for p in sentence.places if text.startswith("で", p.end)]
    spans = [(a, b) for a, b in spans if not text.startswith("の", b)]
    while True:
        following = max((b for a, b in spans if a == at), default=None)
        if following is None:
            return at
        at = following + text.startswith(("、", "に"), following)
