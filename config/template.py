"""The settings file that ``svodka config init`` writes: every setting with its default, commented out."""

import inspect
import textwrap

from config.fields import Setting, all_settings, plain, sections
from config.toml_text import toml_value

_WIDTH = 100  # columns of a comment
_HEAD = """\
# Settings of Svodka. A line beginning with “# name =” shows the default; take the # away to change it.
# Each setting can also be given as the variable named beside it, which outranks this file.
"""


def template() -> str:
    """Return the commented settings file as TOML; read as it is, it changes nothing."""
    parts = [_HEAD]
    for name, model in sections():
        parts.append(f"\n# {inspect.getdoc(model)}\n[{name}]\n")
        parts += [_entry(setting) for setting in all_settings() if setting.section == name]
    return "".join(parts)


def _entry(setting: Setting) -> str:
    words = textwrap.wrap(setting.info.description or "", _WIDTH - 2)
    default = f"{setting.key} = {toml_value(plain(setting.info.default))}"
    lines = [*words, f"Example: {setting.key} = {toml_value(setting.example)}", setting.variable]
    return "".join(f"# {line}\n" for line in lines) + f"# {default}\n\n"
