"""A digest on a terminal: panels where a person looks, plain lines where a pipe does."""

import sys
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.panel import Panel
from rich.text import Text

from bot.digest.calendar_ahead import CalendarEntry
from bot.digest.compose import Digest, DigestStory, SourceLink
from bot.rendering.harmless import harmless
from summarizer.article import Language

_MAX_WIDTH = 100
"""Columns beyond which lines of text are hard to read."""


@cache
def words(language: Language) -> dict[str, str]:
    """Return what a digest says of itself in a language."""
    return dict(tomllib.loads(files("bot.digest").joinpath("words.toml").read_text(encoding="utf-8"))[language])


def print_digest(digest: Digest) -> None:
    """Print a digest to standard output."""
    console = Console(highlight=False)
    text = words(digest.language)
    if not console.is_terminal:
        sys.stdout.write("\n".join(plain_lines(digest)) + "\n")
        return
    width = min(console.width, _MAX_WIDTH)
    if digest.nothing_new:
        console.print(Text(text["nothing_new"]))
    for number, story in enumerate(digest.stories, 1):
        console.print(Panel(_story(number, story, text), width=width))
    if digest.calendar:
        console.print(Text(text["calendar"], style="bold"))
        for entry in digest.calendar:
            console.print(_entry(entry))


def plain_lines(digest: Digest) -> Iterator[str]:
    """Yield a digest as lines without decoration, addresses included, for pipes and files."""
    text = words(digest.language)
    if digest.nothing_new:
        yield text["nothing_new"]
    for number, story in enumerate(digest.stories, 1):
        yield f"{number}. {harmless(story.headline)}{_mark(story, text)}"
        yield from (f"  • {harmless(point['text'])}" for point in story.points)
        if story.facts_line:
            yield f"  {harmless(story.facts_line)}"
        for link in story.sources:
            yield f"  – {harmless(link.name)}{': ' + link.url if link.url else ''}"
        yield ""
    if digest.calendar:
        yield text["calendar"]
    for entry in digest.calendar:
        yield f"  • {harmless(entry.text)} ({', '.join(harmless(name) for name in entry.sources)})"


def _mark(story: DigestStory, text: dict[str, str]) -> str:
    return f" [{text['update']}]" if story.is_update else ""


def _story(number: int, story: DigestStory, text: dict[str, str]) -> RenderableType:
    parts: list[RenderableType] = [Text(f"{number}. {harmless(story.headline)}{_mark(story, text)}", style="bold")]
    parts += [Padding(Text(f"• {harmless(point['text'])}"), (0, 0, 0, 2)) for point in story.points]
    if story.facts_line:
        parts.append(Padding(Text(harmless(story.facts_line), style="cyan"), (0, 0, 0, 2)))
    parts.append(Padding(_sources(story.sources, text), (0, 0, 0, 2)))
    return Group(*parts)


def _sources(sources: tuple[SourceLink, ...], text: dict[str, str]) -> Text:
    line = Text(f"{text['sources']}: ", style="dim")
    for number, link in enumerate(sources):
        line.append(", " if number else "")
        line.append(harmless(link.name), style=f"link {link.url}" if link.url else "")
    return line


def _entry(entry: CalendarEntry) -> RenderableType:
    named = ", ".join(harmless(name) for name in entry.sources)
    return Padding(Text.assemble(harmless(entry.text), (f" ({named})", "dim")), (0, 0, 0, 2))
