"""The settings as a flat list, read off the models: what template, error messages and ``config show`` go through."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import BaseModel, SecretStr
from pydantic.fields import FieldInfo

from config.settings import DELIMITER, PREFIX, Settings


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting.

    Attributes:
        section: ``fetch``.
        key: ``contact``.
        info: what its model says of it.
    """

    section: str
    key: str
    info: FieldInfo

    @property
    def name(self) -> str:
        """``fetch.contact``."""
        return f"{self.section}.{self.key}"

    @property
    def variable(self) -> str:
        """``SVODKA_FETCH__CONTACT``."""
        return f"{PREFIX}{self.section}{DELIMITER}{self.key}".upper()

    @property
    def is_path(self) -> bool:
        """Whether relative values count from the file's directory."""
        return Path in getattr(self.info.annotation, "__args__", ())

    @property
    def is_secret(self) -> bool:
        """Whether its value must never be shown."""
        return SecretStr in (self.info.annotation, *getattr(self.info.annotation, "__args__", ()))

    @property
    def example(self) -> Any:
        """A value that works."""
        return (self.info.examples or [self.info.default])[0]

    def value(self, settings: Settings) -> Any:
        """Return its value as JSON has it."""
        return plain(getattr(getattr(settings, self.section), self.key))


def sections() -> Iterator[tuple[str, type[BaseModel]]]:
    """Yield each section with its model, in the order of the template."""
    for name, info in Settings.model_fields.items():
        if isinstance(info.annotation, type) and issubclass(info.annotation, BaseModel):
            yield name, info.annotation


def all_settings() -> list[Setting]:
    """Return every setting, in the order of the template."""
    return [Setting(name, key, info) for name, model in sections() for key, info in model.model_fields.items()]


def plain(value: Any) -> Any:
    """Return a value as JSON and TOML have it: paths and what is absent as strings, tuples as lists."""
    if value is None:
        return ""
    if isinstance(value, Path):
        return str(value)
    if isinstance(value, SecretStr):
        return value.get_secret_value()
    return list(value) if isinstance(value, tuple) else value
