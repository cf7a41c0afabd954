"""An office behind a comma: ``Taro Kono, the Japanese foreign minister``."""

import re

from summarizer.facts.annotation import AnnotatedSentence
from summarizer.facts.naming.gaps import without_places

_BETWEEN = re.compile(
    r",(?:\s(?:the|a|an|his|her|its|their|former|then|new|newly|appointed|current|acting|first|longtime))*"
    r"\s*(?:(?:country|nation|republic|kingdom|island|bloc|group|agency|company|bank|North|South)['’]s\s)?"
    r"\s*(?:['’]s)?\s*(?:(?!such\b)[a-z]+\s)?"
    r"|,\s(?:the|a|an)\s(?:(?!(?:by|of|to|for|with|from|said|who|that|and|in|on|at|as)\b)[a-z-]+\s){1,3}"
    r"|,(?:\s[а-яё-]+)?\s|\s[—–]\s"
)


def is_apposition(sentence: AnnotatedSentence, start: int, end: int) -> bool:
    """Return whether only a comma, articles and the office's country stand between a name and an office.

    Args:
        sentence: analysed.
        start: offset where the name ends.
        end: offset where the office begins.
    """
    return _BETWEEN.fullmatch(without_places(sentence, start, end)) is not None


def is_of_firm(title: str, gap: str) -> bool:
    """Return whether only a firm stands between an office in it and its holder: ``the chief of Nordlys, Tomasz Wrona``.

    Args:
        title: id of the office.
        gap: what stands between the two, countries taken out.
    """
    return title in _OF_FIRMS and _FIRM_GAP.fullmatch(gap) is not None


_FIRM_GAP = re.compile(
    r"(?:\s(?:of|at|for|with))?\s(?:the\s)?[A-Z][\w&.'’-]*(?:\s(?:of|and|the|for|&|[A-Z][\w&.'’-]*)){0,6},\s"
)
"""Between an office in a firm and its holder: ``the chief executive of Nordlys Shipping, Tomasz Wrona``."""
_OF_FIRMS = frozenset(
    {
        "chief_executive",
        "company_president",
        "director",
        "managing_director",
        "chairman",
        "head",
        "professor",
        "expert",
        "lawyer",
        "journalist",
        "player",
        "coach",
        "board_member",
        "spokesperson",
    }
)
"""Titles that stand before the name of a firm, a university or a club."""
