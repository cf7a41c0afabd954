"""Getting a model: fetch, verify, convert if need be, and only then make it visible in the store.

What has arrived is kept when a pull is cut off, under the commit that it is of, and the next pull goes on from there. A
process that is killed leaves nothing but that. Two that pull the same model wait for each other.
"""

import datetime
import shutil
from dataclasses import replace
from importlib import metadata
from pathlib import Path
from typing import Literal, Protocol

from summarizer.engines.errors import ModelBroken, UnsafeModel
from summarizer.engines.hardware import conversion_precision
from summarizer.engines.spec import Hardware
from summarizer.models.catalogue import Entry
from summarizer.models.errors import DownloadDamaged
from summarizer.models.formats import LICENCE_TEXTS, check_files
from summarizer.models.manifest import FileRecord, Manifest, file_names, git_blob_of, sha256_of, write_manifest
from summarizer.models.order import Order, check_consent, chosen
from summarizer.models.source import NO_ROOM, Snapshot, SourceFile, disk_full, free_bytes, writing
from summarizer.models.store import ModelStore
from summarizer.version import __version__

Stage = Literal["waiting", "listing", "downloading", "verifying", "converting"]

RESERVE_BYTES = 50_000_000
"""That stay free beside the model: for the manifest, logs and whatever else lives on that disk."""
AUTOMATIC = Hardware()
_CONVERTERS = ("ctranslate2", "transformers", "torch")


class Progress(Protocol):
    """Who is told how far a pull has come."""

    def stage(self, model: str, stage: Stage, total_bytes: int) -> None:
        """A stage begins; 0 bytes where there is nothing to count."""
        ...

    def advance(self, count: int) -> None:
        """So many bytes of the stage are done; negative if some have to be done again."""
        ...


class Silent:
    """Progress that nobody looks at."""

    def stage(self, model: str, stage: Stage, total_bytes: int) -> None:
        """Take no notice."""

    def advance(self, count: int) -> None:
        """Take no notice."""


def pull(
    order: Order,
    store: ModelStore,
    progress: Progress | None = None,
    *,
    accept_licence: bool = False,
    force: bool = False,
    hardware: Hardware = AUTOMATIC,
) -> Manifest:
    """Get a model, or return at once if it is there.

    Args:
        order: what to get.
        store: where to.
        progress: who is told.
        accept_licence: whether somebody agrees to a licence that forbids some uses.
        force: get it anew though it is there.
        hardware: that the model is for: its precision is that of a conversion for which nobody else named one.

    Raises:
        LicenceNotAccepted: nobody agreed yet.
        ModelError: it cannot be had or written.
        UnsafeModel: it has only files that would run code when loaded.
        EngineError: it cannot be converted.
    """
    check_consent(order, accept_licence)
    told = progress or Silent()
    if not force and (there := _installed(order, store)):
        return there
    with store.writing():
        store.partial(order.id).mkdir(parents=True, exist_ok=True)
    with store.lock(order.id, lambda: told.stage(order.id, "waiting", 0)):
        store.sweep()
        if not force and (there := _installed(order, store)):
            return there
        return _Pull(order, store, told, hardware).run()


def _installed(order: Order, store: ModelStore) -> Manifest | None:
    """Return the model's manifest if it is there as ordered and complete."""
    if order.id not in store.names() or store.verify(order.id, quick=True):
        return None
    there = store.find(order.id)
    if there is None or (there.source, there.revision) != (order.source.name, order.revision):
        return None
    is_other = there.converted_by and order.precision not in ("auto", there.precision)
    return None if is_other else there


class _Pull:
    """One pull, by one process, which holds the lock."""

    def __init__(self, order: Order, store: ModelStore, progress: Progress, hardware: Hardware) -> None:
        self._order, self._store, self._progress, self._hardware = order, store, progress, hardware
        self._verified: dict[str, str] = {}

    def run(self) -> Manifest:
        order, store = self._order, self._store
        self._progress.stage(order.id, "listing", 0)
        snapshot = order.source.snapshot()
        files = chosen(order, snapshot)
        arrived = store.partial(order.id) / (snapshot.commit or "files")
        with store.writing():
            self._forget_others(arrived)
            arrived.mkdir(exist_ok=True)
            self._forget_unwanted(files, arrived)
        self._fetch_all(files, snapshot, arrived)
        self._look_into(arrived)
        entry = self._decided(order.describe(arrived))
        ready, converted_by = self._converted(entry, arrived)
        manifest = self._manifest(entry, snapshot, ready, converted_by)
        with store.writing():
            write_manifest(manifest, ready)
        store.install(order.id, ready)
        with store.writing():
            store.discard(store.partial(order.id))
        return manifest

    def _decided(self, entry: Entry) -> Entry:
        """Return an entry with the precision in which it will be, if it is converted."""
        if not entry.convert or entry.format == "ctranslate2":
            return entry
        named = [precision for precision in (self._order.precision, entry.precision) if precision != "auto"]
        return replace(entry, precision=named[0] if named else conversion_precision(self._hardware))

    def _look_into(self, arrived: Path) -> None:
        try:
            check_files(self._order.id, arrived)
        except (UnsafeModel, ModelBroken):
            self._store.discard(self._store.partial(self._order.id))  # as it was announced, but of no use to anybody
            raise

    def _forget_others(self, arrived: Path) -> None:
        """Throw away what arrived of another commit, and a conversion that was cut off."""
        for place in arrived.parent.iterdir():
            if place != arrived:
                self._store.discard(place)

    def _forget_unwanted(self, files: list[SourceFile], arrived: Path) -> None:
        """Throw away files that an earlier pull, asked for with other patterns, left."""
        kept = {name for file in files for name in (file.name, f"{file.name}.part")}
        for name in file_names(arrived):
            if name not in kept:
                (arrived / name).unlink()

    def _fetch_all(self, files: list[SourceFile], snapshot: Snapshot, arrived: Path) -> None:
        total, have = sum(file.size or 0 for file in files), _bytes_in(arrived)
        needed = total * (2 if self._order.converts else 1) - have
        if needed > 0 and needed + RESERVE_BYTES > free_bytes(arrived):
            raise disk_full(self._store.directory, needed + RESERVE_BYTES)
        self._progress.stage(self._order.id, "downloading", total)
        self._progress.advance(have)
        for file in files:
            self._fetch(file, snapshot, arrived)

    def _fetch(self, file: SourceFile, snapshot: Snapshot, arrived: Path) -> None:
        target, part = arrived / file.name, arrived / f"{file.name}.part"
        if target.is_file() and self._is_right(file, target):
            return
        with self._store.writing():
            target.parent.mkdir(parents=True, exist_ok=True)
        for went_on in (part.exists(), False):
            self._order.source.fetch(file, snapshot, part, self._progress.advance)
            if self._is_right(file, part):
                with self._store.writing():
                    part.rename(target)
                return
            self._progress.advance(-part.stat().st_size)
            part.unlink()  # what was there before may have been of another file: once more, from its beginning
            if not went_on:
                break
        raise DownloadDamaged(model=self._order.id, file=file.name)

    def _is_right(self, file: SourceFile, path: Path) -> bool:
        if file.size is not None and path.stat().st_size != file.size:
            return False
        expected = self._order.sha256.get(file.name) or file.sha256
        found = self._verified[file.name] = sha256_of(path)
        if expected:
            return found == expected
        return not file.git_blob or git_blob_of(path) == file.git_blob

    def _converted(self, entry: Entry, arrived: Path) -> tuple[Path, dict[str, str]]:
        """Return the directory to install, and what converted it."""
        if not entry.convert or entry.format == "ctranslate2":
            return arrived, {}
        self._progress.stage(entry.id, "converting", 0)
        target = arrived.parent / "converted"
        with writing(self._store.directory):
            _convert(arrived, target, entry)
        check_files(entry.id, target)
        self._verified.clear()
        return target, {name: metadata.version(name) for name in _CONVERTERS}

    def _manifest(self, entry: Entry, snapshot: Snapshot, ready: Path, converted_by: dict[str, str]) -> Manifest:
        records = self._records(ready)
        weights = [record.name for record in records if record.name.endswith(".gguf")]
        return Manifest(
            id=self._order.id,
            task=entry.task,
            family=entry.family,
            backend=entry.backend,
            source=self._order.source.name,
            files=records,
            directions=entry.directions,
            languages=entry.languages,
            max_source_tokens=entry.max_source_tokens,
            max_output_tokens=entry.max_output_tokens,
            decoding=entry.decoding,
            licence=entry.licence,
            attribution=entry.attribution,
            weights=weights[0] if weights else "",
            revision=self._order.revision,
            commit=snapshot.commit,
            converted_by=converted_by,
            precision=entry.precision if converted_by else "auto",
            pulled=datetime.datetime.now(datetime.UTC).date().isoformat(),
            svodka=__version__,
        )

    def _records(self, ready: Path) -> tuple[FileRecord, ...]:
        """Return the record of each file; those of an earlier, cut-off pull are read once more."""
        names = file_names(ready)
        self._progress.stage(self._order.id, "verifying", sum((ready / name).stat().st_size for name in names))
        records = []
        for name in names:
            size = (ready / name).stat().st_size
            digest = self._verified.get(name) or sha256_of(ready / name)
            self._progress.advance(size)
            records.append(FileRecord(name, size, digest))
        return tuple(records)


def _convert(source: Path, target: Path, entry: Entry) -> None:
    """Convert a checkpoint, and take the texts of its licence along.

    Raises:
        EngineError: it cannot be converted, or the extra ``neural`` is not installed.
        DiskFull: there is too little room for the result.
    """
    from summarizer.engines.conversion import convert

    if target.exists():
        shutil.rmtree(target)
    try:
        convert(source, target, entry.family, entry.precision)
    except ModelBroken as error:
        if isinstance(error.__cause__, OSError) and error.__cause__.errno in NO_ROOM:
            raise disk_full(target.parent, _bytes_in(source)) from error
        raise
    for pattern in LICENCE_TEXTS:
        for text in source.glob(pattern):
            shutil.copyfile(text, target / text.name)


def _bytes_in(directory: Path) -> int:
    return sum(path.stat().st_size for path in directory.rglob("*") if path.is_file())
