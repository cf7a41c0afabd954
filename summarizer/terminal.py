"""A brief on a terminal: a panel where a person looks, plain lines where a pipe does, progress where it takes long."""

import locale
import sys
import threading
import tomllib
from functools import cache
from importlib.resources import files
from types import TracebackType
from typing import Self

from rich.console import Console, Group, RenderableType
from rich.markup import escape
from rich.padding import Padding
from rich.panel import Panel
from rich.status import Status
from rich.table import Table
from rich.text import Text

from summarizer.article import LANGUAGES, Language
from summarizer.brief import Brief
from summarizer.facts.rendering import AgreementView, PersonView

PROGRESS_AFTER_SECONDS = 0.5
_MAX_WIDTH = 100
"""Columns beyond which lines of text are hard to read."""
_GUESSED = "≈"


@cache
def _words(language: Language) -> dict[str, str]:
    return dict(tomllib.loads(files("summarizer").joinpath("terminal.toml").read_text(encoding="utf-8"))[language])


def interface_language() -> Language:
    """Return the language of the terminal's locale, English where it is none of ours."""
    code = (locale.getlocale()[0] or "")[:2].lower()
    return next((language for language in LANGUAGES if language == code), "en")


class Progress:
    """Says on standard error what is being done, once it has taken half a second.

    Args:
        language: of the words.
    """

    def __init__(self, language: Language) -> None:
        self._words = _words(language)
        self._console = Console(stderr=True)
        self._status: Status | None = None
        self._text = ""
        self._lock = threading.Lock()
        self._timer = threading.Timer(PROGRESS_AFTER_SECONDS, self._show)
        self._timer.daemon = True

    def __enter__(self) -> Self:
        """Start the clock."""
        self._timer.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Take the words away again."""
        self._timer.cancel()
        with self._lock:
            if self._status is not None:
                self._status.stop()

    def stage(self, name: str) -> None:
        """Say what is done now; ``name`` is a key of ``terminal.toml``."""
        with self._lock:
            self._text = f"{self._words[name]} …"
            if self._status is not None:
                self._status.update(self._text)

    def _show(self) -> None:
        with self._lock:
            if not self._console.is_terminal:
                self._console.print(self._text, highlight=False)
                return
            self._status = Status(self._text, console=self._console)
            self._status.start()


def print_brief(brief: Brief, *, evidence: bool = False) -> None:
    """Write a brief to standard output.

    Args:
        brief: made.
        evidence: quote the source sentences behind points and facts.
    """
    console = Console(highlight=False, emoji=False)
    if console.is_terminal:
        console.print(panel(brief, evidence), width=min(console.width, _MAX_WIDTH))
    else:
        sys.stdout.write("\n".join(plain_lines(brief, evidence=evidence)) + "\n")


def plain_lines(brief: Brief, *, evidence: bool = False) -> list[str]:
    """Return a brief as lines of plain text.

    Args:
        brief: made.
        evidence: quote the source sentences behind points and facts.
    """
    words, lines = _words(brief.language), [brief.headline]
    origin = _origin(brief)
    lines += [origin] if origin else []
    for point in brief.points:
        lines += ["", f"• {point.text}"] if evidence else [f"• {point.text}"]
        lines += _quotes(brief, point.sentences) if evidence else []
    for title, rows in _sections(brief):
        lines += ["", words[title]]
        for text, sentences in rows:
            lines.append(f"  {text}")
            lines += [f"  {quote}" for quote in _quotes(brief, sentences)] if evidence else []
    lines += ["", *(f"* {notice.text}" for notice in brief.notices)] if brief.notices else []
    return lines


def _sections(brief: Brief) -> list[tuple[str, list[tuple[str, list[int]]]]]:
    facts = brief.facts
    found = [
        ("people", [(_person(p, brief.language), p.sentences) for p in facts.people]),
        ("agreements", [(_agreement(a, brief.language), a.sentences) for a in facts.agreements]),
        ("events", [(e.text, e.sentences) for e in facts.events]),
    ]
    return [(title, rows) for title, rows in found if rows]


def _person(person: PersonView, language: Language) -> str:
    mark = f" {_GUESSED}" if language in person.guessed else ""
    name = person.name + mark
    if not person.role:
        return name
    return f"{person.role} {name}" if language == "ja" else f"{name} — {person.role}"


def _agreement(agreement: AgreementView, language: Language) -> str:
    from summarizer.facts.place_names import country_name

    words, text = _words(language), agreement.name[:1].upper() + agreement.name[1:]
    if agreement.parties:
        parties = words["listed"].join(country_name(code, language) for code in agreement.parties)
        text = words["parties"].format(name=text, parties=parties)
    return words["status"].format(text=text, status=agreement.status_text) if agreement.status_text else text


def _quotes(brief: Brief, sentences: list[int]) -> list[str]:
    return [f"    [{n}] {' '.join(brief.article.sentences[n].text.split())}" for n in sentences]


def _origin(brief: Brief) -> str:
    from summarizer.facts.dates import format_date

    source = brief.source
    published = format_date(source.published, brief.language) if source.published else None
    parts = [source.site, _words(brief.language)["published"].format(date=published) if published else None, source.url]
    return " · ".join(p for p in parts if p)


def panel(brief: Brief, evidence: bool = False) -> RenderableType:
    """Return a brief as a panel for a rich console.

    Args:
        brief: made.
        evidence: quote the source sentences behind points and facts.
    """
    words = _words(brief.language)
    parts: list[RenderableType] = []
    for point in brief.points:
        parts.append(_bullet(Text(point.text)))
        if evidence:
            parts += [Padding(Text(q.strip(), style="dim"), (0, 0, 0, 4)) for q in _quotes(brief, point.sentences)]
    for title, rows in _sections(brief):
        parts += [Text(), Text(words[title], style="bold cyan")]
        for text, sentences in rows:
            parts.append(_bullet(Text(text), "–"))
            if evidence:
                parts += [Padding(Text(q.strip(), style="dim"), (0, 0, 0, 4)) for q in _quotes(brief, sentences)]
    if not _sections(brief):
        parts += [Text(), Text(words["no_facts"], style="dim")]
    parts += [Text(), *(Text(notice.text, style="yellow") for notice in brief.notices)] if brief.notices else []
    return Panel(
        Group(*parts),
        title=f"[bold]{escape(brief.headline)}[/bold]",
        subtitle=escape(_origin(brief)) or None,
        title_align="left",
        subtitle_align="right",
        padding=(1, 2),
        border_style="blue",
    )


def _bullet(text: Text, mark: str = "•") -> Table:
    row = Table.grid(padding=(0, 1))
    row.add_column(width=1, style="blue")
    row.add_column(ratio=1, overflow="fold")
    row.add_row(mark, text)
    return row
