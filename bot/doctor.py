"""``svodka doctor``: what is installed, what is missing, and what to do next, in the words of ``doctor.toml``."""

import importlib.util
import platform
import re
import shutil
import sys
import tempfile
import tomllib
from functools import cache
from importlib import metadata
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from bot.check import Check, State
from bot.startup import APP_NAME, BYTES_PER_MEGABYTE, Startup, cache_directory
from summarizer.article import LANGUAGES, Language
from summarizer.version import __version__

if TYPE_CHECKING:
    from config.settings import Settings

MINIMUM_PYTHON = (3, 11)
MINIMUM_FREE_MEGABYTES = 200
"""Twice the page cache as it is by default, so that it can fill up."""

_MARKS: dict[State, str] = {"ok": "✓", "missing": "✗", "absent": "–"}
_REQUIREMENT = re.compile(r"[A-Za-z0-9._-]+")
_DATA = {
    "sudachi": ("sudachidict_small", ("resources/system.dic",)),
    "slovnet": ("natasha", ("data/model/slovnet_ner_news_v1.tar", "data/emb/navec_news_v1_1B_250K_300d_100q.tar")),
    "pymorphy": ("pymorphy3_dicts_ru", ("data/words.dawg", "data/paradigms.array")),
}
"""Package and files of each model or dictionary that an article cannot be read without."""


def examine(startup: Startup, *, self_test: bool = True, network: bool = True, offline: bool = False) -> list[Check]:
    """Look at everything.

    Args:
        startup: how the command was called.
        self_test: brief an article in each language and try the models, which loads them and takes seconds.
        network: ask Telegram too. A health check must not: a bot is not ill because Telegram cannot be reached.
        offline: brief articles and try the models in a process that is refused every connection.
    """
    from bot.doctor_bot import examine_bot
    from bot.doctor_models import examine_models, examine_offline

    checks = [_python(), _packages(), *(_data(code) for code in _DATA)]
    found, settings = _settings(startup)
    checks += [found, _cache(cache_directory(settings)), *examine_bot(settings, startup.language, network=network)]
    checks += [_self_test(language) for language in LANGUAGES] if self_test else []
    checks += examine_models(settings, startup, trial=self_test)
    return [*checks, *(examine_offline(startup) if offline else [])]


def report_lines(checks: list[Check], language: Language) -> list[str]:
    """Return the report for people, one line a check and one for what to do next."""
    width = max(columns(_text(check, "title", language)) for check in checks)
    lines = [f"Svodka {__version__}", ""]
    for check in checks:
        title = _text(check, "title", language)
        padding = " " * (width - columns(title))
        lines.append(f"{_MARKS[check.state]} {title}{padding}  {_text(check, check.state, language)}")
        if check.state != "ok":
            lines.append(f"  {' ' * width}  → {_text(check, 'next', language)}")
    return [*lines, "", _words()["verdict"][_verdict(checks)][language]]


def report_json(checks: list[Check], language: Language) -> dict[str, object]:
    """Return the report as plain values; ``code``, ``state`` and ``values`` are stable, the texts are for people."""
    plain = [
        {
            "code": check.code,
            "state": check.state,
            "title": _text(check, "title", language),
            "text": _text(check, check.state, language),
            "next": None if check.state == "ok" else _text(check, "next", language),
            "values": check.values,
        }
        for check in checks
    ]
    return {"version": __version__, "ok": _verdict(checks) == "ok", "checks": plain}


def _verdict(checks: list[Check]) -> State:
    return "missing" if any(check.state == "missing" for check in checks) else "ok"


@cache
def _words() -> dict[str, dict[str, dict[Language, str]]]:
    return tomllib.loads(files("bot").joinpath("doctor.toml").read_text(encoding="utf-8"))


def _text(check: Check, part: str, language: Language) -> str:
    values = {**check.values}
    if "language" in values:
        from babel import Locale

        values["language"] = Locale.parse(language).languages[str(values["language"])]
    return _words()[check.code][part][language].format_map(values)


def columns(text: str) -> int:
    """Count terminal columns; the titles have no combining characters."""
    return sum(2 if ord(character) >= 0x1100 else 1 for character in text)


def _python() -> Check:
    state: State = "ok" if sys.version_info[:2] >= MINIMUM_PYTHON else "missing"
    return Check("python", state, {"version": platform.python_version(), "minimum": "{}.{}".format(*MINIMUM_PYTHON)})


def _packages() -> Check:
    try:
        requirements = metadata.requires(APP_NAME) or []
    except metadata.PackageNotFoundError:
        return Check("packages_unknown", "absent")
    names = [m[0] for r in requirements if "extra ==" not in r and (m := _REQUIREMENT.match(r))]
    versions = {name: _version(name) for name in names}
    lacking = " ".join(name for name, version in versions.items() if version is None)
    installed = ", ".join(f"{name} {version}" for name, version in versions.items() if version)
    return Check("packages", "missing" if lacking else "ok", {"installed": installed, "lacking": lacking})


def _version(name: str) -> str | None:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return None


def _data(code: str) -> Check:
    package, names = _DATA[code]
    spec = importlib.util.find_spec(package)
    if spec is None or spec.origin is None:
        return Check(code, "missing")
    paths = [Path(spec.origin).parent / name for name in names]
    if not all(path.is_file() for path in paths):
        return Check(code, "missing")
    return Check(code, "ok", {"megabytes": round(sum(path.stat().st_size for path in paths) / BYTES_PER_MEGABYTE)})


def _settings(startup: Startup) -> tuple[Check, "Settings"]:
    """Return what is to be said of the settings, and those in force, or the defaults where they cannot be used."""
    from bot.startup import reading_settings
    from config.errors import SettingsError
    from config.settings import Settings
    from summarizer.errors import SvodkaError

    try:
        loaded = startup.load()
        reading_settings(loaded.settings, with_models=False)  # which have a check of their own
    except (SettingsError, SvodkaError) as error:
        return Check("settings", "missing", {"problem": error.message(startup.language)}), Settings()
    values: dict[str, str | int] = {"file": str(loaded.file)} if loaded.file else {}
    return Check("settings", "ok" if loaded.file else "absent", values), loaded.settings


def _cache(directory: Path) -> Check:
    try:
        directory.mkdir(parents=True, exist_ok=True, mode=0o700)
        with tempfile.TemporaryFile(dir=directory):
            free = shutil.disk_usage(directory).free // BYTES_PER_MEGABYTE
    except OSError as error:
        return Check("cache", "missing", {"directory": str(directory), "reason": error.strerror or str(error)})
    state: State = "ok" if free >= MINIMUM_FREE_MEGABYTES else "absent"
    return Check("cache", state, {"directory": str(directory), "free": free})


def _self_test(language: Language) -> Check:
    from bot.self_test import peak_megabytes, self_test
    from summarizer.errors import SvodkaError

    try:
        measured = self_test(language)
    except (SvodkaError, ImportError, OSError) as error:
        return Check("self_test", "missing", {"language": language, "problem": str(error) or type(error).__name__})
    values: dict[str, str | int] = {"language": language, "again": measured.again_ms, "first": measured.first_ms}
    if not measured.is_complete:
        found = f"{measured.points}/{measured.people}/{measured.events}"
        return Check("self_test", "missing", {**values, "problem": found})
    return Check("self_test", "ok", {**values, "memory": peak_megabytes() or 0})
