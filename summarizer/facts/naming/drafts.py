"""A person while the article's mentions of them are gathered."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from summarizer.article import Language
from summarizer.facts.annotation import AnnotatedSentence
from summarizer.facts.gazetteer import KnownPerson
from summarizer.facts.naming.attachment import TitledName
from summarizer.facts.roles import RoleMention

_GENERIC_TITLES = frozenset({"minister", "leader", "head", "chairman", "deputy_minister", "adviser", "expert"})
"""Titles that lose to a more exact one of the same person."""


PLAIN = 10
"""Mentions in other cases that one in the nominative outweighs when it is chosen how a name is shown."""


@dataclass(slots=True)
class Draft:
    """A person while their mentions are gathered."""

    parts: tuple[frozenset[str], ...]
    known: KnownPerson | None
    displays: Counter[str] = field(default_factory=Counter)
    reading: str = ""
    roles: list[RoleMention] = field(default_factory=list)
    countries: list[str] = field(default_factory=list)
    mentions: list[tuple[int, int, int]] = field(default_factory=list)
    written: set[tuple[str, ...]] = field(default_factory=set)
    told: dict[Language, str] = field(default_factory=dict)

    def add(self, sentence: int, titled: TitledName) -> None:
        """Take in one more mention."""
        self.mentions.append((sentence, titled.start, titled.end))
        self.displays[titled.name.display] += PLAIN if titled.name.plain else 1
        self.reading = self.reading or titled.name.reading
        self.told = {**dict(titled.name.told), **self.told}
        self.written |= {titled.name.written} if titled.name.written else set()
        if titled.role is not None:
            self.roles.append(titled.role)
        if titled.country:
            self.countries.append(titled.country)

    @property
    def country(self) -> str | None:
        """The country that the mentions give most often, else the gazetteer's."""
        if self.countries:
            return Counter(self.countries).most_common(1)[0][0]
        return self.known.country if self.known else None


@dataclass(frozen=True, slots=True)
class Found:
    """A sentence with its names, their offices, and the offices that stand alone."""

    sentence: AnnotatedSentence
    titled: list[TitledName]
    alone: list[RoleMention]


def is_credible(draft: Draft) -> bool:
    """Return whether a draft is more than a surname, or a given name, without any office."""
    return draft.known is not None or bool(draft.roles) or len(draft.parts) > 1 or " " in draft.reading


def office_of(draft: Draft) -> RoleMention | None:
    """Return the office that the article gives someone most exactly and most often, or None."""
    if not draft.roles:
        return None
    counts = Counter((r.title, r.former) for r in draft.roles)
    # 次期首相 beside 首相に: who is called a former or a future holder once is none now.
    return max(draft.roles, key=lambda r: (r.title not in _GENERIC_TITLES, counts[r.title, r.former], r.former))


def merged(drafts: Sequence[Draft]) -> list[Draft]:
    """Return one draft for each known person: ``Lula`` and ``Lula da Silva`` were found apart."""
    merged: list[Draft] = []
    for draft in drafts:
        same = next((m for m in merged if draft.known and m.known == draft.known), None)
        if same is None:
            merged.append(draft)
            continue
        same.mentions += draft.mentions
        same.roles += draft.roles
        same.countries += draft.countries
        same.displays.update(draft.displays)
        same.written |= draft.written
        same.told = {**draft.told, **same.told}
    return merged
