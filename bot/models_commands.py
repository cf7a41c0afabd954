"""``svodka models``: which models there are, getting them, checking and removing them.

Exit codes: 0 done, 1 it failed or a model is broken, 2 wrong usage, such as a name that does not exist.
"""

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from summarizer.article import Language

if TYPE_CHECKING:
    from bot.startup import Startup
    from summarizer.engines.spec import Hardware
    from summarizer.models.describing import Said
    from summarizer.models.order import Order
    from summarizer.models.store import ModelStore

EXIT_FAILED = 1
EXIT_USAGE = 2
_HUB = "hub:"

app = typer.Typer(
    add_completion=False, no_args_is_help=True, help="Models that translate and write: list, pull, verify, remove."
)


class FamilyChoice(StrEnum):
    """Whose conventions a model follows; ``summarizer.engines.spec.Family``, which a test holds it to."""

    MARIAN = "marian"
    QUICKMT = "quickmt"
    M2M100 = "m2m100"
    NLLB = "nllb"
    SMALL100 = "small100"
    MADLAD = "madlad"
    T5 = "t5"
    MT5 = "mt5"
    MBART = "mbart"
    BART = "bart"
    CHAT = "chat"


class DirectionChoice(StrEnum):
    """From which language into which."""

    EN_RU = "en-ru"
    EN_JA = "en-ja"
    RU_EN = "ru-en"
    RU_JA = "ru-ja"
    JA_EN = "ja-en"
    JA_RU = "ja-ru"


class PrecisionChoice(StrEnum):
    """What a converted model counts with; ``summarizer.engines.spec.Precision``, which a test holds it to."""

    AUTO = "auto"
    INT8 = "int8"
    INT8_FLOAT16 = "int8_float16"
    FLOAT16 = "float16"
    BFLOAT16 = "bfloat16"
    FLOAT32 = "float32"


@app.command(name="list")
def list_models(
    context: typer.Context,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Show which models there are, which are installed, and which fit this machine."""
    from bot.models_listing import listing, listing_lines

    startup: Startup = context.obj
    with _errors(startup.language):
        found = listing(_store(startup))
        text = (
            json.dumps(found, ensure_ascii=False, indent=2)
            if as_json
            else "\n".join(listing_lines(found, startup.language))
        )
        sys.stdout.write(text + "\n")


@app.command()
def pull(
    context: typer.Context,
    names: Annotated[
        list[str],
        typer.Argument(
            metavar="NAME...", help="A model, a set, hub:owner/name, a directory, or a .gguf file.", show_default=False
        ),
    ],
    accept_licence: Annotated[
        bool, typer.Option("--accept-licence", help="Agree to a licence that forbids some uses.")
    ] = False,
    force: Annotated[bool, typer.Option("--force", help="Get it anew though it is installed.")] = False,
    revision: Annotated[str, typer.Option("--revision", help="Commit or branch, other than the catalogue's.")] = "",
    family: Annotated[
        FamilyChoice | None, typer.Option("--family", help="Whose conventions a model of your own follows.")
    ] = None,
    direction: Annotated[
        list[DirectionChoice] | None,
        typer.Option("--direction", help="What a model of your own translates; repeatable."),
    ] = None,
    file: Annotated[
        list[str] | None, typer.Option("--file", help="Pattern of files to take, such as *Q4_K_M.gguf; repeatable.")
    ] = None,
    id_: Annotated[str, typer.Option("--id", help="What a model of your own is to be called.")] = "",
    licence: Annotated[str, typer.Option("--licence", help="Licence of a model of your own, for the list.")] = "",
    convert: Annotated[
        bool | None, typer.Option("--convert/--no-convert", help="Convert a model of your own for CTranslate2.")
    ] = None,
    precision: Annotated[
        PrecisionChoice, typer.Option("--precision", help="Of a conversion; auto: int8 on a CPU, float16 on a GPU.")
    ] = PrecisionChoice.AUTO,
) -> None:
    """Download models, verify and, where they need it, convert them. Goes on from where it was cut off."""
    from bot.model_settings import hardware
    from summarizer.models.describing import Said, id_of

    startup: Startup = context.obj
    said = Said(
        family.value if family else None, tuple(d.value for d in direction or ()), licence=licence, convert=convert
    )
    if id_ and (len(names) > 1 or id_of(id_) != id_):
        raise typer.BadParameter("one model, and letters, digits, . _ -", param_hint="--id")
    with _errors(startup.language):
        store = _store(startup)
        settings = startup.load().settings
        own = _Own(said, id_, revision, tuple(file or ()), settings.models.offline)
        orders = [replace(order, precision=precision.value) for name in names for order in _orders(store, name, own)]
        _pull_all(orders, store, startup.language, _How(accept_licence, force, hardware(settings)))


@app.command()
def verify(
    context: typer.Context,
    names: Annotated[list[str] | None, typer.Argument(help="Models; none for all.", show_default=False)] = None,
) -> None:
    """Compare the files of installed models with the checksums that they were pulled with."""
    from bot.models_listing import words

    startup: Startup = context.obj
    broken = False
    with _errors(startup.language):
        store, said = _store(startup), words(startup.language)
        for id_ in names or store.names():
            faults = store.verify(id_)
            for fault in faults:
                sys.stdout.write(said[f"fault_{fault.kind}"].format(id=id_, file=fault.file) + "\n")
            sys.stdout.write(said["again" if faults else "sound"].format(id=id_) + "\n")
            broken = broken or bool(faults)
    if broken:
        raise typer.Exit(EXIT_FAILED)


@app.command()
def remove(
    context: typer.Context,
    names: Annotated[list[str], typer.Argument(metavar="NAME...", help="Installed models.", show_default=False)],
) -> None:
    """Remove installed models, and what cut-off pulls left of them."""
    from bot.models_listing import megabytes, words

    startup: Startup = context.obj
    with _errors(startup.language):
        store = _store(startup)
        for id_ in names:
            freed = store.remove(id_)
            sys.stdout.write(words(startup.language)["removed"].format(id=id_, size=megabytes(freed)) + "\n")


@contextmanager
def _errors(language: Language) -> Iterator[None]:
    """Turn errors into their sentence on standard error, and into the exit code for wrong usage or for failure."""
    from config.errors import SettingsError
    from summarizer.errors import ConfigurationError, SvodkaError
    from summarizer.models.errors import UnknownFamily, UnknownModel

    try:
        yield
    except (SettingsError, SvodkaError) as error:
        wrong_usage = isinstance(error, SettingsError | ConfigurationError | UnknownModel | UnknownFamily)
        typer.echo(error.message(language), err=True)
        raise typer.Exit(EXIT_USAGE if wrong_usage else EXIT_FAILED) from error


def _store(startup: "Startup") -> "ModelStore":
    from bot.model_settings import model_store

    return model_store(startup.load().settings)


@dataclass(frozen=True, slots=True)
class _Own:
    """What the options say, most of it of models that no catalogue knows."""

    said: "Said"
    id_: str
    revision: str
    files: tuple[str, ...]
    offline: bool


@dataclass(frozen=True, slots=True)
class _How:
    """How models are got: as for ``summarizer.models.pull.pull``."""

    accept_licence: bool
    force: bool
    hardware: "Hardware"


def _orders(store: "ModelStore", name: str, own: _Own) -> list["Order"]:
    """Return what a name stands for; the catalogue is asked first, then the file system."""
    from summarizer.models.order import order_from_directory, order_from_hub, order_of

    if name.startswith(_HUB):
        if name.count("/") != 1:
            raise typer.BadParameter(f"{_HUB}owner/name", param_hint=name)
        repository, options = name.removeprefix(_HUB), {"revision": own.revision, "id_": own.id_}
        return [order_from_hub(repository, own.said, files=own.files, offline=own.offline, **options)]
    known = name in store.catalogue.entries or name in store.catalogue.sets
    if not known and (Path(name).expanduser().exists() or "/" in name or "\\" in name):
        return [order_from_directory(Path(name).expanduser(), own.said, own.files, own.id_)]
    found = store.catalogue.resolve(name)
    return [order_of(entry, revision=own.revision, offline=own.offline) for entry in found]


def _pull_all(orders: list["Order"], store: "ModelStore", language: Language, how: _How) -> None:
    from bot.models_listing import megabytes, words
    from bot.models_progress import PullProgress
    from summarizer.models.order import check_consent
    from summarizer.models.pull import pull as pull_model

    said = words(language)
    for order in orders:
        check_consent(order, how.accept_licence)  # before gigabytes are fetched
    for order in orders:
        was_there = store.names()
        with PullProgress(language) as progress:
            manifest = pull_model(
                order, store, progress, accept_licence=how.accept_licence, force=how.force, hardware=how.hardware
            )
        key = "pulled" if progress.has_worked or order.id not in was_there else "there"
        sentence = said[key].format(
            id=manifest.id,
            size=megabytes(manifest.size_bytes),
            licence=manifest.licence or "?",
            attribution=manifest.attribution,
        )
        sys.stdout.write(sentence.strip() + "\n")
