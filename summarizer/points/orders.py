"""What of an article may be shown to a model and may carry a point: all but what speaks to a model.

A model that obeys an order in an article writes what the order says, so its words are in the article, and the judging
of points alone would let them pass. What is found here is therefore neither shown to the model nor believed as a
source. The patterns (``prompts/orders.toml``) are a net, not a proof; what slips through is judged like all else.
"""

import re
import tomllib
import unicodedata
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

from summarizer.article import Sentence
from summarizer.engines.answers import neutralise
from summarizer.points.quotation import Quotation, find_quotations

REACH = 3
"""Sentences after an order, in its paragraph, that are left out with it: an order is seldom longer than four."""

_CONTROL = re.compile(r"[\x00-\x1f\x7f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufffc\U000e0000-\U000e007f]+")
"""Control, zero-width, direction, object and tag characters, in which orders are hidden from people."""
_FOOTNOTE = re.compile(r"[\[［【]\s*([A-Za-z]?\d[\d\s,、–-]*)[\]］】]")
_WORD = re.compile(r"\w")
_CLOSING = frozenset('”“»」』›"')
_CUT = "\ufffc"
"""Stands for what was cut out of a sentence; no sentence has it, as control and object characters are taken out."""


@cache
def _patterns(kind: str) -> re.Pattern[str]:
    table = tomllib.loads(files("summarizer.points").joinpath("prompts", "orders.toml").read_text(encoding="utf-8"))
    whole = "|".join(f"(?:{pattern})" for pattern in table[kind]["patterns"]).replace("\\\n", "")
    for name, pattern in table["begins"].items():
        whole = whole.replace(f"{{{name}}}", pattern.replace("\\\n", ""))
    return re.compile(whole, re.IGNORECASE)


def readable(text: str) -> str:
    """Return a sentence as a model may read it: on one line, nothing invisible, no marks of templates, no citations."""
    return neutralise(_FOOTNOTE.sub(r"(\1)", " ".join(_CONTROL.sub(" ", text).split())))


def gives_orders(text: str) -> bool:
    """Say whether a sentence, or a quotation in it, speaks to a language model."""
    seen = _visible(text)
    return _without_orders(seen, find_quotations(seen)) != seen


def admissible(sentences: Sequence[Sentence]) -> dict[int, str]:
    """Return, by number, what of the sentences may carry a point.

    Sentences that speak to a model are left out, with those after them; where a quotation does, the rest stays.

    Args:
        sentences: of an article, all and in order.
    """
    admitted: dict[int, str] = {}
    paragraph, left_open, cut, ordering = -1, False, False, 0
    for number, sentence in enumerate(sentences):
        if sentence.paragraph != paragraph:
            paragraph, left_open, cut, ordering = sentence.paragraph, False, False, 0
        text = _visible(sentence.text)
        quotation = find_quotations(text, left_open)
        left = _without_orders(text, quotation, cut_before=cut)
        left_open = quotation.ends_inside
        cut = left_open and left is not None and left.endswith(_CUT)
        if left is None:
            ordering = REACH
        elif ordering:
            ordering -= 1
        elif _WORD.search(left):
            admitted[number] = left.replace(_CUT, "…")
    return admitted


def _visible(text: str) -> str:
    return _CONTROL.sub("", text)


def _without_orders(text: str, quotation: Quotation, *, cut_before: bool = False) -> str | None:
    """Return a sentence with ``_CUT`` for quotations that give orders; None if it gives one in its own words.

    Args:
        text: of the sentence.
        quotation: where it quotes.
        cut_before: whether it begins inside a quotation whose beginning was cut out.
    """
    if neutralise(text) != text:
        return None
    found = [match.end() - 1 for match in _patterns("to_models").finditer(text)]
    plain = [match.end() - 1 for match in _patterns("to_readers").finditer(text)]
    folded = unicodedata.normalize("NFKC", text)
    if any(quotation.outside(end) for end in (*found, *plain)) or (not found and _patterns("to_models").search(folded)):
        return None
    left = text
    for start, end in reversed(quotation.spans):
        runs_on = cut_before and quotation.starts_inside and start == 0
        if runs_on or any(start <= position < end for position in found):
            left = left[:start] + text[start : start + (not runs_on)] + _CUT + _closing(text[:end]) + left[end:]
    return left


def _closing(text: str) -> str:
    return text[-1] if text[-1:] in _CLOSING else ""
