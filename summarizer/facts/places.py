"""Finds countries, cities, demonyms and international organisations in a sentence, and names them in three languages.

English counts only capitalised words (turkey, china and polish are none). Georgia is the country unless a word of the
American state stands in the sentence. Russian words are looked up by every dictionary form. In Japanese a one-kanji
country counts where it cannot mean anything else: in a compound (日露), before an office (米国務長官), after 訪 or 対.
A capital or a seat of power stands for its government too: ``Moscow``, «Кремль», 「ホワイトハウス」 give the country,
with the city where there is one. The Soviet Union is no country here: ISO 3166 has withdrawn it.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from summarizer.article import Language
from summarizer.facts.japanese_places import find_japanese
from summarizer.facts.place_index import BLOCKED, MentionForm
from summarizer.facts.place_names import city_country, city_name, country_name, organisation_name
from summarizer.facts.spaced_places import find_spaced
from summarizer.language.words import Word

__all__ = ["PlaceMention", "city_country", "city_name", "country_name", "find_places", "organisation_name"]


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """A country, city or organisation named in a sentence, or an adjective or people of a country.

    Attributes:
        start, end: offsets in the sentence's text.
        country: ISO 3166-1 alpha-2, ``XK``, ``EU`` or ``UN``; None where there is none or it is disputed.
        city: key of ``lexicon/cities.tsv`` (cities, regions, islands, waters), or None.
        organisation: key of ``lexicon/organisations.tsv``, or None.
        form: ``name`` (Russia, Россия), ``adjective`` (Russian, российский), ``people`` (Russians, россияне) or
            ``abbreviation`` (USA, США, 露).
    """

    start: int
    end: int
    country: str | None
    city: str | None
    organisation: str | None
    form: MentionForm


def find_places(text: str, words: Sequence[Word], language: Language) -> tuple[PlaceMention, ...]:
    """Return the places in a sentence, ordered and not overlapping; a compound gives one mention for each country.

    Args:
        text: the sentence.
        words: its words, as ``language.words.words`` gives them.
        language: its language.
    """
    found = find_japanese(text, words) if language == "ja" else find_spaced(words, language)
    return tuple(
        PlaceMention(start, end, entry.country, entry.city, entry.organisation, entry.form)
        for start, end, entry in found
        if entry is not BLOCKED
    )
