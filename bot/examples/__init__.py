"""The articles behind the example buttons of /start: the same story in three languages, written for this purpose."""

from functools import cache
from importlib.resources import files

from summarizer.article import Language


@cache
def example_text(language: Language) -> str:
    """Return the example article of a language."""
    return files("bot.examples").joinpath(f"{language}.txt").read_text(encoding="utf-8")
