"""What the families of sequence-to-sequence models expect of their callers (``families.toml``)."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from summarizer.article import Language
from summarizer.engines.spec import Family


@dataclass(frozen=True, slots=True)
class Conventions:
    """How a family wants its input, and what of its output is no text; see ``families.toml``."""

    codes: dict[Language, str]
    text_prefix: str = ""
    source_prefix: tuple[str, ...] = ()
    source_suffix: tuple[str, ...] = ()
    target_prefix: tuple[str, ...] = ()
    source_model: tuple[str, ...] = ()
    target_model: tuple[str, ...] = ()
    target_tag: str = ""
    positions: int = 512

    def fill(self, tokens: tuple[str, ...], source: Language, target: Language) -> list[str]:
        """Return tokens with the codes of two languages in their places."""
        return [token.format(source=self.codes[source], target=self.codes[target]) for token in tokens]

    def tag(self, target: Language) -> str:
        """Return the token before the source that names the target where one model has several; may be empty."""
        return self.target_tag.format(target=self.codes[target])

    def words(self, source: Language, target: Language) -> str:
        """Return the words that the family puts before a text; may be empty.

        They are encoded apart from it, which gives the same pieces: none reaches across a space.
        """
        return self.text_prefix.format(source=self.codes[source], target=self.codes[target]).strip()

    @property
    def names_languages(self) -> bool:
        """Whether tokens of the vocabulary name languages."""
        return bool(self.target_tag) or any("{" in token for token in (*self.source_prefix, *self.target_prefix))


@cache
def conventions(family: Family) -> Conventions:
    """Return the conventions of a family.

    Raises:
        KeyError: a family of chat models, which have their template.
    """
    table = tomllib.loads(files("summarizer.engines").joinpath("families.toml").read_text(encoding="utf-8"))
    entry: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value for name, value in table[family].items()
    }
    return Conventions(**entry)
