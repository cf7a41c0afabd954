"""The reading commands: ``svodka brief`` and ``svodka facts``.

Answers go to standard output, everything else to standard error, so that a pipe carries the brief and nothing but it.
"""

import asyncio
import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from io import BytesIO
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from summarizer.article import Language
from summarizer.errors import SvodkaError

if TYPE_CHECKING:
    from summarizer.brief import Brief
    from summarizer.reading import ReadingSettings

EXIT_FAILED = 1

app = typer.Typer(add_completion=False, no_args_is_help=True)


class LanguageChoice(StrEnum):
    """The languages that a brief can be in."""

    EN = "en"
    RU = "ru"
    JA = "ja"


SourceArgument = Annotated[
    str,
    typer.Argument(help="A web address, a file (.txt .md .html .pdf), or - for standard input.", show_default=False),
]
LanguageOption = Annotated[
    LanguageChoice | None, typer.Option("--lang", help="Language of the answer (default: the article's).")
]
DateOption = Annotated[
    datetime | None,
    typer.Option("--date", formats=["%Y-%m-%d"], help="Day of publication, for dates such as “on Monday”."),
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON (docs/brief-schema.md).")]
PointsOption = Annotated[
    int | None, typer.Option("--points", min=1, max=10, help="How many key points (default: 3 to 6).")
]


class PointsBy(StrEnum):
    """Who writes the key points."""

    EXTRACTIVE = "extractive"
    MODEL = "model"


PointsByOption = Annotated[
    PointsBy | None,
    typer.Option("--points-by", help="extractive: the article's own sentences; model: an installed model writes them."),
]
EvidenceOption = Annotated[bool, typer.Option("--evidence", help="Quote the source sentences behind points and facts.")]


@dataclass(frozen=True, slots=True)
class _Request:
    source: str
    language: Language | None
    points: int | None
    published: date | None
    points_by: PointsBy | None = None


@app.command()
def brief(
    context: typer.Context,
    source: SourceArgument,
    lang: LanguageOption = None,
    points: PointsOption = None,
    date: DateOption = None,
    as_json: JsonOption = False,
    evidence: EvidenceOption = False,
    points_by: PointsByOption = None,
) -> None:
    """Sum up an article: headline, key points, card of key facts."""
    settings = _settings(context)
    day = date.date() if date else None
    request = _Request(source, _language(lang) or settings.language, points or settings.points, day, points_by)
    with errors_for_people(request.language):
        found = _brief(request, settings, with_points=True)
        _print_json(found.to_json()) if as_json else _print(found, evidence)


@app.command()
def facts(
    context: typer.Context,
    source: SourceArgument,
    lang: LanguageOption = None,
    date: DateOption = None,
    as_json: JsonOption = False,
    evidence: EvidenceOption = False,
) -> None:
    """Show only the card of key facts: people, agreements, events, places."""
    settings = _settings(context)
    request = _Request(source, _language(lang) or settings.language, None, date.date() if date else None)
    with errors_for_people(request.language):
        found = _brief(request, settings, with_points=False)
        plain = {k: v for k, v in found.to_json().items() if k not in ("points", "engines")}
        _print_json(plain) if as_json else _print(found, evidence)


def _settings(context: typer.Context) -> "ReadingSettings":
    from summarizer.reading import ReadingSettings

    return context.obj if isinstance(context.obj, ReadingSettings) else ReadingSettings()


def _language(choice: LanguageChoice | None) -> Language | None:
    return choice.value if choice else None


@contextmanager
def errors_for_people(language: Language | None) -> Iterator[None]:
    """Turn a SvodkaError into its sentence on standard error and exit code 1.

    Args:
        language: of the sentence; None for that of the terminal's locale.
    """
    try:
        yield
    except SvodkaError as error:
        from summarizer.terminal import interface_language

        typer.echo(error.message_for_owner(language or interface_language()), err=True)
        raise typer.Exit(EXIT_FAILED) from error


def _brief(request: _Request, settings: "ReadingSettings", *, with_points: bool) -> "Brief":
    from summarizer.terminal import Progress, interface_language

    with Progress(request.language or interface_language()) as progress:
        progress.stage("reading")
        from summarizer.brief import BriefOptions, make_brief, make_card
        from summarizer.facts.names import load_glossary
        from summarizer.neural import Neural
        from summarizer.reading import read

        glossary = load_glossary(settings.glossary) if settings.glossary else None
        # Read here and not in the event loop's thread, which Ctrl-C could not interrupt.
        stdin = BytesIO(sys.stdin.buffer.read(settings.fetch.max_bytes + 1)) if request.source == "-" else None
        article = asyncio.run(read(request.source, settings, request.published, stdin))
        options = BriefOptions(request.language, request.points, glossary, _points_by(request.points_by))
        if not with_points:
            return make_card(article, options, progress.stage)
        models = Neural(settings.neural, glossary)
        try:
            return make_brief(article, options, progress.stage, models)
        finally:
            models.close()


def _points_by(choice: PointsBy | None) -> Literal["extractive", "model"] | None:
    if choice is None:
        return None
    return "model" if choice is PointsBy.MODEL else "extractive"


def _print_json(plain: dict[str, object]) -> None:
    sys.stdout.write(json.dumps(plain, ensure_ascii=False, indent=2) + "\n")


def _print(found: "Brief", evidence: bool) -> None:
    from summarizer.terminal import print_brief

    print_brief(found, evidence=evidence)
