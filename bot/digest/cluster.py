"""Items of several sources and languages to stories, without comparing each with each.

Candidates come from an inverted index of every item's rarest features, and only neighbours in time within a list: work
grows with the number of items, not its square. Pairs are joined from the most alike downwards, and two groups only if
they are alike on average: one item that mentions both stories does not weld them together.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from bot.digest.items import ReadItem
from bot.digest.similarity import HOURS_OF_A_STORY, Profile, profiles, similarity

THRESHOLD = 0.34
"""Similarity (0 to 1) from which two items are one story; set on tests/digest/stories_dev.tsv and _templates.tsv, all
stories of which are found from 0.25 to 0.5."""
AVERAGE_THRESHOLD = 0.27
"""Mean similarity between two groups from which they are one story; likewise."""
INDEXED_FEATURES = 14
"""Rarest features of an item by which candidates are looked for."""
NEIGHBOURS = 14
"""Items after it in time, in each list of the index, that an item is compared with."""
SAMPLED_MEMBERS = 8
"""Members of a group that are compared with another group; the average of 64 pairs is settled."""


def cluster(items: Sequence[ReadItem]) -> list[list[ReadItem]]:
    """Return the stories.

    Args:
        items: in any order; the result does not depend on it.

    Returns:
        Groups of items, each in the order of publication, the groups by their first item.
    """
    ordered = sorted(items, key=lambda read: (read.item.published, read.item.key))
    known = profiles(ordered)
    groups = _Groups(known)
    pairs = ((similarity(known[a], known[b], THRESHOLD), a, b) for a, b in _candidates(known))
    for _, a, b in sorted((pair for pair in pairs if pair[0] >= THRESHOLD), key=lambda p: (-p[0], p[1], p[2])):
        groups.join(a, b)
    return [[ordered[n] for n in sorted(members)] for members in groups.members()]


def _candidates(known: Sequence[Profile]) -> Iterator[tuple[int, int]]:
    index: dict[str, list[int]] = defaultdict(list)
    for number, profile in enumerate(known):
        for feature in profile.rarest[:INDEXED_FEATURES]:
            index[feature].append(number)
    pairs: set[tuple[int, int]] = set()
    for numbers in index.values():
        for position, first in enumerate(numbers):
            for second in numbers[position + 1 : position + 1 + NEIGHBOURS]:
                if known[second].hours - known[first].hours > HOURS_OF_A_STORY:
                    break
                pairs.add((first, second))
    yield from sorted(pairs)


class _Groups:
    def __init__(self, known: Sequence[Profile]) -> None:
        self._known = known
        self._group = list(range(len(known)))
        self._members = {number: [number] for number in range(len(known))}
        self._similarities: dict[tuple[int, int], float] = {}

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
        ones, others = _sample(first), _sample(second)
        return sum(self._similarity(a, b) for a in ones for b in others) / (len(ones) * len(others))

    def _similarity(self, first: int, second: int) -> float:
        pair = (first, second) if first < second else (second, first)
        if pair not in self._similarities:
            self._similarities[pair] = similarity(self._known[pair[0]], self._known[pair[1]])
        return self._similarities[pair]


def _sample(members: list[int]) -> list[int]:
    if len(members) <= SAMPLED_MEMBERS:
        return members
    step = len(members) / SAMPLED_MEMBERS
    return [members[int(n * step)] for n in range(SAMPLED_MEMBERS)]
