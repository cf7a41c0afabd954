"""The countries around the name of an agreement: before it, after it, as the subject of its sentence, in a list.

A union without a country code ("the EAEU and India", "ASEAN") is a party like a country here, by its key of
``lexicon/organisations.tsv``: so the other party is not taken for one of two countries that the article speaks of.
"""

import itertools
import re
from collections.abc import Sequence
from functools import cache

from summarizer.article import Language
from summarizer.facts.annotation import AnnotatedSentence
from summarizer.facts.lexicons import entries
from summarizer.facts.places import PlaceMention
from summarizer.language.phrases import Hit

BESIDE = 3
"""Words between a country and the phrase that it qualifies ("Russia and Japan's long-awaited peace treaty")."""
BESIDE_JA = 8
"""The same in Japanese characters (日露両国の平和条約, 日本とインドの間での租税条約)."""
APART_JA = 20
"""Japanese characters between two countries of one list (イスラエルとイスラム教シーア派組織ヒズボラ)."""
AFTER = 60
"""Characters after the phrase within which "between A and B" names its parties."""
MANY = 2
"""Countries that make a list."""
_SIGNED = re.compile(r",\s*(?:signed|concluded|ratified|reached|подписанн\w+|заключ[её]нн\w+)\s", re.IGNORECASE)
_FOR_OR_AGAINST = re.compile("про|анти", re.IGNORECASE)
_OPENING = ' "«“「『('
_JOINED_WORDS = ("and", "и", "-", "–", "—", "'s", "’s", ",")


@cache
def wording(name: str, language: Language) -> re.Pattern[str]:
    """Return an expression of ``lexicon/agreement_cues.toml``."""
    expression: str = entries("agreement_cues")[name][language]
    return re.compile(expression, re.IGNORECASE)


def party(place: PlaceMention) -> str | None:
    """Return the party that a place stands for: a country code, the key of a union that concludes treaties, or None."""
    cues = entries("agreement_cues")
    if place.city in cues["seats"]:
        return str(cues["seats"][place.city])
    if place.country is not None:
        return place.country if place.country != "UN" else None
    unions: dict[str, str] = cues["unions"]
    return unions.get(place.organisation or "")


def bound(places: Sequence[PlaceMention]) -> tuple[str, ...]:
    """Return the parties that places stand for, each once, in order."""
    return tuple(dict.fromkeys(p for p in map(party, places) if p))


def is_apart(sentence: AnnotatedSentence, place: PlaceMention) -> bool:
    """Whether a place only sees an agreement made: "signed in Geneva", "brokered by Egypt", «при участии США»."""
    text, language = sentence.text, sentence.language
    if wording("apart_behind", language).match(text[place.end :]) is not None:
        return True
    if wording("apart_before", language).search(text[: place.start]) is not None:
        return True
    if place.form == "adjective" and _FOR_OR_AGAINST.match(text, place.start):
        return True
    return place.city is not None and _is_venue(sentence, place)


def _is_venue(sentence: AnnotatedSentence, place: PlaceMention) -> bool:
    venue = re.compile(entries("status")["agreement"]["venue"][sentence.language], re.IGNORECASE)
    if sentence.language == "ja":
        return venue.match(sentence.text[place.end :]) is not None
    opens = sentence.index == 0 and place.start == 0
    dateline = opens and sentence.text[place.start : place.end].isupper()
    # Case counts in no preposition, but "From Kyiv" may begin a sentence.
    return dateline or venue.search(sentence.text[: place.start]) is not None


def places_before(sentence: AnnotatedSentence, hit: Hit[str], apart: frozenset[int]) -> list[PlaceMention]:
    """Return the countries right before a phrase: "Russian-Japanese", "Russia and Japan's new", 日露両国の.

    Args:
        sentence: that names the agreement.
        hit: where.
        apart: where the places begin that are no parties.
    """
    acting = [p for p in sentence.places if p.start not in apart and p.start < hit.start]
    if acting and acting[-1].city is not None and not sentence.text[acting[-1].end : hit.start].strip():
        alone = len(acting) < MANY or not joined(sentence, acting[-1:], acting[-2].end)
        if alone or sentence.language == "ja":
            acting = acting[:-1]  # "the Geneva agreement" is named after a city
    if sentence.language == "ja":
        return _before_japanese(sentence, hit, acting)
    chosen: list[PlaceMention] = []
    for place in reversed(acting):
        if chosen:
            if wording("join", sentence.language).fullmatch(sentence.text, place.end, chosen[0].start) is None:
                break
        elif not _qualifies(sentence, place, hit):
            break
        chosen.insert(0, place)
    return chosen


def _qualifies(sentence: AnnotatedSentence, place: PlaceMention, hit: Hit[str]) -> bool:
    """Whether so few words stand between a country and the phrase that it belongs to it."""
    between = [w.text.lower() for w in sentence.words[: hit.first] if w.start >= place.end]
    plain = [word for word in between if word not in _JOINED_WORDS]
    coordinate = between[:1] in (["and"], ["и"])  # "a treaty with Italy and a pact with Hungary"
    return not coordinate and "," not in between and len(plain) <= BESIDE and not any(word in ".;:" for word in plain)


def _before_japanese(sentence: AnnotatedSentence, hit: Hit[str], acting: Sequence[PlaceMention]) -> list[PlaceMention]:
    chosen: list[PlaceMention] = []
    edge = hit.start
    for place in reversed(acting):
        if place.end > edge:
            continue
        gap = sentence.text[place.end : edge]
        if wording("join", "ja").fullmatch(gap) is None or len(gap) > (APART_JA if chosen else BESIDE_JA):
            break
        chosen.insert(0, place)
        edge = place.start
    return chosen


def places_after(sentence: AnnotatedSentence, hit: Hit[str]) -> list[PlaceMention]:
    """Return the countries that follow a head: "between A and B", "with A", «соглашение ЕАЭС с Монголией»."""
    text = sentence.text
    if sentence.language == "ja":
        return []
    within = [p for p in sentence.places if hit.start < p.start and p.end <= hit.end]
    if within:
        return _named(sentence, within)
    following = [p for p in sentence.places if p.start >= hit.end]
    if sentence.language == "ru" and following and not text[hit.end : following[0].start].strip():
        nouns = list(itertools.takewhile(lambda p: _is_genitive(sentence, p), following))
        return _named(sentence, joined(sentence, nouns, hit.end))
    actors = wording("relative_actors", sentence.language).match(text, hit.end)
    made_by = joined(sentence, following, actors.end()) if actors else []
    if len(bound(made_by)) >= MANY and wording("makes", sentence.language).match(text[made_by[-1].end :].lstrip()):
        return made_by  # and not "in a statement that A and B did"
    opening = wording("between", sentence.language).search(text, hit.end, hit.end + AFTER)
    if opening is None or "," in _SIGNED.sub("", text[hit.end : opening.start()]):
        return []
    return _named(sentence, joined(sentence, [p for p in following if p.start >= opening.end()], opening.end()))


def _is_genitive(sentence: AnnotatedSentence, place: PlaceMention) -> bool:
    """Whether a Russian name is a noun that is not in its dictionary form, or an abbreviation, which has no other."""
    written = sentence.text[place.start : place.end]
    word = next((w for w in sentence.words if w.start == place.start), None)
    plain = word is not None and word.text.lower().replace("ё", "е") in word.lemmas
    return place.form not in ("adjective", "people") and (written.isupper() or not plain)


def _named(sentence: AnnotatedSentence, places: list[PlaceMention]) -> list[PlaceMention]:
    """Return the list, or [] where it is a company's or minister's country: "with India's Tata"."""
    if len(bound(places)) != 1:
        return places
    owned = sentence.text[places[-1].end : places[-1].end + 1] in ("'", "’")
    return [] if owned or any(p.form in ("adjective", "people") for p in places) else places


def joined(sentence: AnnotatedSentence, places: Sequence[PlaceMention], start: int) -> list[PlaceMention]:
    """Return the first of places that stand in one list: only words that join countries are between them.

    Args:
        sentence: where they stand.
        places: in order.
        start: offset behind which the list begins.
    """
    chosen: list[PlaceMention] = []
    for place in places:
        if wording("join", sentence.language).fullmatch(sentence.text, start, place.start) is None:
            break
        chosen.append(place)
        start = place.end
    return chosen


def subject(sentence: AnnotatedSentence, hit: Hit[str]) -> list[PlaceMention]:
    """Return the countries that a sentence begins with: "Japan and the European Union signed", 「日本と欧州連合は」."""
    text, language = sentence.text, sentence.language
    lead = wording("lead", language).match(text)
    start = lead.end() if lead else 0
    opens = bool(sentence.places) and not text[start : sentence.places[0].start].strip(_OPENING)
    chosen = joined(sentence, sentence.places, start) if opens else []  # «С Румынией подписано» has no subject
    if not chosen or chosen[-1].end > hit.start or any(p.form == "people" for p in chosen):
        return []
    end = chosen[-1].end
    if language == "ja":
        acts = text[end : end + 1] in ("は", "が")
    else:
        acts = chosen[-1].form != "adjective" and text[end : end + 1] == " "
    return chosen if acts and not is_mediator(sentence, hit, end) else []


def is_mediator(sentence: AnnotatedSentence, hit: Hit[str], end: int) -> bool:
    """Whether those who are named before a phrase help, ask for or greet it: "Egypt and Qatar called for a truce".

    Args:
        sentence: that names the agreement.
        hit: where.
        end: offset behind the last of them.
    """
    if wording("concludes", sentence.language).match(sentence.text[hit.end :]) is not None:
        return False
    row = entries("agreements")[hit.value]
    mediates = wording("mediates" if row.get("mediated") else "greets", sentence.language)
    if sentence.language != "ja":
        return mediates.search(sentence.text, end, hit.start) is not None
    stop = sentence.text.find("、", hit.end)
    return mediates.search(sentence.text, end, stop if stop >= 0 else len(sentence.text)) is not None


def listed(
    sentence: AnnotatedSentence, hit: Hit[str], named: Sequence[tuple[int, int, str]], apart: frozenset[int]
) -> tuple[str, ...]:
    """Return who makes an agreement, of those in a list before it: "the presidents of A, B and C signed".

    Args:
        sentence: that names the agreement.
        hit: where.
        named: start, end and country of each person that it names.
        apart: where the places begin that are no parties.

    Returns:
        The parties of the last list, or () where another stands behind it, or they only speak of the agreement.
    """
    spans = [(p.start, p.end, name) for p in sentence.places if p.start not in apart and (name := party(p))]
    signs = wording("signs", sentence.language).search(sentence.text) is not None
    if signs or not entries("agreements")[hit.value].get("mediated"):
        spans = [*named, *(s for s in spans if not any(n[0] <= s[0] < n[1] for n in named))]
    joins = wording("join", sentence.language)
    runs: list[list[tuple[int, int, str]]] = []
    for span in sorted(s for s in spans if s[1] <= hit.start):
        if runs and joins.fullmatch(sentence.text, runs[-1][-1][1], span[0]) is not None:
            runs[-1].append(span)
        else:
            runs.append([span])
    last = tuple(dict.fromkeys(name for _, _, name in runs[-1])) if runs else ()
    if len(last) < MANY:
        return ()
    end = runs[-1][-1][1]
    told = sentence.text[end : hit.start if sentence.language != "ja" else len(sentence.text)]
    makes = wording("makes", sentence.language).search(told) is not None
    return last if makes and not is_mediator(sentence, hit, end) else ()
