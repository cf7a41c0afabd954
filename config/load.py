"""Defaults < TOML file < environment, as one frozen value; strict, because a misspelt setting is a setting ignored.

pydantic-settings parses both sources; by itself it would pass over variables that it does not know, and its messages
are for programmers, so both are done here.
"""

import difflib
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from pydantic import ValidationError
from pydantic_settings import EnvSettingsSource
from pydantic_settings.exceptions import SettingsError as SourceError

from config.errors import SettingsError
from config.fields import Setting, all_settings, sections
from config.location import FILE_VARIABLE
from config.settings import PREFIX, Settings
from config.toml_text import toml_value

Tree = dict[str, Any]
_MAX_SHOWN_CHARACTERS = 60  # of a refused value: enough to recognise it in a one-line message


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a value comes from; ``where`` is the file or the variable, empty for a default."""

    kind: Literal["default", "file", "environment"]
    where: str = ""


@dataclass(frozen=True, slots=True)
class Loaded:
    """Settings, the file that was read, and the origin of each value by name (``fetch.contact``)."""

    settings: Settings
    file: Path | None
    origins: Mapping[str, Origin]


def load_settings(file: Path | None, environ: Mapping[str, str]) -> Settings:
    """Return the settings; see ``load``."""
    return load(file, environ).settings


def load(file: Path | None, environ: Mapping[str, str]) -> Loaded:
    """Return the settings and where each of them comes from.

    Args:
        file: TOML file, or None for none. Relative paths in it count from its directory.
        environ: the environment. ``SVODKA_<SECTION>__<KEY>`` outranks the file; an empty variable counts as not set.

    Raises:
        SettingsError: the file cannot be read, or a setting is unknown or has a value that cannot be used.
    """
    settings = all_settings()
    from_file = _file_tree(file) if file else {}
    _refuse_unknown_variables(environ, settings)
    from_environ = _environ_tree(environ)
    origins = _origins(settings, file, from_file, from_environ)
    if file:
        _refuse_unknown_keys(file, from_file, settings)
        from_file = _with_paths_from(file.parent, from_file, settings)
    merged = {name: {**from_file.get(name, {}), **from_environ.get(name, {})} for name, _ in sections()}
    try:
        return Loaded(Settings.model_validate(merged), file, origins)
    except ValidationError as error:
        raise _bad_value(error, merged, origins, settings) from error


class _EnvironmentSource(EnvSettingsSource):
    """The environment that is passed in, instead of the process's own."""

    def __init__(self, environ: Mapping[str, str]) -> None:
        self._environ = environ
        super().__init__(Settings)

    def _load_env_vars(self) -> Mapping[str, str | None]:
        return {name.lower(): value for name, value in self._environ.items() if value}


def _environ_tree(environ: Mapping[str, str]) -> Tree:
    ours = {name: value for name, value in environ.items() if name.upper().startswith(PREFIX)}
    try:
        return _EnvironmentSource(ours)()
    except SourceError as error:  # pragma: no cover - every variable of a known name is a plain string
        raise SettingsError("unreadable", "environment", reason=str(error)) from error


def _file_tree(file: Path) -> Tree:
    try:
        return tomllib.loads(file.read_text(encoding="utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        reason = "UTF-8" if isinstance(error, UnicodeDecodeError) else str(error)
        raise SettingsError("not_toml", str(file), reason=reason) from error
    except FileNotFoundError as error:
        raise SettingsError("no_file", str(file)) from error
    except OSError as error:
        raise SettingsError("unreadable", str(file), reason=error.strerror or type(error).__name__) from error


def _refuse_unknown_variables(environ: Mapping[str, str], settings: list[Setting]) -> None:
    known = {setting.variable: setting for setting in settings}
    for name in sorted(environ):
        if name.upper().startswith(PREFIX) and name.upper() not in (*known, FILE_VARIABLE):
            raise _unknown(name, "environment", name.upper(), known)


def _refuse_unknown_keys(file: Path, tree: Tree, settings: list[Setting]) -> None:
    known = {setting.name: setting for setting in settings}
    names = {name for name, _ in sections()}
    for section, keys in tree.items():
        if section in names and not isinstance(keys, dict):
            example = next(f"[{section}] {_in_file(s)}" for s in settings if s.section == section)
            raise SettingsError("bad_value", section, origin=str(file), value=_shown(keys), example=example)
        for name in [f"{section}.{key}" for key in keys] if isinstance(keys, dict) and keys else [section]:
            if name not in known and name not in names:
                raise _unknown(name, str(file), name, known)


def _unknown(name: str, origin: str, wanted: str, known: Mapping[str, Setting]) -> SettingsError:
    by_key = {setting.key: key for key, setting in known.items()}
    key = wanted.rpartition(".")[2]
    close = [by_key[key]] if key in by_key else difflib.get_close_matches(wanted, known, n=1)
    close = close or [by_key[match] for match in difflib.get_close_matches(key, by_key, n=1)]
    nearest = close[0] if close else next(iter(known))
    setting = known[nearest]
    example = f"[{setting.section}] {_in_file(setting)}" if nearest == setting.name else _in_environment(setting)
    return SettingsError("misspelt" if close else "unknown", name, origin=origin, nearest=nearest, example=example)


def _origins(settings: list[Setting], file: Path | None, from_file: Tree, from_environ: Tree) -> dict[str, Origin]:
    found = {}
    for setting in settings:
        if setting.key in from_environ.get(setting.section, {}):
            found[setting.name] = Origin("environment", setting.variable)
        elif isinstance(from_file.get(setting.section), dict) and setting.key in from_file[setting.section]:
            found[setting.name] = Origin("file", str(file))
        else:
            found[setting.name] = Origin("default")
    return found


def _with_paths_from(directory: Path, tree: Tree, settings: list[Setting]) -> Tree:
    absolute = {section: dict(keys) for section, keys in tree.items()}
    for setting in settings:
        value = absolute.get(setting.section, {}).get(setting.key)
        if setting.is_path and isinstance(value, str) and value.strip():
            absolute[setting.section][setting.key] = str(directory / Path(value).expanduser())
    return absolute


def _bad_value(
    error: ValidationError, merged: Tree, origins: Mapping[str, Origin], settings: list[Setting]
) -> SettingsError:
    section, key = (str(part) for part in error.errors(include_url=False)[0]["loc"][:2])
    setting = next(s for s in settings if (s.section, s.key) == (section, key))
    origin = origins[setting.name]
    return SettingsError(
        "bad_value",
        setting.name,
        origin=origin.where,
        value="…" if setting.is_secret else _shown(merged[section][key]),
        example=_in_environment(setting) if origin.kind == "environment" else _in_file(setting),
    )


def _shown(value: object) -> str:
    text = " ".join(toml_value(value).split())
    return text if len(text) <= _MAX_SHOWN_CHARACTERS else text[: _MAX_SHOWN_CHARACTERS - 1] + "…"


def _in_file(setting: Setting) -> str:
    return f"{setting.key} = {toml_value(setting.example)}"


def _in_environment(setting: Setting) -> str:
    example = setting.example
    text = ",".join(str(item) for item in example) if isinstance(example, list) else toml_value(example).strip('"')
    return f"{setting.variable}={text}"
