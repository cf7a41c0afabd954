"""Negation of a claim against that of its source.

Translators say "not" by other means (without, fail, 拒否, без). So each cue has a sense: "without" on one side settles
«без» on the other, and only what is left unsettled can account for a "not" too many or too few, near its place.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from summarizer.article import Language
from summarizer.guarding.findings import Finding, added, lost
from summarizer.guarding.polarity import Cue, Grade
from summarizer.guarding.reading import Reading

_DENIES: tuple[Grade, ...] = ("hard", "strong", "word")
_BELIEVED_WEAK = 1
"""Negations that weak cues of the other side may stand for. With more, whole sentences of "un-" and "little" pass."""
_LONG = 130
"""Characters of English from which a sentence is translated so freely that a word such as "refuse" may be put
otherwise. The median of the essays; with it, a third of the objections goes that are made to development essays when
half of the lexicon's words are taken away, as it is with texts whose words it does not know."""
_NEAR = {"implied": 0.2, "weak": 0.1}
"""Share of the sentence's length by which a negation may move between English and Russian, by the grade of the word
that accounts for it (on the development rows negations move by 0.15 at most)."""
_NEAR_JAPANESE = {"implied": 0.4, "weak": 0.3}
"""The same to and from Japanese, whose verbs stand last. There negations move by up to 0.57; what a word accounts for
moves less, by the objections and finds on the development rows."""
_ANYWHERE = {"implied": 1.0, "weak": 1.0}
"""Where the claim draws on several sentences, or leaves some of it out, places do not correspond."""
_FORGIVEN = 6
"""Characters by which a cue may stand farther away."""
_ADJACENT = 8
"""Characters between the two negations of a double one: not entirely exclude, не стали отрицать."""


@dataclass(frozen=True, slots=True)
class _Placed:
    """A cue, and where in its sentence it stands (0 to 1)."""

    cue: Cue
    place: float
    reading: Reading


def compare_negation(sources: Sequence[Reading], claim: Reading, complete: bool) -> Iterator[Finding]:
    """Yield a negation that the source does not carry, or one lost.

    Args:
        sources: the source, read.
        claim: the claim, read.
        complete: whether the claim should say all that the source says.
    """
    limits = _limits(sources, claim, complete)
    said, own = _settled([p for source in sources for p in _placed(source)], _placed(claim))
    unfounded, doubtful = _unaccounted(own, said, limits)
    missing, unsure = _unaccounted(said, own, limits)
    if unfounded or (doubtful and not missing):
        cue = (unfounded or doubtful)[-1].cue
        yield added("negation", "error" if unfounded else "warning", (cue.start, cue.end), claim.text)
    elif (items := [cue for cue in claim.cues if cue.grade == "item"]) and not _denials(claim):
        yield added("negation", "error", (items[0].start, items[0].end), claim.text, "negation_broken")
    elif complete and (missing or unsure):
        placed = (missing or unsure)[0]
        span = (placed.cue.start, placed.cue.end)
        yield lost("negation", "error" if missing else "warning", span, placed.reading.text)


def _denials(reading: Reading) -> list[Cue]:
    return [cue for cue in reading.cues if cue.grade in (*_DENIES, "implied")]


def _limits(sources: Sequence[Reading], claim: Reading, complete: bool) -> Mapping[str, float]:
    if len(sources) > 1 or not complete:
        return _ANYWHERE
    languages: set[Language] = {sources[0].language, claim.language}
    return _NEAR_JAPANESE if "ja" in languages else _NEAR


def _placed(reading: Reading) -> list[_Placed]:
    length = max(1, len(reading.text))
    return [_Placed(cue, cue.start / length, reading) for cue in reading.cues if cue.grade not in ("item", "inert")]


def _settled(said: list[_Placed], own: list[_Placed]) -> tuple[list[_Placed], list[_Placed]]:
    """Return what is left of both sides when each cue has met one of its sense."""
    left, right = list(said), list(own)
    shared = {p.cue.sense for p in said} & {p.cue.sense for p in own}
    for placed in said:
        twins = [p for p in right if placed.cue.sense and p.cue.sense == placed.cue.sense]
        if twins:
            right.remove(min(twins, key=lambda p: abs(p.place - placed.place)))
            left.remove(placed)
    return _undoubled(_softened(left, shared)), _undoubled(_softened(right, shared))


def _softened(side: list[_Placed], shared: set[str]) -> list[_Placed]:
    """Let a word said again ask for nothing: "without straw or bedding" is «без соломы и без подстилки» as well."""
    return [p for p in side if not p.cue.sense or p.cue.sense not in shared]


def _undoubled(side: list[_Placed]) -> list[_Placed]:
    """Let the two parts of a double negative ask for nothing: "did not rule out" is «допустил» as well."""
    doubled: set[int] = set()
    doubling = [p for p in side if _doubles(p.cue)]
    for one in (p for p in side if doubling and p.cue.grade == "hard"):
        for other in doubling:
            if one.reading is other.reading and _gap(one.cue, other.cue) <= _ADJACENT:
                doubled |= {id(one), id(other)}
    return [replace(p, cue=replace(p.cue, grade="weak")) if id(p) in doubled else p for p in side]


def _doubles(cue: Cue) -> bool:
    return cue.sense == "affix" or (bool(cue.sense) and cue.grade in ("strong", "word", "implied"))


def _gap(one: Cue, other: Cue) -> int:
    return max(one.start, other.start) - min(one.end, other.end)


def _unaccounted(
    side: Sequence[_Placed], other: Sequence[_Placed], limits: Mapping[str, float]
) -> tuple[list[_Placed], list[_Placed]]:
    """Return the negations of one side that nothing of the other can stand for, and those that only a word may."""
    rest = _unpaired([p for p in side if p.cue.grade in _DENIES], [p for p in other if p.cue.grade in _DENIES])
    words = [p for p in other if p.cue.grade not in _DENIES]
    unaccounted: list[_Placed] = []
    doubtful: list[_Placed] = []
    weak = _BELIEVED_WEAK
    for placed in rest:
        word = _nearest_word(placed, [w for w in words if weak or w.cue.grade != "weak"], limits)
        if word is not None:
            words.remove(word)
            weak -= word.cue.grade == "weak"
        (doubtful if word is not None or _may_be_put_otherwise(placed) else unaccounted).append(placed)
    return unaccounted, doubtful


def _unpaired(negations: Sequence[_Placed], others: Sequence[_Placed]) -> list[_Placed]:
    """Pair each of the others with its nearest negation; return the negations without a pair."""
    rest = list(negations)
    for placed in others[: len(negations)]:
        rest.remove(min(rest, key=lambda p: abs(p.place - placed.place)))
    return rest


def _nearest_word(placed: _Placed, words: Sequence[_Placed], limits: Mapping[str, float]) -> _Placed | None:
    near = [w for w in words if _distance(w, placed) <= limits[w.cue.grade]]
    return min(near, key=lambda w: (w.cue.grade == "weak", abs(w.place - placed.place)), default=None)


def _distance(one: _Placed, other: _Placed) -> float:
    """Return how far apart two cues of two texts stand, a few letters forgiven: in a short text they are much."""
    length = max(1, min(len(one.reading.text), len(other.reading.text)))
    return max(0.0, abs(one.place - other.place) - _FORGIVEN / length)


def _may_be_put_otherwise(placed: _Placed) -> bool:
    return placed.cue.grade == "word" and placed.reading.english_length > _LONG
