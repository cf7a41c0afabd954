"""Calls: talks of any wording become a call where they are held "by phone", 「オンラインで」, «по видеосвязи»."""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from summarizer.article import Language
from summarizer.facts.annotation import AnnotatedSentence
from summarizer.facts.eventing.triggers import Entry, Trigger, lexicon, tense_en, tense_ja, tense_ru
from summarizer.facts.lexicons import entries
from summarizer.facts.records import EventStatus
from summarizer.facts.status import clause_pattern

REACH = 60
"""Characters between the means and the verb or noun of talking that it belongs to."""
_PHONE, _VIDEO = "phone_call", "video_conference"


@cache
def _means(call: str, language: Language) -> re.Pattern[str]:
    words = "|".join(map(re.escape, entries("events")[call][f"by_{language}"]))
    return re.compile(words if language == "ja" else rf"\b(?:{words})\b", re.IGNORECASE)


def with_calls(sentence: AnnotatedSentence, triggers: Sequence[Trigger]) -> list[Trigger]:
    """Return the triggers of a sentence, talks by phone or video turned into calls and discussions by phone added."""
    result = list(triggers)
    for name in (_PHONE, _VIDEO):
        call = lexicon()[name]
        if call is not None:
            for means in _means(name, sentence.language).finditer(sentence.text):
                _apply(sentence, result, means, call)
    return sorted(_without_what_calls_discuss(sentence, result), key=lambda t: t.start)


def _without_what_calls_discuss(sentence: AnnotatedSentence, triggers: Sequence[Trigger]) -> list[Trigger]:
    """Leave out the discussing that is what a call was: 「電話会談を行い、準備について協議した」."""
    if sentence.language != "ja":
        return list(triggers)
    calls = [t.end for t in triggers if t.entry.phone and t.open]

    def is_of_call(trigger: Trigger) -> bool:
        about = sentence.text[: trigger.start].endswith(("について", "を"))
        return trigger.entry.kind == "talks" and about and any(end <= trigger.start for end in calls)

    return [t for t in triggers if not is_of_call(t)]


def _apply(sentence: AnnotatedSentence, triggers: list[Trigger], means: re.Match[str], call: Entry) -> None:
    if any(t.entry.phone and _overlap(t, means) for t in triggers):
        return
    talks = _talks_of(sentence, triggers, means)
    if talks is not None:
        triggers[triggers.index(talks)] = replace(talks, entry=call)
        return
    # Who "spoke by video link" may have spoken to a conference.
    added = _discussion(sentence, triggers, means, call) if call.id == _PHONE else None
    if added is not None:
        triggers.append(added)


def _overlap(trigger: Trigger, means: re.Match[str]) -> bool:
    return trigger.start < means.end() + REACH and means.start() - REACH < trigger.end


def _talks_of(sentence: AnnotatedSentence, triggers: Sequence[Trigger], means: re.Match[str]) -> Trigger | None:
    """Return the talks that the means belongs to: in Japanese after it, else on either side, in one clause."""
    fitting = [
        t
        for t in triggers
        if t.entry.kind == "talks"
        and not t.entry.phone
        and (t.start >= means.end() if sentence.language == "ja" else t.verb or t.end <= means.start())
        and _near(sentence, t.start, t.end, means)
    ]
    return min(fitting, key=lambda t: abs(t.start - means.start()), default=None)


def _near(sentence: AnnotatedSentence, start: int, end: int, means: re.Match[str]) -> bool:
    between = sentence.text[min(end, means.end()) : max(start, means.start())]
    return len(between) <= REACH and not any(mark in between for mark in (",", ";", "。", "「"))


def _discussion(
    sentence: AnnotatedSentence, triggers: Sequence[Trigger], means: re.Match[str], call: Entry
) -> Trigger | None:
    language = sentence.language
    named = {t.start for t in triggers}  # «обсудили по телефону переговоры»: those are no call
    near = [
        m
        for m in clause_pattern(f"speaking_{language}").finditer(sentence.text)
        if m.start() not in named
        and _near(sentence, m.start(), m.end(), means)
        and (language != "ja" or m.start() >= means.end())
    ]
    verb = min(near, key=lambda m: abs(m.start() - means.start()), default=None)
    if verb is None:
        return None
    words = sentence.words
    at = next((i for i, w in enumerate(words) if w.end > verb.start()), None)
    if at is None:
        return None
    tense: EventStatus | None
    is_open = False
    if language == "ja":
        _, tense, is_open = tense_ja(sentence.text, verb.end(), False)
    else:
        tense = tense_en(words, at, at + 1) if language == "en" else tense_ru(words[at])
    return Trigger(call, at, at + 1, verb.start(), verb.end(), True, tense, is_open, None)
