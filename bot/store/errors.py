"""What can go wrong with the database, as one branch of the tree of errors.

SvodkaError
 └─ StoreError
     ├─ UnsupportedDatabase     the URL names no database that can be used here
     ├─ SchemaTooNew            a newer Svodka has migrated this database
     ├─ StoreUnavailable        the database does not answer, is full, locked or damaged
     └─ NulInText               a text holds U+0000, which PostgreSQL cannot keep

Sentences for people are in ``messages.toml`` here, under the code. No error holds a password, a statement's values or a
user's text.
"""

import tomllib
from functools import cache
from importlib.resources import files

from sqlalchemy.exc import DontWrapMixin

from summarizer.article import Language
from summarizer.errors import SvodkaError


@cache
def _messages() -> dict[str, dict[str, str]]:
    return tomllib.loads(files("bot.store").joinpath("messages.toml").read_text(encoding="utf-8"))


class StoreError(SvodkaError):
    """Something is wrong with the database."""

    code = "store_error"

    def message(self, language: Language = "en") -> str:
        """Return a sentence that tells a person what happened and what to do next."""
        return _messages()[self.code][language].format_map(self.fields)


class UnsupportedDatabase(StoreError):
    """The URL names no database that can be used here. Field ``reason``: a phrase for the owner, in English."""

    code = "unsupported_database"


class SchemaTooNew(StoreError):
    """The database was migrated by a newer version than this one. Field: ``database``, its URL without password."""

    code = "schema_too_new"


class StoreUnavailable(StoreError):
    """The database does not answer, is full, locked for too long, or damaged; worth another try later."""

    code = "store_unavailable"
    permanent = False


class NulInText(StoreError, DontWrapMixin):
    """A text holds U+0000. Refused alike on both databases, before anything is sent; PostgreSQL could not keep it.

    The second base makes SQLAlchemy pass the error on as it is, instead of wrapping it with the statement.
    """

    code = "nul_in_text"
