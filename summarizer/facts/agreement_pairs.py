"""Whom "the two countries", "the three leaders" mean: those whom the sentences before name, if no others compete."""

from collections.abc import Sequence

from summarizer.facts.agreement_beside import wording
from summarizer.facts.agreement_parties import TWO, Told, tellings
from summarizer.facts.annotation import AnnotatedSentence
from summarizer.facts.eventing.triggers import find_triggers

COMPETING = 3
"""Sentences before "the two countries" in which two pairs of countries make it unclear who is meant."""
_ACTS = frozenset({"talks", "visit", "summit", "signing"})


def pair_meant(before: Sequence[AnnotatedSentence], told: Sequence[Told] | None = None) -> tuple[str, ...]:
    """Return the two countries that "the two countries" means, or () where two pairs compete for it.

    The pair named last is meant only if it is that which last talked, travelled or signed: "Japan and India held talks.
    France and Germany sent observers. The two countries signed ..." leaves open who signed.

    Args:
        before: the sentences before the one that speaks of the two.
        told: what each of them tells; None: no more than its places.
    """
    told = tellings(before) if told is None else told
    named = [one.visit or one.sides for one in told]
    pairs = [(at, both) for at, both in enumerate(named) if len(both) == TWO and "".join(both).isupper()]
    if not pairs:
        return ()
    named_at, last = pairs[-1]
    acted_at = next((at for at in range(len(before) - 1, -1, -1) if _acts(before[at])), None)
    if acted_at is None:
        near = {frozenset(both) for at, both in pairs if at >= len(before) - COMPETING}
        return last if len(near) <= 1 else ()
    acting = told[acted_at].sides
    if len(acting) >= TWO:
        agree = set(last) <= set(acting)
    elif acting or named_at < acted_at:
        agree = set(acting) <= set(last)
    else:
        # Talks of people whose countries are told only before, if at all.
        agree = any(set(both) == set(last) for at, both in pairs if at < acted_at)
    return last if agree else ()


def several_meant(sentence: AnnotatedSentence, before: Sequence[Told]) -> tuple[str, ...]:
    """Return the countries that "the three leaders" means: the last so many that one sentence before names, or ()."""
    number = wording("several", sentence.language).search(sentence.text)
    if number is None:
        return ()
    count = int((number.lastgroup or "n0").removeprefix("n"))
    return next((one.sides for one in reversed(before[-COMPETING:]) if len(one.sides) == count), ())


def _acts(sentence: AnnotatedSentence) -> bool:
    return any(trigger.entry.kind in _ACTS for trigger in find_triggers(sentence))
