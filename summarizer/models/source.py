"""Where a model's files come from: what the hub and a directory have in common, and the directory."""

import errno
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Protocol

from summarizer.models.errors import DiskFull, NotAModel, StoreUnwritable

BYTES_PER_MEGABYTE = 1_000_000
_CHUNK_BYTES = 4_194_304
NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
"""The disk, the user's quota, or the largest file that the file system takes, is exhausted."""


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file to be had.

    Attributes:
        name: below the model's directory, with slashes.
        size: in bytes; None if not known.
        sha256: in hexadecimal; empty if not known.
        git_blob: what Git calls its content (``manifest.git_blob_of``); empty if not known.
    """

    name: str
    size: int | None = None
    sha256: str = ""
    git_blob: str = ""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """All files of a source at one time; ``commit`` names that time on the hub, and is empty for a directory."""

    commit: str
    files: tuple[SourceFile, ...]


class Source(Protocol):
    """A place to take a model from."""

    @property
    def name(self) -> str:
        """What the manifest calls it."""
        ...

    def snapshot(self) -> Snapshot:
        """Return what is there.

        Raises:
            ModelError: it cannot be looked at.
        """
        ...

    def fetch(self, file: SourceFile, snapshot: Snapshot, part: Path, on_bytes: Callable[[int], None]) -> None:
        """Write a file to ``part``, or what is missing of it behind what is there already.

        Args:
            file: of the snapshot.
            snapshot: that the file is of.
            part: where it goes; its directory exists.
            on_bytes: told how many bytes have come; negative if some had to be thrown away.

        Raises:
            ModelError: it cannot be had, or not be written.
        """
        ...


def is_plain(name: str) -> bool:
    """Return whether a name stays below the directory that it is joined to, whatever a source calls its files."""
    path = PurePosixPath(name)
    return bool(name) and not path.is_absolute() and ".." not in path.parts and "\\" not in name and ":" not in name


@contextmanager
def writing(directory: Path, needed_bytes: int | None = None) -> Iterator[None]:
    """Turn what the file system refuses, while a model is written, into our own errors.

    Args:
        directory: that is written to.
        needed_bytes: of what is written, for the sentence; None if not known.

    Raises:
        DiskFull: no room.
        StoreUnwritable: anything else.
    """
    try:
        yield
    except OSError as error:
        if error.errno in NO_ROOM:
            raise disk_full(directory, needed_bytes or 0) from error
        raise StoreUnwritable(directory=str(directory), reason=error.strerror or str(error)) from error


def disk_full(directory: Path, needed_bytes: int) -> DiskFull:
    """Return the error, with what is free."""
    needed = -(-needed_bytes // BYTES_PER_MEGABYTE)
    return DiskFull(directory=str(directory), megabytes=needed, free=free_bytes(directory) // BYTES_PER_MEGABYTE)


def free_bytes(directory: Path) -> int:
    """Return the bytes free for files in a directory, or in the nearest one above it that there is."""
    import shutil

    there = next(place for place in (directory, *directory.absolute().parents) if place.exists())
    return shutil.disk_usage(there).free


class DirectorySource:
    """A directory with a model in it, or a single .gguf file.

    Args:
        path: of either.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._root = path.parent if path.is_file() else path

    @property
    def name(self) -> str:
        """The path, absolute."""
        return str(self._path.absolute())

    def snapshot(self) -> Snapshot:
        """Return the files; how big they are, and no checksums: there is nobody to announce them.

        Raises:
            NotAModel: no such directory, or it cannot be read.
        """
        try:
            paths = [self._path] if self._path.is_file() else sorted(p for p in self._path.rglob("*") if p.is_file())
            sizes = {path.relative_to(self._root).as_posix(): path.stat().st_size for path in paths}
        except OSError as error:
            raise NotAModel(str(error), path=str(self._path)) from error
        if not sizes:
            raise NotAModel(path=str(self._path))
        return Snapshot("", tuple(SourceFile(name, size) for name, size in sizes.items()))

    def fetch(self, file: SourceFile, snapshot: Snapshot, part: Path, on_bytes: Callable[[int], None]) -> None:
        """Copy a file, from its beginning; a link would change with what it points to.

        Raises:
            NotAModel: it cannot be read.
            DiskFull, StoreUnwritable: it cannot be written.
        """
        if part.exists():
            on_bytes(-part.stat().st_size)
        try:
            source = (self._root / file.name).open("rb")
        except OSError as error:
            raise NotAModel(str(error), path=str(self._root / file.name)) from error
        with source, writing(part.parent, file.size), part.open("wb") as target:
            while chunk := source.read(_CHUNK_BYTES):
                target.write(chunk)
                on_bytes(len(chunk))
