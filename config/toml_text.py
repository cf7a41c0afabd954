"""Values as TOML writes them; the standard library only reads it."""

import json


def toml_value(value: object) -> str:
    """Return a string, number, truth value or list of them as TOML 1.0 text; anything else as its ``str``, quoted.

    Strings are JSON's: TOML's basic strings have the same escapes, save that TOML wants DEL escaped.
    """
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return str(value)
    if isinstance(value, list | tuple):
        return f"[{', '.join(toml_value(item) for item in value)}]"
    return json.dumps(str(value), ensure_ascii=False).replace("\x7f", "\\u007f")
