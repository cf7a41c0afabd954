"""Column types that mean the same on SQLite and on PostgreSQL: moments in UTC, clean text, clean JSON."""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import JSON, DateTime, Dialect, String, Text
from sqlalchemy.types import TypeDecorator

from bot.store.errors import NulInText

_NUL = "\0"


def clean_text(text: str) -> str:
    """Return ``text`` as both databases can keep it: valid Unicode.

    Halves of a surrogate pair that stand together are joined, as broken senders of UTF-16 produce them; a lone one
    becomes U+FFFD (Unicode 17.0, section 3.9, D93b and C10).

    Raises:
        NulInText: the text holds U+0000.
    """
    if _NUL in text:
        raise NulInText
    if text.isascii():
        return text
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def clean_json(value: Any) -> Any:
    """Return plain JSON data with every string in it, keys too, cleaned by ``clean_text``."""
    if isinstance(value, str):
        return clean_text(value)
    if isinstance(value, dict):
        return {clean_json(key): clean_json(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [clean_json(item) for item in value]
    return value


class CleanText(TypeDecorator[str]):
    """Text of any length; cleaned on its way in."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """Clean a value that goes to the database."""
        return None if value is None else clean_text(value)


class Word(TypeDecorator[str]):
    """Text of limited length; cleaned on its way in, and refused alike on both databases if it is too long."""

    impl = String
    cache_ok = True

    def __init__(self, length: int) -> None:
        super().__init__(length)
        self.length = length

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """Clean a value that goes to the database.

        Raises:
            ValueError: it has more than ``length`` characters.
        """
        if value is not None and len(value) > self.length:
            raise ValueError(f"{len(value)} characters, {self.length} at most")
        return None if value is None else clean_text(value)


class CleanJson(TypeDecorator[Any]):
    """JSON data, kept as written (PostgreSQL: ``json``, not ``jsonb``); cleaned on its way in."""

    impl = JSON
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> Any:
        """Clean a value that goes to the database."""
        return clean_json(value)


class Moment(TypeDecorator[datetime]):
    """An aware datetime in UTC, to the microsecond. SQLite has no zones: there it is kept as UTC without one."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Turn a moment into UTC.

        Raises:
            TypeError: it has no time zone, so nobody knows when it is.
        """
        if value is None:
            return None
        if value.tzinfo is None:
            raise TypeError("a moment needs a time zone")
        utc = value.astimezone(UTC)
        return utc.replace(tzinfo=None) if dialect.name == "sqlite" else utc

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Return what was kept, aware and in UTC whatever the session's zone is."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)
