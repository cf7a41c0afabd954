"""Tell records for machines (JSON, delimited tables) from text for people."""

import json
import re
from collections import Counter
from collections.abc import Sequence

MIN_ROWS = 10  # lines; a shorter list may be part of a text
ROW_SHARE = 0.9  # of the lines that must have the same number of delimiters; the rest are titles and remarks
PROSE_SHARE = 0.3  # of the lines that end like a sentence, above which they are prose

_DELIMITERS = (",", ";", "\t", "|")
_SENTENCE_END = re.compile(r"[.!?…。！？][\"'”’»」)）]*$")


def raw_data_type(text: str) -> str | None:
    """Return the media type of a whole text that is a JSON object or array or a delimited table; None for others."""
    stripped = text.strip()
    if stripped[:1] in ("{", "[") and stripped[-1:] in ("}", "]"):
        try:
            json.loads(stripped)
        except (ValueError, RecursionError):
            return None
        return "application/json"
    return "text/csv" if _is_table([line.strip(" ") for line in stripped.split("\n") if line.strip()]) else None


def _is_table(lines: Sequence[str]) -> bool:
    if len(lines) < MIN_ROWS:
        return False
    if sum(1 for line in lines if _SENTENCE_END.search(line)) > PROSE_SHARE * len(lines):
        return False
    for delimiter in _DELIMITERS:
        # A comma that ends the line of a poem parts nothing.
        counts = Counter(line.rstrip(delimiter).count(delimiter) for line in lines)
        number, rows = counts.most_common(1)[0]
        if number and rows >= ROW_SHARE * len(lines):
            return True
    return False
