"""Places in Japanese sentences: names on word boundaries, and one-kanji countries where they are certain."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache

from summarizer.facts.lexicons import entries
from summarizer.facts.place_index import BLOCKED, PlaceEntry, abbreviations, japanese_index
from summarizer.language.words import Word

_FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF10, 0xFF5B) if chr(code - 0xFEE0).isalnum()}
_SHORTEST_KANJI_NAME = 2
"""Characters from which a kanji name counts though its word goes on (中国人, 韓国語)."""

Found = tuple[int, int, PlaceEntry]


def find_japanese(text: str, words: Sequence[Word]) -> Iterator[Found]:
    """Yield start, end and meaning of each place name in a Japanese sentence, in order."""
    text = text.translate(_FULL_WIDTH)
    starts = {word.start: number for number, word in enumerate(words)}
    ends = {word.end for word in words}
    candidate = _first_characters().search(text)
    while candidate:
        position = candidate.start()
        found = list(_at(text, position, words, starts, ends))
        yield from found
        candidate = _first_characters().search(text, found[-1][1] if found else position + 1)


@cache
def _first_characters() -> re.Pattern[str]:
    firsts = {pair[0] for pair in japanese_index()} | set(abbreviations()) | set(_setting("compounds"))
    return re.compile("[" + re.escape("".join(sorted(firsts))) + "]")


def _at(text: str, position: int, words: Sequence[Word], starts: dict[int, int], ends: set[int]) -> Iterator[Found]:
    character = text[position]
    if position in starts and character in _setting("compounds"):
        end = _compound_end(text, position, words[starts[position]], ends)
        if end:
            yield from _compound(text, position, end)
            return
    named = _name(text, position, words, starts, ends)
    if named is not None:
        end, entry = named
        number = starts.get(position)
        surname = entry.city and number is not None and _is_surname(text, end, words, number)
        speech = not entry.city and text.startswith(tuple(entries("places")["languages"]["ja"]), end)
        yield position, end, BLOCKED if surname or speech else entry
        return
    code = abbreviations().get(character)
    if code and _stands_alone(text, position, starts):
        yield position, position + 1, PlaceEntry(code, None, None, "abbreviation")


@cache
def _setting(key: str) -> str | tuple[str, ...]:
    value = entries("places")["japanese"][key]
    return value if isinstance(value, str) else tuple(value)


def _compound_end(text: str, start: int, word: Word, ends: set[int]) -> int:
    end = start
    while end < len(text) and text[end] in _setting("compounds"):
        end += 1
    if end < len(text) and _is_katakana(text[end]) and text[end - 1] in "ロパソ":
        end -= 1
    if text[start] == "日" and start and unicodedata.numeric(text[start - 1], None) is not None:
        return 0
    between = end > start + 1 and text.startswith("日間", end - 1)  # 露日間 is 露 and 日間 to the dictionary
    while (
        not between
        and end > start + 1
        and end not in ends
        and end != start + len(word.text.rstrip("の"))
        and end > word.end
    ):
        end -= 1
    run = text[start:end]
    with_latin = len(run) == 1 and run in "日米英中独仏" and text.startswith(_setting("unions"), end)
    # 日・ケニア首脳会談: how ministries write two countries of which one has no kanji.
    with_name = len(run) == 1 and text.startswith("・", end) and _is_country_at(text, end + 1)
    if (len(run) < 2 and not (with_latin or with_name)) or len(set(run)) < len(run):
        return 0
    if run in _setting("ambiguous_compounds") and not text.startswith(_setting("ambiguous_followers"), end):
        return 0
    return 0 if _name_reaches(text, start, end) else end


def _is_country_at(text: str, start: int) -> bool:
    names = japanese_index().get(text[start : start + 2], ())
    return any(text.startswith(name, start) and entry.country and not entry.city for name, entry in names)


def _name_reaches(text: str, start: int, end: int) -> bool:
    # 「西日本」 and 「朝日新聞」 are longer names than the compound that they begin with.
    return any(
        len(name) >= end - start and text.startswith(name, start)
        for name, _ in japanese_index().get(text[start : start + 2], ())
    )


def _compound(text: str, start: int, end: int) -> Iterator[Found]:
    for position in range(start, end):
        code = abbreviations().get(text[position])
        entry = PlaceEntry(code, None, None, "abbreviation") if code else BLOCKED
        yield position, position + 1, entry


def _name(
    text: str, position: int, words: Sequence[Word], starts: dict[int, int], ends: set[int]
) -> tuple[int, PlaceEntry] | None:
    for name, entry in japanese_index().get(text[position : position + 2], ()):
        end = position + len(name)
        if text.startswith(name, position):
            number = starts.get(position)
            if (number is not None and end in ends) or _bounded(text, position, end, words, number):
                behind = (
                    _setting("formal_regions") if entry.kind == "region" else () if entry.city else _setting("formal")
                )
                formal = next((f for f in behind if text.startswith(f, end)), "")
                return end + len(formal), entry
    return None


def _bounded(text: str, start: int, end: int, words: Sequence[Word], number: int | None) -> bool:
    before, after = text[start - 1 : start], text[end : end + 1]
    if _is_katakana(text[start]) or _is_katakana(text[end - 1]):
        return not (_is_katakana(text[start]) and _is_katakana(before)) and not (
            _is_katakana(text[end - 1]) and _is_katakana(after)
        )
    if text[start].isascii():
        return not (before.isascii() and before.isalnum()) and not (after.isascii() and after.isalnum())
    # 「米国務長官」 is 米 and 国務長官, not 米国.
    return number is not None and end - start >= _SHORTEST_KANJI_NAME and words[number].end >= end


def _is_katakana(character: str) -> bool:
    return "ァ" <= character <= "ヺ" or character == "ー"


def _is_surname(text: str, end: int, words: Sequence[Word], number: int) -> bool:
    word = words[number]
    if word.end != end:
        return False
    if word.start and text[word.start - 1] == "・" and number > 1 and "人名" in words[number - 2].tags:
        return True
    if _is_katakana(word.text[0]):
        return False
    if "姓" in word.tags or "人名" in word.tags:
        return True
    following = words[number + 1] if number + 1 < len(words) else None
    return following is not None and (following.text in _setting("people_after") or "名" in following.tags)


def _stands_alone(text: str, position: int, starts: dict[int, int]) -> bool:
    before = text[position - 1 : position]
    after = text[position + 1 : position + 2]
    if _is_katakana(text[position]) and _is_katakana(after):
        return False
    if before in _setting("after") and before and text[position] in _setting("after_countries"):
        return position - 1 in starts
    if position not in starts or text[position] in "日中朝":
        return False
    if text[position] in _setting("before_names") and (_is_katakana(after) or (after.isascii() and after.isalpha())):
        return True
    before_what = "before" if text[position] in _setting("common") else "before_rare"
    return text.startswith(_setting(before_what), position + 1)
