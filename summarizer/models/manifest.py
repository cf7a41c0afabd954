"""What the store knows of an installed model: where it came from, what it may be used for, and each file's checksum."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import ClassVar

from pydantic import ConfigDict, TypeAdapter, ValidationError

from summarizer.article import Language
from summarizer.engines.errors import ModelBroken
from summarizer.engines.spec import Backend, Family, ModelSpec, Precision, Task
from summarizer.models.catalogue import Direction, ModelId, pairs_of

MANIFEST_NAME = "svodka.json"
SCHEMA = 1
_CHUNK_BYTES = 4_194_304


@dataclass(frozen=True, slots=True)
class FileRecord:
    """A file of a model: its name below the directory, bytes, and SHA-256 in hexadecimal."""

    name: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """An installed model.

    Attributes:
        id: of the model, and name of its directory.
        task: as in ModelSpec, like family, backend, languages, the two numbers of tokens, decoding and licence.
        directions: that it translates without a detour.
        attribution: what the licence wants said of its authors.
        weights: name of the .gguf file that is the model; empty where the directory is.
        source: repository on the hub, or the directory that it was taken from.
        revision: that was asked for; empty for a directory.
        commit: that the revision was when it was pulled; empty for a directory.
        files: all of its files but the manifest.
        converted_by: packages that converted it, with their versions; empty if it is as it came.
        precision: of the conversion; ``auto`` for a model that is as it came.
        pulled: day of the pull, ISO 8601.
        svodka: version of Svodka that pulled it.
        schema: of this file.
    """

    __pydantic_config__: ClassVar[ConfigDict] = ConfigDict(extra="ignore")

    id: ModelId
    task: Task
    family: Family
    backend: Backend
    source: str
    files: tuple[FileRecord, ...]
    directions: tuple[Direction, ...] = ()
    languages: tuple[Language, ...] = ()
    max_source_tokens: int | None = None
    max_output_tokens: int | None = None
    decoding: dict[str, int | float] = field(default_factory=dict)
    licence: str = ""
    attribution: str = ""
    weights: str = ""
    revision: str = ""
    commit: str = ""
    converted_by: dict[str, str] = field(default_factory=dict)
    precision: Precision = "auto"
    pulled: str = ""
    svodka: str = ""
    schema: int = SCHEMA

    @property
    def size_bytes(self) -> int:
        """Bytes on disk."""
        return sum(file.size for file in self.files)

    def spec(self, directory: Path) -> ModelSpec:
        """Return what the engines need to open the model in ``directory``."""
        return ModelSpec(
            id=self.id,
            task=self.task,
            family=self.family,
            backend=self.backend,
            path=directory / self.weights if self.weights else directory,
            directions=pairs_of(self.directions),
            languages=self.languages,
            max_source_tokens=self.max_source_tokens,
            max_output_tokens=self.max_output_tokens,
            decoding=dict(self.decoding),
            licence=self.licence,
            size_bytes=self.size_bytes,
        )


_ADAPTER = TypeAdapter(Manifest)


def write_manifest(manifest: Manifest, directory: Path) -> None:
    """Write the manifest into the model's directory."""
    (directory / MANIFEST_NAME).write_bytes(_ADAPTER.dump_json(manifest, indent=2) + b"\n")


def read_manifest(directory: Path) -> Manifest:
    """Return the manifest of the model in a directory of the store.

    Raises:
        ModelBroken: it is missing, unreadable, or of another model or a later schema.
    """
    try:
        manifest = _ADAPTER.validate_json((directory / MANIFEST_NAME).read_bytes())
    except (OSError, ValidationError) as error:
        raise ModelBroken(f"{MANIFEST_NAME}: {type(error).__name__}", model=directory.name) from error
    if manifest.id != directory.name or manifest.schema > SCHEMA:
        raise ModelBroken(f"{MANIFEST_NAME} is of {manifest.id}, schema {manifest.schema}", model=directory.name)
    return manifest


def file_names(directory: Path) -> list[str]:
    """Return the names of all files below a model's directory, the manifest left out, in order."""
    paths = (path for path in directory.rglob("*") if path.is_file() or path.is_symlink())
    return sorted(name for path in paths if (name := path.relative_to(directory).as_posix()) != MANIFEST_NAME)


def sha256_of(path: Path, on_bytes: Callable[[int], None] = lambda _: None) -> str:
    """Return the SHA-256 of a file in hexadecimal.

    Args:
        path: of the file.
        on_bytes: told how many bytes were read.
    """
    return _digest(path, "sha256", b"", on_bytes)


def git_blob_of(path: Path) -> str:
    """Return the id that Git gives a file's content: SHA-1 after a head (https://git-scm.com/book, Git Objects)."""
    return _digest(path, "sha1", f"blob {path.stat().st_size}\0".encode(), lambda _: None)


def _digest(path: Path, algorithm: str, head: bytes, on_bytes: Callable[[int], None]) -> str:
    digest = hashlib.new(algorithm, head, usedforsecurity=algorithm != "sha1")
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK_BYTES):
            digest.update(chunk)
            on_bytes(len(chunk))
    return digest.hexdigest()
