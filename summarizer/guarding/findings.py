"""What the guard says: one record, and its sentences for people in ``messages.toml``."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Literal

from summarizer.article import Language

Kind = Literal["number", "date", "name", "country", "role", "negation", "text"]
Severity = Literal["error", "warning"]


@cache
def data(name: str) -> dict[str, Any]:
    """Return the tables of ``guarding/<name>.toml``."""
    return tomllib.loads(files("summarizer.guarding").joinpath(f"{name}.toml").read_text(encoding="utf-8"))


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing in which a claim and its source differ.

    Attributes:
        kind: what differs.
        code: stable key of ``messages.toml``: ``number_added``, ``date_lost`` …
        severity: ``error`` where the claim says something that the source does not; ``warning`` where it may.
        span: start and end in the claim (code points), or None for what the claim has lost.
        text: the words meant: of the claim, or of the source where ``span`` is None. May be empty.
    """

    kind: Kind
    code: str
    severity: Severity
    span: tuple[int, int] | None = None
    text: str = ""

    def message(self, language: Language = "en") -> str:
        """Return a sentence that tells a person what differs."""
        sentence: str = data("messages")[self.code][language]
        return sentence.replace("{text}", self.text)


def added(kind: Kind, severity: Severity, span: tuple[int, int], claim: str, code: str = "") -> Finding:
    """Return a finding about words of the claim that the source does not carry."""
    return Finding(kind, code or f"{kind}_added", severity, span, claim[slice(*span)])


def lost(kind: Kind, severity: Severity, span: tuple[int, int], source: str) -> Finding:
    """Return a finding about words of the source that the claim leaves out."""
    return Finding(kind, f"{kind}_lost", severity, None, source[slice(*span)])
