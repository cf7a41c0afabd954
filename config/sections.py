"""What settings are made of: the base of all sections, and the types of fields."""

import json
from pathlib import Path
from typing import Annotated, Any
from urllib.parse import urlsplit

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field
from pydantic_settings import NoDecode


def _path(value: Any) -> Any:
    """Read an empty string as no path, and ~ as the home directory."""
    if not isinstance(value, str):
        return value
    return Path(value).expanduser() if value.strip() else None


def listed(value: Any) -> Any:
    """Read the text of a variable as a list: JSON, or parts between commas."""
    if not isinstance(value, str):
        return value
    return json.loads(value) if value.lstrip().startswith("[") else [p.strip() for p in value.split(",") if p.strip()]


def _host(value: str) -> str:
    if not value.strip() or "://" in value or any(c.isspace() for c in value):
        raise ValueError("not a host, address or network")
    return value


def header(value: str) -> str:
    """Refuse what cannot stand in a header line."""
    if not (value.isascii() and (value.isprintable() or not value)):
        raise ValueError("not printable ASCII")
    return value


def _web_address(value: str) -> str:
    parts = urlsplit(value)
    if value and (parts.scheme not in ("http", "https") or not parts.hostname or any(c.isspace() for c in value)):
        raise ValueError("not an http(s) address")
    return value


OptionalPath = Annotated[Path | None, BeforeValidator(_path)]
WebAddress = Annotated[str, AfterValidator(_web_address)]
Ids = Annotated[tuple[Annotated[int, Field(gt=0)], ...], NoDecode, BeforeValidator(listed)]
Hosts = Annotated[tuple[Annotated[str, AfterValidator(_host)], ...], NoDecode, BeforeValidator(listed)]


class Section(BaseModel):
    """A table of the settings file; frozen and strict."""

    model_config = ConfigDict(frozen=True, extra="forbid", validate_default=True, hide_input_in_errors=True)
