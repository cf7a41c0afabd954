"""What is to be pulled: from where, which files of it, and who says what it is."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from summarizer.engines.errors import UnsafeModel
from summarizer.engines.spec import Precision
from summarizer.models.catalogue import Entry
from summarizer.models.describing import Said, describer, id_of
from summarizer.models.errors import FileMissing, LicenceNotAccepted, NotAModel, SeveralModels
from summarizer.models.formats import CONFIG, first_unsafe, format_of, models_among, wanted
from summarizer.models.source import DirectorySource, Snapshot, Source, SourceFile

_USUAL_WEIGHTS = "model.safetensors"


@dataclass(frozen=True, slots=True)
class Order:
    """A model to be got.

    Attributes:
        id: that it has in the store.
        source: where it comes from.
        describe: says what it is once its files are in a directory.
        revision: asked for; empty for a directory.
        files: shell patterns of what to take; none for what its format needs.
        sha256: of files, by name, where known beforehand.
        converts: whether it will be converted, as far as is known; for the room that it needs.
        consent: licence that somebody has to agree to; empty if none.
        precision: of the conversion, which outranks the catalogue's; ``auto`` leaves it to that, and then to hardware.
    """

    id: str
    source: Source
    describe: Callable[[Path], Entry]
    revision: str = ""
    files: tuple[str, ...] = ()
    sha256: dict[str, str] = field(default_factory=dict)
    converts: bool = False
    consent: str = ""
    precision: Precision = "auto"


def order_of(entry: Entry, *, revision: str = "", offline: bool = False) -> Order:
    """Return the order for a model of the catalogue.

    Args:
        entry: of the catalogue.
        revision: other than the catalogue's; empty for that one.
        offline: whether the network must not be used.

    Raises:
        PackageMissing: huggingface_hub is not installed.
    """
    revision = revision or entry.revision
    return Order(
        id=entry.id,
        source=DirectorySource(entry.directory) if entry.directory else _hub(entry.repository, revision, offline),
        describe=lambda _: entry,
        revision="" if entry.directory else revision,
        files=entry.files,
        sha256=entry.sha256 if revision == entry.revision else {},
        converts=entry.convert,
        consent=entry.licence if entry.needs_consent else "",
    )


def order_from_hub(
    repository: str,
    said: Said,
    *,
    id_: str = "",
    revision: str = "",
    files: tuple[str, ...] = (),
    offline: bool = False,
) -> Order:
    """Return the order for a repository that no catalogue knows.

    Args:
        repository: ``owner/name``.
        said: what the user says of the model.
        id_: that it gets; empty for the last part of the repository's name.
        revision: commit or branch; empty for ``main``.
        files: shell patterns of what to take.
        offline: whether the network must not be used.

    Raises:
        PackageMissing: huggingface_hub is not installed.
    """
    revision, id_ = revision or "main", id_ or id_of(repository)
    source = _hub(repository, revision, offline)
    return Order(id_, source, describer(id_, repository, said), revision, files, converts=said.convert is not False)


def order_from_directory(path: Path, said: Said, files: tuple[str, ...] = (), id_: str = "") -> Order:
    """Return the order for a model in a directory, or in a .gguf file.

    Args:
        path: of either.
        said: what the user says of the model.
        files: shell patterns of what to take.
        id_: that it gets; empty for the last part of the path.
    """
    id_ = id_ or id_of(path.absolute().as_posix())
    return Order(id_, DirectorySource(path), describer(id_, path.absolute().name, said), files=files)


def _hub(repository: str, revision: str, offline: bool) -> Source:
    from summarizer.models.hub import HubRepository

    return HubRepository(repository, revision, offline=offline)


def check_consent(order: Order, accept_licence: bool) -> None:
    """See to it that somebody agreed to a licence that wants it.

    Raises:
        LicenceNotAccepted: nobody did.
    """
    if order.consent and not accept_licence:
        raise LicenceNotAccepted(model=order.id, licence=order.consent)


def chosen(order: Order, snapshot: Snapshot) -> list[SourceFile]:
    """Return the files to take, in the order of their size, so that what is wrong is known early.

    Raises:
        UnsafeModel, FileMissing, NotAModel: there are no weights that may be taken, or no configuration.
        SeveralModels: there are several.
    """
    names = [file.name for file in snapshot.files]
    format_ = format_of([n for n in names if not order.files or n in set(wanted(names, "gguf", order.files))])
    if format_ is None:
        unsafe = first_unsafe(names)
        if unsafe:
            raise UnsafeModel(model=order.id, file=unsafe)
        if not snapshot.commit:
            raise NotAModel(path=order.source.name)
        raise FileMissing(model=order.id, file=_USUAL_WEIGHTS)
    taken = set(wanted(names, format_, order.files))
    if format_ != "gguf" and CONFIG not in taken:
        raise FileMissing(model=order.id, file=CONFIG)
    if format_ == "gguf" and len(several := models_among(taken)) > 1:
        raise SeveralModels(name=order.source.name, files=", ".join(several))
    return sorted((file for file in snapshot.files if file.name in taken), key=lambda f: (f.size or 0, f.name))
