"""Reads the lexicons: the data files in ``lexicon/``, beside this module.

Tables are TSV (header line, ``|`` between variants, ``#`` lines are comments): they diff well and load fast. Nested
entries are TOML.
"""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


def _read(name: str) -> str:
    return files("summarizer.facts").joinpath("lexicon", name).read_text(encoding="utf-8")


@cache
def table(name: str) -> tuple[dict[str, str], ...]:
    """Return the rows of ``lexicon/<name>.tsv`` as mappings from column to text.

    Raises:
        ValueError: a row has more or fewer cells than the header.
    """
    lines = [line for line in _read(f"{name}.tsv").splitlines() if line.strip() and not line.startswith("#")]
    header = lines[0].split("\t")
    return tuple(dict(zip(header, line.split("\t"), strict=True)) for line in lines[1:])


@cache
def entries(name: str) -> dict[str, Any]:
    """Return the tables of ``lexicon/<name>.toml``."""
    return tomllib.loads(_read(f"{name}.toml"))


def variants(cell: str) -> list[str]:
    """Return the variants in one cell, separated by ``|``."""
    return [variant.strip() for variant in cell.split("|") if variant.strip()]
