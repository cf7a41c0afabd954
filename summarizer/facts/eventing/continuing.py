"""Time carried from one sentence to the next: "signed on Tuesday. The document was signed after talks between …"."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from summarizer.facts.annotation import AnnotatedSentence
from summarizer.facts.dates import bounds
from summarizer.facts.eventing.candidates import Candidate
from summarizer.facts.eventing.reading import SentenceReading
from summarizer.facts.records import Person, PersonMention
from summarizer.facts.status import clause_pattern, clause_words

_CARRIED = frozenset({"talks", "signing"})
"""Kinds whose day is that of what the sentence before tells of the same people; a visit may be longer."""
_CARRYING = frozenset({"talks", "signing", "visit", "summit"})
_GOING = frozenset({"visit", "talks", "summit"})

OPENING = 4
"""Words at the head of a sentence, dates and places among them, in which its subject stands."""
_SUBJECT_JA = re.compile(r"(?<![でにとへらも])は|が(?!、)")
_THEME_JA = re.compile(r"(?:氏|さん|[一-龯々ァ-ヶー]{1,14}(?:氏)?)?は")


def topic_of(
    sentence: AnnotatedSentence, mentions: Sequence[PersonMention], people: Mapping[str, Person], topic: str | None
) -> str | None:
    """Return whom the next sentence's "he", or its left-out topic in Japanese, means; or None where that is unclear.

    Args:
        sentence: the sentence before.
        mentions: of the article.
        people: by id.
        topic: who was meant before it.
    """
    own = [m for m in mentions if m.sentence == sentence.index]
    if sentence.language == "ja":
        first = sentence.text.find("は")
        theme = next((m.person for m in own if _THEME_JA.match(sentence.text, m.end) and m.end <= first), None)
        # 「18日にはG20サミットに出席した」: nobody else is spoken of, so the next sentence is still about the same.
        return topic if theme is None and _SUBJECT_JA.search(sentence.text) is None else theme
    opening = [w for w in sentence.words if not own or w.start < own[0].start][:OPENING]
    pronouns = clause_words(f"antecedent_{sentence.language}_1")
    if any(not pronouns.isdisjoint((*w.lemmas, w.text)) for w in opening):
        return topic
    leads = bool(own) and sentence.text[: own[0].start].count(" ") <= OPENING and not _is_oblique(sentence, own[0])
    # «На прошлой неделе в Ташкенте побывала председатель … Матвиенко.»: nobody else is there to be meant.
    leads = leads or (len({m.person for m in own}) == 1 and not _is_oblique(sentence, own[0]))
    return own[0].person if leads and people[own[0].person].role_key != "spokesperson" else None


def goes_out(topic: str | None, told: Sequence[Candidate]) -> bool:
    """Return whether a sentence tells of a visit or talks of its topic, which talks told next then go on about.

    Args:
        topic: id of the person whom the sentence is about, or None.
        told: the candidates of that sentence.
    """
    return any(topic in c.event.actors and c.event.kind in _GOING for c in told)


def _is_oblique(sentence: AnnotatedSentence, mention: PersonMention) -> bool:
    if sentence.text.startswith(("'s", "’s"), mention.end):
        return True
    before = [w for w in sentence.words if w.end <= mention.start]
    words = clause_words(f"oblique_{sentence.language}")
    return any(w.text.lower() in words or w.lemma in words for w in before[-2:])


STEPS_BACK = 6
"""Sentences between two meetings of one person of which the second is told as "after this" (この後)."""


def dated_by(
    candidate: Candidate, told: Sequence[Candidate], found: Sequence[Candidate], reading: SentenceReading
) -> Candidate:
    """Return a candidate that was held, with the day of what the sentence before says was held by the same.

    Args:
        candidate: as its own sentence tells it.
        told: all candidates of that sentence.
        found: the candidates of the sentences before.
        reading: the candidate's sentence.
    """
    event, sentence = candidate.event, reading.sentence
    if not candidate.sure or event.status != "held" or event.kind not in _CARRIED or event.date is not None:
        return candidate
    taken = {c.dated_at for c in told}
    if any(d.start not in taken for d in sentence.dates):
        return candidate
    if clause_pattern(f"other_time_{sentence.language}").search(sentence.text) is not None:
        return candidate
    steps = STEPS_BACK if sentence.language == "ja" and "この後" in sentence.text else 1
    near = range(sentence.index - steps, sentence.index)
    before = [c for c in found if c.event.sentences[-1] in near and _carries(c, candidate, reading)]
    days = {c.event.date for c in before}
    if len(days) != 1:
        return candidate
    source = before[-1].event
    dated = replace(event, date=source.date, date_text=source.date_text, sentences=(*source.sentences, sentence.index))
    return replace(candidate, event=dated)


def _carries(earlier: Candidate, candidate: Candidate, reading: SentenceReading) -> bool:
    a, b = earlier.event, candidate.event
    if a.kind not in _CARRYING or a.status != "held" or a.date is None or not earlier.sure:
        return False
    first, last = bounds(a.date)
    if first != last or (a.city and b.city and a.city != b.city):
        return False
    one = {reading.people[x].country for x in a.actors} | set(a.participants)
    two = {reading.people[x].country for x in b.actors} | set(b.participants)
    return bool(two) and (one >= two or two >= one) and bool(one)


def signed_at_talks(told: Sequence[Candidate]) -> list[Candidate]:
    """Return the candidates of a sentence, what is signed at talks signed by all who talk, and there.

    「アスタナで外相と会談し、覚書に署名した」, "met in Astana and signed a memorandum". What they agree to do again is
    theirs as well: 「電話会談し、再び会談することを確認した」.
    """
    talks = [c for c in told if c.event.kind == "talks" and c.event.status == "held" and c.sure]
    calls = [c.event for c in talks if c.phone]

    def signed(candidate: Candidate) -> Candidate:
        event = candidate.event
        fitting = [t.event for t in talks if event.actors and set(event.actors) <= set(t.event.actors)]
        if not candidate.sure or event.participants or len(fitting) != 1:
            return candidate
        if event.kind == "talks" and candidate.agreed:
            return replace(candidate, event=replace(event, actors=fitting[0].actors))
        if (
            fitting[0] in calls
            or event.kind != "signing"
            or event.status != "held"
            or event.date not in (None, fitting[0].date)
        ):
            return candidate
        at = fitting[0]
        where = (event.country, event.city) if event.country or event.city else (at.country, at.city)
        whole = replace(event, actors=at.actors, country=where[0], city=where[1])
        return replace(candidate, event=whole)

    return [signed(c) for c in told]


def placed_by_visit(told: Sequence[Candidate]) -> list[Candidate]:
    """Return the candidates of a sentence, talks put where a visit of the same person is: "fly to Doha and meet X"."""
    visits = [c.event for c in told if c.event.kind == "visit" and c.event.city]

    def placed(candidate: Candidate) -> Candidate:
        event = candidate.event
        if event.kind not in ("talks", "signing") or candidate.phone or event.country or event.city:
            return candidate
        fitting = {
            (v.country, v.city)
            for v in visits
            if (not v.actors or set(v.actors) & set(event.actors)) and v.date == event.date and v.status == event.status
        }
        if len(fitting) != 1:
            return candidate
        country, city = fitting.pop()
        return replace(candidate, event=replace(event, country=country, city=city))

    return [placed(c) for c in told]
