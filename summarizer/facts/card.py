"""From the sentences of an article to its facts: the order in which the finders need each other's answers."""

from collections import defaultdict
from collections.abc import Sequence

from summarizer.article import Article
from summarizer.facts.agreements import find_agreements
from summarizer.facts.annotation import AnnotatedSentence
from summarizer.facts.events import find_events
from summarizer.facts.names import Glossary
from summarizer.facts.people import find_people
from summarizer.facts.records import Facts, Person, PersonMention, Place


def find_facts(article: Article, sentences: Sequence[AnnotatedSentence], glossary: Glossary | None = None) -> Facts:
    """Return the card of an article.

    Args:
        article: read.
        sentences: its sentences, analysed.
        glossary: the user's own names, or None.
    """
    people, mentions = find_people(article, sentences, glossary)
    events = find_events(sentences, people, mentions, article.published, article.dateline)
    return Facts(
        people=people,
        agreements=find_agreements(sentences, people, mentions, events),
        events=events,
        places=_places(sentences, people, mentions),
        mentions=mentions,
    )


def _places(
    sentences: Sequence[AnnotatedSentence], people: Sequence[Person], mentions: Sequence[PersonMention]
) -> tuple[Place, ...]:
    found: dict[tuple[str | None, str | None], set[int]] = defaultdict(set)
    names = {p.id: p.names for p in people}
    for sentence in sentences:
        named = [m for m in mentions if m.sentence == sentence.index]
        for place in sentence.places:
            text = sentence.text[place.start : place.end]
            # Luís Montenegro is no place, though his surname is.
            surname = any(
                m.start <= place.start
                and place.end <= m.end
                and text in names[m.person].in_language(sentence.language).split()
                for m in named
            )
            if (place.country or place.city) and not surname:
                found[place.country, place.city].add(sentence.index)
    return tuple(Place(country, city, tuple(sorted(numbers))) for (country, city), numbers in found.items())
