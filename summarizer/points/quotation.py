"""Follows quotation marks from sentence to sentence: what is quoted, and which quotation runs on."""

import re
from dataclasses import dataclass

_CLOSER = {"「": "」", "『": "』", "“": "”", "„": "“", "«": "»", "‹": "›"}
_CLOSERS = frozenset(_CLOSER.values())
_MARK = re.compile('[「」『』“”„«»‹›"]')
_BEFORE_OPENER = frozenset(" \t\n\u00a0\u3000([{-–—/「『“«,、。：:")


@dataclass(frozen=True, slots=True)
class Quotation:
    """Where one sentence quotes.

    Attributes:
        spans: outermost quotations, as offsets of their marks in the sentence's text; the end is exclusive.
        starts_inside: the sentence begins in the middle of a quotation.
        ends_inside: a quotation is still open at its end.
    """

    spans: tuple[tuple[int, int], ...]
    starts_inside: bool
    ends_inside: bool

    def without(self, first: int, last: int) -> "Quotation":
        """Return the quotations with the stretch from ``first`` to ``last`` taken out: the writer's words within one.

        Args:
            first: offset of the stretch.
            last: offset after it; both inside one quotation.
        """
        spans: list[tuple[int, int]] = []
        for start, end in self.spans:
            spans += [(start, first), (last, end)] if start < first < last < end else [(start, end)]
        return Quotation(tuple(spans), self.starts_inside, self.ends_inside)

    def length(self) -> int:
        """Return the number of quoted characters, marks included."""
        return sum(end - start for start, end in self.spans)

    def outside(self, start: int) -> bool:
        """Return whether the character at offset ``start`` is the writer's own word."""
        return not any(first <= start < last for first, last in self.spans)


def find_quotations(text: str, open_before: bool = False) -> Quotation:
    """Find the quotations of a sentence.

    Args:
        text: the sentence.
        open_before: whether the sentence before it, in the same paragraph, left a quotation open.
    """
    stack: list[str] = []
    spans: list[tuple[int, int]] = []
    # A paragraph that goes on quoting repeats the opening mark in English; then this sentence begins a quotation anew.
    starts_inside = open_before and text[:1] not in {*_CLOSER, '"'}
    begin = 0
    if starts_inside:
        stack.append("")
    for mark in _MARK.finditer(text):
        position, character = mark.start(), mark.group()
        if _opens(text, position, character, stack):
            begin = begin if stack else position
            stack.append(_CLOSER.get(character, '"'))
        elif stack:
            _close(stack, character)
            if not stack:
                spans.append((begin, position + 1))
        elif not spans:
            # Its opening mark went missing, or stands in an earlier sentence that we do not see.
            starts_inside = True
            spans.append((0, position + 1))
    if stack:
        spans.append((begin, len(text)))
    return Quotation(tuple(spans), starts_inside, bool(stack))


def _opens(text: str, position: int, character: str, stack: list[str]) -> bool:
    if character == '"':
        before, after = text[position - 1 : position], text[position + 1 : position + 2]
        return (not before or before in _BEFORE_OPENER) and bool(after) and not after.isspace() and '"' not in stack
    if character in _CLOSERS and stack and stack[-1] in (character, ""):
        return False
    return character in _CLOSER


def _close(stack: list[str], character: str) -> None:
    if character in stack:
        del stack[stack.index(character) :]
    elif stack[0] == "" or len(stack) > 1:
        stack.pop()
