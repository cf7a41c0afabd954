"""Which ways lead from one language to another with the models at hand: direct ones first, then through English."""

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from summarizer.article import Language
from summarizer.engines.protocols import Translate
from summarizer.translation.records import Route

Models = Callable[[Language, Language], Sequence[Translate]]
"""Gives the models that translate a direction without a detour, the preferred one first."""

PIVOT: Language = "en"
REST_SECONDS = 60.0
"""For so long a way whose model did not answer is asked last. A server that times out costs minutes a batch."""


@dataclass(frozen=True, slots=True)
class Way:
    """A route with the model of each leg."""

    route: Route
    models: tuple[Translate, ...]


def ways(models: Models, source: Language, target: Language) -> Iterator[Way]:
    """Yield the ways from ``source`` to ``target``, the preferred one first; nothing if there is none.

    Through the pivot the models of the two legs are paired in their order of preference.
    """
    for model in models(source, target):
        yield Way(Route((source, target)), (model,))
    if PIVOT in (source, target):
        return
    first, second = models(source, PIVOT), models(PIVOT, target)
    if not first or not second:
        return
    for number in range(max(len(first), len(second))):
        pair = (first[min(number, len(first) - 1)], second[min(number, len(second) - 1)])
        yield Way(Route((source, PIVOT, target)), pair)


class Resting:
    """The ways that did not answer a short while ago. Safe to use from several threads."""

    def __init__(self) -> None:
        self._until: dict[Way, float] = {}

    def add(self, way: Way) -> None:
        """Let a way rest."""
        self._until = {**self._until, way: time.monotonic() + REST_SECONDS}

    def last(self, leading: Sequence[Way]) -> list[Way]:
        """Return ways in their order, those that rest behind the others."""
        now = time.monotonic()
        self._until = {way: until for way, until in self._until.items() if until > now}
        return sorted(leading, key=lambda way: way in self._until)
