r"""Compiles ``lexicon/dates_*.toml`` into one regular expression a language.

The rules are data, tried in order at each place. In their patterns
- ``@group=list`` captures, under the name ``group``, one of the words of ``[words.list]`` or the macro ``list``;
  ``@group`` is short for ``@group=group``;
- ``%name`` inserts the macro ``name``; a space stands for one white-space character.
``gate`` stands before every rule; ``starts`` has what a rule can start with beside digits and listed words; ``inner``
names the lists that stand inside rules only. Words are in lower case; ``forms`` says which spellings are read: ``both``
(lower case or a capital first, the default), ``title`` (a capital first, or all capitals), ``lower``.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from summarizer.article import Language
from summarizer.facts import lexicons

START_LENGTH = 7
"""Characters of a word that decide whether a rule is tried: enough to tell "the end" from "the envoy"."""

_CAPTURE = re.compile(r"@([a-z_]+[0-9]?)(?:=([a-z_0-9]+))?", re.ASCII)
_MACRO = re.compile(r"%([A-Za-z][A-Za-z_]*[0-9]*)", re.ASCII)


@dataclass(frozen=True, slots=True)
class Rule:
    """One way to write a date.

    Attributes:
        kind: which expression it makes; see ``build``.
        source: regular expression that matches it at a place.
        groups: for each capture of ``source``, in order: the name and the word list it was read from.
        sign: -1 for "ago", 1 for "from now", else 0.
        attributive: the mention names something else (see ``DateMention``).
        before, not_before: must, must not match the text that ends where the date starts.
        after: must match what follows.
    """

    kind: str
    source: str
    groups: tuple[tuple[str, str], ...]
    sign: int = 0
    attributive: bool = False
    before: re.Pattern[str] | None = None
    not_before: re.Pattern[str] | None = None
    after: re.Pattern[str] | None = None

    @property
    def pattern(self) -> re.Pattern[str]:
        """``source`` compiled, when it is first needed: the scanner holds all rules already."""
        return _compiled(self.source)


@dataclass(frozen=True, slots=True)
class Grammar:
    """The date grammar of a language.

    Attributes:
        scanner: all rules as one alternation; the outer group of rule number i is called ``r<i>``.
        rules: in order of trial.
        words: list name -> word in lower case -> value.
        eras: era name -> first year, number of years (0: not over).
        merge: what joins two dates to a range: ``connector``, ``and``, ``between``, ``inherit``.
        bounds: what makes a date an end of a time: ``since_before`` and so on.
    """

    scanner: re.Pattern[str]
    rules: tuple[Rule, ...]
    words: dict[str, dict[str, str]]
    eras: dict[str, tuple[int, int]] = field(default_factory=dict)
    merge: dict[str, re.Pattern[str]] = field(default_factory=dict)
    bounds: dict[str, re.Pattern[str]] = field(default_factory=dict)


@cache
def _compiled(source: str) -> re.Pattern[str]:
    return re.compile(source)


def _spellings(word: str, forms: str) -> Iterator[str]:
    if forms != "title":
        yield word
    if forms != "lower":
        yield word[0].upper() + word[1:]
    if forms == "title":
        yield word.upper()


def _words(entries: dict[str, Any]) -> set[str]:
    forms = entries.get("forms", "both")
    listed = [word for value, words in entries.items() if value != "forms" for word in words]
    return {spelling for word in listed for spelling in _spellings(word, forms)}


def _trie(words: Iterable[str]) -> str:
    """Return a regular expression that matches the longest of ``words``, shared beginnings tried once."""
    tails: dict[str, set[str]] = {}
    for word in words:
        if word:
            tails.setdefault(word[0], set()).add(word[1:])
    branches = [_literal(first) + (_trie(rest) if rest != {""} else "") for first, rest in sorted(tails.items())]
    if "" in words:
        return f"(?:{'|'.join(branches)})?"
    return branches[0] if len(branches) == 1 else f"(?:{'|'.join(branches)})"


def _literal(char: str) -> str:
    return r"\s" if char == " " else re.escape(char)


def _starts(source: dict[str, Any]) -> str:
    """Return a look-ahead for what any rule can start with: most places of a text fail it at once."""
    inner = source["inner"]
    listed = [word for name, entries in source["words"].items() if name not in inner for word in _words(entries)]
    beginnings = {word[:START_LENGTH] for word in [*listed, *source["starts"]]}
    # Of a beginning and a longer one of it, the shorter decides.
    shortest = {one for one in beginnings if not any(one[:length] in beginnings for length in range(1, len(one)))}
    return rf"(?=\d|{_trie(shortest)})"


class _Compiler:
    def __init__(self, source: dict[str, Any]) -> None:
        self._macros: dict[str, str] = source["macros"]
        self._lists = {name: _trie(_words(entries)) for name, entries in source["words"].items()}
        self._gate = self.expand(source["gate"])
        self._starts = _starts(source)

    def expand(self, pattern: str) -> str:
        while _MACRO.search(pattern):
            pattern = _MACRO.sub(lambda match: self._macros[match[1]], pattern)
        return pattern.replace(" ", r"\s")

    def condition(self, pattern: str | None) -> re.Pattern[str] | None:
        return None if pattern is None else re.compile(self.expand(pattern))

    def body(self, pattern: str) -> tuple[str, tuple[tuple[str, str], ...]]:
        groups: list[tuple[str, str]] = []

        def capture(match: re.Match[str]) -> str:
            name, source = match[1], match[2] or match[1]
            groups.append((name, source))
            return f"({self._lists.get(source) or self.expand(self._macros[source])})"

        return _CAPTURE.sub(capture, self.expand(pattern)), tuple(groups)

    def rule(self, entry: dict[str, Any]) -> tuple[Rule, str]:
        body, groups = self.body(entry["pattern"])
        conditions = {name: self.condition(entry.get(name)) for name in ("before", "not_before", "after")}
        sign, attributive = entry.get("sign", 0), entry.get("attributive", False)
        return Rule(entry["kind"], self._gate + body, groups, sign, attributive, **conditions), body

    def scanner(self, bodies: list[str]) -> re.Pattern[str]:
        alternatives = "|".join(f"(?P<r{number}>{body})" for number, body in enumerate(bodies))
        return re.compile(f"{self._gate}{self._starts}(?:{alternatives})")


@cache
def grammar(language: Language) -> Grammar:
    """Return the compiled grammar of ``language``."""
    source = lexicons.entries(f"dates_{language}")
    compiler = _Compiler(source)
    rules, bodies = zip(*(compiler.rule(entry) for entry in source["rules"]), strict=True)
    return Grammar(
        scanner=compiler.scanner(list(bodies)),
        rules=rules,
        words={
            name: {word.casefold(): value for value, words in entries.items() if value != "forms" for word in words}
            for name, entries in source["words"].items()
        },
        eras={era: (first, years) for era, (first, years) in source.get("eras", {}).items()},
        merge={name: re.compile(compiler.expand(pattern)) for name, pattern in source["merge"].items()},
        bounds={name: re.compile(compiler.expand(pattern)) for name, pattern in source["bounds"].items()},
    )
