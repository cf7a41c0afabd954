"""No exception of the HTTP stack gets past the one boundary."""

import inspect
import ssl
from collections.abc import Iterator

import httpcore
import httpx
import httpx_secure
import pytest

from summarizer.errors import AddressNotAllowed, FetchTimeout, SourceError, SvodkaError
from summarizer.sources.address import parse_target
from summarizer.sources.transport import our_errors, translate

TARGET = parse_target("https://news.example.com/story")


def foreign_classes() -> Iterator[type[Exception]]:
    for module in (httpx, httpcore, httpx_secure):
        for _, found in inspect.getmembers(module, inspect.isclass):
            if issubclass(found, Exception) and found.__module__.partition(".")[0] in (
                "httpx",
                "httpcore",
                "httpx_secure",
            ):
                yield found
    yield from (OSError, ConnectionResetError, ssl.SSLError, ssl.SSLCertVerificationError, TimeoutError, UnicodeError)


def make(kind: type[Exception]) -> Exception:
    error = kind.__new__(kind)
    Exception.__init__(error, "boom")
    return error


@pytest.mark.parametrize(
    "kind", sorted(set(foreign_classes()), key=str), ids=lambda kind: f"{kind.__module__}.{kind.__name__}"
)
def test_every_exception_of_the_stack_becomes_an_error_with_a_sentence_in_three_languages(kind):
    error = make(kind)
    translated = translate(error, TARGET, 20)
    assert isinstance(translated, SourceError)
    for language in ("en", "ru", "ja"):
        assert translated.message(language)
    if "Timeout" in kind.__name__:
        assert isinstance(translated, FetchTimeout)
    if kind is httpx_secure.SSRFProtectionError:
        assert isinstance(translated, AddressNotAllowed)


def test_there_are_foreign_classes_to_test():
    names = {kind.__name__ for kind in foreign_classes()}
    assert {"ConnectError", "ReadTimeout", "SSRFProtectionError", "InvalidURL", "StreamClosed"} <= names


def test_the_cause_is_kept_and_our_own_errors_and_bugs_pass_unchanged():
    with pytest.raises(SourceError) as caught, our_errors(TARGET, 20):
        raise httpx.ConnectError("refused")
    assert isinstance(caught.value.__cause__, httpx.ConnectError)
    with pytest.raises(SvodkaError) as ours, our_errors(TARGET, 20):
        raise AddressNotAllowed(host="x")
    assert ours.value.__cause__ is None
    with pytest.raises(ZeroDivisionError), our_errors(TARGET, 20):
        raise ZeroDivisionError
