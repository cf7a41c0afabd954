"""An office behind a comma: ``Taro Kono, the Japanese foreign minister``."""

import re

from summarizer.facts.annotation import AnnotatedSentence
from summarizer.facts.naming.gaps import without_places

_BETWEEN = re.compile(
    r",(?:\s(?:the|a|an|his|her|its|their|former|then|new|newly|appointed|current|acting|first|longtime))*"
    r"\s*(?:['’]s)?\s*(?:(?!such\b)[a-z]+\s)?"
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
