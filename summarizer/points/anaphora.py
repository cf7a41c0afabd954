"""Where the sentence stands that a sentence such as 'He will hold talks there' points back to.

A point that points back is understood if the sentence it points to is a point before it. No coreference model is asked:
only what English, Russian and Japanese news keep to anyway counts as found, by the word that points back.
"""

from collections.abc import Sequence
from functools import cached_property

from summarizer.facts.annotation import AnnotatedSentence
from summarizer.facts.records import Facts
from summarizer.points.cues import cues
from summarizer.points.shape import Shape

PAIR = 2
"""How many a pair word ('the two sides', 両国, «стороны») means."""


class Antecedents:
    """Finds antecedents in one article.

    Args:
        sentences: annotated, all and in order.
        found: their shapes.
        facts: the card: who and which countries stand in which sentence.
    """

    def __init__(self, sentences: Sequence[AnnotatedSentence], found: Sequence[Shape], facts: Facts) -> None:
        self._sentences, self._shapes, self._facts = sentences, found, facts

    def of(self, i: int) -> frozenset[int]:
        """Return the positions of sentences any of which, told before it, makes a sentence understood.

        Args:
            i: position of a sentence.

        Returns:
            Empty if the sentence points back to something that is not certain to be found.
        """
        shape = self._shapes[i]
        if i == 0 or shape.bare or shape.quotation.starts_inside or shape.quotation.ends_inside:
            return frozenset()
        if not shape.points_back:
            return self._speaker(i)
        known, text = cues(self._sentences[i].language), self._sentences[i].text
        if known.pair_opener.match(text, shape.connective):
            return self._pair(i)
        if known.agreement_opener.match(text, shape.connective):
            return self._agreement(i) or self._chain(i)
        return self._chain(i)

    def follows(self, i: int) -> bool:
        """Tell whether what stands before a sentence is the last thing told, not the end of a paragraph beside it."""
        if i == 0:
            return False
        before = self._sentences[i - 1].sentence.paragraph
        if before == self._sentences[i].sentence.paragraph:
            return True
        # Where every sentence is a paragraph, paragraphs part nothing.
        return i == 1 or self._sentences[i - 2].sentence.paragraph != before

    def _speaker(self, i: int) -> frozenset[int]:
        known = self._shapes[i].speaker_missing and self._shapes[i - 1].names_someone and self.follows(i)
        return frozenset({i - 1}) if known else frozenset()

    def _chain(self, i: int) -> frozenset[int]:
        """Return the sentences back to the one that names what a run of sentences with one pronoun is about."""
        referent, chain, at = self._referent(i), set[int](), i
        while at > 0 and (at == i or self._referent(at) == referent):
            if not (self.follows(at) or isinstance(referent, int)):
                return frozenset(chain)
            at -= 1
            chain.add(at)
        if isinstance(referent, int) and not self._shapes[at].names_someone:
            return frozenset()
        return frozenset(chain)

    def _referent(self, i: int) -> int | str | None:
        """Return the class of personal pronouns that a sentence opens with, or the other word that points back.

        It is an empty word where the subject is left out.
        """
        shape, sentence = self._shapes[i], self._sentences[i]
        if not shape.points_back:
            return None
        known = cues(sentence.language)
        for number, pattern in enumerate(known.referents):
            if pattern.match(sentence.text, shape.connective):
                return number
        opener = known.pronoun_opener.match(sentence.text, shape.connective)
        return opener.group().lower() if opener else ""

    def _agreement(self, i: int) -> frozenset[int]:
        """Return the sentences before that tell of the agreement told of last."""
        told = [
            {at for at in range(i) if self._sentences[at].index in agreement.sentences}
            for agreement in self._facts.agreements
        ]
        return frozenset(max(told, key=lambda places: max(places, default=-1), default=()))

    def _pair(self, i: int) -> frozenset[int]:
        """Return the sentences that tell of the pair last named, back to where others are named."""
        pair: frozenset[str] = frozenset()
        telling = set[int]()
        for at in range(i - 1, -1, -1):
            named = self._parties[at]
            if len(named) < PAIR:
                continue
            if pair and not named <= pair:
                break
            pair = pair or named
            telling.add(at)
        return frozenset(telling)

    @cached_property
    def _parties(self) -> list[frozenset[str]]:
        """By position: the countries of a sentence, or where they are fewer than two, the people."""
        countries: list[set[str]] = [{p.country for p in s.places if p.country} for s in self._sentences]
        people: list[set[str]] = [set() for _ in self._sentences]
        position = {s.index: at for at, s in enumerate(self._sentences)}
        of_person = {person.id: person.country for person in self._facts.people}
        for mention in self._facts.mentions:
            at, country = position[mention.sentence], of_person.get(mention.person)
            people[at].add(mention.person)
            if country:
                countries[at].add(country)
        for event in self._facts.events:
            for number in event.sentences:
                countries[position[number]] |= {*event.participants, *([event.country] if event.country else [])}
                people[position[number]] |= set(event.actors)
        for agreement in self._facts.agreements:
            countries[position[agreement.sentences[0]]] |= set(agreement.parties)
        return [
            frozenset(named) if len(named) >= PAIR else frozenset(who)
            for named, who in zip(countries, people, strict=True)
        ]
