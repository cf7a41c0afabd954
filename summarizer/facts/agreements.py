"""Agreements: treaties, agreements and accords that an article speaks of, their parties and how far they have come.

Kinds and well-known treaties are entries of ``lexicon/agreements.toml``. That somebody "agreed", or "the agreements of our
leaders", is none; a bare "agreement" counts only where both its parties and a definite status are told. The status is the
article's most definite word (``facts.status.stage``), of equally definite ones the latest; a treaty once called signed stays
signed though its talks are spoken of as well.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from summarizer.article import Language
from summarizer.facts.annotation import AnnotatedSentence
from summarizer.facts.lexicons import entries
from summarizer.facts.places import PlaceMention
from summarizer.facts.records import Agreement, AgreementStatus
from summarizer.facts.status import stage
from summarizer.language.phrases import Hit, Phrases

_DEFINITE: dict[AgreementStatus | None, int] = {
    None: 0,
    "proposed": 1,
    "negotiated": 2,
    "signed": 3,
    "in_force": 4,
    "rejected": 5,
    "suspended": 5,
    "expired": 5,
}
"""How definite a status is: what has ended or stopped outweighs what is in force, and that what is only signed."""
TWO = 2
"""Parties of a bilateral agreement."""
BESIDE = 3
"""Words between a country and the phrase that it qualifies ("Russia and Japan's long-awaited peace treaty")."""
BESIDE_JA = 6
"""The same in Japanese characters (日露両国の平和条約)."""
AFTER = 60
"""Characters after the phrase within which "between A and B" names its parties."""
DOMINANT_SHARE = 0.7
"""Of all mentions of countries in the article, the least that its two main ones have together."""
_BETWEEN_EN = re.compile(r"\b(?:between|with)\b", re.IGNORECASE)
_BETWEEN_RU = re.compile(r"\b(?:между|с|со)\b", re.IGNORECASE)
_CLAUSE_END = re.compile(r"[;:]|,\s|\s[—–-]\s|[「」『』“”«»\"]|、(?=[^、]{0,40}(?:が|は))")


@dataclass(frozen=True, slots=True)
class _Mention:
    title: str
    parties: tuple[str, ...]
    status: AgreementStatus | None
    sentence: int


@cache
def _phrases(language: Language) -> Phrases[str]:
    rows: dict[str, Any] = entries("agreements")
    return Phrases(
        ((phrase, key) for key, row in rows.items() for phrase in row[language]),
        language,
    )


def find_agreements(sentences: Sequence[AnnotatedSentence]) -> tuple[Agreement, ...]:
    """Return the agreements that an article speaks of, in order of first mention.

    Args:
        sentences: of the article, analysed.
    """
    main = _main_countries(sentences)
    found: list[_Mention] = []
    for sentence in sentences:
        found += _mentions(sentence)
    merged = [_with_main(group, main) for group in _grouped(found)]
    return tuple(_agreement(group) for group in merged if _is_enough(group))


def _mentions(sentence: AnnotatedSentence) -> Iterator[_Mention]:
    rows = entries("agreements")
    hits = _phrases(sentence.language).find(sentence.words)
    for hit in hits:
        row = rows[hit.value]
        if row["key"] == "none" or (row.get("weak") and _is_plural_or_of_another(sentence, hit, hits)):
            continue
        parties = tuple(row.get("parties", ())) or _parties(sentence, hit)
        status: AgreementStatus | None = "negotiated"
        if not _is_topic(sentence, hit):
            status = stage(_clause(sentence, hit), sentence.language, two_parties=len(parties) == TWO)
        yield _Mention(_named(hit.value, parties), parties, status, sentence.index)


@cache
def _topic(language: Language) -> re.Pattern[str]:
    return re.compile(entries("status")["agreement"]["topic"][language], re.IGNORECASE)


def _is_topic(sentence: AnnotatedSentence, hit: Hit[str]) -> bool:
    """"Agreements on a peace treaty", «переговоры о мирном договоре», 平和条約交渉: it is still to be made."""
    if entries("agreements")[hit.value].get("parties"):
        return False
    if sentence.language == "ja":
        return _topic("ja").match(sentence.text[hit.end :]) is not None
    return _topic(sentence.language).search(sentence.text[: hit.start]) is not None


def _is_plural_or_of_another(sentence: AnnotatedSentence, hit: Hit[str], hits: Sequence[Hit[str]]) -> bool:
    """ "The agreements of our leaders"; "agreement on a peace treaty", which is no second one."""
    words = sentence.words[hit.first : hit.last]
    if sentence.language == "en" and words[-1].text.lower().endswith("s"):
        return True
    if sentence.language == "ru" and "plur" in words[0].tags:
        return True
    return any(h is not hit and 0 <= h.first - hit.last <= BESIDE for h in hits)


def _named(title: str, parties: tuple[str, ...]) -> str:
    """Return the particular treaty that a kind is between these parties, if the lexicon knows one."""
    if len(parties) == TWO:
        for key, row in entries("agreements").items():
            if row.get("generic") == title and set(row["parties"]) == set(parties):
                return str(key)
    return title


def _clause(sentence: AnnotatedSentence, hit: Hit[str]) -> str:
    """Return the text around a phrase up to the next comma, dash, colon or quotation mark on each side."""
    text = sentence.text
    if sentence.language == "ja":
        return text[: hit.start].rpartition("「")[2][-40:] + text[hit.start :].partition("。")[0]
    start = max((m.end() for m in _CLAUSE_END.finditer(text, 0, hit.start)), default=0)
    following = _CLAUSE_END.search(text, hit.end)
    return text[start : following.start() if following else len(text)]


def _parties(sentence: AnnotatedSentence, hit: Hit[str]) -> tuple[str, ...]:
    if sentence.language == "ja":
        chosen = _parties_ja(sentence, hit)
    else:
        chosen = [*_before(sentence, hit), *_after(sentence, hit)]
    codes = tuple(dict.fromkeys(p.country for p in chosen if p.country and p.country != "UN"))
    return codes if len(codes) >= TWO else ()


def _before(sentence: AnnotatedSentence, hit: Hit[str]) -> list[PlaceMention]:
    """Return the countries right before a phrase: "Russian-Japanese", "Russia and Japan's new"."""
    chosen: list[PlaceMention] = []
    edge = hit.first
    for place in reversed(sentence.places):
        if place.start >= hit.start:
            continue
        between = [w for w in sentence.words[:edge] if w.start >= place.end]
        plain = [w for w in between if w.text.lower() not in ("and", "и", "-", "–", "—", "'s", "’s", ",")]
        if len(plain) > (BESIDE if not chosen else 0) or any(w.text in ",.;:" for w in plain):
            break
        chosen.insert(0, place)
        edge = next((i for i, w in enumerate(sentence.words) if w.start >= place.start), edge)
    return chosen


def _after(sentence: AnnotatedSentence, hit: Hit[str]) -> list[PlaceMention]:
    pattern = _BETWEEN_EN if sentence.language == "en" else _BETWEEN_RU
    opening = pattern.search(sentence.text, hit.end, hit.end + AFTER)
    if opening is None or "," in sentence.text[hit.end : opening.start()]:
        return []
    following = [p for p in sentence.places if p.start >= opening.end()]
    chosen: list[PlaceMention] = []
    end = opening.end()
    for place in following:
        gap = sentence.text[end : place.start].strip().lower()
        if gap not in ("", "the", "and", "и", "and the", ",", "-", "между", "с", "правительством"):
            break
        chosen.append(place)
        end = place.end
    return chosen


def _parties_ja(sentence: AnnotatedSentence, hit: Hit[str]) -> list[PlaceMention]:
    text = sentence.text
    chosen: list[PlaceMention] = []
    edge = hit.start
    for place in reversed(sentence.places):
        if place.end > edge:
            continue
        gap = re.sub(r"[・と、の間両国新でや政府]", "", text[place.end : edge])
        if gap or edge - place.end > BESIDE_JA:
            break
        chosen.insert(0, place)
        edge = place.start
    return chosen


def _main_countries(sentences: Sequence[AnnotatedSentence]) -> tuple[str, ...]:
    """Return the two countries that the article is about, in order of first mention, or () where it is not two."""
    counts: Counter[str] = Counter()
    for sentence in sentences:
        counts.update(p.country for p in sentence.places if p.country and p.country != "UN")
    pair = counts.most_common(TWO)
    total = sum(counts.values())
    if len(pair) < TWO or sum(n for _, n in pair) < DOMINANT_SHARE * total or pair[1][1] < TWO:
        return ()
    return tuple(code for code in counts if code in dict(pair))


def _grouped(found: Sequence[_Mention]) -> list[list[_Mention]]:
    groups: list[list[_Mention]] = []
    for mention in found:
        fitting = [g for g in groups if g[0].title == mention.title and _fit(g, mention)]
        if fitting:
            fitting[-1].append(mention)
        else:
            groups.append([mention])
    return groups


def _fit(group: Sequence[_Mention], mention: _Mention) -> bool:
    known = next((m.parties for m in group if m.parties), ())
    return not known or not mention.parties or set(known) == set(mention.parties)


def _with_main(group: list[_Mention], main: tuple[str, ...]) -> list[_Mention]:
    """Give a bilateral agreement whose parties are not told the two countries that the article is about."""
    first = group[0]
    row = entries("agreements")[first.title]
    if any(m.parties for m in group) or not row.get("bilateral") or not main:
        return group
    return [_Mention(_named(first.title, main), main, m.status, m.sentence) for m in group]


def _is_enough(group: Sequence[_Mention]) -> bool:
    row = entries("agreements")[group[0].title]
    status = _status(group)
    told = any(m.parties for m in group)
    if row.get("weak"):
        return told and _DEFINITE[status] >= _DEFINITE["signed"]
    return told or status is not None or not row.get("bilateral")


def _status(group: Sequence[_Mention]) -> AgreementStatus | None:
    best: AgreementStatus | None = None
    for mention in group:
        if mention.status is not None and _DEFINITE[mention.status] >= _DEFINITE[best]:
            best = mention.status
    return best


def _agreement(group: Sequence[_Mention]) -> Agreement:
    title = group[0].title
    return Agreement(
        key=entries("agreements")[title]["key"],
        title=title,
        parties=next((m.parties for m in group if m.parties), ()),
        status=_status(group),
        sentences=tuple(sorted({m.sentence for m in group})),
    )
