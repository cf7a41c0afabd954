"""Items of several sources and languages to stories, without comparing each with each.

Pairs are joined from the most alike downwards, and two groups only if they are alike on average: one item that mentions
both stories does not weld them together. A round-up of many stories belongs to none.
"""

from collections.abc import Iterable, Sequence
from itertools import combinations

import numpy as np

from bot.digest.items import ReadItem
from bot.digest.similarity import Numbers, Similarities

THRESHOLD = 0.32
"""Similarity (0 to 1) from which two items are one story; set on the development halves of tests/digest/stories_*.tsv,
where no two stories become one from 0.30 on (with the threshold for means 0.07 below)."""
AVERAGE_THRESHOLD = 0.25
"""Mean similarity between two groups from which they are one story; likewise."""
SAMPLED_MEMBERS = 8
"""Members of a group that are compared with another group; the average of 64 pairs is settled."""
COMPARED_AT_ONCE = 40
"""Items that hang together by pairs, up to which all their pairs are compared in one step; of more, when needed."""


def cluster(items: Sequence[ReadItem]) -> list[list[ReadItem]]:
    """Return the stories.

    Args:
        items: in any order; the result does not depend on it.

    Returns:
        Groups of items, each in the order of publication, the groups by their first item.
    """
    if not items:
        return []
    ordered = sorted(items, key=lambda read: (read.item.published, read.item.key))
    known = Similarities(ordered)
    first, second = known.candidates()
    joinable = np.array([read.signature.genre != "roundup" for read in ordered], dtype=bool)
    possible = joinable[first] & joinable[second]
    first, second = first[possible], second[possible]
    alike = known.of(first, second)
    chosen = np.flatnonzero(alike >= THRESHOLD)
    chosen = chosen[np.lexsort((second[chosen], first[chosen], -alike[chosen]))]
    pairs = list(zip(first[chosen].tolist(), second[chosen].tolist(), strict=True))
    groups = _Groups(known, len(ordered))
    groups.compare(_hanging_together(pairs))
    for one, other in pairs:
        groups.join(one, other)
    return [[ordered[n] for n in members] for members in groups.members()]


def _hanging_together(pairs: Iterable[tuple[int, int]]) -> list[list[int]]:
    """Return the connected components of a graph of pairs."""
    component: dict[int, list[int]] = {}
    for one, other in pairs:
        left, right = component.setdefault(one, [one]), component.setdefault(other, [other])
        if left is right:
            continue
        if len(left) < len(right):
            left, right = right, left
        left += right
        for number in right:
            component[number] = left
    return list({id(members): members for members in component.values()}.values())


class _Groups:
    def __init__(self, known: Similarities, count: int) -> None:
        self._known = known
        self._group = list(range(count))
        self._members = {number: [number] for number in range(count)}
        self._similarities: dict[tuple[int, int], float] = {}

    def compare(self, components: Iterable[list[int]]) -> None:
        """Compare all pairs within each component that is not large."""
        small = (sorted(members) for members in components if len(members) <= COMPARED_AT_ONCE)
        self._look_up([pair for members in small for pair in combinations(members, 2)])

    def join(self, first: int, second: int) -> None:
        """Make one group of two if they are alike on average."""
        one, other = sorted((self._group[first], self._group[second]))
        if one == other or self._average(self._members[one], self._members[other]) < AVERAGE_THRESHOLD:
            return
        joined = self._members.pop(other)
        self._members[one] += joined
        for number in joined:
            self._group[number] = one

    def members(self) -> list[list[int]]:
        """Return the groups by their earliest member."""
        return sorted((sorted(members) for members in self._members.values()), key=lambda members: members[0])

    def _average(self, first: list[int], second: list[int]) -> float:
        pairs = [(min(a, b), max(a, b)) for a in _sample(first) for b in _sample(second)]
        self._look_up([pair for pair in pairs if pair not in self._similarities])
        return sum(self._similarities[pair] for pair in pairs) / len(pairs)

    def _look_up(self, pairs: list[tuple[int, int]]) -> None:
        if pairs:
            both: Numbers = np.array(pairs, dtype=np.int64)
            found = self._known.of(both[:, 0], both[:, 1])
            self._similarities.update(zip(pairs, found.tolist(), strict=True))


def _sample(members: list[int]) -> list[int]:
    if len(members) <= SAMPLED_MEMBERS:
        return members
    step = len(members) / SAMPLED_MEMBERS
    return [members[int(n * step)] for n in range(SAMPLED_MEMBERS)]
