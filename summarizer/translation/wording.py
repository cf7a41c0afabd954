"""Sentences for people of ``messages.toml``."""

import tomllib
from functools import cache
from importlib.resources import files

from summarizer.article import Language


@cache
def _messages() -> dict[str, dict[str, str]]:
    return tomllib.loads(files("summarizer.translation").joinpath("messages.toml").read_text(encoding="utf-8"))


def untranslated(reason: str, language: Language) -> str:
    """Return the sentence that says why a sentence stays in the original; ``reason`` is a key or already a sentence."""
    known = _messages().get(reason)
    why = known[language] if known else reason.rstrip(".。")
    return _messages()["untranslated"][language].replace("{reason}", why)


def term_missing(term: str, language: Language) -> str:
    """Return the sentence that says that a name or term may be missing."""
    return _messages()["term_missing"][language].replace("{term}", term)


def doubt(key: str, language: Language) -> str:
    """Return a sentence of ``messages.toml`` that says what may be wrong with a translation."""
    return _messages()[key][language]
