"""Agreements: treaties, agreements and accords that an article speaks of, their parties and how far they have come.

Kinds and well-known treaties are entries of ``lexicon/agreements.toml``. That somebody "agreed", or "the agreements of
our leaders", is none; a bare "agreement" counts only where both its parties and a definite status are told. The status
is the article's most definite word (``facts.status.stage``), of equally definite ones the latest; a treaty once called
signed stays signed though its talks are spoken of as well.
"""

import itertools
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from summarizer.article import Language
from summarizer.facts.agreement_parties import BESIDE, TWO, codes, parties
from summarizer.facts.agreement_phrases import find_phrases
from summarizer.facts.annotation import AnnotatedSentence
from summarizer.facts.lexicons import entries
from summarizer.facts.records import Agreement, AgreementStatus
from summarizer.facts.status import stage
from summarizer.language.phrases import Hit

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
OFTEN = 3
"""Mentions that a country needs to be one of the article's two."""
DOMINANT_SHARE = 0.75
"""Of all mentions of countries in the article, the least that its two main ones have together."""
_CLAUSE_END = re.compile(r"[;:]|,\s|\s[—–-]\s|[«»“”\"](?=\s|$)|(?<=\s)[«“\"]")
_CLAUSE_END_JA = re.compile(r"[、。「」『』]")
_GOES_ON = re.compile(r",\s*(?:which|that|signed|due|set|котор\w+|подписанн\w+|заключ[её]нн\w+|срок)\b", re.IGNORECASE)
FURTHER = 2
"""Clauses after its own in which the status of an agreement is looked for."""


@dataclass(frozen=True, slots=True)
class _Mention:
    title: str
    parties: tuple[str, ...]
    status: AgreementStatus | None
    sentence: int
    countries: tuple[str, ...]


def find_agreements(sentences: Sequence[AnnotatedSentence]) -> tuple[Agreement, ...]:
    """Return the agreements that an article speaks of, in order of first mention.

    Args:
        sentences: of the article, analysed.
    """
    main = _main_countries(sentences)
    found: list[_Mention] = []
    for sentence in sentences:
        found += _mentions(sentence)
    order = list(codes([p for s in sentences for p in s.places]))
    return tuple(_agreement(_with_main(group, main), order) for group in _grouped(found) if _is_enough(group))


def _mentions(sentence: AnnotatedSentence) -> Iterator[_Mention]:
    rows = entries("agreements")
    hits = find_phrases(sentence)
    for hit in hits:
        row = rows[hit.value]
        if (
            row["key"] == "none"
            or _is_verb(sentence, hit)
            or (row.get("weak") and _is_plural_or_of_another(sentence, hit, hits))
        ):
            continue
        bound = tuple(row.get("parties", ())) or parties(sentence, hit)
        status = _status_at(sentence, hit, bound)
        yield _Mention(_named(hit.value, bound), bound, status, sentence.index, codes(sentence.places))


def _is_verb(sentence: AnnotatedSentence, hit: Hit[str]) -> bool:
    # English stems take "according" for "accord".
    single = hit.last - hit.first == 1
    return sentence.language == "en" and single and sentence.words[hit.first].text.lower().endswith(("ing", "ed"))


@cache
def _topic(language: Language) -> re.Pattern[str]:
    return re.compile(entries("status")["agreement"]["topic"][language], re.IGNORECASE)


def _is_topic(sentence: AnnotatedSentence, hit: Hit[str]) -> bool:
    """Whether it is only the topic: "agreements on a peace treaty", «переговоры о мирном договоре», 平和条約交渉."""
    if entries("agreements")[hit.value].get("parties"):
        return False
    if sentence.language == "ja":
        return _topic("ja").match(sentence.text[hit.end :]) is not None
    return _topic(sentence.language).search(sentence.text[: hit.start]) is not None


def _is_plural_or_of_another(sentence: AnnotatedSentence, hit: Hit[str], hits: Sequence[Hit[str]]) -> bool:
    """Whether it is none itself: "the agreements of our leaders", or the "agreement" on a peace treaty."""
    words = sentence.words[hit.first : hit.last]
    if sentence.language == "en" and words[-1].text.lower().endswith("s"):
        return True
    if sentence.language == "ru" and "plur" in words[0].tags:
        return True
    return any(h is not hit and 0 <= h.first - hit.last <= BESIDE for h in hits)


def _named(title: str, bound: tuple[str, ...]) -> str:
    """Return the particular treaty that a kind is between these parties, if the lexicon knows one."""
    if len(bound) == TWO:
        for key, row in entries("agreements").items():
            if row.get("generic") == title and set(row["parties"]) == set(bound):
                return str(key)
    return title


def _status_at(sentence: AnnotatedSentence, hit: Hit[str], bound: tuple[str, ...]) -> AgreementStatus | None:
    """Return the status told in the phrase's own clause, or in the one that goes on about it."""
    if _is_topic(sentence, hit):
        return "negotiated"
    text, language, two = sentence.text, sentence.language, len(bound) == TWO
    end_of_clause = _CLAUSE_END_JA if language == "ja" else _CLAUSE_END
    start = max((m.end() for m in end_of_clause.finditer(text, 0, hit.start)), default=0)
    ends = [*[m.start() for m in end_of_clause.finditer(text, hit.end)][:FURTHER], len(text)]
    status = stage(text[start : ends[0]], language, two_parties=two)
    for previous, end in itertools.pairwise(ends):
        goes_on = language == "ja" or _GOES_ON.match(text, previous)
        if status is not None or not goes_on:
            break
        status = stage(text[start:end], language, two_parties=two)
    return status


def _main_countries(sentences: Sequence[AnnotatedSentence]) -> tuple[str, ...]:
    """Return the two countries that the article is about, in order of first mention, or () where it is not two."""
    counts: Counter[str] = Counter()
    for sentence in sentences:
        counts.update(p.country for p in sentence.places if p.country and p.country != "UN")
    pair = counts.most_common(TWO)
    total = sum(counts.values())
    if len(pair) < TWO or sum(n for _, n in pair) < DOMINANT_SHARE * total or pair[1][1] < OFTEN:
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
    if any(set(m.countries) - set(main) for m in group):
        return group
    return [_Mention(_named(first.title, main), main, m.status, m.sentence, m.countries) for m in group]


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


def _agreement(group: Sequence[_Mention], order: Sequence[str]) -> Agreement:
    title = group[0].title
    bound = next((m.parties for m in group if m.parties), ())
    return Agreement(
        key=entries("agreements")[title]["key"],
        title=title,
        parties=tuple(sorted(bound, key=lambda p: order.index(p) if p in order else len(order))),
        status=_status(group),
        sentences=tuple(sorted({m.sentence for m in group})),
    )
