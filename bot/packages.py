"""The packages that only the bot and its workers need; whoever makes briefs at a terminal has them not."""

import importlib.util
from collections.abc import Mapping
from types import MappingProxyType

from bot.errors import PackagesMissing

PACKAGES: Mapping[str, str] = MappingProxyType(
    {
        "aiosqlite": "aiosqlite",
        "alembic": "alembic",
        "dbos": "dbos",
        "icalendar": "icalendar",
        "python-telegram-bot": "telegram",
        "sqlalchemy": "sqlalchemy",
    }
)
"""The requirements of the extra ``bot``, and as what they are imported."""


def lacking(packages: Mapping[str, str] = PACKAGES) -> list[str]:
    """Return the packages that are not installed."""
    return [name for name, module in packages.items() if importlib.util.find_spec(module) is None]


def require(packages: Mapping[str, str] = PACKAGES) -> None:
    """See to it that all are installed.

    Raises:
        PackagesMissing: some are not.
    """
    if missing := lacking(packages):
        raise PackagesMissing(lacking=" ".join(missing))
