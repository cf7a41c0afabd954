"""Chinese and Korean names in characters, of whom Japanese news tells no country beside the name: 姜由楨報道官."""

from collections.abc import Sequence

from summarizer.facts.annotation import AnnotatedSentence
from summarizer.facts.naming.drafts import Draft
from summarizer.facts.transliteration.characters import has_foreign_family_name
from summarizer.language.words import words

_NEIGHBOURS = ("KR", "CN", "TW", "HK", "KP")
"""Countries whose names Japanese news writes in characters; where both Koreas are spoken of, a name is of the South."""


def is_foreign(draft: Draft) -> bool:
    """Return whether a name in characters is no Japanese one, whatever reading the dictionary guesses.

    Args:
        draft: someone named in Japanese.
    """
    name = max(draft.displays, key=len)
    return " " in draft.reading and has_foreign_family_name(name) and len(words(name, "ja")[0].text) == 1


def neighbour_country(draft: Draft, sentences: Sequence[AnnotatedSentence]) -> str | None:
    """Return the neighbouring country spoken of last before someone with a foreign name in characters, or None.

    Args:
        draft: someone of whom no country is told.
        sentences: of the article.
    """
    if draft.known or draft.country or not draft.displays or not is_foreign(draft):
        return None
    first, start, _ = min(draft.mentions)
    before = [
        p.country
        for s in sentences
        for p in s.places
        if p.country in _NEIGHBOURS and (s.index, p.start) < (first, start)
    ]
    if not before:
        return None
    return "KR" if before[-1] == "KP" and "KR" in before else before[-1]
