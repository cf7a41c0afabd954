"""Phrases that models have from crawled pages and subtitles, and give for what they do not know.

A whole output that is one of them, of a source that does not speak of the same thing, was made up: ``Contact us`` for a
greeting, ``ご視聴ありがとうございました``, «Продолжение следует». So are outputs of stage directions alone.
"""

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from summarizer.article import LANGUAGES, Language

_WORDS = re.compile(r"[^\W_]+")
_DIRECTION = re.compile(r"[\[(（【*♪♫<][^\])）】*♪♫>]*[\])）】*♪♫>]")
_SEPARATOR = re.compile(r"\s*[|｜/／•·»>›]\s*")
_NOT_THINGS = frozenset({"begins", "contains", "words", "chinese"})


@cache
def lists() -> dict[str, Any]:
    """Return ``degenerate.toml``."""
    return tomllib.loads(files("summarizer.translation").joinpath("degenerate.toml").read_text(encoding="utf-8"))


def is_made_up(source: str, text: str, source_lang: Language, target_lang: Language) -> bool:
    """Whether an output is furniture of pages and subtitles, or talk of an assistant, that its source does not have.

    Args:
        source: the sentence.
        text: what a model made of it.
        source_lang: of the sentence.
        target_lang: wanted.
    """
    if _only_directions(text):
        return not _only_directions(source)
    if is_furniture(text, target_lang) and not _speaks_of_furniture(source, text, source_lang, target_lang):
        return True
    if _has_edges(text) and not _speaks_of_edges(source, source_lang):
        return True
    begins = text.lstrip(" \t*_#\"'«“「").casefold()
    phrases = (phrase for kind in lists()["begins"].values() for language in LANGUAGES for phrase in kind[language])
    if not any(begins.startswith(phrase.casefold()) for phrase in phrases):
        return False
    return not _speaks_of_edges(source, source_lang)


def _has_edges(text: str) -> bool:
    plain = text.casefold()
    kinds = lists()["contains"].values()
    return any(phrase.casefold() in plain for kind in kinds for language in LANGUAGES for phrase in kind[language])


def _speaks_of_edges(source: str, language: Language) -> bool:
    said = source.casefold()
    return any(word.casefold() in said for word in lists()["words"][language])


def is_furniture(text: str, language: Language) -> bool:
    """Whether a text is nothing but a phrase that web sites have on their buttons and at their edges."""
    return all((language, part) in _furniture() for part in _parts(text))


def _parts(text: str) -> list[str]:
    """Return the items of a menu."""
    return [_plain(part) for part in _SEPARATOR.split(text) if _WORDS.search(part)] or [""]


def _plain(text: str) -> str:
    return " ".join(_WORDS.findall(text.casefold()))


def _only_directions(text: str) -> bool:
    return bool(_DIRECTION.search(text)) and not _WORDS.search(_DIRECTION.sub(" ", text))


@cache
def _furniture() -> dict[tuple[Language, str], frozenset[str]]:
    """Return for each phrase of site furniture the things that it is called by."""
    found: dict[tuple[Language, str], set[str]] = {}
    for thing, phrases in lists().items():
        for language in LANGUAGES if thing not in _NOT_THINGS else ():
            for phrase in phrases.get(language, ()):
                found.setdefault((language, _plain(phrase)), set()).add(thing)
    return {key: frozenset(things) for key, things in found.items()}


def _speaks_of_furniture(source: str, text: str, source_lang: Language, target_lang: Language) -> bool:
    plain = _plain(source)
    things = frozenset().union(*(_furniture()[target_lang, part] for part in _parts(text)))
    return any(
        language == source_lang and things & named and phrase in plain
        for (language, phrase), named in _furniture().items()
    )
