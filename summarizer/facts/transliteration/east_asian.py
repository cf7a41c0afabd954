"""Chinese and Korean names that their form alone shows: ``Koo Kwang-mo``, «Чжоу Сяолань», «Чон Ый Хэ»."""

from collections.abc import Sequence

from summarizer.article import Language
from summarizer.facts.transliteration.characters import korean_surnames
from summarizer.facts.transliteration.palladius import palladius_to_pinyin, pinyin_to_palladius
from summarizer.facts.transliteration.sinitic import chinese_surnames, korean_syllables

_SHORTEST_GIVEN = 5
"""Letters of a Chinese given name of two syllables in Latin letters; shorter ones are too easily other words."""


def is_east_asian(words: Sequence[str], language: Language) -> bool:
    """Return whether capitalised words have a family and a given name of Chinese or Korean form, family name first.

    Args:
        words: as written; Russian ones in the nominative.
        language: en or ru.
    """
    return _is_korean(words, language) or _is_chinese(words, language)


def country_of_form(words: Sequence[str], language: Language) -> str | None:
    """Return KR or CN for a name that is Korean or Chinese by its form, else None; arguments as above."""
    if _is_korean(words, language):
        return "KR"
    return "CN" if _is_chinese(words, language) else None


def _is_korean(words: Sequence[str], language: Language) -> bool:
    family = korean_syllables(words[0])
    if family is None or words[0].lower() not in korean_surnames(language):
        return False
    if language == "en":
        given = words[1].split("-") if len(words) == 2 else []
        return len(given) == 2 and given[1].islower() and korean_syllables(words[1]) is not None
    return len(words) == 3 and all(len(korean_syllables(word) or ()) == 1 for word in words[1:])


def _is_chinese(words: Sequence[str], language: Language) -> bool:
    if len(words) != 2 or "-" in words[1]:
        return False
    if language == "ru":
        family, given = palladius_to_pinyin(words[0]), palladius_to_pinyin(words[1])
        return family is not None and given is not None and family.lower() in chinese_surnames() and _is_long(given)
    known = words[0].lower() in chinese_surnames() and pinyin_to_palladius(words[1]) is not None
    return known and _is_long(words[1])


def _is_long(given: str) -> bool:
    return len(given) >= _SHORTEST_GIVEN
