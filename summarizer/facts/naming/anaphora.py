"""``the country's energy minister``, «министр энергетики страны», 同国のエネルギー相: the country spoken of last."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from summarizer.article import Article, Language
from summarizer.facts.annotation import AnnotatedSentence
from summarizer.facts.naming.attachment import TitledName
from summarizer.facts.office_places import is_state_key
from summarizer.facts.places import PlaceMention, find_places
from summarizer.facts.role_lexicon import cues
from summarizer.facts.roles import RoleMention
from summarizer.language.words import words

_SENTENCES_BACK = 2
"""Sentences within which “the country” finds its name; further back it is a guess."""


def with_country(titled: TitledName, sentences: Sequence[AnnotatedSentence], index: int) -> TitledName:
    """Return a name whose office is “the country's” with that country filled in, any other as it is.

    Args:
        titled: a name with its office.
        sentences: of the article.
        index: position of the name's sentence among them.
    """
    role = titled.role
    if role is None or role.country or role.organisation or role.region:
        return titled
    if role.title in _OF_ORGANISATIONS:
        return _with_organisation(titled, role, sentences, index)
    if not _is_anaphoric(titled, sentences[index]):
        return titled
    place = _last_country(sentences, index, titled.start)
    return TitledName(titled.name, role.of(place), place.country) if place else titled


def home_country(article: Article, sentences: Sequence[AnnotatedSentence]) -> str | None:
    """Return the country whose officials an article need not name by country, or None.

    It is that of the dateline's city, if no other country is named more often (``TOKYO – Finance Minister …``), or none
    beside it in the first sentence.

    Args:
        article: read.
        sentences: its sentences, analysed.
    """
    place = article.dateline.place if article.dateline else None
    if not place:
        return None
    named = place.title() if place.isupper() else place
    here = find_places(named, words(named, article.language), article.language)
    if len({p.country for p in here}) > 1:
        return None  # BEIJING/SEOUL
    counts = Counter(p.country for s in sentences for p in s.places if p.country)
    if not here or not here[0].country or not counts:
        return None
    lead = {p.country for s in sentences[:1] for p in s.places}
    return here[0].country if counts[here[0].country] == max(counts.values()) or lead == {here[0].country} else None


_OF_ORGANISATIONS = frozenset({"secretary_general", "deputy_secretary_general"})
"""Offices that only organisations have: ``Secretary-General Guterres`` is that of the one spoken of last."""


def _with_organisation(
    titled: TitledName, role: RoleMention, sentences: Sequence[AnnotatedSentence], index: int
) -> TitledName:
    for back in range(index, -1, -1):
        places = [p for p in sentences[back].places if p.organisation and (back < index or p.end <= titled.start)]
        if places:
            # The Security Council's secretary-general is the United Nations'.
            united_nations = (places[-1].organisation or "").startswith("un_")
            organisation = "un" if united_nations else places[-1].organisation
            country = "UN" if united_nations else places[-1].country
            return TitledName(titled.name, replace(role, country=country, organisation=organisation), country)
    return titled


@cache
def _words(language: Language) -> tuple[str, ...]:
    return tuple(sorted(cues("the_country", language)))


def _is_anaphoric(titled: TitledName, sentence: AnnotatedSentence) -> bool:
    role = titled.role
    if role is None:
        return False
    if sentence.language == "ru":
        return sentence.text[role.end :].startswith(_words("ru"))
    starts = (role.start, titled.start)
    return any(sentence.text[:start].rstrip().lower().endswith(_words(sentence.language)) for start in starts)


def _last_country(sentences: Sequence[AnnotatedSentence], index: int, start: int) -> PlaceMention | None:
    """Return the country, or unrecognised state, spoken of last; a city stands for its own where none is."""
    home = "JP" if sentences[index].language == "ja" else None
    cities: list[PlaceMention] = []
    for back in range(index, max(-1, index - _SENTENCES_BACK - 1), -1):
        places = [p for p in sentences[back].places if back < index or p.end <= start]
        for place in reversed(places):
            if place.city and is_state_key(place.city):
                return place
            if place.country and place.country != home and place.form in ("name", "adjective", "abbreviation"):
                if place.city is None:
                    return place
                cities.append(replace(place, city=None))
    return cities[0] if cities else None
