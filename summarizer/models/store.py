"""The models on this machine: a directory with a directory for each, which holds its files and a manifest.

    <store>/quickmt-en-ja/svodka.json, model.bin, …     installed: complete, and verified when it was pulled
    <store>/.partial/quickmt-en-ja/                     being pulled, or left of a pull cut off, to go on from
    <store>/.partial/quickmt-en-ja.lock                 held by the process that pulls it

A model becomes visible by the renaming of a directory, so a pull that is killed leaves either the whole model or none.
Several processes may share a store.
"""

import logging
import os
import shutil
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from summarizer.engines.errors import ModelBroken, PackageMissing
from summarizer.engines.spec import ModelSpec
from summarizer.models.catalogue import Catalogue, load_catalogue, unknown
from summarizer.models.errors import StoreUnwritable
from summarizer.models.manifest import Manifest, file_names, read_manifest, sha256_of

PARTIAL = ".partial"

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a file of an installed model; ``kind`` ``unexpected`` is a file that no pull put there."""

    file: str
    kind: Literal["missing", "size", "checksum", "unexpected", "manifest"]


class ModelStore:
    """The models in a directory.

    Args:
        directory: of the store; it need not exist.
        catalogue: whose order is that of preference; by default Svodka's own.
    """

    def __init__(self, directory: Path, catalogue: Catalogue | None = None) -> None:
        self.directory = directory
        self._catalogue = catalogue

    @property
    def catalogue(self) -> Catalogue:
        """The models that can be pulled."""
        self._catalogue = self._catalogue or load_catalogue()
        return self._catalogue

    def installed(self) -> list[ModelSpec]:
        """Return the installed models, preferred ones first: those that the catalogue does not know, then its order.

        A model whose manifest cannot be read is left out, with a line in the log; ``verify`` tells of it.
        """
        return [manifest.spec(self.path(manifest.id)) for manifest in self.manifests()]

    def manifests(self) -> list[Manifest]:
        """Return the manifests of the installed models, in the order of ``installed``."""
        found = []
        for id_ in self.names():
            try:
                found.append(read_manifest(self.path(id_)))
            except ModelBroken as error:
                _log.warning("model %s is left out: %s", id_, error)
        return sorted(found, key=lambda manifest: (self.catalogue.rank(manifest.id), manifest.id))

    def names(self) -> list[str]:
        """Return the ids of all models that have a directory, broken ones too."""
        if not self.directory.is_dir():
            return []
        try:
            return sorted(p.name for p in self.directory.iterdir() if p.is_dir() and not p.name.startswith("."))
        except OSError as error:
            raise StoreUnwritable(directory=str(self.directory), reason=error.strerror or str(error)) from error

    def path(self, id_: str) -> Path:
        """Return the directory that the model is in once it is installed."""
        return self.directory / id_

    def partial(self, id_: str) -> Path:
        """Return the directory for what arrives of a model."""
        return self.directory / PARTIAL / id_

    def find(self, id_: str) -> Manifest | None:
        """Return the manifest of a model, None if it is not installed.

        Raises:
            ModelBroken: it is there, but its manifest cannot be read.
        """
        return read_manifest(self.path(id_)) if id_ in self.names() else None

    def verify(self, id_: str, *, quick: bool = False, on_bytes: Callable[[int], None] = lambda _: None) -> list[Fault]:
        """Return what is wrong with the files of a model, nothing if they are as they were pulled.

        Args:
            id_: of the model.
            quick: look at names and sizes only, not into the files.
            on_bytes: told how many bytes were read.

        Raises:
            UnknownModel: no such model is installed.
        """
        if id_ not in self.names():
            raise unknown(id_, self.names())
        try:
            manifest = read_manifest(self.path(id_))
        except ModelBroken as error:
            return [Fault(str(error).partition(":")[0], "manifest")]
        known = {record.name for record in manifest.files}
        faults = [Fault(name, "unexpected") for name in file_names(self.path(id_)) if name not in known]
        for record in manifest.files:
            path = self.path(id_) / record.name
            if not path.is_file():
                faults.append(Fault(record.name, "missing"))
            elif path.stat().st_size != record.size:
                faults.append(Fault(record.name, "size"))
            elif not quick and sha256_of(path, on_bytes) != record.sha256:
                faults.append(Fault(record.name, "checksum"))
        return faults

    def remove(self, id_: str) -> int:
        """Remove a model, and what a cut-off pull left of it.

        Returns:
            How many bytes were freed.

        Raises:
            UnknownModel: nothing of that name is there.
            StoreUnwritable: it cannot be removed.
        """
        places = [place for place in (self.path(id_), self.partial(id_)) if place.is_dir()]
        if not places or id_ != Path(id_).name or id_.startswith("."):
            raise unknown(id_, self.names())
        freed = sum(p.stat().st_size for place in places for p in place.rglob("*") if p.is_file())
        with self.writing():
            for place in places:
                self.discard(place)
        return freed

    def discard(self, place: Path) -> None:
        """Remove a directory of the store so that nobody ever sees half of it."""
        doomed = self.directory / PARTIAL / f"removed-{uuid.uuid4().hex}"
        doomed.parent.mkdir(parents=True, exist_ok=True)
        place.rename(doomed)
        shutil.rmtree(doomed)

    def install(self, id_: str, ready: Path) -> None:
        """Put a complete directory in the model's place; one that is there already gives way.

        Its files reach the disk first, so that not even a power cut leaves a model that is one in name only.
        """
        with self.writing():
            for path in ready.rglob("*"):
                _flush(path)
            if self.path(id_).exists():
                self.discard(self.path(id_))
            ready.rename(self.path(id_))

    @contextmanager
    def lock(self, id_: str, on_wait: Callable[[], None] = lambda: None) -> Iterator[None]:
        """Hold the lock of a model, waiting for whoever has it; the system lets go of it when a process dies.

        Args:
            id_: of the model.
            on_wait: called if somebody has it.

        Raises:
            PackageMissing: huggingface_hub, which brings the locks, is not installed.
            StoreUnwritable: the lock cannot be made.
        """
        try:
            from filelock import FileLock, Timeout
        except ImportError as error:
            raise PackageMissing(package="huggingface-hub", extra="models") from error
        with self.writing():
            lock = FileLock(self.directory / PARTIAL / f"{id_}.lock")
            try:
                lock.acquire(blocking=False)
            except Timeout:
                on_wait()
                lock.acquire()
        try:
            yield
        finally:
            lock.release()

    def sweep(self) -> None:
        """Remove what a process was removing when it was killed."""
        for doomed in (self.directory / PARTIAL).glob("removed-*"):
            shutil.rmtree(doomed, ignore_errors=True)  # another process may be at it

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Turn what the file system refuses into our own error.

        Raises:
            StoreUnwritable: the directory cannot be written to.
        """
        try:
            yield
        except OSError as error:
            raise StoreUnwritable(directory=str(self.directory), reason=error.strerror or str(error)) from error


def _flush(path: Path) -> None:
    if path.is_file():
        with path.open("rb+") as file:
            os.fsync(file.fileno())
