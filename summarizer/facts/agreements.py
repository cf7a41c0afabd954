"""Agreements: treaties, agreements and accords that an article speaks of, their parties and how far they have come.

Kinds and well-known treaties are entries of ``lexicon/agreements.toml``. That somebody "agreed", or "the agreements of
our leaders", is none; a bare "agreement" counts only where both its parties and a definite status are told. The status
is the article's most definite word (``facts.status.stage``), of equally definite ones the latest; a treaty once called
signed stays signed though its talks are spoken of as well.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from summarizer.facts.agreement_parties import BESIDE, TWO, Told, codes, pair_meant, parties, tellings
from summarizer.facts.agreement_phrases import find_phrases, is_bare, is_new
from summarizer.facts.agreement_status import CLAUSE_END, DEFINITE, clause_bounds, cue, status_at, told_stage
from summarizer.facts.annotation import AnnotatedSentence
from summarizer.facts.lexicons import entries
from summarizer.facts.records import Agreement, AgreementStatus, Event, Person, PersonMention
from summarizer.facts.status import clause_pattern
from summarizer.language.phrases import Hit

OFTEN = 3
"""Mentions that a country needs to be one of the article's two."""
DOMINANT_SHARE = 0.75
"""Of all mentions of countries in the article, the least that its two main ones have together."""
BESIDE_WORDS = 24
"""Characters before a phrase in which "similar", "of this kind" make it another agreement."""
FURTHER = 2
"""Sentences after it in which "the pact" still means it."""


@dataclass(frozen=True, slots=True)
class _Mention:
    title: str
    parties: tuple[str, ...]
    status: AgreementStatus | None
    sentence: int
    countries: tuple[str, ...]
    states: bool = False
    new: bool = False


def find_agreements(
    sentences: Sequence[AnnotatedSentence],
    people: Sequence[Person] = (),
    mentions: Sequence[PersonMention] = (),
    events: Sequence[Event] = (),
) -> tuple[Agreement, ...]:
    """Return the agreements that an article speaks of, in order of first mention.

    Args:
        sentences: of the article, analysed.
        people: whom the article names: the countries of those who sign are parties.
        mentions: where it names them.
        events: what they did: those who meet are those who sign.
    """
    main = _main_countries(sentences)
    told = tellings(sentences, people, mentions, events)
    found: list[_Mention] = []
    for at, sentence in enumerate(sentences):
        named = [
            _between(sentence, m, sentences[:at], told[:at])
            for m in _mentions(sentence, told[at])
            if not (found and _is_bare_again(m))
        ]
        again = _meant_again(sentence, found) if found and not named else None
        found += named if again is None else [again]
    order = list(codes([p for s in sentences for p in s.places]))
    return tuple(_agreement(_with_main(group, main), order) for group in _grouped(found) if _is_enough(group))


def _mentions(sentence: AnnotatedSentence, told: Told) -> Iterator[_Mention]:
    rows = entries("agreements")
    hits = find_phrases(sentence, fine=True)
    for hit in hits:
        row = rows[hit.value]
        if (
            row["key"] == "none"
            or _is_verb(sentence, hit)
            or _is_another(sentence, hit)
            or (is_bare(hit.value) and _is_plural_or_of_another(sentence, hit, hits))
            or (_is_common(hit.value) and _is_private(sentence, hit))
        ):
            continue
        bound = tuple(row.get("parties", ())) or parties(sentence, hit, told)
        status = status_at(sentence, hit, two_parties=len(bound) == TWO)
        states = cue("states", sentence.language).search(sentence.text) is not None
        yield _Mention(
            _named(hit.value, bound), bound, status, sentence.index, told.sides, states, is_new(sentence, hit)
        )


def _is_common(title: str) -> bool:
    """Whether companies and parties conclude such papers too."""
    row = entries("agreements")[title]
    by_topic = row["key"] == "other" and "fine_en" in row
    return bool(row.get("weak") or row.get("fine") or by_topic or title in ("memorandum", "joint_statement"))


def _is_private(sentence: AnnotatedSentence, hit: Hit[str]) -> bool:
    """Whether its clause names a company, a club or a faction, and no state."""
    start, ends = clause_bounds(sentence.text, hit, sentence.language)
    clause = sentence.text[start : ends[0]]
    private = cue("private", sentence.language).search(clause) is not None
    return private and cue("states", sentence.language).search(clause) is None


def _is_bare_again(mention: _Mention) -> bool:
    """Whether only "the treaty" is said: after a named agreement it means that one."""
    return is_bare(mention.title) and not mention.parties and not mention.new


def _between(
    sentence: AnnotatedSentence, mention: _Mention, before: Sequence[AnnotatedSentence], told: Sequence[Told]
) -> _Mention:
    """Give a bilateral agreement of "the two countries" the two that the sentences before name."""
    row = entries("agreements")[mention.title]
    if mention.parties or not (row.get("bilateral") or is_bare(mention.title)):
        return mention
    if clause_pattern(f"same_sides_{sentence.language}").search(sentence.text) is not None:
        pair = pair_meant(before, told)
    elif cue("sides", sentence.language).search(sentence.text) is not None and not row.get("mediated"):
        near = max(0, len(before) - FURTHER)
        pair = pair_meant(before[near:], told[near:])
    else:
        return mention
    if set(mention.countries) - set(pair):
        return mention
    return replace(mention, title=_named(mention.title, pair), parties=pair)


def _is_verb(sentence: AnnotatedSentence, hit: Hit[str]) -> bool:
    # English stems take "according" for "accord".
    single = hit.last - hit.first == 1
    return sentence.language == "en" and single and sentence.words[hit.first].text.lower().endswith(("ing", "ed"))


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


def _is_another(sentence: AnnotatedSentence, hit: Hit[str]) -> bool:
    """Whether the words are about one of its kind, not about itself: "the first such treaty", 「この種の協定」."""
    return (
        cue("another", sentence.language).search(sentence.text[max(0, hit.start - BESIDE_WORDS) : hit.start])
        is not None
    )


def _meant_again(sentence: AnnotatedSentence, found: Sequence[_Mention]) -> _Mention | None:
    """Return what a sentence after it tells of the agreement spoken of before: "The pact will enter into force"."""
    language, last = sentence.language, found[-1]
    near = {m.title for m in found if m.sentence == last.sentence}
    if len(near) > 1 or sentence.index - last.sentence > FURTHER:
        return None
    again, signed = (cue(name, language).search(sentence.text) for name in ("again", "signed_again"))
    opening = signed or again
    if opening is None:
        return None
    start = max((m.end() for m in CLAUSE_END[language].finditer(sentence.text, 0, opening.start() + 1)), default=0)
    status = told_stage(sentence.text[start:], language, two_parties=len(last.parties) == TWO)
    if (
        again is not None
        and language != "ja"
        and status in (None, "negotiated", "signed")
        and cue("made", language).match(re.sub("^,", "", sentence.text[again.end() :]))
    ):
        status = "signed"  # "The agreement, signed in 2016, lets the two countries …"
    elif status not in ("in_force", "suspended", "rejected", "expired") and not (status == "signed" and signed):
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
    return [replace(m, title=_named(first.title, main), parties=main) for m in group]


def _is_enough(group: Sequence[_Mention]) -> bool:
    row = entries("agreements")[group[0].title]
    status = _status(group)
    told = any(m.parties for m in group)
    if is_bare(group[0].title):
        return told and DEFINITE[status] >= DEFINITE["signed"]
    if not told and _is_common(group[0].title):
        # With one country named beside it, the other is known to readers and not to us.
        return any(m.states and m.status is not None and len(m.countries) != 1 for m in group)
    return told or status is not None or not row.get("bilateral")


def _status(group: Sequence[_Mention]) -> AgreementStatus | None:
    best: AgreementStatus | None = None
    for mention in group:
        if mention.status is not None and DEFINITE[mention.status] >= DEFINITE[best]:
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
