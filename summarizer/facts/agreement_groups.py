"""From mentions to agreements: which mentions mean one agreement, and whether enough is told of it to be shown.

"The free trade agreement", "the trade deal" and "the pact" are one agreement where nothing speaks against it: a wrong
third line on the card costs more trust than two agreements of one kind and the same parties that are shown as one.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from summarizer.facts.agreement_parties import TWO
from summarizer.facts.agreement_phrases import OF_ANY_PAIR, is_bare, is_common
from summarizer.facts.agreement_status import DEFINITE
from summarizer.facts.lexicons import entries
from summarizer.facts.records import Agreement, AgreementStatus

NEAR = 2
"""Sentences after it in which "the pact" still means it."""


@dataclass(frozen=True, slots=True)
class Mention:
    """One place in the article that speaks of an agreement.

    Attributes:
        title: id of an entry of ``lexicon/agreements.toml``.
        parties: as far as its sentence tells them.
        status: as far as its sentence tells it.
        sentence: sentence number.
        countries: sides that the sentence names.
        states: whether the sentence says that states act.
        new: whether it means none that was spoken of before ("an agreement").
        plural: whether it speaks of several at once ("tax treaties with 38 countries").
        topic: whether its words are bare, but say what it is about.
        hub: the one of its two parties that is not said to be the partner: "Japan signed a treaty with Peru".
    """

    title: str
    parties: tuple[str, ...]
    status: AgreementStatus | None
    sentence: int
    countries: tuple[str, ...]
    states: bool = False
    new: bool = False
    plural: bool = False
    topic: bool = False
    hub: str | None = None


Group = list[Mention]


def grouped(found: Sequence[Mention]) -> list[Group]:
    """Return the mentions of each agreement, in order of first mention."""
    groups: list[Group] = []
    for mention in found:
        same = next(_meaning_the_same(groups, mention), None)
        if same is not None:
            same.append(mention)
        elif not any(_is_idle(group, mention) for group in groups):
            groups.append([mention])
    return groups


def _is_idle(group: Group, mention: Mention) -> bool:
    """Whether "a treaty" that nobody is named for stands behind one that is signed: it may be that one or another."""
    later = mention.sentence > group[-1].sentence and DEFINITE[_status(group)] >= DEFINITE["signed"]
    return later and mention.new and not mention.parties and title_of(group) == mention.title


def _meaning_the_same(groups: Sequence[Group], mention: Mention) -> Iterator[Group]:
    """Yield the agreements that a mention may mean, the likeliest first."""
    latest = groups[::-1]
    yield from (g for g in latest if title_of(g) == mention.title and _fits(g, mention))
    yield from (g for g in latest if _is_kin(g, mention))


def _fits(group: Group, mention: Mention) -> bool:
    """Whether the parties may be the same; one party alone may be any of the group's."""
    known, told = set(parties_of(group)), set(mention.parties)
    if _is_idle(group, mention):
        return False
    if (mention.topic or group[0].plural != mention.plural) and not (known and known == told):
        return False
    return not known or not told or known == told or (min(len(known), len(told)) < TWO and bool(known & told))


def _is_kin(group: Group, mention: Mention) -> bool:
    """Whether one of two kinds is a looser word for the other: "trade deal" for a free trade agreement."""
    rows, title = entries("agreements"), title_of(group)
    own, other = rows[title], rows[mention.title]
    if (
        not (_is_loose(title) or _is_loose(mention.title))
        or mention.new
        or mention.topic
        or group[0].plural != mention.plural
    ):
        return False
    if group[-1].sentence == mention.sentence and other.get("bilateral") and "parties" not in other:
        return False  # a list of papers, and no well-known treaty in apposition to its kind
    known = set(parties_of(group))
    told = bool(known) and set(mention.parties) == known
    near = mention.sentence - group[-1].sentence <= NEAR
    if is_bare(title) or is_bare(mention.title):
        words = {title, mention.title}
        some = near and bool(mention.parties) and set(mention.parties) < known
        return ((told and (near or is_bare(mention.title))) or some) and not words & OF_ANY_PAIR
    return own["key"] == other["key"] and (told or (near and not mention.parties))


def _is_loose(title: str) -> bool:
    return bool(entries("agreements")[title].get("loose")) or is_bare(title)


def title_of(group: Group) -> str:
    """Return the finest kind that a group's mentions name."""
    return next((m.title for m in group if not _is_loose(m.title)), min(group, key=lambda m: is_bare(m.title)).title)


def parties_of(group: Group) -> tuple[str, ...]:
    """Return the parties of an agreement, as the mention tells them that knows most of them."""
    return max((m.parties for m in group), key=len)


def named(title: str, bound: tuple[str, ...]) -> str:
    """Return the particular treaty that a kind is between these parties, if the lexicon knows one."""
    if len(bound) == TWO:
        for key, row in entries("agreements").items():
            if row.get("generic") == title and set(row["parties"]) == set(bound):
                return str(key)
    return title


def with_hub(mention: Mention, found: Sequence[Mention]) -> Mention:
    """Give an agreement whose partner alone is told the one who made those right before it: "a treaty with Chile, too".

    Args:
        mention: of an agreement.
        found: the mentions before it.
    """
    row = entries("agreements")[mention.title]
    of_two = row.get("bilateral") or is_bare(mention.title)
    if len(mention.parties) != 1 or not of_two or row.get("mediated"):
        return mention
    near = [m for m in found if len(m.parties) == TWO and mention.sentence - m.sentence <= NEAR]
    pairs = {frozenset(m.parties) for m in near}
    shared = frozenset.intersection(*pairs) if len(pairs) > 1 else frozenset(m.hub for m in near if m.hub)
    hub = next(iter(shared)) if len(shared) == 1 else None
    if hub is None or hub in mention.parties or set(mention.countries) - {hub, *mention.parties}:
        return mention
    bound = (hub, *mention.parties)
    return replace(mention, title=named(mention.title, bound), parties=bound, hub=hub)


def with_main(group: Group, main: tuple[str, ...]) -> Group:
    """Give a bilateral agreement whose parties are not all told the two countries that the article is about."""
    row = entries("agreements")[title_of(group)]
    known = parties_of(group)
    if len(known) >= TWO or not row.get("bilateral") or not main or set(known) - set(main):
        return group
    if any(set(m.countries) - set(main) for m in group):
        return group
    return [replace(m, title=named(m.title, main), parties=main) for m in group]


def is_enough(group: Group) -> bool:
    """Whether so much is told of an agreement that it is more than a word."""
    title, status = title_of(group), _status(group)
    told = len(parties_of(group)) >= TWO
    if is_bare(title):
        least: AgreementStatus = "negotiated" if any(m.topic for m in group) else "signed"
        return told and DEFINITE[status] >= DEFINITE[least]
    nobody, row = not parties_of(group), entries("agreements")[title]
    if row.get("paper"):
        return told and _status(group) == "signed"
    if nobody and row.get("bilateral") and row["key"] == "other":
        return False
    if nobody and group[0].plural and not any(m.states or m.countries for m in group):
        return False
    if not told and is_common(title):
        # With one country named beside it, the other is known to readers and not to us; two that are no parties are
        # what the paper is about.
        return any(
            m.states
            and m.status is not None
            and (not m.countries or (m.parties and DEFINITE[m.status] >= DEFINITE["signed"]))
            for m in group
        )
    return told or status is not None or not (row.get("bilateral") or row.get("mediated"))


def _status(group: Group) -> AgreementStatus | None:
    best: AgreementStatus | None = None
    for mention in group:
        if mention.status is not None and DEFINITE[mention.status] >= DEFINITE[best]:
            best = mention.status
    return best


def agreement_of(group: Group, order: Sequence[str]) -> Agreement:
    """Return the agreement that a group of mentions means.

    Args:
        group: its mentions.
        order: the countries of the article in the order in which it names them; what has no code is left out.
    """
    bound = parties_of(group)
    coded = [p for p in bound if p.isupper()]
    title = named(title_of(group), bound)
    return Agreement(
        key=entries("agreements")[title]["key"],
        title=title,
        parties=tuple(sorted(coded, key=lambda p: order.index(p) if p in order else len(order))),
        status=_status(group),
        sentences=tuple(sorted({m.sentence for m in group})),
    )
