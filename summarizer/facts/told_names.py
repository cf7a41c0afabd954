"""Names that the article itself gives in two scripts: what it says is no guess, and tells the third one better."""

from collections.abc import Mapping

from summarizer.article import LANGUAGES, Language
from summarizer.facts.names import name_forms
from summarizer.facts.records import Names


def with_told(names: Names, told: Mapping[Language, str], language: Language, country: str | None) -> Names:
    """Return a name with the spellings that stand beside it in the article.

    Args:
        names: as transliterated from the article's language.
        told: spellings in other languages.
        language: of the article.
        country: of the person, or None.
    """
    given = {code: form for code, form in told.items() if code != language}
    if not given:
        return names
    # Latin letters say most of how a name sounds; katakana, the least.
    source = next(code for code in LANGUAGES if code in given)
    other = name_forms(given[source], source, country) if source != "ja" else names
    forms = {code: given.get(code) or other.in_language(code) for code in LANGUAGES if code != language}
    forms[language] = names.in_language(language)
    return Names(forms["en"], forms["ru"], forms["ja"], names.guessed - given.keys())
