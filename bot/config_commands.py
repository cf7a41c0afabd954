"""``svodka config``: the settings in force, and a file to begin with."""

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from config.load import Loaded

_REDACTED = "********"

app = typer.Typer(add_completion=False, no_args_is_help=True, help="Show the settings, or write a settings file.")


@app.command()
def show(
    context: typer.Context,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Show the settings in force and where each comes from."""
    loaded = context.obj.load()
    if as_json:
        sys.stdout.write(json.dumps(_as_json(loaded), ensure_ascii=False, indent=2) + "\n")
    else:
        sys.stdout.write("\n".join(_lines(loaded)) + "\n")


@app.command()
def init(
    context: typer.Context,
    path: Annotated[Path | None, typer.Option("--path", help="Where to write; otherwise the user's own file.")] = None,
    force: Annotated[bool, typer.Option("--force", help="Replace a file that is there.")] = False,
) -> None:
    """Write a settings file in which every setting is explained and none is changed."""
    from config.errors import SettingsError
    from config.template import template

    target = path or context.obj.user_config_file()
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with target.open("w" if force else "x", encoding="utf-8") as file:
            file.write(template())
    except FileExistsError as error:
        raise SettingsError("exists", str(target)) from error
    except OSError as error:
        raise SettingsError("unreadable", str(target), reason=error.strerror or type(error).__name__) from error
    sys.stdout.write(f"{target}\n")


def _as_json(loaded: "Loaded") -> dict[str, object]:
    from config.fields import all_settings

    settings = {}
    for setting in all_settings():
        origin = loaded.origins[setting.name]
        value = _REDACTED if setting.is_secret else setting.value(loaded.settings)
        settings[setting.name] = {
            "value": value,
            "origin": origin.kind,
            "where": origin.where,
            "set_by": setting.variable,
        }
    return {"file": str(loaded.file) if loaded.file else None, "settings": settings}


def _lines(loaded: "Loaded") -> list[str]:
    from config.fields import all_settings
    from config.toml_text import toml_value

    rows = []
    for setting in all_settings():
        origin = loaded.origins[setting.name]
        value = _REDACTED if setting.is_secret else toml_value(setting.value(loaded.settings))
        rows.append((setting.name, value, origin.where or origin.kind))
    widths = [max(len(row[column]) for row in rows) for column in (0, 1)]
    return [f"{name:<{widths[0]}}  {value:<{widths[1]}}  {where}" for name, value, where in rows]
