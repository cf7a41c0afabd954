"""Where a sentence names people: one finder a language, one record for all."""

from summarizer.article import Language
from summarizer.facts.naming.mention import Finder, NameMention

__all__ = ["NameMention", "finder"]


def finder(language: Language) -> Finder:
    """Return the name finder of a language; its models load on first use."""
    if language == "en":
        from summarizer.facts.naming.english import find_names
    elif language == "ru":
        from summarizer.facts.naming.russian import find_names
    else:
        from summarizer.facts.naming.japanese import find_names
    return find_names
