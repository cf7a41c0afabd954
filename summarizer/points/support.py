"""On which sentences does a text rest, and how much of it do they carry? By words, in Japanese by characters.

Models that write summaries cannot cite, and those that can may cite wrongly; the overlap of words is what can be
known without another model. Whether those sentences really say it is decided afterwards (``carrying``, the guard).
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from unicodedata import normalize

from summarizer.article import Language
from summarizer.language.words import words
from summarizer.points.centrality import content_lemmas

SUPPORTED_FROM = 0.7
"""Share of a point's content words that its sentences must carry; set by eye on a dozen points of each kind."""
MOST_CITED = 4
"""Sentences that one point may rest on: more, and anything is carried by something."""
GAIN = 0.12
"""Share of the words that one more sentence must add to be cited."""
SAME_SHARE = 0.7
"""Share of the shorter text's content from which two texts say the same."""
STEM = 5
"""Letters that two forms of one word share where their dictionary forms differ (negotiate, negotiations)."""

_ADDRESS = re.compile(r"(?:https?://|www\.)\S+|\S+@\S+\.\w+|@\w{3,}|\b[\w-]+\.(?:com|org|net|ru|jp|io|me|example)\b")
_JAPANESE_RUN = re.compile(r"[一-鿿々]+|[ァ-ヶー]+|[A-Za-z0-9０-９]+")
_HAN = re.compile(r"[一-鿿々]")
_FOREIGN: dict[Language, re.Pattern[str]] = {
    "en": re.compile(r"[\u0370-\u1cff\u3041-\u9fff\uac00-\ud7a3]+"),
    "ru": re.compile(r"[A-Za-zÀ-ɏ]*[a-zß-ɏ][A-Za-zÀ-ɏ]*|[\u3041-\u9fff\uac00-\ud7a3]+"),
    "ja": re.compile(r"[A-Za-zÀ-ɏ]*[a-zß-ɏ][A-Za-zÀ-ɏ]*|[\u0370-\u1cff\uac00-\ud7a3]+"),
}


def content(text: str, language: Language) -> frozenset[str]:
    """Return what a text is about: content words, cut to their stems; in Japanese pairs of Han, and katakana words."""
    if language != "ja":
        return frozenset(lemma[:STEM] for lemma in content_lemmas(words(text, language), language))
    found: set[str] = set()
    for run in _JAPANESE_RUN.findall(normalize("NFKC", text)):
        whole = len(run) == 1 or not _HAN.match(run)  # a name in katakana is one word, however long
        found |= {run} if whole else {run[i : i + 2] for i in range(len(run) - 1)}
    return frozenset(found)


def share(claim: frozenset[str], sources: Iterable[frozenset[str]]) -> float:
    """Return which share of a claim's content the sources carry, 0 to 1."""
    carried = frozenset[str]().union(*sources)
    return len(claim & carried) / len(claim) if claim else 0.0


def align(claim: frozenset[str], contents: Mapping[int, frozenset[str]], most: int = MOST_CITED) -> tuple[int, ...]:
    """Return the numbers of the sentences that together carry most of a claim, ascending; the fewest that do."""
    chosen: list[int] = []
    left = claim
    while len(chosen) < most and left:
        # A sentence that says little else carries the claim better than a long one that mentions it all.
        best = max(
            contents, key=lambda n: (len(left & contents[n]), -len(contents[n]), -n), default=None
        )  # fmt: skip
        if best is None or len(left & contents[best]) < max(1.0, GAIN * len(claim)):
            break
        chosen.append(best)
        left -= contents[best]
    return tuple(sorted(chosen))


def says_same(one: frozenset[str], other: frozenset[str]) -> bool:
    """Say whether the shorter of two texts is carried by the other, all of its numbers included."""
    shorter, longer = sorted((one, other), key=len)
    if any(word.isdecimal() and word not in longer for word in shorter):
        return False
    return len(shorter) > 0 and len(shorter & longer) / len(shorter) >= SAME_SHARE


def foreign_addresses(claim: str, sources: Sequence[str]) -> bool:
    """Say whether a claim names a web address, mail address or handle that no source has."""
    return any(not any(found in source for source in sources) for found in _ADDRESS.findall(claim))


def foreign_letters(claim: str, sources: Sequence[str], language: Language) -> bool:
    """Say whether a claim has words in another script that no source has, or characters that are not its language's.

    Capitals alone, such as EU, are words of any language; in Japanese what no Japanese standard has is Chinese.
    """
    told = "\n".join(sources).casefold()
    if any(word.casefold() not in told for word in _FOREIGN[language].findall(claim)):
        return True
    return language == "ja" and any(not _is_japanese(letter) and letter not in told for letter in _HAN.findall(claim))


def _is_japanese(letter: str) -> bool:
    try:
        letter.encode("cp932")
    except UnicodeEncodeError:
        return False
    return True
