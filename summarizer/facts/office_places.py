"""Whose an office is: the place inside its title, before it or after it, down to regions and unrecognised states.

``Georgia's breakaway region of Abkhazia`` has officials of its own, and so have California and Kyiv: what is not a
country's is not given to one. The lists are in ``lexicon/places.toml``.
"""

import re
from functools import cache

from summarizer.facts.annotation import AnnotatedSentence
from summarizer.facts.lexicons import entries
from summarizer.facts.place_names import cities
from summarizer.facts.places import PlaceMention
from summarizer.facts.role_lexicon import BORROWED, Role, role_key
from summarizer.language.phrases import Hit

_MAX_WORDS_BETWEEN = 2
"""Lower-case words allowed between a country and its office: ``Japan's newly appointed foreign minister``."""


def region_of(place: PlaceMention, title: str) -> str | None:
    """Return the region, city or unrecognised state whose office a title is before or after a place, or None.

    Args:
        place: that the office is told to be of.
        title: id in ``lexicon/roles.tsv``.
    """
    if place.city is None or place.city in _places("stretches") or title in BORROWED:
        return None
    if role_key(title) == "ambassador":
        return None
    governed = title in _LOCAL or place.city in _places("states") or cities()[place.city]["kind"] in _GOVERNED
    return place.city if governed else None


def is_state_key(region: str) -> bool:
    """Return whether a region of ``lexicon/cities.tsv`` has a government that calls itself a state's."""
    return region in _places("states")


@cache
def _places(name: str) -> frozenset[str]:
    return frozenset(entries("places")["offices"][name])


_GOVERNED = frozenset({"region", "island"})
OF_STATES = frozenset(
    {
        "president",
        "prime_minister",
        "foreign_minister",
        "defense_minister",
        "finance_minister",
        "minister",
        "deputy_minister",
    }
)
"""Keys of offices that only states and their parts have."""


def is_elsewhere(hit: Hit[Role], role: Role, sentence: AnnotatedSentence) -> bool:
    """Return whether an office is told to be that of what the lexicon does not know.

    ``Ruritanian Foreign Minister``, ``prime minister of Ruritania``.

    Args:
        hit: the title.
        role: its office.
        sentence: in English; the other languages tell it by the name beside the office.
    """
    if role.key not in OF_STATES or role.country or role.organisation or sentence.language == "ru":
        return False  # in Russian only the name beside it tells a place in the genitive from a person
    before, after = sentence.text[: hit.start], sentence.text[hit.end :]
    if sentence.language == "ja":
        return False
    return _ELSEWHERE_BEFORE.search(before) is not None or _ELSEWHERE_AFTER.match(after) is not None


_ELSEWHERE_BEFORE = re.compile(
    r"\b(?!(?:Christian|Guardian|Civilian|Asian|African|American|European)\b)[A-Z][a-z]+(?:[ie]an|ese|ish|stani)\s(?:[a-z-]+\s){0,2}$"
)
_ELSEWHERE_AFTER = re.compile(r"\s(?:of|for)\s(?:the\s(?:[a-z-]+\s){0,3}(?:of\s)?)?[A-Z]")


def place_of(hit: Hit[Role], sentence: AnnotatedSentence) -> PlaceMention | None:
    """Return the country, organisation or part of a country whose office a sentence says a title is, or None.

    Args:
        hit: the title.
        sentence: analysed.
    """
    # «управляющий Банка Кореи»: the title «управляющий банка» ends inside the name of the bank.
    inside = [p for p in sentence.places if hit.start < p.start < hit.end]
    if inside and hit.value.key != "ambassador":  # ``ambassador to the United Nations`` is a country's
        return inside[0]
    before = _place_before(hit.start, sentence)
    after = _place_after(hit.end, sentence, hit.value.title)
    if sentence.language == "ru":
        return after or before
    return before or after


def _place_before(start: int, sentence: AnnotatedSentence) -> PlaceMention | None:
    place = next((p for p in reversed(sentence.places) if p.end <= start), None)
    if place is None:
        return None
    gap = sentence.text[place.end : start]
    if sentence.language == "ja":
        host = sentence.text[: place.start].endswith("駐")
        return place if gap in ("", "の", "元", "前", "の元", "の前", "新", "の新") and not host else None
    if sentence.language == "ru":
        return place if place.form == "adjective" and _is_short_gap(gap) else None
    possessive = re.match(r"['’]s?\s", gap)
    if place.form == "name" and not possessive:
        return place if gap in (" ", " former ", " ex-") else None
    return place if _is_short_gap(re.sub(r"^['’]s?", "", gap)) else None


def _is_short_gap(gap: str) -> bool:
    between = gap.split()
    return (
        len(between) <= _MAX_WORDS_BETWEEN
        and all(w.islower() and w.replace("-", "").isalpha() for w in between)
        and not (_GAP_BREAKS & set(between))
    )


MAX_GENITIVES = 3
"""Words between a Russian office and its country: «руководитель Рыболовного агентства Японии»."""
_GAP_BREAKS = frozenset("and or that with by in on to for from said says и или с в на по о об от что а".split())  # noqa: SIM905


_LOCAL = frozenset({"governor", "acting_governor", "deputy_governor", "mayor", "leader"})
"""Offices of a city or a region, whose country is the card's."""


def _place_after(end: int, sentence: AnnotatedSentence, role: str) -> PlaceMention | None:
    place = next((p for p in sentence.places if p.start >= end), None)
    if place is None or sentence.language == "ja":
        return None
    gap = sentence.text[end : place.start].strip()
    if sentence.language == "en":
        # ``head of the Japanese Fisheries Agency`` as well as ``prime minister of Japan``.
        fits = gap in ("of", "of the", "for", "for the", "the") or _SELF_STYLED.fullmatch(gap)
        return _part(place, sentence) if fits else None
    if place.form == "adjective" and place.country:
        # «глава российской республики Татарстан», «президент молдавского Приднестровья»
        place = _part(place, sentence)
    if place.form not in ("name", "abbreviation") or (place.city is not None and not region_of(place, role)):
        return None
    between = [w for w in sentence.words if end <= w.start < place.start]
    return place if len(between) <= MAX_GENITIVES and all("gent" in w.tags for w in between) else None


def _part(place: PlaceMention, sentence: AnnotatedSentence) -> PlaceMention:
    """Return the region whose country only goes before it: ``of Georgia's breakaway region of Abkhazia``."""
    part = next((p for p in sentence.places if p.start >= place.end), None)
    if part is None or region_of(part, "head") is None:
        return place
    gap = sentence.text[place.end : part.start]
    return part if _TO_PART[sentence.language].fullmatch(gap) else place


_SELF_STYLED = re.compile(
    r"of the (?:[a-z-]+ ){0,3}(?:republic|region|territory|enclave|province|state|statelet) of(?: the)?", re.IGNORECASE
)
_TO_PART = {
    "en": re.compile(r"(?:['’]s?)? (?:[A-Za-z-]+ ){0,3}(?:of )?(?:the )?"),
    "ru": re.compile(r" (?:[а-яё-]+ ){0,3}"),
}
"""Between a country and its part: ``Georgia's breakaway region of``, «российской республики»."""
