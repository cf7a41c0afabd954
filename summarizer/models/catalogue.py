"""The models that can be pulled: those of ``catalogue.toml`` and those of a file of the user's own."""

import difflib
import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from importlib.resources import files
from pathlib import Path
from typing import Annotated, Any, ClassVar, Literal, get_args

from pydantic import ConfigDict, Field, TypeAdapter, ValidationError

from summarizer.article import Language
from summarizer.engines.spec import Backend, Family, Precision, Task
from summarizer.errors import ConfigurationError
from summarizer.models.errors import UnknownModel
from summarizer.models.formats import Format

Direction = Literal["en-ru", "en-ja", "ru-en", "ru-ja", "ja-en", "ja-ru"]
DIRECTIONS: tuple[Direction, ...] = get_args(Direction)

ModelId = Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]*$", max_length=100)]
_COMMIT = re.compile(r"[0-9a-f]{40}")


@dataclass(frozen=True, slots=True)
class Entry:
    """A model that can be pulled.

    Attributes:
        id: its name here, and that of its directory in the store.
        task: what it is for.
        family: whose conventions hold.
        repository: on the hub, ``owner/name``; empty for a directory.
        revision: commit, or a branch or ``refs/pr/3``, whose commit is pinned in the manifest at the pull.
        directory: a directory to take it from, instead of a repository.
        format: of its weights there.
        files: shell patterns of what to take; none for those of the format.
        sha256: of files, by name, where known beforehand; they outrank what the hub says.
        convert: whether it is converted for CTranslate2 at the pull, which needs the extra ``neural``.
        precision: of the conversion; ``auto`` is int8, or float16 where there is a GPU.
        directions: that it translates without a detour.
        languages: that it reads and writes, for a model that generates.
        licence: SPDX id or name.
        needs_consent: whether the licence forbids some uses, so that somebody has to agree to it.
        gated: whether the hub wants its terms accepted, and a token.
        attribution: what the licence wants said of its authors.
        download_megabytes: megabytes to download, rounded.
        memory_megabytes: megabytes that it takes when loaded as it is by default, about.
        max_source_tokens: as in ModelSpec.
        max_output_tokens: as in ModelSpec.
        decoding: as in ModelSpec.
    """

    __pydantic_config__: ClassVar[ConfigDict] = ConfigDict(extra="forbid")

    id: ModelId
    task: Task
    family: Family
    repository: Annotated[str, Field(pattern=r"^([\w.-]+/[\w.-]+)?$")] = ""
    revision: str = "main"
    directory: Path | None = None
    format: Format = "safetensors"
    files: tuple[str, ...] = ()
    sha256: dict[str, Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]] = field(default_factory=dict)
    convert: bool = False
    precision: Precision = "auto"
    directions: tuple[Direction, ...] = ()
    languages: tuple[Language, ...] = ()
    licence: str = ""
    needs_consent: bool = False
    gated: bool = False
    attribution: str = ""
    download_megabytes: Annotated[int, Field(ge=0)] = 0
    memory_megabytes: Annotated[int, Field(ge=0)] = 0
    max_source_tokens: Annotated[int, Field(gt=0)] | None = None
    max_output_tokens: Annotated[int, Field(gt=0)] | None = None
    decoding: dict[str, int | float] = field(default_factory=dict)

    @property
    def backend(self) -> Backend:
        """What runs it once it is installed."""
        return "ctranslate2" if self.convert or self.format == "ctranslate2" else "transformers"

    @property
    def is_pinned(self) -> bool:
        """Whether the revision is a commit, so that it can never come to mean other files."""
        return bool(_COMMIT.fullmatch(self.revision))

    @property
    def pairs(self) -> tuple[tuple[Language, Language], ...]:
        """The directions as pairs."""
        return pairs_of(self.directions)


def pairs_of(directions: Iterable[Direction]) -> tuple[tuple[Language, Language], ...]:
    """Return ``("en-ru",)`` as ``(("en", "ru"),)``."""
    spelt: dict[str, tuple[Language, Language]] = {
        f"{a}-{b}": (a, b) for a in get_args(Language) for b in get_args(Language)
    }
    return tuple(spelt[direction] for direction in directions)


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Models by id, in the order of preference, and sets of them."""

    entries: Mapping[str, Entry]
    sets: Mapping[str, tuple[str, ...]]

    def resolve(self, name: str) -> tuple[Entry, ...]:
        """Return the models that a name stands for: one, or those of a set.

        Raises:
            UnknownModel: neither a model nor a set is called so.
        """
        if name in self.sets:
            return tuple(self.entries[id_] for id_ in self.sets[name])
        if name in self.entries:
            return (self.entries[name],)
        raise unknown(name, [*self.sets, *self.entries])

    def rank(self, id_: str) -> int:
        """Return the place of a model in the order of preference; models that are not in it come before all others."""
        return next((place for place, known in enumerate(self.entries) if known == id_), -1)


def unknown(name: str, known: Iterable[str]) -> UnknownModel:
    """Return the error for a name, with the known one that is most like it."""
    names = list(known)
    near = difflib.get_close_matches(name.lower(), names, n=1, cutoff=0) or ["small"]
    return UnknownModel(name=name, nearest=near[0])


@dataclass(frozen=True, slots=True)
class _File:
    __pydantic_config__: ClassVar[ConfigDict] = ConfigDict(extra="forbid")

    models: tuple[Entry, ...] = ()
    sets: dict[ModelId, tuple[str, ...]] = field(default_factory=dict)


def load_catalogue(own: Path | None = None) -> Catalogue:
    """Return the models that can be pulled.

    Args:
        own: file of the user's own, in the form of ``catalogue.toml``. Its models stand first, and outrank those of
            the same id.

    Raises:
        ConfigurationError: the file cannot be read, or an entry cannot be used.
    """
    ours = _parsed(files("summarizer.models").joinpath("catalogue.toml").read_text(encoding="utf-8"), "catalogue.toml")
    if own is None:
        return _catalogue("catalogue.toml", ours)
    try:
        text = own.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigurationError(name=str(own), reason=str(error)) from error
    return _catalogue(str(own), _parsed(text, str(own), own.parent), ours)


def _parsed(text: str, name: str, directory: Path | None = None) -> _File:
    try:
        parsed = TypeAdapter(_File).validate_python(tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        raise ConfigurationError(name=name, reason=str(error)) from error
    except ValidationError as error:
        raise ConfigurationError(name=name, reason=_first(error)) from error
    if directory is None:
        return parsed
    return _File(tuple(_located(entry, directory) for entry in parsed.models), parsed.sets)


def _located(entry: Entry, directory: Path) -> Entry:
    from dataclasses import replace

    return replace(entry, directory=directory / entry.directory.expanduser()) if entry.directory else entry


def _first(error: ValidationError) -> str:
    first: Any = error.errors(include_url=False)[0]
    return f"{'.'.join(str(part) for part in first['loc'])}: {first['msg']}"


def _catalogue(name: str, *parts: _File) -> Catalogue:
    entries: dict[str, Entry] = {}
    sets: dict[str, tuple[str, ...]] = {}
    for part in parts:
        for entry in part.models:
            if bool(entry.repository) == bool(entry.directory):
                raise ConfigurationError(name=name, reason=f"{entry.id}: repository or directory, one of them")
            if not (entry.directions if entry.task == "translate" else entry.languages):
                raise ConfigurationError(name=name, reason=f"{entry.id}: directions or languages are missing")
            entries.setdefault(entry.id, entry)
        for set_name, ids in part.sets.items():
            sets.setdefault(set_name, ids)
    for set_name, ids in sets.items():
        for id_ in ids:
            if id_ not in entries:
                raise ConfigurationError(name=name, reason=f"sets.{set_name}: {id_}")
    return Catalogue(entries, sets)
