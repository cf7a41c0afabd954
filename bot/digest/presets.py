"""Public feeds to choose from. None is asked for before somebody taps it, and none is added that does not answer."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from summarizer.article import LANGUAGES, Language
from summarizer.errors import ConfigurationError
from summarizer.sources.feed_text import web_address

_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,31}", re.ASCII)
"""Short enough for the 64 bytes that a button carries."""
MAX_PRESETS = 300


@dataclass(frozen=True, slots=True)
class Preset:
    """A feed to choose: its id for buttons, its name in its own language, its address."""

    id: str
    name: str
    language: Language
    url: str


@cache
def presets(file: Path | None = None) -> tuple[Preset, ...]:
    """Return all of them, in the order of the file, which is read once.

    Args:
        file: of the operator (setting ``bot.presets``); None for those that come with Svodka.

    Raises:
        ConfigurationError: the file cannot be read, or an entry is not sound; the reason says which.
    """
    name = file.name if file else "presets.toml"
    try:
        text = file.read_text(encoding="utf-8") if file else _ours()
        listed = tomllib.loads(text).get("preset", [])
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ConfigurationError(str(error), name=name, reason=str(error)) from error
    if not isinstance(listed, list) or len(listed) > MAX_PRESETS:
        raise ConfigurationError(name=name, reason=f"expected at most {MAX_PRESETS} tables [[preset]]")
    found = tuple(_preset(entry, name, number) for number, entry in enumerate(listed, 1))
    if len({preset.id for preset in found}) < len(found):
        raise ConfigurationError(name=name, reason="two presets have the same id")
    return found


def preset_of(preset_id: str, file: Path | None = None) -> Preset | None:
    """Return the preset of an id, or None if the list has it no more."""
    return next((preset for preset in presets(file) if preset.id == preset_id), None)


def _ours() -> str:
    return files("bot.digest").joinpath("presets.toml").read_text(encoding="utf-8")


def _preset(entry: Any, file: str, number: int) -> Preset:
    sound = isinstance(entry, dict) and set(entry) == {"id", "name", "language", "url"}
    if not sound or not all(isinstance(value, str) and value.strip() for value in entry.values()):
        raise _unsound(file, number, "expected id, name, language and url, and nothing else")
    values: dict[str, str] = entry
    language = next((code for code in LANGUAGES if code == values["language"]), None)
    if language is None:
        raise _unsound(file, number, "language must be en, ru or ja")
    if not _ID.fullmatch(values["id"]):
        raise _unsound(file, number, "id must be of a-z, 0-9 and -, 32 characters at most")
    if web_address(values["url"], "") is None:
        raise _unsound(file, number, "url must be an http or https address")
    return Preset(values["id"], values["name"].strip(), language, values["url"])


def _unsound(file: str, number: int, reason: str) -> ConfigurationError:
    return ConfigurationError(name=file, reason=f"preset {number}: {reason}")
