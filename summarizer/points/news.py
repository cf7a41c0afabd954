"""Which facts of the card are the article's news, and which sentences tell of them.

A card holds every visit and every person that an article names, and much of that is context: another minister's trip,
a meeting of seven years ago. The lead decides: what it tells of, and what those it names do, is the story.
"""

from collections.abc import Sequence
from datetime import date, timedelta

from summarizer.facts.annotation import AnnotatedSentence
from summarizer.facts.records import Agreement, Event, Facts

PERSON, PEOPLE_COUNTED = 0.2, 2
EVENT = 0.35
AGREEMENT = 0.3
"""What one person, event or agreement adds to the facts feature of a sentence."""

ASIDE = 0.5
"""Share left to an event of others than those whom the lead names, or of long ago, and to people who take no part."""

NEWS_DAYS = 60
"""Days before publication from which on an event that is over is history."""


class News:
    """The facts of one article as news.

    Args:
        sentences: annotated, all and in order.
        facts: the card.
        lead: position of the lead.
        published: day of publication, or None.
    """

    def __init__(self, sentences: Sequence[AnnotatedSentence], facts: Facts, lead: int, published: date | None) -> None:
        self._position = {sentence.index: at for at, sentence in enumerate(sentences)}
        self._lead = sentences[lead].index
        self._oldest = published - timedelta(days=NEWS_DAYS) if published else None
        told = [event for event in facts.events if self._lead in event.sentences]
        self._named = {person.id for person in facts.people if self._lead in person.sentences}
        self._named |= {actor for event in told for actor in event.actors}
        self._countries = {place.country for place in sentences[lead].places if place.country}
        self._country_of = {person.id: person.country for person in facts.people}
        self.told: list[dict[str, float]] = [{} for _ in sentences]
        """By position: the events and people that a sentence tells of, each with its weight. Agreements are not among
        them: what an agreement says is news in every sentence that tells of it."""
        self.agreed: list[bool] = [False] * len(sentences)
        """By position: whether a sentence tells of an agreement."""
        self.known: list[set[str]] = [set() for _ in sentences]
        """By position: the people of a sentence whom an earlier one has introduced."""
        self._read(facts)
        self.main = [self._positions(fact.sentences) for fact in self._main(facts)]
        """The sentences of the main event and of the main agreement, as far as there are such."""

    def carried(self, at: int) -> float:
        """Return the weight of the facts that the sentence at a position tells of, 0 and up."""
        told = self.told[at]
        events = max((weight for fact, weight in told.items() if fact.isdigit()), default=0.0)
        people = sum(weight for fact, weight in told.items() if not fact.isdigit())
        return events + AGREEMENT * self.agreed[at] + min(people, PERSON * PEOPLE_COUNTED)

    def tells(self, at: int) -> bool:
        """Return whether the sentence at a position tells of an event or agreement of the card."""
        return self.agreed[at] or any(fact.isdigit() for fact in self.told[at])

    def _read(self, facts: Facts) -> None:
        acting = set(self._named)
        for number, event in enumerate(facts.events):
            topical = self._topical(event) and not self._over(event)
            acting.update(event.actors if topical else ())
            for at in self._positions(event.sentences):
                self.told[at][str(number)] = EVENT if topical else ASIDE * EVENT
        for person in facts.people:
            partaking = person.id in acting or person.country in self._countries
            weight = PERSON if partaking else ASIDE * PERSON
            for at in self._positions(person.sentences):
                self.told[at][person.id] = weight
            for at in self._positions(person.sentences[1:]):
                self.known[at].add(person.id)
        for agreement in facts.agreements:
            for at in self._positions(agreement.sentences):
                self.agreed[at] = True

    def _positions(self, numbers: Sequence[int]) -> frozenset[int]:
        return frozenset(self._position[number] for number in numbers)

    def _topical(self, event: Event) -> bool:
        """Tell whether an event is the lead's own, or of the people whom the lead names, or else of its countries."""
        if self._lead in event.sentences:
            return True
        if self._named:
            return not self._named.isdisjoint(event.actors)
        countries = {event.country, *event.participants, *(self._country_of.get(actor) for actor in event.actors)}
        return not self._countries.isdisjoint(countries)

    def _over(self, event: Event) -> bool:
        if self._oldest is None or not event.date:
            return False
        # EDTF level 0 sorts as text; an interval ends with its last day.
        last = event.date.rpartition("/")[2]
        return last < self._oldest.isoformat()[: len(last)]

    def _main(self, facts: Facts) -> list[Event | Agreement]:
        """Return the event and the agreement that the article is most likely about: the lead's own, told most often."""
        event = min(
            (event for event in facts.events if self._topical(event) and not self._over(event)),
            key=lambda e: (self._lead not in e.sentences, -len(e.sentences), e.sentences),
            default=None,
        )
        agreement = min(
            facts.agreements,
            key=lambda a: (self._lead not in a.sentences, -len(a.sentences), a.sentences),
            default=None,
        )
        return [fact for fact in (event, agreement) if fact is not None]
