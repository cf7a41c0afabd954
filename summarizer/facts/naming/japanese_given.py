"""What shows where a Japanese name ends: an office, an honorific or a reading behind it, and its given name."""

import re
from collections.abc import Sequence
from functools import cache

from summarizer.facts.annotation import AnnotatedSentence
from summarizer.facts.lexicons import entries, table
from summarizer.facts.roles import RoleMention
from summarizer.facts.transliteration.given_names import given_names as given_name_entries
from summarizer.language.words import Word

KANJI = re.compile(r"[\u4e00-\u9fff々〆ヶ髙﨑]+")
_BEFORE_OFFICE = re.compile(
    r"(?:（[ァ-ヺー・]+）)?・?(?:元|前|新|両|次期|自治政府|暫定政府|[一-鿿]{0,5}担当|[一-鿿]{2,10}兼)?駐?"
)
READ = re.compile(r"[（(](?:[ァ-ヺー]+[・＝ ][ァ-ヺー]+|[ぁ-ゖー]+[・＝ 　][ぁ-ゖー]+)[)）]")
"""A reading in brackets, family and given name parted, which only names have: 李赫（イ・ヒョク）."""


@cache
def cues(name: str) -> tuple[str, ...]:
    """Return a Japanese word list of ``lexicon/name_cues.toml``, the longest first."""
    return tuple(sorted(entries("name_cues")[name]["ja"], key=len, reverse=True))


@cache
def kanji_given_names() -> dict[str, str]:
    """Return the listed given names in kanji with their readings."""
    return {row["kanji"]: row["reading"] for row in table("given_names_kanji")}


def given_name(
    rest: Sequence[Word], start: int, sentence: AnnotatedSentence, roles: Sequence[RoleMention]
) -> tuple[int, str] | None:
    """Return the end and the reading of a given name right behind a family name, or None.

    Sudachi parts young names (陽 + 人): a listed one goes first, and one character more that only ends the name is its.
    """
    run = KANJI.match(sentence.text, start)
    listed = sentence.text[start : start + _LONGEST_LISTED] if run else ""
    if listed in kanji_given_names() and any(w.end == start + len(listed) for w in rest):
        return start + len(listed), kanji_given_names()[listed]
    following = rest[0] if rest else None
    if following is None or following.start != start or not _is_given(following):
        return None
    last = rest[1] if len(rest) > 1 else None
    ends = last is not None and run is not None and _ends_the_name(last, following, run.end(), sentence, roles)
    if last is not None and ends:
        return last.end, following.reading + last.reading
    return following.end, following.reading


_LONGEST_LISTED = 2


_BEFORE = ("駐", "元", "前", "新", "現")
"""What stands before an office and ends no name: 岡野真駐イラン大使."""


def _ends_the_name(
    last: Word, given: Word, run_end: int, sentence: AnnotatedSentence, roles: Sequence[RoleMention]
) -> bool:
    """高橋陽 + 人 + 氏: one character between a given name and what follows a whole name."""
    if (
        last.start != given.end
        or len(last.text) > 1
        or len(given.text) > 1
        or last.text in (*cues("honorifics"), *_BEFORE)
    ):
        return False
    if any(r.start <= last.start < r.end for r in roles):
        return False
    return last.end == run_end or before_title(last.end, sentence, roles)


def _is_given(word: Word) -> bool:
    # Sudachi folds a reading in brackets into the word: 兵衛（ひょうえ）.
    return "名" in word.tags or ("人名" in word.tags and KANJI.match(word.text) is not None)


def before_title(end: int, sentence: AnnotatedSentence, roles: Sequence[RoleMention]) -> bool:
    """Return whether an honorific or an office follows, past 元, a reading in brackets, and an ambassador's countries.

    Args:
        end: offset where the name ends.
        sentence: analysed.
        roles: its offices.
    """
    rest = sentence.text[end:]
    if rest.startswith(cues("honorifics")) or READ.match(rest):
        return True
    between = _BEFORE_OFFICE.match(rest)
    position = end + (between.end() if between else 0)
    place = next((p for p in sentence.places if p.start in (end, position)), None)
    while place is not None:
        position = place.end + (len("担当") if sentence.text.startswith("担当", place.end) else 0)
        place = next((p for p in sentence.places if p.start == position), None)
    return any(r.start in (end, position) for r in roles)


def given_first(name: str, country: str | None) -> str:
    """Return a Hungarian name in katakana (オルバン・ビクトル) with the given name first, any other as it is.

    Args:
        name: as the article writes it.
        country: of the person, or None; without it the given name must be one that only Hungarians have.
    """
    parts = name.split("・")
    if len(parts) != len(("family", "given")) or country not in ("HU", None):
        return name
    first, last = (given_name_entries(part, "ja") for part in parts)
    hungarian = [entry for entry in last if entry.culture == "hu"]
    told = bool(hungarian) and not first and (country == "HU" or len(hungarian) == len(last))
    return "・".join(reversed(parts)) if told else name
