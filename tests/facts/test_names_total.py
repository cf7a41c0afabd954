"""No name may stop a brief: every given name, with a surname that no table knows, is written in all three scripts."""

import pytest

from summarizer.article import LANGUAGES, Language
from summarizer.facts.lexicons import table, variants
from summarizer.facts.names import name_forms

SURNAMES: dict[Language, str] = {"en": "Qwestley", "ru": "Квестли", "ja": "クエストリー"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_given_name_with_an_unknown_surname_is_written_in_three_scripts(language: Language) -> None:
    separator = "・" if language == "ja" else " "
    for row in table("given_names"):
        for form in variants(row[language]):
            names = name_forms(f"{form}{separator}{SURNAMES[language]}", language)
            assert all(names.in_language(other).strip() for other in LANGUAGES), form
