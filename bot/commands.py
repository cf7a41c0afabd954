"""All commands of ``svodka``: the reading commands of the library, ``config`` and ``doctor``."""

import json
import sys
from pathlib import Path
from typing import Annotated

import typer

from bot.config_commands import app as config_app
from bot.digest.commands import app as digest_app
from bot.models_commands import app as models_app
from bot.startup import Startup, reading_settings
from summarizer.article import Language
from summarizer.cli import LanguageChoice
from summarizer.cli import app as reading_app
from summarizer.translate_cli import app as translate_app
from summarizer.version import __version__

EXIT_FAILED = 1
MAX_PROCESSES = 64  # as for bot.workers
_READING_COMMANDS = frozenset({"brief", "facts", "translate"})

app = typer.Typer(add_completion=False, no_args_is_help=True, pretty_exceptions_enable=False)
app.add_typer(reading_app)
app.add_typer(translate_app)
app.add_typer(config_app, name="config")
app.add_typer(models_app, name="models")
app.add_typer(digest_app, name="digest")


def _show_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"svodka {__version__}")
        raise typer.Exit


@app.callback()
def start(
    context: typer.Context,
    config: Annotated[
        Path | None,
        typer.Option(
            "--config",
            help="Settings file; otherwise SVODKA_CONFIG, ./svodka.toml, or the user's own.",
        ),
    ] = None,
    debug: Annotated[  # read by bot.cli, which also serves errors before this point
        bool, typer.Option("--debug", help="Show the log, and the details of unexpected errors.")
    ] = False,
    version: Annotated[
        bool, typer.Option("--version", help="Show the version and exit.", callback=_show_version, is_eager=True)
    ] = False,
) -> None:
    """Svodka sums up news in English, Russian and Japanese: headline, key points, card of key facts."""
    startup = Startup(config)
    wants_settings = context.invoked_subcommand in _READING_COMMANDS and not startup.only_help
    context.obj = reading_settings(startup.load().settings) if wants_settings else startup


def _require_packages(context: typer.Context) -> None:
    from bot.errors import PackagesMissing
    from bot.packages import require

    try:
        require()
    except PackagesMissing as missing:
        sys.stderr.write(missing.message(context.obj.language) + "\n")
        raise typer.Exit(EXIT_FAILED) from missing


@app.command()
def bot(context: typer.Context) -> None:
    """Run the Telegram bot until it is interrupted."""
    _require_packages(context)
    from bot.app import main

    main(context.obj)


@app.command()
def worker(
    context: typer.Context,
    processes: Annotated[
        int | None,
        typer.Option(
            "--processes", min=1, max=MAX_PROCESSES, help="That read and sum up; otherwise as bot.workers says."
        ),
    ] = None,
) -> None:
    """Run a worker: it makes what a bot on the same PostgreSQL database hands out, until it is interrupted."""
    _require_packages(context)
    from bot.errors import WorkerRefused
    from bot.worker import main

    try:
        main(context.obj, processes)
    except WorkerRefused as refused:
        sys.stderr.write(refused.message(context.obj.language) + "\n")
        raise typer.Exit(EXIT_FAILED) from refused


@app.command()
def doctor(
    context: typer.Context,
    lang: Annotated[LanguageChoice | None, typer.Option("--lang", help="Language of the report.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
    quick: Annotated[bool, typer.Option("--quick", help="Leave out the self-test and what needs the network.")] = False,
    offline: Annotated[
        bool, typer.Option("--offline", help="Prove that briefs need no network, and measure them: none is allowed.")
    ] = False,
) -> None:
    """Tell what is installed, what is missing, and what to do next."""
    from bot.doctor import examine, report_json, report_lines

    language: Language = lang.value if lang else context.obj.language
    checks = examine(context.obj, self_test=not (quick or offline), network=not (quick or offline), offline=offline)
    if as_json:
        sys.stdout.write(json.dumps(report_json(checks, language), ensure_ascii=False, indent=2) + "\n")
    else:
        sys.stdout.write("\n".join(report_lines(checks, language)) + "\n")
    if any(check.state == "missing" for check in checks):
        raise typer.Exit(EXIT_FAILED)
