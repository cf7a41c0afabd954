"""``the country's energy minister``, «министр энергетики страны», 同国のエネルギー相: the country spoken of last."""

from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from summarizer.facts.annotation import AnnotatedSentence
from summarizer.facts.naming.attachment import TitledName
from summarizer.facts.role_lexicon import cues

_SENTENCES_BACK = 2
"""Sentences within which “the country” finds its name; further back it is a guess."""


def with_country(titled: TitledName, sentences: Sequence[AnnotatedSentence], index: int) -> TitledName:
    """Return a name whose office is “the country's” with that country filled in, any other as it is.

    Args:
        titled: a name with its office.
        sentences: of the article.
        index: position of the name's sentence among them.
    """
    role = titled.role
    if role is None or role.country or role.organisation or not _is_anaphoric(titled, sentences[index]):
        return titled
    country = _last_country(sentences, index, titled.start)
    return TitledName(titled.name, replace(role, country=country), country) if country else titled


@cache
def _words(language: str) -> tuple[str, ...]:
    return tuple(sorted(cues("the_country", language)))  # type: ignore[arg-type]


def _is_anaphoric(titled: TitledName, sentence: AnnotatedSentence) -> bool:
    role = titled.role
    if role is None:
        return False
    if sentence.language == "ru":
        return sentence.text[role.end :].startswith(_words("ru"))
    starts = (role.start, titled.start)
    return any(sentence.text[:start].rstrip().lower().endswith(_words(sentence.language)) for start in starts)


def _last_country(sentences: Sequence[AnnotatedSentence], index: int, start: int) -> str | None:
    home = "JP" if sentences[index].language == "ja" else None
    for back in range(index, max(-1, index - _SENTENCES_BACK - 1), -1):
        places = [p for p in sentences[back].places if back < index or p.end <= start]
        for place in reversed(places):
            if place.country and place.country != home and place.form in ("name", "adjective", "abbreviation"):
                return place.country
    return None
