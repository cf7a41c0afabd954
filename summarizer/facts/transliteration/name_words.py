"""The words of a foreign name and what each is: given name, particle, initial, suffix, patronymic, family name."""

import re
from functools import cache

from summarizer.facts.transliteration.rewriting import table_rows

PATRONYMIC = re.compile(r".+(?:ович|евич|ьич|[оеи]вна|ична|инична|оглы|кызы)$")
LATIN_PATRONYMIC = re.compile(r".{2,}(?:[oe]vich|[oe]vna|lyich|ichna)$")
INITIAL = re.compile(r"[^\W\d_]\.?|Дж\.|Ch\.|Yu\.")
ARTICLE = re.compile(r"(?:al|el|as|ash|at|ad|an|ar|аль|эль|ас|аш|ат|ад|ан|ар)-(?=.)", re.IGNORECASE)


@cache
def particles() -> dict[str, tuple[str, str, str]]:
    """Return a particle in Latin or Cyrillic, lower case -> (Latin, Russian, katakana or an empty string)."""
    index = {}
    for latin, russian, katakana in table_rows("name_particles.tsv"):
        index[latin] = index[russian.lower()] = (latin, russian, "" if katakana == "-" else katakana)
    return index


@cache
def suffixes() -> dict[str, tuple[str, str]]:
    """Return a suffix in Latin letters, lower case, without full stop -> (Russian, Japanese)."""
    return {latin: (russian, japanese) for latin, russian, japanese in table_rows("name_suffixes.tsv")}


def is_initial(word: str) -> bool:
    """Say whether a word is an initial: ``R.``, ``J``, ``Дж.``."""
    return bool(INITIAL.fullmatch(word))


def is_patronymic(word: str) -> bool:
    """Say whether a word has the form of a Russian patronymic, in Cyrillic or romanised."""
    return bool(PATRONYMIC.fullmatch(word.lower()) or LATIN_PATRONYMIC.fullmatch(word.lower()))


def without_patronymic(words: list[str]) -> list[str]:
    """Drop a patronymic between given and family name; family-first order is turned (Лавров Сергей Викторович).

    A surname in -ович (Захар Прилепин, but Мирослав Клозович) is kept: it stands last after one given name only.
    """
    if len(words) == 3 and is_patronymic(words[2]):
        return [words[1], words[0]]
    if len(words) == 3 and is_patronymic(words[1]):
        return [words[0], words[2]]
    return words


def without_middle_initials(words: list[str]) -> list[str]:
    """Drop initials between a full given name and the family name: Joseph R. Biden -> Joseph Biden."""
    if len(words) < 3 or is_initial(words[0]):
        return words
    return [words[0], *(word for word in words[1:-1] if not is_initial(word)), words[-1]]
