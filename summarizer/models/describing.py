"""What a model that no catalogue knows is, read from its own files: family, task, directions."""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, get_args

from summarizer.article import Language
from summarizer.engines.spec import Family
from summarizer.models.catalogue import DIRECTIONS, Direction, Entry
from summarizer.models.errors import NotAModel, UnknownFamily
from summarizer.models.formats import CONFIG, Format, format_of
from summarizer.models.manifest import file_names

_BY_MODEL_TYPE: dict[str, Family] = {
    "marian": "marian",
    "m2m_100": "m2m100",
    "mbart": "mbart",
    "bart": "bart",
    "t5": "t5",
    "mt5": "mt5",
    "umt5": "mt5",
}
"""``model_type`` of config.json in transformers."""
_BY_TOKENIZER: dict[str, Family] = {
    "NllbTokenizer": "nllb",
    "NllbTokenizerFast": "nllb",
    "SMALL100Tokenizer": "small100",
    "M2M100Tokenizer": "m2m100",
    "MarianTokenizer": "marian",
}
_ANY_DIRECTION: frozenset[Family] = frozenset({"m2m100", "nllb", "small100", "madlad"})
_MADLAD_TARGET = "<2ru>"  # a token of its vocabulary, as its card says: https://huggingface.co/google/madlad400-3b-mt
_QUICKMT_FILES = frozenset({"src.spm.model", "tgt.spm.model"})
_NAMED_DIRECTION = re.compile(rf"(?<![A-Za-z])({'|'.join(DIRECTIONS)})(?![A-Za-z])")
_OTHER_THAN_ID = re.compile(r"[^A-Za-z0-9._-]+")


@dataclass(frozen=True, slots=True)
class Said:
    """What the user says of a model that no catalogue knows; empty where the model's files are to tell."""

    family: Family | None = None
    directions: tuple[Direction, ...] = ()
    languages: tuple[Language, ...] = ()
    licence: str = ""
    convert: bool | None = None


def id_of(name: str) -> str:
    """Return an id for a repository or a path: its last part, in lower case."""
    last = name.rstrip("/").rpartition("/")[2].removesuffix(".gguf")
    return _OTHER_THAN_ID.sub("-", last.lower()).strip("-._") or "model"


def describer(id_: str, name: str, said: Said) -> Callable[[Path], Entry]:
    """Return what describes a model once its files are there.

    Args:
        id_: that it gets.
        name: of the repository or directory; ``opus-mt-en-ru`` tells a direction.
        said: by the user.
    """

    def describe(directory: Path) -> Entry:
        return _described(id_, name, said, directory)

    return describe


def _described(id_: str, name: str, said: Said, directory: Path) -> Entry:
    format_ = format_of(file_names(directory))
    if format_ is None:
        raise NotAModel(path=name)
    family = said.family or _family(directory, format_)
    if family is None:
        raise UnknownFamily(name=name)
    entry = Entry(id=id_, task="generate", family=family, format=format_, licence=said.licence)
    directions = said.directions or _directions(family, name)
    if directions:
        convert = format_ == "safetensors" if said.convert is None else said.convert
        return replace(entry, task="translate", directions=directions, convert=convert)
    if family in _ANY_DIRECTION or family in ("marian", "quickmt"):
        raise UnknownFamily(name=name)
    return replace(entry, languages=said.languages or get_args(Language), convert=bool(said.convert))


def _directions(family: Family, name: str) -> tuple[Direction, ...]:
    if family in _ANY_DIRECTION:
        return DIRECTIONS
    found = _NAMED_DIRECTION.findall(name.rpartition("/")[2])
    return tuple(d for d in DIRECTIONS if d in found) if family in ("marian", "quickmt") else ()


def _family(directory: Path, format_: Format) -> Family | None:
    if format_ == "gguf":
        return "chat"
    if format_ == "ctranslate2" and all((directory / name).is_file() for name in _QUICKMT_FILES):
        return "quickmt"
    tokenizer = _json(directory / "tokenizer_config.json")
    by_tokenizer = _BY_TOKENIZER.get(str(tokenizer.get("tokenizer_class", "")))
    family = by_tokenizer or _BY_MODEL_TYPE.get(str(_json(directory / CONFIG).get("model_type", "")))
    if family == "t5" and _has_token(directory / "tokenizer.json", _MADLAD_TARGET):
        return "madlad"
    talks = "chat_template" in tokenizer or any(
        (directory / name).is_file() for name in ("chat_template.jinja", "chat_template.json")
    )
    return family or ("chat" if talks else None)


def _has_token(path: Path, token: str) -> bool:
    return path.is_file() and f'"{token}"'.encode() in path.read_bytes()


def _json(path: Path) -> dict[str, Any]:
    if not path.is_file():
        return {}
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (ValueError, OSError) as error:
        raise NotAModel(str(error), path=str(path)) from error
    return found if isinstance(found, dict) else {}
