"""Whom a pronoun means, "the leaders", or the topic that a Japanese sentence leaves out."""

import re

from summarizer.facts.eventing.reading import Scope, SentenceReading
from summarizer.facts.eventing.standing import is_spoken_of_ja
from summarizer.facts.eventing.together import acts
from summarizer.facts.eventing.triggers import Trigger
from summarizer.facts.status import clause_pattern, clause_words

TWO = 2
REACH_OF_VERB = 12
"""Characters of the verb that tell «Министры обсудили» from «Министры Японии обсудили»."""
_SUBJECT_TOLD_JA = re.compile(r"(?<![でにとへら])は|が(?!、)|両(?!日)|双方|同氏")


def meant(reading: SentenceReading, trigger: Trigger, scope: Scope, named: tuple[str, ...]) -> tuple[str, ...]:
    """Return whom "he" or "they" means: the only one, the only two of the sentence before."""
    if trigger.entry.grammar == "visitor" and not named and is_spoken_of_ja(reading, trigger):
        # 「官房長官は、3月の訪米について説明した」: who speaks of the visit of whom the sentence before was about.
        return (reading.topic,) if reading.topic is not None else ()
    if reading.goes_out and len(named) == 1 and reading.topic is not None and _is_only_met(reading, trigger, scope):
        return (reading.topic,)
    if scope.speaker is not None or (named and trigger.entry.grammar != "mutual"):
        return ()
    if reading.sentence.language == "ja":
        return _meant_by_topic(reading, trigger, scope, len(named))
    pronoun = met(reading, trigger, scope)
    if pronoun is not None and len(named) == 1 and pronoun not in named:
        return (pronoun,)
    led = [w for w in reading.sentence.words if scope.start <= w.start < trigger.start]
    if any(scope.start <= m.start < trigger.start and acts(reading, m) for m in reading.mentions):
        return ()
    candidates = {1: (reading.topic,) if reading.topic is not None else (), 2: reading.antecedents}
    for count, who in candidates.items():
        pronouns = clause_words(f"antecedent_{reading.sentence.language}_{count}")
        if len(who) == count and any(not pronouns.isdisjoint((*w.lemmas, w.text)) for w in led):
            return who
    both = clause_pattern(f"both_{reading.sentence.language}")
    if len(reading.antecedents) == TWO and both.search(
        reading.sentence.text[scope.start : trigger.start + REACH_OF_VERB]
    ):
        return reading.antecedents
    return ()


def _is_only_met(reading: SentenceReading, trigger: Trigger, scope: Scope) -> bool:
    """Whether a visit is gone on about by talks that name the host only: «Запланированы переговоры с президентом»."""
    if reading.sentence.language == "ja" or trigger.verb or trigger.entry.grammar != "mutual" or scope.heir is not None:
        return False
    with_whom = clause_pattern(f"with_{reading.sentence.language}").match(reading.sentence.text, trigger.end)
    led = any(m.start < trigger.start for m in reading.mentions)
    return with_whom is not None and not led


def met(reading: SentenceReading, trigger: Trigger, scope: Scope) -> str | None:
    """Return whom talks are with where that is told by a pronoun: "the president will meet him", «его принял министр».

    The only other person before it in the sentence; or, where there is none, the topic of the sentence before.
    """
    if trigger.entry.grammar != "mutual":
        return None
    told = clause_pattern(f"met_{reading.sentence.language}").search(reading.sentence.text, scope.start, scope.end)
    if told is None:
        return None
    before = {m.person for m in reading.mentions if m.end <= scope.start}
    return reading.topic if not before else before.pop() if len(before) == 1 else None


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


def left_out(reading: SentenceReading, trigger: Trigger, scope: Scope) -> tuple[str, ...]:
    """Return the topic of the sentence before as the one who attends: 「18日にはG20サミットに出席した」."""
    start = scope.heir[0] if scope.heir is not None else scope.start
    told = _SUBJECT_TOLD_JA.search(reading.sentence.text[start : trigger.start]) or scope.reported
    return (reading.topic,) if reading.topic is not None and not told else ()
