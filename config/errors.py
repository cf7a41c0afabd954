"""What can be wrong with settings: one class, with a sentence for people in three languages."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Literal

Language = Literal["en", "ru", "ja"]
Code = Literal["unknown", "misspelt", "bad_value", "not_toml", "no_file", "unreadable", "exists"]


@cache
def _messages() -> dict[str, dict[str, str]]:
    return tomllib.loads(files("config").joinpath("messages.toml").read_text(encoding="utf-8"))


class SettingsError(Exception):
    """A settings file or an SVODKA_* variable that cannot be used.

    Args:
        code: key of the sentence in ``messages.toml``.
        name: of the setting (``fetch.contact``), the variable, or the file.
        fields: further values for the sentence. ``{expected}`` is looked up by ``name``. Values of secrets never come
            here.
    """

    def __init__(self, code: Code, name: str, **fields: str) -> None:
        super().__init__(f"{code}: {name}")
        self.code = code
        self.name = name
        self.fields = fields

    def message(self, language: Language = "en") -> str:
        """Return one sentence: which setting, what is wrong with it, and an example or what to do."""
        messages = _messages()
        expected = messages.get(f"expected.{self.name}", {}).get(language, "")
        return messages[self.code][language].format_map({"name": self.name, "expected": expected, **self.fields})
