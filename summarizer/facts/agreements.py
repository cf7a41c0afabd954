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
from dataclasses import dataclass, replace
from functools import cache

from summarizer.article import Language
from summarizer.facts.agreement_parties import BESIDE, TWO, codes, pair_meant, parties
from summarizer.facts.agreement_phrases import find_phrases
from summarizer.facts.annotation import AnnotatedSentence
from summarizer.facts.lexicons import entries
from summarizer.facts.records import Agreement, AgreementStatus
from summarizer.facts.status import clause_pattern, stage
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
# 1月に発効した + 日ロ間の協定: what a clause before the noun tells of it.
_DONE_JA = re.compile(r"(?:停止|発効|署名|調印|締結|失効|破棄|批准|凍結)(?:し|され)た[^、。]{0,14}$")
_NOT = re.compile(r"\b(?:not|never|no|не|отказал\w+)\b", re.IGNORECASE)
_GOES_WITH = re.compile(r",\s*(?:а также|и|as well as|and)\s+(?:an?\s+|the\s+)?", re.IGNORECASE)
_GOES_ON = re.compile(
    r",\s*(?:which|that|signed|ratified|concluded|due|set|in (?:force|effect)"
    r"|действующ\w+|вступивш\w+|котор\w+|подписанн\w+|ратифицированн\w+|заключ[её]нн\w+|срок)\b",
    re.IGNORECASE,
)
_TELLS_OF = re.compile(r",\s*(?:which|that|котор\w+)\b", re.IGNORECASE)
BESIDE_WORDS = 24
"""Characters before a phrase in which "similar", "of this kind" make it another agreement."""
CLAUSES = 3
"""Clauses, its own among them, in which the status of an agreement is looked for."""
FURTHER = 2
"""Sentences after it in which "the pact" still means it."""


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
    for at, sentence in enumerate(sentences):
        named = [_between(sentence, m, sentences[:at]) for m in _mentions(sentence) if not (found and _is_bare(m))]
        again = _meant_again(sentence, found[-1]) if found and not named else None
        found += named if again is None else [again]
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
            or _is_another(sentence, hit)
            or (row.get("weak") and _is_plural_or_of_another(sentence, hit, hits))
        ):
            continue
        bound = tuple(row.get("parties", ())) or parties(sentence, hit)
        status = _status_at(sentence, hit, bound)
        yield _Mention(_named(hit.value, bound), bound, status, sentence.index, codes(sentence.places))


def _is_bare(mention: _Mention) -> bool:
    """Whether only "the treaty" is said: after a named agreement it means that one."""
    return bool(entries("agreements")[mention.title].get("weak")) and not mention.parties


def _between(sentence: AnnotatedSentence, mention: _Mention, before: Sequence[AnnotatedSentence]) -> _Mention:
    """Give a bilateral agreement of "the two countries" the two that the sentences before name."""
    row = entries("agreements")[mention.title]
    again = clause_pattern(f"same_sides_{sentence.language}").search(sentence.text)
    if mention.parties or again is None or not (row.get("bilateral") or row.get("weak")):
        return mention
    pair = pair_meant(before)
    if set(mention.countries) - set(pair):
        return mention
    return replace(mention, title=_named(mention.title, pair), parties=pair)


def _is_verb(sentence: AnnotatedSentence, hit: Hit[str]) -> bool:
    # English stems take "according" for "accord".
    single = hit.last - hit.first == 1
    return sentence.language == "en" and single and sentence.words[hit.first].text.lower().endswith(("ing", "ed"))


def _is_topic(sentence: AnnotatedSentence, hit: Hit[str]) -> bool:
    """Whether it is only the topic: "agreements on a peace treaty", «переговоры о мирном договоре», 平和条約交渉."""
    if entries("agreements")[hit.value].get("parties"):
        return False
    if sentence.language == "ja":
        return _cue("topic", "ja").match(sentence.text[hit.end :]) is not None
    return _cue("topic", sentence.language).search(sentence.text[: hit.start]) is not None


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
    """Return the status told in the phrase's own clause, or a more definite one where the next goes on about it."""
    text, language, two = sentence.text, sentence.language, len(bound) == TWO
    start, ends = _clause_bounds(text, hit, language)
    if _is_topic(sentence, hit):
        # "discussed the agreement, which was signed in May": only a clause about it says more than the discussion.
        about = language != "ja" and _GOES_ON.match(text, ends[0])
        further = _stage(text[ends[0] : ends[1]], language, two_parties=two) if about else None
        return further if _DEFINITE[further] >= _DEFINITE["signed"] else "negotiated"
    if language == "ja" and _cue("made", "ja").match(text[hit.end :]):
        return "signed"
    done = _DONE_JA.search(text, start, hit.start) if language == "ja" else None
    if done is not None:
        return stage(text[start : done.end()], language, two_parties=two)
    status = _stage(text[start : ends[0]], language, two_parties=two)
    made = _cue("made", language)
    if language != "ja" and (made.match(text[hit.end :]) or made.search(text[start : hit.start])):
        # "will speed up work under the deal signed in May": it is signed, unless it has ended or come into force.
        return status if _DEFINITE[status] > _DEFINITE["signed"] else "signed"
    if status in (None, "negotiated", "signed") and _is_offered(sentence, hit, start):
        return "proposed"
    told_of = False
    for previous, end in itertools.pairwise(ends):
        # "The treaty, which capped the arsenals, expired": behind the clause about it the sentence goes on.
        goes_on = told_of or _GOES_ON.match(text, previous) is not None
        # 「発効したが、3月に崩壊した」
        turned = language == "ja" and text[previous - 1 : previous] == "が"
        if (language == "ja" and status is not None and not turned) or (language != "ja" and not goes_on):
            break
        told_of = _TELLS_OF.match(text, previous) is not None
        own = start if language == "ja" and not turned else previous
        further = _stage(text[own:end], language, two_parties=two)
        if status is None or _DEFINITE[further] > _DEFINITE[status]:
            status = further
    return status


def _is_offered(sentence: AnnotatedSentence, hit: Hit[str], start: int) -> bool:
    """Whether the agreement itself is what somebody offers or asks for: "proposed a ceasefire at talks with"."""
    text, language = sentence.text, sentence.language
    near = text[hit.end :] if language == "ja" else text[start : hit.start]
    return _cue("offered", language).search(near) is not None and _NOT.search(near) is None


def _clause_bounds(text: str, hit: Hit[str], language: Language) -> tuple[int, list[int]]:
    """Return where the clause of a phrase begins, and where it and the next ones end."""
    end_of_clause = _CLAUSE_END_JA if language == "ja" else _CLAUSE_END
    start = 0
    for mark in end_of_clause.finditer(text, 0, hit.start):
        if _GOES_WITH.fullmatch(text, mark.start(), hit.start) is None:  # ", а также меморандум" shares the verb before
            start = mark.end()
    return start, [*[m.start() for m in end_of_clause.finditer(text, hit.end)][:CLAUSES], len(text)]


def _stage(text: str, language: Language, *, two_parties: bool = False) -> AgreementStatus | None:
    """Return the stage that a clause tells, an extension that is only agreed upon being under negotiation."""
    if _cue("extension", language).search(text) is not None:
        return "negotiated"
    return stage(text, language, two_parties=two_parties)


@cache
def _cue(name: str, language: Language) -> re.Pattern[str]:
    return re.compile(entries("status")["agreement"][name][language], re.IGNORECASE)


def _is_another(sentence: AnnotatedSentence, hit: Hit[str]) -> bool:
    """Whether the words are about one of its kind, not about itself: "the first such treaty", 「この種の協定」."""
    return (
        _cue("another", sentence.language).search(sentence.text[max(0, hit.start - BESIDE_WORDS) : hit.start])
        is not None
    )


def _meant_again(sentence: AnnotatedSentence, last: _Mention) -> _Mention | None:
    """Return what a sentence after it tells of the agreement spoken of before: "The pact will enter into force"."""
    language = sentence.language
    again = _cue("again", language).search(sentence.text)
    if again is None or sentence.index - last.sentence > FURTHER:
        return None
    end_of_clause = _CLAUSE_END_JA if language == "ja" else _CLAUSE_END
    start = max((m.end() for m in end_of_clause.finditer(sentence.text, 0, again.start() + 1)), default=0)
    status = _stage(sentence.text[start:], language, two_parties=len(last.parties) == TWO)
    if (
        language != "ja"
        and status in (None, "negotiated", "signed")
        and _cue("made", language).match(re.sub("^,", "", sentence.text[again.end() :]))
    ):
        status = "signed"  # "The agreement, signed in 2016, lets the two countries …"
    elif status not in ("in_force", "suspended", "rejected", "expired"):
        return None
    return _Mention(last.title, last.parties, status, sentence.index, codes(sentence.places))


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
