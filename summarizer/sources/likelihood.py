"""How likely is a string as Russian, Japanese or Western European text? A unigram model with a few rules on neighbours.

Costs are in nats and add up, so readings of the same bytes in several encodings can be compared although they have
different numbers of characters: a kanji of two bytes competes with two Cyrillic letters.
"""

import math
import re
import tomllib
from collections import Counter
from functools import cache
from importlib.resources import files
from typing import Any

_FIRST_KANJI_ROW, _LAST_LEVEL_1_ROW = 0xB0, 0xCF  # lead bytes of JIS X 0208 rows 16 to 47 in EUC-JP
_KS_X_1001_BYTES = 2  # other syllables take eight in Python's EUC-KR


@cache
def encoding_data() -> dict[str, Any]:
    """Return the table ``encodings.toml``."""
    return tomllib.loads(files("summarizer.sources").joinpath("encodings.toml").read_text(encoding="utf-8"))


@cache
def _classes() -> list[tuple[re.Pattern[str], float]]:
    return [(re.compile(entry["characters"]), entry["cost"]) for entry in encoding_data()["classes"]]


@cache
def _neighbours() -> list[tuple[re.Pattern[str], float]]:
    return [(re.compile(entry["pattern"]), entry["cost"]) for entry in encoding_data()["neighbours"]]


@cache
def _character_cost(character: str) -> float:
    data = encoding_data()
    percent = data["russian_letters"].get(character.lower())
    if percent is not None:
        return -math.log(percent / 100)
    if _is_level_1_kanji(character):
        return float(data["unlisted"]["kanji_level_1"])
    if _is_common_hangul(character):
        return float(data["unlisted"]["common_hangul"])
    for pattern, cost in _classes():
        if pattern.match(character):
            return cost
    return float(data["unlisted"]["other"])


def _is_level_1_kanji(character: str) -> bool:
    if not "\u4e00" <= character <= "\u9fff":
        return False
    code = character.encode("euc_jp", errors="replace")
    return len(code) > 1 and _FIRST_KANJI_ROW <= code[0] <= _LAST_LEVEL_1_ROW


def _is_common_hangul(character: str) -> bool:
    return "\uac00" <= character <= "\ud7a3" and len(character.encode("euc_kr", errors="ignore")) == _KS_X_1001_BYTES


def text_cost(text: str) -> float:
    """Return the cost of a text in nats; lower is likelier."""
    cost = sum(_character_cost(character) * count for character, count in Counter(text).items())
    for pattern, each in _neighbours():
        cost += each * sum(1 for _ in pattern.finditer(text))
    return cost
