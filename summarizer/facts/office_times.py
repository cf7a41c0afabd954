"""Whether an office is held now: ``former``, «экс-», 元, or not yet: ``-elect``, «избранный», 次期.

The word must belong to the office: «бывший советник президента Польши» speaks of a president who still is one.
"""

import re

from summarizer.facts.annotation import AnnotatedSentence
from summarizer.facts.places import PlaceMention
from summarizer.facts.role_lexicon import cues

_REACH = 24
"""Characters before an office, and before its country, within which its word stands."""
_MOST_WORDS = 4
_BREAKS = frozenset({"to", "of", "for", "with", "by", "from", "and", "or", "as", "at", "in", "on"})
"""English words between which and an office the word belongs to another: ``a former aide to President …``."""
_ELECT = re.compile(r"[-–‑](?:elect|designate|nominate|in-waiting)$", re.IGNORECASE)


def is_former(start: int, sentence: AnnotatedSentence, place: PlaceMention | None) -> bool:
    """Return whether an office is told to be held no more.

    Args:
        start: offset where the office begins.
        sentence: analysed.
        place: whose office it is, or None.
    """
    return _has_word("former", start, sentence, place)


def is_incoming(start: int, end: int, sentence: AnnotatedSentence, place: PlaceMention | None) -> bool:
    """Return whether an office is told to be held not yet; arguments as above, and where the office ends."""
    elect = sentence.language == "en" and _ELECT.search(sentence.text, start, end) is not None
    return elect or _has_word("incoming", start, sentence, place)


def _has_word(name: str, start: int, sentence: AnnotatedSentence, place: PlaceMention | None) -> bool:
    begin = min(start, place.start) if place else start
    marks = cues(name, sentence.language)
    if sentence.language == "ja":
        posted = re.sub(r"駐.{1,3}$", "", sentence.text[:start])  # 前駐日大使
        before = (sentence.text[:start], sentence.text[:begin], sentence.text[:begin].removesuffix("駐"), posted)
        return any(text.endswith(tuple(marks)) for text in before)
    near = sentence.text[max(0, begin - _REACH) : start].lower().replace("-", "- ").split()[-_MOST_WORDS:]
    tokens = [token.strip(",") for token in near]
    last = max((i for i, token in enumerate(tokens) if token in marks), default=None)
    if last is None:
        return False
    if sentence.language == "en":
        return _BREAKS.isdisjoint(tokens[last + 1 :])
    return last == len(tokens) - 1 or not _is_of_another_noun(tokens[last], start, sentence)


def _is_of_another_noun(mark: str, start: int, sentence: AnnotatedSentence) -> bool:
    """«бывший советник президента»: a noun between the word and the office, and no country."""
    words = [w for w in sentence.words if w.end <= start]
    at = max((i for i, w in enumerate(words) if w.text.lower().startswith(mark.removesuffix("-"))), default=0)
    between = [w for w in words[at:] if w.text.lower() != mark and "NOUN" in w.tags and "ADJF" not in w.tags]
    return any(not any(p.start <= w.start < p.end for p in sentence.places) for w in between)
