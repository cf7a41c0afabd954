"""What can go wrong, as one tree.

SvodkaError
 ├─ SourceError                 the bytes could not be had
 │   ├─ NotAUrl
 │   ├─ AddressNotAllowed
 │   ├─ ConnectionFailed
 │   ├─ FetchTimeout
 │   ├─ TooLarge
 │   ├─ HttpStatusError
 │   ├─ TooManyRedirects
 │   ├─ UnsupportedMediaType
 │   └─ UnreadableFile
 ├─ ArticleError                bytes, but no article that can be briefed
 │   ├─ NotAnArticle
 │   ├─ LanguageNotSupported
 │   ├─ IsAFeed
 │   ├─ TextTooShort
 │   └─ TextTooLong
 └─ ConfigurationError          a setting, glossary or lexicon that cannot be used

Every class has a stable ``code``, and a sentence for people in English, Russian and Japanese in ``messages.toml``
under that code. Fields named in the sentence are passed by keyword and kept in ``fields``. Details for the log go to
``detail``; they never hold article text.
"""

import shlex
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any, ClassVar

from summarizer.article import Language


@cache
def _messages() -> dict[str, dict[str, str]]:
    return tomllib.loads(files("summarizer").joinpath("messages.toml").read_text(encoding="utf-8"))


def message(code: str, language: Language, **fields: object) -> str:
    """Return the sentence for people that stands under ``code`` in ``messages.toml``.

    Args:
        code: key of the catalogue: an error's ``code`` or a notice's.
        language: language of the sentence.
        fields: values for the ``{names}`` in the sentence.

    Raises:
        KeyError: no such code, or a name in the sentence has no field.
    """
    return _messages()[code][language].format_map(fields)


class SvodkaError(Exception):
    """Base of all errors that a user can meet.

    Args:
        detail: for the log; technical, without article text or tokens.
        fields: values for the names in the message's sentence.
    """

    code: ClassVar[str] = "error"
    permanent: ClassVar[bool] = True

    def __init__(self, detail: str = "", **fields: object) -> None:
        super().__init__(detail or self.code)
        self.detail = detail
        self.fields = fields

    def __reduce__(self) -> tuple[Any, ...]:
        """Errors cross between processes; subclasses take arguments of their own, so none is called again."""
        return _restored, (type(self), self.args, self.__dict__)

    def message(self, language: Language = "en") -> str:
        """Return a sentence that tells a person what happened and what to do next."""
        return message(self.code, language, **self.fields)

    def message_for_owner(self, language: Language = "en") -> str:
        """Return that sentence, and after it what only whoever runs the installation can do: a setting, a command."""
        further = f"{self.code}.owner"
        if further not in _messages():
            return self.message(language)
        space = "" if language == "ja" else " "
        return f"{self.message(language)}{space}{message(further, language, **self.fields)}"


def _restored(kind: type[SvodkaError], args: tuple[Any, ...], state: dict[str, Any]) -> SvodkaError:
    error = kind.__new__(kind)
    error.args = args
    error.__dict__.update(state)
    return error


class SourceError(SvodkaError):
    """The bytes of an article could not be had."""

    code = "source_error"


class NotAUrl(SourceError):
    """The text is not an http or https address that can be read. Field: ``source``."""

    code = "not_a_url"


class AddressNotAllowed(SourceError):
    """The address, or one it redirects to, is not public. Field: ``host``."""

    code = "address_not_allowed"


class ConnectionFailed(SourceError):
    """No connection: unknown host, refused, TLS failure, broken off. Field: ``host``."""

    code = "connection_failed"
    permanent = False


class FetchTimeout(SourceError):
    """The site did not deliver in time. Fields: ``host``, ``seconds``."""

    code = "timed_out"
    permanent = False


class TooLarge(SourceError):
    """The body exceeds the limit, counted after decompression. Field: ``megabytes``."""

    code = "too_large"


class HttpStatusError(SourceError):
    """The site answered with an error status. Fields: ``host``, ``status``."""

    code = "http_status"


class TooManyRedirects(SourceError):
    """The site redirects in circles or too often. Fields: ``host``, ``redirects``."""

    code = "too_many_redirects"


class UnsupportedMediaType(SourceError):
    """Not HTML, plain text or PDF. Field: ``media_type``."""

    code = "unsupported_media_type"


class UnreadableFile(SourceError):
    """A local file is missing, not readable, encrypted or damaged.

    Args:
        reason: one of missing, not_permitted, directory, not_a_path, damaged_pdf, password, unreadable; a key
            ``unreadable_file.<reason>`` of the catalogue.
        path: as the user wrote it, or the address of a fetched file.
        detail: for the log.

    Fields: ``path``, ``reason``.
    """

    code = "unreadable_file"

    def __init__(self, reason: str, path: str, detail: str = "") -> None:
        super().__init__(detail or reason, reason=reason, path=path)
        self.reason = reason
        self.path = path

    def message(self, language: Language = "en") -> str:
        """Return the sentence, with the reason in the same language."""
        why = message(f"{self.code}.{self.reason}", language)
        return message(self.code, language, path=self.path, reason=why)


class ArticleError(SvodkaError):
    """The bytes are there, but there is no article in them that can be briefed."""

    code = "article_error"


class NotAnArticle(ArticleError):
    """The page is something else; ``reason`` names it, a key ``not_an_article.<reason>`` of the catalogue.

    Args:
        reason: one of bot_wall, consent, login, javascript, paywall, error_page, link_list, empty.
        detail: for the log.
    """

    code = "not_an_article"

    def __init__(self, reason: str, detail: str = "") -> None:
        super().__init__(detail or reason, reason=reason)
        self.reason = reason

    def message(self, language: Language = "en") -> str:
        """Return the sentence that names what the page is instead."""
        return message(f"{self.code}.{self.reason}", language)


class LanguageNotSupported(ArticleError):
    """The text is in none of the three languages. Field ``detected``: ISO 639-1 code, or ``mixed`` or ``unknown``."""

    code = "language_not_supported"

    def __init__(self, detected: str, detail: str = "") -> None:
        super().__init__(detail or detected, detected=detected)
        self.detected = detected

    def message(self, language: Language = "en") -> str:
        """Return the sentence, with the detected language called by its name in ``language``."""
        if self.detected in ("mixed", "unknown"):
            return message(f"{self.code}.{self.detected}", language)
        from babel import Locale

        name = Locale.parse(language).languages.get(self.detected, self.detected)
        return message(self.code, language, detected=name)


class TextTooShort(ArticleError):
    """Too little text to sum up. Fields: ``characters``, ``minimum``."""

    code = "text_too_short"


class TextTooLong(ArticleError):
    """More text than one brief can do justice to. Fields: ``characters``, ``maximum``."""

    code = "text_too_long"


class ConfigurationError(SvodkaError):
    """A setting, glossary or lexicon file cannot be used. Fields: ``name``, ``reason``."""

    code = "configuration"


# Feeds where an article was wanted


class IsAFeed(ArticleError):
    """The bytes are a news feed or a channel, of which digests are made. Fields: ``source``, ``argument``.

    Args:
        source: its address, or the path of a file; what ``svodka digest preview`` and ``/subscribe`` take.
        detail: for the log.

    Attributes:
        source: as given.
    """

    code = "is_a_feed"

    def __init__(self, source: str, detail: str = "") -> None:
        super().__init__(detail, source=source, argument=shlex.quote(source))
        self.source = source
