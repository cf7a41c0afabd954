"""How alike items are: facts across languages, words within one, and what says that they are not one story.

What can be known of an item alone is kept with it (``features_of``). How rare a feature is, and so how much it says,
depends on the items beside it: that is reckoned for each set of items, for all its pairs at once.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import blake2b
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from bot.digest.items import Signature
from bot.digest.known_names import known_ids

if TYPE_CHECKING:
    from bot.digest.items import ReadItem

Numbers = NDArray[np.int64]
Values = NDArray[np.float64]

HOURS_OF_A_STORY = 72.0
"""Items further apart are not compared: what is told three days later is another story, or an update of it."""
KIND_WEIGHTS: Mapping[str, float] = {
    "people": 1.1, "cities": 1.3, "agreements": 1.3, "dates": 1.3, "numbers": 1.2, "countries": 0.8, "subjects": 0.6,
    "events": 0.5, "names": 1.1, "tolls": 1.0, "regions": 1.3,
}  # fmt: skip
"""How much a shared fact of a kind says, before its rarity; set on tests/digest/stories_dev.tsv and _templates.tsv."""
CONFLICT_FACTORS: Mapping[str, float] = {
    "people": 0.4, "cities": 0.4, "regions": 0.4, "agreements": 0.4, "dates": 0.5, "numbers": 0.85, "countries": 0.3,
    "subjects": 0.35, "names": 0.6,
}  # fmt: skip
"""By what a similarity is multiplied where both items have facts of a kind, and not one in common; less where the item
that has fewer shares some of them."""
EVIDENCE_FOR_HALF = 0.55
"""Weight of shared facts at which they count for half: one common country is no evidence, a person and a city are."""
SHORT_SHARE = 0.4
"""Between 0 (cosine) and 1 (what share of the shorter item the longer has): titles alone are compared with texts."""
PRIOR_ITEMS = 60
"""Items added to the count when rarity is reckoned, so that a handful of items has sensible weights."""
DIGIT_WEIGHTS = (0.7, 1.0, 1.4, 2.0)
"""Of a number with one, two, three or more significant digits."""
OTHER_DAY_HOURS = 16.0
OTHER_DAY_NUMBERS = 0.5
"""Where items so far apart have other numbers, they are the reports of two days (prices, what was shot down), and not
one that was corrected; in place of the factor for numbers."""
FEW_PLACES = 2
PLACES_FACTOR = 0.6
"""Where so few places are all that two items share: much else happens in a city and its country on one day."""
OTHER_PEOPLE = 0.75
"""How strange two items are that share somebody, and each name somebody else (A speaks with B, A speaks with C); where
they share nobody it is 1."""
STRANGERS_FACTOR = 0.75
"""In place of that for people, where two languages name only people who are not known: one may spell them otherwise."""
TITLE_WEIGHT = 1.5
"""Of a word that stands in the title, against 1 in the lead."""
INDEXED_FEATURES = 14
"""Rarest features of an item, of those that others have, by which candidates are looked for."""
NEIGHBOURS = 14
"""Items after it in time, in each list of the index, that an item is compared with."""
MAX_CELLS = 4_000_000
"""Of a table of items and features, 8 bytes each; where there are more, what an item has is looked for by bisection."""
PAIRS_AT_ONCE = 50_000
"""Compared in one step: some 20 MB."""
_KINDS = tuple(KIND_WEIGHTS)
_WORD = len(_KINDS)
_PEOPLE, _NUMBERS, _SUBJECTS, _NAMES = (_KINDS.index(kind) for kind in ("people", "numbers", "subjects", "names"))
_PLACES = [_KINDS.index(kind) for kind in ("countries", "cities", "regions")]
_LOG_FACTORS = np.log([CONFLICT_FACTORS.get(kind, 1.0) for kind in (*_KINDS, "words")])
_DECIMALS = 9
"""To which similarities are rounded, so that sums in another order are not another similarity."""


@dataclass(frozen=True, slots=True, eq=False)
class Features:
    """What an item is compared by.

    Attributes:
        ids: numbers that stand for features, ascending.
        weights: of each, before its rarity.
        kinds: of each; places in ``KIND_WEIGHTS``, after which come words.
    """

    ids: Numbers
    weights: Values
    kinds: Numbers


def facts_by_kind(signature: Signature) -> dict[str, frozenset[Any]]:
    """Return an item's facts by the kinds of ``KIND_WEIGHTS``.

    Regions stand apart from cities: Munich is no contradiction of Bavaria.
    """
    found = {kind: getattr(signature, kind) for kind in KIND_WEIGHTS if kind != "regions"}
    return found | {"cities": signature.cities - wide_places(), "regions": signature.cities & wide_places()}


@cache
def wide_places() -> frozenset[str]:
    """Return the keys of places that have cities in them: regions, islands, waters."""
    from summarizer.facts.place_names import cities

    return frozenset(key for key, row in cities().items() if row["kind"] in ("region", "island", "water"))


def features_of(signature: Signature) -> Features:
    """Return what an item is compared by, without its rarity.

    Words stand without names: those count as facts, and stories of one person share them whatever they tell.
    """
    facts = facts_by_kind(signature)
    found = {_id(f"{kind}:{value}"): (KIND_WEIGHTS[kind] * (digits_weight(value) if kind == "numbers" else 1.0), n)
             for n, kind in enumerate(_KINDS) for value in facts[kind]}  # fmt: skip
    for word in signature.plain_words:
        weight = TITLE_WEIGHT if word in signature.title else 1.0
        found[_id(f"{signature.language}:{word}")] = (weight, _WORD)
    ids = sorted(found)
    return Features(
        np.array(ids, dtype=np.int64),
        np.array([found[number][0] for number in ids], dtype=np.float64),
        np.array([found[number][1] for number in ids], dtype=np.int64),
    )


def digits_weight(number: str) -> float:
    """Return how much more a number says than one of two digits: nobody counts 51,208 of two things on one day."""
    significant = number.partition("e")[0].replace(".", "").strip("0")
    return DIGIT_WEIGHTS[min(len(significant), len(DIGIT_WEIGHTS)) - 1]


def _id(name: str) -> int:
    """Return a number that stands for a feature in every process."""
    return int.from_bytes(blake2b(name.encode("utf-8", "replace"), digest_size=8).digest(), "big", signed=True)


class Similarities:
    """Similarities of pairs of items, which are named by their numbers.

    Args:
        items: at least one, in the order of publication.
        max_cells: of the table of items and features, if there is to be one.
    """

    def __init__(self, items: Sequence["ReadItem"], max_cells: int = MAX_CELLS) -> None:
        self._count = len(items)
        self._languages = np.array([read.signature.language or "" for read in items])
        known = known_ids()
        self._strangers = np.array([known.isdisjoint(read.signature.ids) for read in items], dtype=bool)
        self._hours = np.array([read.item.published.timestamp() / 3600 for read in items], dtype=np.float64)
        parts = [read.features or features_of(read.signature) for read in items]
        rows = np.repeat(np.arange(self._count), [len(part.ids) for part in parts])
        ids, weights, kinds = (
            np.concatenate([getattr(part, name) for part in parts]) for name in ("ids", "weights", "kinds")
        )
        _, columns, counts = np.unique(ids, return_inverse=True, return_counts=True)
        total = self._count + PRIOR_ITEMS
        weights = weights * (1 - np.log(counts + 1.0) / np.log(total))[columns]
        weights[(kinds == _NAMES) & (counts[columns] == 1)] = 0.0
        self._facts_length = _length(rows, np.where(kinds != _WORD, weights, 0.0), self._count)
        self._words_length = _length(rows, np.where(kinds == _WORD, weights, 0.0), self._count)
        cells = len(_LOG_FACTORS)
        sizes = np.bincount(rows * cells + kinds, minlength=self._count * cells)
        self._sizes = sizes.reshape(self._count, cells)
        self._keep_shared(rows, columns, weights, kinds, counts)
        self._table = self._table_of(self._cells) if self._count * self._width <= max_cells else None

    def _keep_shared(self, rows: Numbers, columns: Numbers, weights: Values, kinds: Numbers, counts: Numbers) -> None:
        """Keep the features that at least two items have: the others are in no pair."""
        shared = counts[columns] > 1
        self._rows, self._weights, self._kinds = rows[shared], weights[shared], kinds[shared]
        self._columns = (np.cumsum(counts > 1) - 1)[columns[shared]]
        self._width = int((counts > 1).sum())
        self._cells = self._rows * self._width + self._columns
        self._lengths = np.bincount(self._rows, minlength=self._count)
        self._starts = np.cumsum(self._lengths) - self._lengths

    def _table_of(self, cells: Numbers) -> Numbers:
        table: Numbers = np.full(self._count * self._width, -1, dtype=np.int64)
        table[cells] = np.arange(len(cells))
        return table

    def candidates(self) -> tuple[Numbers, Numbers]:
        """Return pairs that may be alike, the earlier item first, each once.

        They share one of their rarest features and are near in time among those that have it, so their number grows
        with that of the items and not with its square.
        """
        rarest_first = np.lexsort((self._columns, -self._weights, self._rows))
        places = np.empty(len(rarest_first), dtype=np.int64)
        places[rarest_first] = np.arange(len(rarest_first)) - self._starts[self._rows[rarest_first]]
        indexed = places < INDEXED_FEATURES
        rows, columns = self._rows[indexed], self._columns[indexed]
        by_column = np.argsort(columns, kind="stable")
        rows, columns = rows[by_column], columns[by_column]
        found = []
        for step in range(1, NEIGHBOURS + 1):
            first, second = rows[:-step], rows[step:]
            near = (columns[:-step] == columns[step:]) & (self._hours[second] - self._hours[first] <= HOURS_OF_A_STORY)
            found.append(first[near] * self._count + second[near])
        pairs = np.sort(np.concatenate(found))
        pairs = pairs[np.diff(pairs, prepend=-1) != 0]
        return pairs // self._count, pairs % self._count

    def of(self, first: Numbers, second: Numbers) -> Values:
        """Return 0 (nothing in common) to 1 (the same) for each pair.

        Facts count by the cosine of their weights and by how much evidence they are; within one language words are
        looked at as well, and the better of the two counts, with something of the other. Facts that contradict lower
        it.

        Args:
            first: number of an item, of each pair.
            second: of the other, as many.
        """
        steps = range(0, len(first), PAIRS_AT_ONCE)
        parts = [self._of(first[n : n + PAIRS_AT_ONCE], second[n : n + PAIRS_AT_ONCE]) for n in steps]
        return np.concatenate(parts) if parts else np.zeros(0)

    def _of(self, first: Numbers, second: Numbers) -> Values:
        count, cells = len(first), len(_LOG_FACTORS)
        pairs, own, others = self._common(first, second)
        products, kinds = self._weights[own] * self._weights[others], self._kinds[own]
        is_fact = kinds != _WORD
        facts = np.bincount(pairs, np.where(is_fact, products, 0.0), count)
        words = np.bincount(pairs, np.where(is_fact, 0.0, products), count)
        evidence = np.bincount(pairs, np.where(is_fact, self._weights[own], 0.0), count)
        common = np.bincount(pairs * cells + kinds, minlength=count * cells).reshape(count, cells)
        alike = np.minimum(facts / _both(self._facts_length[first], self._facts_length[second]), 1.0)
        alike *= evidence / (evidence + EVIDENCE_FOR_HALF)
        places = common[:, _PLACES].sum(axis=1)
        alike[(places == common[:, :_WORD].sum(axis=1)) & (places <= FEW_PLACES)] *= PLACES_FACTOR
        same_words = np.minimum(words / _both(self._words_length[first], self._words_length[second]), 1.0)
        alike = (1 - (1 - alike) * (1 - same_words)) * self._agreement(first, second, common)
        rounded: Values = np.round(alike, _DECIMALS)
        return rounded

    def _agreement(self, first: Numbers, second: Numbers, common: Numbers) -> Values:
        """Return by what similarities are multiplied for facts that contradict.

        Args:
            first: number of an item, of each pair.
            second: of the other, as many.
            common: how many facts of each kind the two have in common, a row for each pair.
        """
        smaller = np.minimum(self._sizes[first], self._sizes[second])
        strange = np.where(smaller > 0, 1 - common / np.maximum(smaller, 1), 0.0)
        people = common[:, _PEOPLE]
        strange[(people > 0) & (people < smaller[:, _PEOPLE]), _PEOPLE] = OTHER_PEOPLE
        # One subject is easily one of two; but stories of one person are told apart by it.
        few = smaller[:, _SUBJECTS] / (smaller[:, _SUBJECTS] + 1)
        strange[:, _SUBJECTS] = np.floor(strange[:, _SUBJECTS]) * np.where(people > 0, 1.0, few)
        apart = np.abs(self._hours[first] - self._hours[second])
        factors = np.broadcast_to(_LOG_FACTORS, strange.shape).copy()
        factors[apart >= OTHER_DAY_HOURS, _NUMBERS] = math.log(OTHER_DAY_NUMBERS)
        translated = self._languages[first] != self._languages[second]
        strangers = self._strangers[first] & self._strangers[second] & translated
        factors[strangers, _PEOPLE] = math.log(STRANGERS_FACTOR)
        factors[translated, _NAMES] = 0.0  # by sound they are found, but not told apart
        agreement: Values = np.exp((strange * factors).sum(axis=1))
        agreement[apart > HOURS_OF_A_STORY] = 0.0
        return agreement

    def _common(self, first: Numbers, second: Numbers) -> tuple[Numbers, Numbers, Numbers]:
        """Return what pairs have in common: number of the pair, place of the feature in the first and in the second."""
        lengths = self._lengths[first]
        pairs = np.repeat(np.arange(len(first)), lengths)
        own = np.arange(len(pairs)) - np.repeat(np.cumsum(lengths) - lengths - self._starts[first], lengths)
        others = self._places(second[pairs] * self._width + self._columns[own])
        hit = np.flatnonzero(others >= 0)
        return pairs[hit], own[hit], others[hit]

    def _places(self, cells: Numbers) -> Numbers:
        """Return where features of items stand, each named by its cell in a table of both; -1 where they do not."""
        if self._table is not None:
            return self._table[cells]
        places = np.minimum(np.searchsorted(self._cells, cells), len(self._cells) - 1)
        return np.where(self._cells[places] == cells, places, -1)


def _both(first: Values, second: Values) -> Values:
    """Return by what a product of two is divided: by their lengths, but by less where one is much the longer."""
    shorter = np.minimum(first, second)
    both: Values = (first * second) ** (1 - SHORT_SHARE) * (shorter * shorter) ** SHORT_SHARE
    return both


def _length(rows: Numbers, weights: Values, count: int) -> Values:
    """Return Euclidean lengths; 1 where there is nothing."""
    lengths: Values = np.sqrt(np.bincount(rows, weights * weights, count))
    lengths[lengths == 0] = 1.0
    return lengths
