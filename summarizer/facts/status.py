"""Whether something happened, is to happen, or is not to: the tense, modality and polarity of a clause.

Cues are regular expressions in ``lexicon/status.toml``. For events the cue nearest to the word that names the event
decides between held, planned and expected, since one clause can hold several ("said after talks that a visit is
planned"); calling off and denying outweigh them wherever they stand in the clause. Japanese puts the deciding words
last, so there the nearest cue after the word counts first.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from summarizer.article import Language
from summarizer.facts.lexicons import entries
from summarizer.facts.records import AgreementStatus, EventStatus

Modality = EventStatus | Literal["irreal"]
"""``irreal``: wished, conditional, habitual or negated in the past: no event at all."""

BEHIND = 4
"""Factor on the distance of a cue on the less usual side of its word (English and Russian: after; Japanese: before)."""

_FINITE: tuple[EventStatus, ...] = ("expected", "planned", "held")
_CATEGORIES = ("irreal", "habitual", "cancelled", "denied", "negation", "future", *_FINITE)


@dataclass(frozen=True, slots=True)
class Cue:
    """A word of status in a clause: ``start``, ``end`` are offsets in the text that was searched."""

    start: int
    end: int
    category: str


@cache
def pattern(group: str, category: str, language: Language) -> re.Pattern[str]:
    """Return the one expression that matches every cue of a category.

    Args:
        group: ``event`` or ``agreement``.
        category: a table of ``lexicon/status.toml`` under the group.
        language: of the text.
    """
    return re.compile("|".join(entries("status")[group][category][language]), re.IGNORECASE)


@cache
def clause_words(name: str) -> frozenset[str]:
    """Return a word list of the ``clause`` table of ``lexicon/status.toml``."""
    return frozenset(entries("status")["clause"][name])


@cache
def clause_pattern(name: str) -> re.Pattern[str]:
    """Return an expression of the ``clause`` table of ``lexicon/status.toml``."""
    found: Any = entries("status")["clause"][name]
    return re.compile(found, re.IGNORECASE)


def modality(text: str, at: tuple[int, int], language: Language, tense: EventStatus | None = None) -> Modality | None:
    """Return what a clause says of the event that one of its words names.

    Args:
        text: the clause, or as much of the sentence as bears on it.
        at: offsets in ``text`` of the word that names the event.
        language: of the text.
        tense: what the word itself says where it is a finite verb ("visited": held), else None.

    Returns:
        The status; ``irreal`` where there is no event; None where the text does not say.
    """
    found = {name: _cues(text, name, language) for name in _CATEGORIES}
    if found["cancelled"]:
        if not _negates(found["negation"], found["cancelled"][0], language):
            return "cancelled"
        found["negation"] = []  # "has not been cancelled" does not deny it
    if found["denied"]:
        return "denied"
    if found["irreal"] or any(_in_one_part(text, cue, at) for cue in found["habitual"]):
        return "irreal"
    # "Did not rule out a meeting": the negation is part of what makes it possible.
    found["negation"] = [n for n in found["negation"] if not any(c.start <= n.start < c.end for c in found["expected"])]
    status = _time(text, at, language, tense, found)
    if found["negation"] and status in ("held", None):
        return "irreal"
    if found["negation"] and _beside(found["negation"], at, language):
        return "denied"
    return status


def _in_one_part(text: str, cue: Cue, at: tuple[int, int]) -> bool:
    """Whether no comma stands between: "travelled to Kyiv, a visit that officials often mention" was one visit."""
    return "," not in text[min(cue.end, at[1]) : max(cue.start, at[0])]


def _time(
    text: str, at: tuple[int, int], language: Language, tense: EventStatus | None, found: dict[str, list[Cue]]
) -> EventStatus | None:
    """Return whether the event was held, is planned or expected, by its own tense and the nearest cue."""
    finite = _FINITE
    if tense == "planned" and language != "ja":
        finite = ("expected", "planned")  # what "will meet at the talks" has not been held
    if tense == "planned" and (found["planned"] or found["expected"]):
        tense = None  # a plain future gives way to «ожидается, что»
    cues = [(_distance(cue, at, language), cue) for name in finite for cue in found[name]]
    nearest = min(cues, key=lambda pair: pair[0], default=None)
    if nearest is not None and nearest[1].category == "held":
        nearest = _before_it(text, nearest, found)
    status = tense
    overrides = tense != "held" or (nearest is not None and _governs(nearest[1], at, language))
    if nearest is not None and overrides and (tense is None or nearest[1].category != "held"):
        status = _as_status(nearest[1].category)
    if found["future"] and tense != "held" and status in ("held", None):
        return "planned"
    return status


def _before_it(text: str, nearest: tuple[int, Cue], found: dict[str, list[Cue]]) -> tuple[int, Cue] | None:
    """Return the aim that "after" depends on: "will meet X after attending the summit" leaves both to come.

    None where an aim follows («по итогам переговоров ожидается подписание»): only their date says whether the talks
    have been held.
    """
    cue = nearest[1]
    if text[cue.start : cue.end].lower() not in ("after", "following", "attending", "после", "по итогам"):
        return nearest
    aims = [c for name in ("planned", "expected") for c in found[name] if c.end <= cue.start]
    if aims:
        return nearest[0], aims[-1]
    led = text[cue.start : cue.end].lower() != "attending"
    return None if led and any(found[name] for name in ("planned", "expected", "future")) else nearest


def _as_status(category: str) -> EventStatus:
    return "expected" if category == "expected" else "planned" if category == "planned" else "held"


def _cues(text: str, category: str, language: Language) -> list[Cue]:
    return [Cue(m.start(), m.end(), category) for m in pattern("event", category, language).finditer(text)]


def _distance(cue: Cue, at: tuple[int, int], language: Language) -> int:
    before, after = at[0] - cue.end, cue.start - at[1]
    if language == "ja":
        return after if after >= -1 else max(before, 0) * BEHIND
    return before if before >= 0 else max(after, 0) * BEHIND


NEAR = 28
"""Characters between a finite verb and a cue that can still govern it ("was scheduled to have visited")."""


def _governs(cue: Cue, at: tuple[int, int], language: Language) -> bool:
    # Past verbs of English and Russian stand as they are; in Japanese した + 見通し is still open.
    return language == "ja" and 0 <= cue.start - at[1] <= NEAR


def _negates(negations: list[Cue], cue: Cue, language: Language) -> bool:
    # Japanese negates behind the word: 「合意に至らず、訪問は中止された」 was called off.
    after = any(0 <= n.start - cue.end <= NEAR // 2 for n in negations)
    return after or (language != "ja" and any(0 <= cue.start - n.end <= NEAR // 2 for n in negations))


def _beside(negations: list[Cue], at: tuple[int, int], language: Language) -> bool:
    if language == "ja":
        return any(0 <= n.start - at[1] <= NEAR for n in negations)
    # "No talks are scheduled": the negation may hold the word itself.
    return any(0 <= at[0] - n.end <= NEAR or n.start < at[0] < n.end for n in negations)


_STAGE_ORDER: tuple[AgreementStatus, ...] = ("expired", "rejected", "suspended", "in_force")


def stage(text: str, language: Language, *, two_parties: bool = False) -> AgreementStatus | None:
    """Return how far an agreement has come by what a clause says of it.

    What ends or holds up a treaty outweighs its being in force, and that its being signed. A signing that is aimed at
    or denied is a negotiation, if talks are spoken of or an aim is, and otherwise says nothing; so is what was agreed
    in principle, initialled or drafted. A text that is to come into force on a day counts as signed. Leaving a treaty
    ends it where it has two parties only.

    Args:
        text: the clause that speaks of the agreement.
        language: of the text.
        two_parties: whether exactly two states are bound.
    """

    def has(category: str) -> bool:
        return pattern("agreement", category, language).search(text) is not None

    if has("void"):
        return "expired"
    aim, negated = has("aim"), has("negation")
    if not (aim or negated):
        stopped = has("talks_stopped")
        ended = next((s for s in _STAGE_ORDER if has(s) and not (stopped and s == "suspended")), None)
        if ended is not None and not (ended == "in_force" and has("comes")):
            return ended
        if two_parties and has("withdrawn"):
            return "expired"
    if has("rejected") and not aim:
        return "rejected"
    if has("hypothetical"):
        return None
    return _making(has, aim=aim, negated=negated) or ("in_force" if has("running") and not negated else None)


def _making(has: Callable[[str], bool], *, aim: bool, negated: bool) -> AgreementStatus | None:
    """Return how far the making of an agreement has come, or None where a clause says nothing of it."""
    if has("comes") and not (negated or has("proposed") or has("conditional")):
        return "signed"
    if has("preliminary") and not negated and not (has("strictly_signed") and not aim):
        return "negotiated"
    if has("signed"):
        if not aim and not negated:
            return "signed"
        return "negotiated" if (aim and not negated) or has("negotiated") else None
    if has("negotiated"):
        return "negotiated"
    return "proposed" if has("proposed") and not negated else None
