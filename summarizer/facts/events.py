"""Events: visits, talks, summits, signings, ceremonies, elections, exercises, with their time, place and people.

Every word of ``lexicon/events.toml`` in a sentence makes a candidate; its clause says who takes part, where, when, and
whether it was held, is planned or expected, was called off or denied; candidates of one event are merged. What stays
without a date, a place or people that the text gives is left out: a made-up visit costs more than a missing one.
"""

from collections.abc import Mapping, Sequence
from datetime import date

from summarizer.article import Dateline
from summarizer.facts.agreement_parties import TWO, codes
from summarizer.facts.annotation import AnnotatedSentence
from summarizer.facts.dates import resolve
from summarizer.facts.eventing.candidates import Candidate, candidates, setting_of
from summarizer.facts.eventing.continuing import dated_by, goes_out, placed_by_visit, signed_at_talks, topic_of
from summarizer.facts.eventing.merging import merged
from summarizer.facts.eventing.reading import read_sentence
from summarizer.facts.records import Event, Person, PersonMention


def find_events(
    sentences: Sequence[AnnotatedSentence],
    people: Sequence[Person],
    mentions: Sequence[PersonMention],
    published: date | None,
    dateline: Dateline | None,
) -> tuple[Event, ...]:
    """Return the events that an article tells of, ordered by first sentence.

    Args:
        sentences: of the article, analysed.
        people: of the article.
        mentions: where the sentences mean them.
        published: the day that relative dates are resolved against, or None.
        dateline: where the story was filed, which is where talks are that it tells of on the spot; or None.
    """
    if not sentences:
        return ()
    by_id = {person.id: person for person in people}
    setting = setting_of(published, dateline, sentences[0].language)
    found: list[Candidate] = []
    context: str | None = None
    antecedents: tuple[str, ...] = ()
    sides: tuple[str, ...] = ()
    topic: str | None = None
    told: list[Candidate] = []
    for sentence in sentences:
        going = goes_out(topic, told)
        reading = read_sentence(sentence, mentions, by_id, antecedents, sides, topic, goes_out=going)
        told = []
        if reading is not None:
            own = list(candidates(reading, setting, context))
            told = placed_by_visit(signed_at_talks([dated_by(c, own, found, reading) for c in own]))
        found += told
        sides = next((pair for pair in map(_two_sides, told) if pair), _uncontested(sides, sentence))
        context = _last_date(sentence, published, context)
        antecedents = _meant_next(sentence, mentions, by_id)
        topic = topic_of(sentence, mentions, by_id, topic)
    return merged(found, by_id)


def _uncontested(sides: tuple[str, ...], sentence: AnnotatedSentence) -> tuple[str, ...]:
    """Return the two that "the two countries" means, or () after a sentence that names two others."""
    named = codes(sentence.places)
    return () if len(named) == TWO and set(named) != set(sides) else sides


def _two_sides(candidate: Candidate) -> tuple[str, ...]:
    """Return the two countries of an event, which "the two countries" means after it, or ()."""
    return candidate.event.participants if len(candidate.event.participants) == TWO else ()


def _meant_next(
    sentence: AnnotatedSentence, mentions: Sequence[PersonMention], people: Mapping[str, Person]
) -> tuple[str, ...]:
    """Return whom a pronoun in the next sentence can mean: the people of this one but those who speak for others."""
    named = dict.fromkeys(m.person for m in mentions if m.sentence == sentence.index)
    return tuple(p for p in named if people[p].role_key != "spokesperson")


def _last_date(sentence: AnnotatedSentence, published: date | None, context: str | None) -> str | None:
    """Return the date that "the same day" in the next sentence would mean."""
    for mention in reversed(sentence.dates):
        if not mention.attributive and mention.bound is None:  # "since 2022" is not the time of what is told next
            told = resolve(mention.expression, published, None, context)
            # "the same day" means the last day, though a month was spoken of since.
            coarser = told is not None and context is not None and len(told) < len(context) == LENGTH_OF_DAY
            return context if told is None or coarser else told
    return context


LENGTH_OF_DAY = len("2019-01-14")
