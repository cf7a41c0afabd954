"""Briefs a built-in article in each language, through the same code as ``svodka brief``, and measures it."""

import asyncio
import re
import sys
import time
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from summarizer.article import LANGUAGES, Language

if TYPE_CHECKING:
    from summarizer.neural import Neural

_MAXRSS_UNITS_PER_MEGABYTE = {"darwin": 1_000_000}
"""``ru_maxrss`` is in bytes on macOS, in KiB elsewhere (getrusage(2) of the systems)."""
_KIB_PER_MEGABYTE = 1_000_000 / 1024
_MINISTERS = 2  # people whom each of the articles names


@dataclass(frozen=True, slots=True)
class Measured:
    """One self-test.

    Attributes:
        first_ms: milliseconds of the first brief, loading of models and dictionaries included.
        again_ms: milliseconds of the same brief once they are loaded.
        points: how many key points came out.
        people: how many people.
        events: how many events.
    """

    first_ms: int
    again_ms: int
    points: int
    people: int
    events: int

    @property
    def is_complete(self) -> bool:
        """Whether the two ministers of the article and a point came out; how well it is read is for the tests."""
        return self.points > 0 and self.people >= _MINISTERS


@cache
def _articles() -> dict[str, Any]:
    return tomllib.loads(files("bot").joinpath("self_test.toml").read_text(encoding="utf-8"))


def headline(language: Language) -> str:
    """Return the headline of the built-in article of a language."""
    return str(_articles()[language]["text"]).strip().splitlines()[0]


def self_test(language: Language, models: "Neural | None" = None) -> Measured:
    """Brief the built-in article of a language twice.

    Args:
        language: of the article.
        models: of the installation; with them the brief is in another language, if one translates.

    Raises:
        SvodkaError: it is not read as an article, which would be a fault of the installation.
        ImportError, OSError: a package or data file is missing.
    """
    first, _ = _timed(language, models)
    again, brief = _timed(language, models)
    return Measured(first, again, len(brief.points), len(brief.facts.people), len(brief.facts.events))


def peak_megabytes() -> int | None:
    """Return the most memory that this process has used, in megabytes; None on systems that do not say.

    On Linux it is VmHWM of /proc/self/status (proc_pid_status(5)): ``ru_maxrss`` survives exec there, so a small
    process started by a large one would tell the large one's peak.
    """
    try:
        status = Path("/proc/self/status").read_text(encoding="utf-8")
    except OSError:  # no such file system here
        return _peak_by_getrusage()
    found = re.search(r"^VmHWM:\s+(\d+) kB$", status, re.MULTILINE)
    return round(int(found[1]) / _KIB_PER_MEGABYTE) if found else _peak_by_getrusage()


def _peak_by_getrusage() -> int | None:
    if sys.platform == "win32":
        return None
    import resource

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return round(peak / _MAXRSS_UNITS_PER_MEGABYTE.get(sys.platform, _KIB_PER_MEGABYTE))


def _timed(language: Language, models: "Neural | None") -> tuple[int, Any]:
    from summarizer.brief import BriefOptions, make_brief
    from summarizer.reading import ReadingSettings, read

    articles = _articles()
    start = time.perf_counter()
    text = BytesIO(articles[language]["text"].encode())
    article = asyncio.run(read("-", ReadingSettings(), articles["published"], stdin=text))
    others = [other for other in LANGUAGES if models is not None and models.settings.translates(language, other)]
    brief = make_brief(article, BriefOptions(language=next(iter(others), None)), models=models)
    return round((time.perf_counter() - start) * 1000), brief
