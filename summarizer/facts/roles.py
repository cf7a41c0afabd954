"""Offices in a sentence: which one, of which country or organisation, former or not.

A title is matched with the country adjectives taken out of the way (``head of the Russian Foreign Ministry``, «глава
японского МИД»), and the country is then read from inside it, from before it, or from after it, in the order in which
each language puts it. Titles in the plural and titles that only begin another noun (大統領府, 外相会談) are nobody's.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import get_args

from summarizer.article import Language
from summarizer.facts.annotation import AnnotatedSentence
from summarizer.facts.lexicons import entries, table, variants
from summarizer.facts.places import PlaceMention
from summarizer.facts.records import RoleKey
from summarizer.language.phrases import Hit, Phrases
from summarizer.language.words import Word, words

COUNTERPART = "counterpart"
"""Title of someone called another's counterpart: the office is the other's."""
_MAX_WORDS_BETWEEN = 2
"""Lower-case words allowed between a country and its office: ``Japan's newly appointed foreign minister``."""


@dataclass(frozen=True, slots=True)
class Role:
    """An entry of ``lexicon/roles.tsv``.

    Attributes:
        title: its id, without the variant.
        key: role key of the JSON.
        country, organisation: implied by the wording, or None.
    """

    title: str
    key: RoleKey
    country: str | None
    organisation: str | None


@dataclass(frozen=True, slots=True)
class RoleMention:
    """One office as a sentence words it.

    Attributes:
        start, end: offsets in the sentence's text, the country's words left out where they stand outside the title.
        title: id in ``lexicon/roles.tsv``, or ``COUNTERPART``.
        key: role key of the JSON.
        country: whose office it is, or None where the sentence does not say beside the title.
        organisation: key of ``lexicon/organisations.tsv``, or None.
        former: held in the past, or not yet (former, ex-, -elect, 元, 前).
        countries: of an office in the plural (``foreign ministers of Russia and Japan``, 両外相): whose holders may be
            named beside it, in order; None for an office in the singular.
    """

    start: int
    end: int
    title: str
    key: RoleKey
    country: str | None
    organisation: str | None
    former: bool
    countries: tuple[str, ...] | None = None


@cache
def _roles() -> dict[str, Role]:
    keys = get_args(RoleKey)
    found = {}
    for row in table("roles"):
        if row["key"] not in keys:
            raise ValueError(f"lexicon/roles.tsv: {row['id']}: unknown key {row['key']}")
        title = row["id"].split("~")[0]
        found[row["id"]] = Role(title, row["key"], row["country"] or None, row["organisation"] or None)  # type: ignore[arg-type]
    return found


@cache
def _phrases(language: Language) -> Phrases[Role]:
    pairs = [(form, _roles()[row["id"]]) for row in table("roles") for form in variants(row[language])]
    pairs += [(form, Role(COUNTERPART, "other", None, None)) for form in entries("role_cues")["counterpart"][language]]
    return Phrases(pairs, language)


@cache
def _cues(name: str, language: Language) -> frozenset[str]:
    return frozenset(entries("role_cues")[name][language])


def role_key(title: str) -> RoleKey:
    """Return the role key of a title id.

    Raises:
        KeyError: no such title in ``lexicon/roles.tsv``.
    """
    return _roles()[title].key


def title_name(title: str, country: str | None, language: Language) -> str:
    """Return what an office is called: ``Foreign Minister``, or for the US ``Secretary of State``.

    Args:
        title: id in ``lexicon/roles.tsv``.
        country: ISO code; some countries have their own word.
        language: of the answer.

    Raises:
        KeyError: no such title.
    """
    names = _title_names(language)
    return names.get(f"{title}@{country}") or names[title]


@cache
def _title_names(language: Language) -> dict[str, str]:
    return {row["id"]: row[f"name_{language}"] for row in table("roles")}


def find_roles(sentence: AnnotatedSentence) -> list[RoleMention]:
    """Return the offices in a sentence, in order, not overlapping."""
    if sentence.language == "ja":
        hits = [hit for hit in _phrases("ja").find(_characters(sentence.text)) if _is_office_ja(hit, sentence)]
    else:
        # The names of countries keep their place; only adjectives stand between the words of a title.
        inside = [p for p in sentence.places if p.form == "adjective"]
        kept = [w for w in sentence.words if not any(p.start <= w.start < p.end for p in inside)]
        hits = _phrases(sentence.language).find(kept)
        plural = {hit.start for hit in hits if _is_plural(kept, hit, sentence.language)}
        return [_plural_mention(h, sentence) if h.start in plural else _mention(h, sentence) for h in hits]
    return [
        _plural_mention(h, sentence) if sentence.text[: h.start].endswith("両") else _mention(h, sentence) for h in hits
    ]


def _plural_mention(hit: Hit[Role], sentence: AnnotatedSentence) -> RoleMention:
    inside = [p for p in sentence.places if hit.start <= p.start and p.end <= hit.end]
    before, position = [], hit.start
    for place in reversed([p for p in sentence.places if p.end <= hit.start]):
        if sentence.text[place.end : position] not in _COUNTRY_GAPS:
            break
        before.insert(0, place)
        position = place.start
    after, position = [], hit.end
    for place in [p for p in sentence.places if p.start >= hit.end]:
        if sentence.text[position : place.start] not in _COUNTRY_GAPS:
            break
        after.append(place)
        position = place.end
    countries = tuple(p.country for p in (inside or before or after) if p.country)
    role = hit.value
    return RoleMention(hit.start, hit.end, role.title, role.key, None, None, former=False, countries=countries)


def _characters(text: str) -> list[Word]:
    return [Word(i, i + 1, c, (c,), frozenset()) for i, c in enumerate(text)]


def _is_office_ja(hit: Hit[Role], sentence: AnnotatedSentence) -> bool:
    # On a word boundary at one end at least: Sudachi reads 元首相 as 元首 + 相, so both would lose offices.
    starts = {w.start for w in sentence.words}
    ends = {w.end for w in sentence.words}
    if hit.start not in starts and hit.end not in ends:
        return False
    rest = sentence.text[hit.end :]
    return not rest.startswith(tuple(_cues("not_office_before", "ja")))


def _is_plural(kept: Sequence[Word], hit: Hit[Role], language: Language) -> bool:
    if language == "en":
        last = kept[hit.last - 1]
        return (
            last.text.endswith("s")
            and last.lemmas[0] != last.text.lower()[:-1]
            and last.text.lower() not in _SINGULAR_S
        )
    head = kept[hit.first]
    return "plur" in head.tags and "sing" not in head.tags and hit.value.title != COUNTERPART


_SINGULAR_S = frozenset({"affairs", "chargé d'affaires"})


def _mention(hit: Hit[Role], sentence: AnnotatedSentence) -> RoleMention:
    role = _company_role(hit, sentence) or hit.value
    place = _place_of(hit, sentence)
    country = place.country if place and place.country else role.country
    organisation = place.organisation if place and place.organisation else role.organisation
    return RoleMention(
        hit.start, hit.end, role.title, role.key, country, organisation, _is_former(hit.start, sentence, place)
    )


def _company_role(hit: Hit[Role], sentence: AnnotatedSentence) -> Role | None:
    """``Toyota President``, «президент „Тойоты“»: the president of something that is no state."""
    if hit.value.title != "president" or sentence.language == "ja":
        return None
    if sentence.language == "ru":
        return _roles()["company_president"] if re.match(r"\s+(?:[«„\"]|[A-Z])", sentence.text[hit.end :]) else None
    before = next((w for w in reversed(sentence.words) if w.end <= hit.start), None)
    if (
        before is None
        or not before.capitalised
        or not before.text.isalpha()
        or sentence.text[before.end : hit.start] != " "
    ):
        return None
    placed = any(p.start <= before.start < p.end for p in sentence.places)
    plain = before.text.lower() in _cues("before_president", "en") or before.start == 0
    return None if placed or plain else _roles()["company_president"]


def _place_of(hit: Hit[Role], sentence: AnnotatedSentence) -> PlaceMention | None:
    inside = [p for p in sentence.places if hit.start < p.start and p.end <= hit.end]
    if inside:
        return inside[0]
    before = _place_before(hit.start, sentence)
    after = _place_after(hit.end, sentence)
    if sentence.language == "ru":
        return after or before
    return before or after


def _place_before(start: int, sentence: AnnotatedSentence) -> PlaceMention | None:
    place = next((p for p in reversed(sentence.places) if p.end <= start), None)
    if place is None:
        return None
    gap = sentence.text[place.end : start]
    if sentence.language == "ja":
        return place if gap in ("", "の", "元", "前", "の元", "の前", "新", "の新") else None
    if sentence.language == "ru":
        return place if place.form == "adjective" and _is_short_gap(gap) else None
    if place.form == "name" and not re.match(r"['’]s?\s|\s", gap):
        return None
    return place if _is_short_gap(re.sub(r"^['’]s?", "", gap)) else None


def _is_short_gap(gap: str) -> bool:
    between = gap.split()
    return (
        len(between) <= _MAX_WORDS_BETWEEN
        and all(w.islower() and w.replace("-", "").isalpha() for w in between)
        and not (_GAP_BREAKS & set(between))
    )


_COUNTRY_GAPS = frozenset(("", " ", " and ", ", ", " of ", " of the ", " и ", "両", "、", "・"))
"""What may stand between the countries of an office in the plural, and between them and the office."""
_GAP_BREAKS = frozenset("and or that with by in on to for from said says и или с в на по о об от что а".split())  # noqa: SIM905


def _place_after(end: int, sentence: AnnotatedSentence) -> PlaceMention | None:
    place = next((p for p in sentence.places if p.start >= end), None)
    if place is None or place.form not in ("name", "abbreviation"):
        return None
    gap = sentence.text[end : place.start].strip()
    if sentence.language == "en":
        return place if gap in ("of", "of the", "for") else None
    if sentence.language == "ru":
        return place if gap == "" and place.city is None else None
    return None


def _is_former(start: int, sentence: AnnotatedSentence, place: PlaceMention | None) -> bool:
    begin = min(start, place.start) if place else start
    cues = _cues("former", sentence.language)
    if sentence.language == "ja":
        return sentence.text[:start].endswith(tuple(cues)) or sentence.text[:begin].endswith(tuple(cues))
    near = sentence.text[max(0, begin - 24) : start].lower().replace("-", "- ")
    return any(w in cues for w in (token.strip(",") for token in near.split()[-4:])) or _has_elect_suffix(
        start, sentence
    )


def _has_elect_suffix(start: int, sentence: AnnotatedSentence) -> bool:
    return sentence.language == "en" and bool(re.match(r"\w+-elect\b", sentence.text[start:]))


def lemma_words(text: str, language: Language) -> tuple[Word, ...]:
    """Return the words of a fragment (a name, a title) as the matcher sees them."""
    return words(text, language)
