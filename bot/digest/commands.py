"""``svodka digest``: digests in a terminal, without Telegram."""

import asyncio
import json
import sys
from typing import TYPE_CHECKING, Annotated

import typer

from bot.startup import Startup, reading_settings
from summarizer.article import Language
from summarizer.cli import EXIT_FAILED, LanguageChoice, errors_for_people

if TYPE_CHECKING:
    from bot.digest.preview import Preview
    from bot.digest.topics import Preferences
    from summarizer.reading import ReadingSettings

MAX_STORIES = 20
MAX_FEEDS = 200

app = typer.Typer(no_args_is_help=True, help="Digests of news feeds.")


@app.callback()
def digest() -> None:
    """Sum up the stories of several feeds, each story once."""


@app.command()
def preview(
    context: typer.Context,
    feeds: Annotated[
        list[str],
        typer.Argument(
            metavar="FEED...",
            help="Feeds: web addresses, sites that name theirs, Telegram channels (@name), files, or - for a pipe.",
            show_default=False,
        ),
    ],
    lang: Annotated[
        LanguageChoice | None, typer.Option("--lang", help="Language of the digest (default: the settings').")
    ] = None,
    stories: Annotated[int, typer.Option("--stories", min=1, max=MAX_STORIES, help="Most stories.")] = 5,
    follow: Annotated[
        list[str] | None, typer.Option("--follow", help="A person, place or subject that ranks higher; repeatable.")
    ] = None,
    mute: Annotated[
        list[str] | None, typer.Option("--mute", help="A person, place or subject to leave out; repeatable.")
    ] = None,
    include: Annotated[
        list[str] | None, typer.Option("--include", help="Only stories with this word; repeatable.")
    ] = None,
    exclude: Annotated[list[str] | None, typer.Option("--exclude", help="No story with this word; repeatable.")] = None,
    articles: Annotated[
        bool, typer.Option("--articles/--no-articles", help="Read the stories' articles, or only the feeds' own text.")
    ] = True,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON (docs/digests.md).")] = False,
) -> None:
    """Show the digest that a new subscriber of these feeds would get now."""
    if len(feeds) > MAX_FEEDS:
        raise typer.BadParameter(f"{MAX_FEEDS} at most", param_hint="FEED")
    startup: Startup = context.obj
    settings = reading_settings(startup.load().settings)
    language: Language = lang.value if lang else settings.language or startup.language
    with errors_for_people(language):
        from bot.digest.topics import Preferences, resolve_topic

        wanted = Preferences(
            language=language,
            stories=stories,
            follow=tuple(resolve_topic(text) for text in follow or ()),
            mute=tuple(resolve_topic(text) for text in mute or ()),
            include=tuple(include or ()),
            exclude=tuple(exclude or ()),
        )
        found = _preview(feeds, wanted, settings, articles=articles)
    _report(found, language)
    if found.failed:
        raise typer.Exit(EXIT_FAILED)
    if as_json:
        sys.stdout.write(json.dumps(found.to_json(), ensure_ascii=False, indent=2) + "\n")
    else:
        from bot.digest.terminal import print_digest

        print_digest(found.digest)


def _preview(feeds: list[str], wanted: "Preferences", settings: "ReadingSettings", *, articles: bool) -> "Preview":
    from bot.digest.collect import utc_now
    from bot.digest.preview import preview as make_preview
    from summarizer.terminal import Progress

    with Progress(wanted.language) as progress:
        progress.stage("reading")
        return asyncio.run(make_preview(feeds, wanted, settings, utc_now(), articles=articles))


def _report(found: "Preview", language: Language) -> None:
    from bot.digest.terminal import words

    text = words(language)
    for report in found.feeds:
        if report.error is not None:
            line = text["feed_failed"].format(feed=report.feed, reason=report.error.message_for_owner(language))
            typer.echo(line, err=True)
    if found.failed:
        typer.echo(text["nothing_read"], err=True)
