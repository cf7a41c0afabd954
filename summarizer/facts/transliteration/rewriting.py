"""Ordered rewriting rules, read from a table: the one engine under all systems that are not plain syllabaries.

A table has one rule a line, ``pattern <TAB> output``; at each place of the text the first rule whose pattern matches
there wins, and what it matched is replaced by its output. A pattern is a regular expression that may look behind and
ahead (``^`` and ``$`` are the ends of the name part); ``{V}`` stands for a vowel letter and ``{C}`` for a consonant
letter of the table's script. A character that no rule matches stays as it is.
"""

import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

CLASSES = {
    "{V}": "[aeiouyáéíóúàèìòùâêîôûäëïöüåæøœăąęıаеёиоуыэюя]",
    "{C}": "[bcdfghjklmnpqrstvwxzçñßłśźżćńšžčđðþşğбвгджзйклмнпрстфхцчшщ]",
}


def table_rows(name: str) -> Iterator[list[str]]:
    """Yield the tab-separated cells of each line of a table of this package, without comments and empty lines.

    Args:
        name: file name in ``tables/``, such as ``morae.tsv``.
    """
    text = files("summarizer.facts.transliteration").joinpath("tables", name).read_text(encoding="utf-8")
    for line in text.splitlines():
        if line.strip() and not line.startswith("#"):
            yield line.split("\t")


class Rewriter:
    """The rules of one table, compiled into a single alternation."""

    def __init__(self, rules: list[tuple[str, str]]) -> None:
        self._outputs = [output for _, output in rules]
        self._pattern = re.compile("|".join(f"({pattern})" for pattern, _ in rules))

    def __call__(self, text: str) -> str:
        """Return ``text`` rewritten from left to right; patterns see the text as it was given."""
        return self._pattern.sub(lambda match: self._outputs[(match.lastindex or 1) - 1], text)


@cache
def rewriter(*tables: str) -> Rewriter:
    """Return the rules of the named tables, the earlier table's first.

    Args:
        tables: file names in ``tables/``; patterns in them may hold no capturing group.
    """
    rules = []
    for name in tables:
        for cells in table_rows(name):
            pattern, output = (*cells, "")[:2]
            for key, letters in CLASSES.items():
                pattern = pattern.replace(key, letters)
            rules.append((pattern, output))
    return Rewriter(rules)
