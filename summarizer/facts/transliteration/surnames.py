"""The common English surnames, whose spelling tells too little of their sound; ``lexicon/surnames_en.tsv``."""

from functools import cache
from importlib.resources import files

from summarizer.article import LANGUAGES, Language
from summarizer.facts.transliteration.given_names import plain

Forms = tuple[str, str, str]


@cache
def _index() -> dict[tuple[Language, str], Forms]:
    index: dict[tuple[Language, str], Forms] = {}
    text = files("summarizer.facts").joinpath("lexicon", "surnames_en.tsv").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
    for line in lines[1:]:
        spellings, russian, japanese = line.split("\t")
        for spelling in spellings.split("|"):
            forms = (spelling, russian, japanese)
            for language, form in zip(LANGUAGES, forms, strict=True):
                index.setdefault((language, plain(form)), forms)
    return index


def english_surname(word: str, language: Language) -> Forms | None:
    """Return the English, Russian and Japanese form of a common English surname, or None.

    Args:
        word: one word as written in ``language``; katakana for Japanese.
        language: language of the word.
    """
    return _index().get((language, plain(word)))
