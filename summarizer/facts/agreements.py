"""Agreements: treaties, agreements and accords that an article speaks of, their parties and how far they have come.

Kinds and well-known treaties are entries of ``lexicon/agreements.toml``. That somebody "agreed", or "the agreements of
our leaders", is none; a bare "agreement" counts only where both its parties and a definite status are told. The status
is the article's most definite word (``facts.status.stage``), of equally definite ones the latest; a treaty once called
signed stays signed though its talks are spoken of as well.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from summarizer.facts.agreement_beside import BESIDE, wording
from summarizer.facts.agreement_groups import (
    NEAR,
    Mention,
    agreement_of,
    grouped,
    is_enough,
    named,
    with_hub,
    with_main,
)
from summarizer.facts.agreement_pairs import COMPETING, pair_meant, several_meant
from summarizer.facts.agreement_parties import TWO, Told, codes, hub, parties, tellings
from summarizer.facts.agreement_phrases import find_phrases, has_topic, is_bare, is_common, is_new
from summarizer.facts.agreement_status import CLAUSE_END, DEFINITE, clause_bounds, cue, status_at, told_stage
from summarizer.facts.annotation import AnnotatedSentence
from summarizer.facts.lexicons import entries
from summarizer.facts.records import Agreement, Event, Person, PersonMention
from summarizer.facts.status import clause_pattern
from summarizer.language.phrases import Hit

OFTEN = 3
"""Mentions that a country needs to be one of the article's two."""
DOMINANT_SHARE = 0.75
"""Of all mentions of countries in the article, the least that its two main ones have together."""
_OPENS_RU = frozenset({"VERB", "INFN", "PRTS", "CONJ", "PNCT"})
"""Grammemes of pymorphy3 that a word has before a plural in the nominative or accusative."""
_PLURALS = ("agreements", "treaties", "conventions", "accords", "pacts", "deals", "contracts", "protocols")
BESIDE_WORDS = 24
"""Characters before a phrase in which "similar", "of this kind" make it another agreement."""


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
    found: list[Mention] = []
    for at, sentence in enumerate(sentences):
        if wording("denied", sentence.language).search(sentence.text) is not None:
            continue
        own: list[Mention] = []
        for mention in _mentions(sentence, told[at]):
            if not (found and _is_bare_again(mention)):
                bound = _between(sentence, mention, sentences[:at], told[:at])
                bound = replace(bound, hub=hub(sentence, bound.parties))
                own.append(with_hub(_inherited(sentence, bound, found), [*found, *own]))
        again = _meant_again(sentence, found, told[at]) if found and not own else None
        found += own if again is None else [again]
    order = list(codes([p for s in sentences for p in s.places]))
    return tuple(agreement_of(with_main(group, main), order) for group in grouped(found) if is_enough(group))


def _mentions(sentence: AnnotatedSentence, told: Told) -> Iterator[Mention]:
    rows = entries("agreements")
    hits = find_phrases(sentence, fine=True)
    for hit in hits:
        row = rows[hit.value]
        if (
            row["key"] == "none"
            or _is_verb(sentence, hit)
            or _is_another(sentence, hit)
            or _is_body(sentence, hit)
            or (row["key"] == "ceasefire" and _is_figurative(sentence, hit))
            or (is_bare(hit.value) and _is_plural_or_of_another(sentence, hit, hits))
            or (is_common(hit.value) and _is_private(sentence, hit))
        ):
            continue
        bound = tuple(row.get("parties", ())) or parties(sentence, hit, told)
        status = status_at(sentence, hit, two_parties=len(bound) == TWO)
        if row["key"] == "joint_statement" and status is None and _is_issued(sentence, hit):
            status = "signed"
        if status == "signed" and row.get("mediated") and len(told.sides) == 1 and _is_consent(sentence):
            status = "negotiated"
        states = cue("states", sentence.language).search(sentence.text) is not None
        new, plural = is_new(sentence, hit), bool(row.get("bilateral")) and _is_plural(sentence, hit)
        topic = is_bare(hit.value) and has_topic(sentence, hit)
        yield Mention(named(hit.value, bound), bound, status, sentence.index, told.sides, states, new, plural, topic)


def _is_private(sentence: AnnotatedSentence, hit: Hit[str]) -> bool:
    """Whether its clause names a company, a club or a faction, and no state."""
    start, ends = clause_bounds(sentence.text, hit, sentence.language)
    clause = sentence.text[start : ends[0]]
    private = cue("private", sentence.language).search(clause) is not None
    return private and cue("states", sentence.language).search(clause) is None


def _is_bare_again(mention: Mention) -> bool:
    """Whether only "the treaty" is said: after a named agreement it means that one."""
    return is_bare(mention.title) and not mention.parties and not mention.new and not mention.topic


def _between(
    sentence: AnnotatedSentence, mention: Mention, before: Sequence[AnnotatedSentence], told: Sequence[Told]
) -> Mention:
    """Give an agreement of "the two countries", "the three leaders" those that the sentences before name."""
    row = entries("agreements")[mention.title]
    if len(mention.parties) >= TWO or not (row.get("bilateral") or is_bare(mention.title)):
        return mention
    if not (mention.parties or sentence.places) and wording("same_country", sentence.language).search(sentence.text):
        last = next((one.sides[-1:] for one in reversed(told) if one.sides), ())
        return replace(mention, parties=last)
    meant = several_meant(sentence, told) or _pair(sentence, mention, before, told)
    if not meant or set(mention.countries) - set(meant) or set(mention.parties) - set(meant):
        return mention
    return replace(mention, title=named(mention.title, meant), parties=meant)


def _pair(
    sentence: AnnotatedSentence, mention: Mention, before: Sequence[AnnotatedSentence], told: Sequence[Told]
) -> tuple[str, ...]:
    """Return the two of the sentences before whose agreement a sentence tells of, or ()."""
    mediated = bool(entries("agreements")[mention.title].get("mediated"))
    if clause_pattern(f"same_sides_{sentence.language}").search(sentence.text) is not None:
        return pair_meant(before, told)
    if _goes_on(sentence, mention) and not mediated:
        pair = pair_meant(before, told)
        # "Talks on a memorandum are held with Peru. One on data has begun, too": no longer with whom one met before.
        latest = next((one.sides for one in reversed(told) if one.sides), ())
        near = any(set(pair) <= set(one.visit or one.sides) for one in told[-NEAR:])
        return pair if near and set(latest) <= set(pair) else ()
    named_here = {*mention.countries, *mention.parties}
    if len(named_here) == 1 and wording("he", sentence.language).search(sentence.text) is not None:
        who = next((one.people for one in reversed(told[-COMPETING:]) if len(one.people) == 1), ())
        return (*who, *named_here) if who and set(who) != named_here else ()
    if len(mention.countries) == 1 and DEFINITE[mention.status] >= DEFINITE["signed"] and not mediated:
        # "The Duma ratified the agreement": with the one whom the sentences before name.
        start = max(0, len(before) - COMPETING)
        return pair_meant(before[start:], told[start:])
    return ()


def _goes_on(sentence: AnnotatedSentence, mention: Mention) -> bool:
    """Whether those who act are the ones of the sentences before: "the two ministers", or none, as Japanese says it."""
    dropped = sentence.language == "ja" and not mention.countries and not sentence.places and mention.status is not None
    return dropped or cue("sides", sentence.language).search(sentence.text) is not None


def _inherited(sentence: AnnotatedSentence, mention: Mention, found: Sequence[Mention]) -> Mention:
    """Give an agreement of a sentence that names no other those of the one before: "A memorandum was signed, too"."""
    row = entries("agreements")[mention.title]
    last = {m.parties for m in found if m.sentence == sentence.index - 1}
    bound = next(iter(last)) if len(last) == 1 else ()
    silent = not (sentence.places or mention.parties) and mention.status is not None
    theirs = set(mention.countries) <= set(bound) if len(bound) == TWO else not mention.countries
    if not (silent and theirs) or len(bound) < TWO or not row.get("bilateral") or row.get("mediated"):
        return mention
    return replace(mention, title=named(mention.title, bound), parties=bound)


def _is_verb(sentence: AnnotatedSentence, hit: Hit[str]) -> bool:
    # English stems take "according" for "accord".
    single = hit.last - hit.first == 1
    return sentence.language == "en" and single and sentence.words[hit.first].text.lower().endswith(("ing", "ed"))


def _is_plural_or_of_another(sentence: AnnotatedSentence, hit: Hit[str], hits: Sequence[Hit[str]]) -> bool:
    """Whether it is none itself: "the agreements of our leaders", or the "agreement" on a peace treaty."""
    return _is_plural(sentence, hit) or any(h is not hit and 0 <= h.first - hit.last <= BESIDE for h in hits)


def _is_plural(sentence: AnnotatedSentence, hit: Hit[str]) -> bool:
    words = sentence.words[hit.first : hit.last]
    if sentence.language == "en":
        return any(w.text.lower().endswith(_PLURALS) for w in words)
    if sentence.language != "ru" or "plur" in words[0].tags:
        return sentence.language == "ru"
    # «соглашения» is the genitive of one only behind what governs it.
    previous = sentence.words[hit.first - 1] if hit.first else None
    opens = previous is None or bool(_OPENS_RU & previous.tags) or "plur" in previous.tags
    return opens and words[0].text.lower() in ("соглашения", "конвенции")


def _is_body(sentence: AnnotatedSentence, hit: Hit[str]) -> bool:
    """Whether the words are part of the name of a body: the North Atlantic Treaty Organization."""
    within = any(
        p.organisation
        and p.organisation not in entries("agreements")
        and p.start <= hit.start
        and hit.end <= p.end
        and (p.start, p.end) != (hit.start, hit.end)
        for p in sentence.places
    )
    body, text = wording("body", sentence.language), sentence.text
    at = body.search(text[: hit.start]) if sentence.language == "ru" else body.match(text[hit.end :])
    return within or at is not None


def _is_issued(sentence: AnnotatedSentence, hit: Hit[str]) -> bool:
    return wording("issued", sentence.language).search(sentence.text[: hit.start]) is not None


def _is_consent(sentence: AnnotatedSentence) -> bool:
    """Whether one side alone agrees: "Ukraine accepted a ceasefire of 30 days"."""
    text, language = sentence.text, sentence.language
    return wording("consents", language).search(text) is not None and wording("signs", language).search(text) is None


def _is_figurative(sentence: AnnotatedSentence, hit: Hit[str]) -> bool:
    """Whether a truce is one in trade or politics."""
    ahead = wording("figurative", sentence.language).search(sentence.text[: hit.start])
    return (ahead or wording("figurative_behind", sentence.language).match(sentence.text[hit.end :])) is not None


def _is_another(sentence: AnnotatedSentence, hit: Hit[str]) -> bool:
    """Whether the words are about one of its kind, not about itself: "the first such treaty", 「この種の協定」."""
    return (
        cue("another", sentence.language).search(sentence.text[max(0, hit.start - BESIDE_WORDS) : hit.start])
        is not None
    )


def _meant_again(sentence: AnnotatedSentence, found: Sequence[Mention], told: Told) -> Mention | None:
    """Return what a sentence after it tells of the agreement spoken of before: "The pact will enter into force"."""
    language, last = sentence.language, found[-1]
    text = wording("prenominal", language).sub("", sentence.text)
    near = {m.title for m in found if m.sentence == last.sentence}
    if len(near) > 1 or sentence.index - last.sentence > NEAR:
        return None
    again, signed = (cue(name, language).search(text) for name in ("again", "signed_again"))
    opening = signed or again
    if opening is None:
        return None
    start = max((m.end() for m in CLAUSE_END[language].finditer(text, 0, opening.start() + 1)), default=0)
    status = told_stage(text[start:], language, two_parties=len(last.parties) == TWO)
    if (
        again is not None
        and language != "ja"
        and status in (None, "negotiated", "signed")
        and cue("made", language).match(re.sub("^,", "", text[again.end() :]))
    ):
        status = "signed"  # "The agreement, signed in 2016, lets the two countries …"
    elif status not in ("in_force", "suspended", "rejected", "expired") and not (status == "signed" and signed):
        return None
    both = len(last.parties) < TWO == len(told.sides) and signed and set(last.parties) <= set(told.sides)
    return Mention(last.title, told.sides if both else last.parties, status, sentence.index, codes(sentence.places))


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
