"""A digest on a terminal: panels where a person looks, plain lines where a pipe does."""

import tomllib
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
    console = Console(highlight=False, soft_wrap=False)
    width = min(console.width, _MAX_WIDTH)
    text = words(digest.language)
    if digest.nothing_new:
        console.print(Text(text["nothing_new"]))
    for number, story in enumerate(digest.stories, 1):
        block = _story(number, story, text)
        console.print(Panel(block, width=width) if console.is_terminal else Group(block, ""))
    if digest.calendar:
        console.print(Text(text["calendar"], style="bold"))
        for entry in digest.calendar:
            console.print(_entry(entry))


def _story(number: int, story: DigestStory, text: dict[str, str]) -> RenderableType:
    mark = f" [{text['update']}]" if story.is_update else ""
    parts: list[RenderableType] = [Text(f"{number}. {harmless(story.headline)}{mark}", style="bold")]
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
