"""What start-up learns from options and environment; the one place that looks at them, once."""

import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from summarizer.article import LANGUAGES, Language

if TYPE_CHECKING:
    from config.load import Loaded
    from config.settings import Settings
    from summarizer.reading import ReadingSettings

APP_NAME = "svodka"
BYTES_PER_MEGABYTE = 1_000_000
_LOCALE_VARIABLES = ("LC_ALL", "LC_MESSAGES", "LANG")  # in the order of POSIX.1-2024, section 8.2


@dataclass(frozen=True, slots=True)
class Startup:
    """How the command was called.

    Attributes:
        config_file: what ``--config`` says, or None.
        environ: the environment at the start.
        arguments: all of the command line after the command's name.
    """

    config_file: Path | None = None
    environ: Mapping[str, str] = field(default_factory=lambda: dict(os.environ))
    arguments: tuple[str, ...] = field(default_factory=lambda: tuple(sys.argv[1:]))

    @property
    def language(self) -> Language:
        """Language of the person at the terminal; English where the locale names none of ours."""
        named = next((value for name in _LOCALE_VARIABLES if (value := self.environ.get(name))), "")
        return next((language for language in LANGUAGES if named.lower().startswith(language)), "en")

    @property
    def debug(self) -> bool:
        """Whether details of unexpected errors are wanted on the terminal."""
        return "--debug" in self.arguments

    @property
    def only_help(self) -> bool:
        """Whether help is asked for, which must work whatever the settings are."""
        return "--help" in self.arguments

    def user_config_file(self) -> Path:
        """Return where this system keeps the user's settings file."""
        from platformdirs import user_config_path

        return user_config_path(APP_NAME, appauthor=False) / "svodka.toml"

    def find_file(self) -> Path | None:
        """Return the settings file in force, or None.

        Raises:
            SettingsError: a file is named that does not exist.
        """
        from config.location import find_file

        return find_file(self.config_file, self.environ, Path(), self.user_config_file().parent)

    def load(self) -> "Loaded":
        """Return the settings in force and their origins.

        Raises:
            SettingsError: they cannot be used.
        """
        from config.load import load

        return load(self.find_file(), self.environ)


def cache_directory(settings: "Settings") -> Path:
    """Return the directory for what can be fetched again."""
    from platformdirs import user_cache_path

    return settings.general.cache_dir or user_cache_path(APP_NAME, appauthor=False)


def reading_settings(settings: "Settings", *, with_models: bool = True) -> "ReadingSettings":
    """Return what the reading commands need of the settings.

    Args:
        settings: in force.
        with_models: whether models play a part; else none is looked for.

    Raises:
        ConfigurationError: an entry of ``fetch.allow_hosts`` is no host, address or network; or the catalogue of
            models cannot be used.
        SettingsError: a model server is asked for that is not described.
    """
    from bot.model_settings import neural_settings
    from summarizer.neural import NeuralSettings
    from summarizer.reading import ReadingSettings
    from summarizer.sources.address import AddressPolicy
    from summarizer.sources.fetch import FetchOptions

    general, fetch = settings.general, settings.fetch
    AddressPolicy(fetch.allow_hosts)
    return ReadingSettings(
        fetch=FetchOptions(
            allow_hosts=frozenset(fetch.allow_hosts),
            timeout_seconds=fetch.timeout_seconds,
            max_bytes=int(fetch.max_megabytes * BYTES_PER_MEGABYTE),
            contact=fetch.contact,
        ),
        cache_dir=cache_directory(settings) / "pages" if fetch.cache else None,
        cache_bytes=fetch.cache_megabytes * BYTES_PER_MEGABYTE,
        glossary=general.glossary,
        language=general.language or None,
        points=general.points or None,
        neural=neural_settings(settings) if with_models else NeuralSettings(),
    )
