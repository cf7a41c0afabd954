"""An office behind a comma: ``Taro Kono, the Japanese foreign minister``."""

import re

from summarizer.facts.annotation import AnnotatedSentence

_BETWEEN = re.compile(
    r",(?:\s(?:the|a|an|his|her|its|their|former|then|new|newly|appointed|current|acting|first|longtime))*"
    r"\s*(?:['’]s)?\s*(?:(?!such\b)[a-z]+\s)?"
    r"|,(?:\s[а-яё-]+)?\s"
)


def is_apposition(sentence: AnnotatedSentence, start: int, end: int) -> bool:
    """Return whether only a comma, articles and the office's country stand between a name and an office.

    Args:
        sentence: analysed.
        start: offset where the name ends.
        end: offset where the office begins.
    """
    text, position = "", start
    for place in sentence.places:
        if start <= place.start and place.end <= end:
            text += sentence.text[position : place.start]
            position = place.end
    return _BETWEEN.fullmatch(text + sentence.text[position:end]) is not None
