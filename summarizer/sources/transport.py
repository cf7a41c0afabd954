"""The one boundary to httpx: a client that connects only where the policy permits, and its errors in our words."""

import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING

from summarizer.errors import (
    AddressNotAllowed,
    ConnectionFailed,
    FetchTimeout,
    NotAUrl,
    SourceError,
    SvodkaError,
    TooManyRedirects,
)
from summarizer.sources.address import AddressPolicy, Target

if TYPE_CHECKING:
    import httpx


@cache
def _tls_context() -> ssl.SSLContext:
    import httpx

    return httpx.create_ssl_context(trust_env=False)  # 20 ms: made once, not once a page


def open_client(policy: AddressPolicy, headers: dict[str, str], timeout_seconds: float) -> "httpx.AsyncClient":
    """Make a client that follows no redirects, uses no proxy and checks each address that it connects to.

    The environment's proxy variables are not used: behind a proxy it is the proxy that resolves names, and no check
    here would hold.
    """
    import httpx
    from httpx_secure import httpx_ssrf_protection

    client = httpx.AsyncClient(
        headers=headers,
        timeout=timeout_seconds,
        follow_redirects=False,
        trust_env=False,
        verify=_tls_context(),
    )
    # The policy is the whole check: allowed private hosts would not pass the library's own.
    return httpx_ssrf_protection(client, check_globally_reachable=False, custom_validator=policy.permits)


@contextmanager
def our_errors(target: Target, timeout_seconds: float) -> Iterator[None]:
    """Turn whatever the HTTP stack raises inside the block into errors of ``summarizer.errors``."""
    try:
        yield
    except SvodkaError:
        raise
    except Exception as error:
        translated = translate(error, target, timeout_seconds)
        if translated is None:
            raise
        raise translated from error


def translate(error: Exception, target: Target, timeout_seconds: float) -> SourceError | None:
    """Return our error for one of the HTTP stack, of sockets, TLS or ``asyncio.timeout``; None for any other."""
    import anyio
    import httpcore
    import httpx
    from httpx_secure import SSRFProtectionError

    detail = f"{type(error).__name__}: {error}"
    if isinstance(error, SSRFProtectionError):
        return AddressNotAllowed(detail, host=target.host)
    if isinstance(error, (TimeoutError, httpx.TimeoutException, httpcore.TimeoutException)):
        return FetchTimeout(detail, host=target.host, seconds=f"{timeout_seconds:g}")
    if isinstance(error, httpx.TooManyRedirects):
        return TooManyRedirects(detail, host=target.host, redirects=0)
    if isinstance(error, (httpx.InvalidURL, httpx.UnsupportedProtocol, httpcore.UnsupportedProtocol)):
        return NotAUrl(detail, source=target.url)
    anyio_errors = (anyio.BrokenResourceError, anyio.ClosedResourceError, anyio.EndOfStream)
    httpx_errors = (httpx.HTTPError, httpx.StreamError, httpx.CookieConflict)
    httpcore_errors = (
        httpcore.NetworkError,
        httpcore.ProtocolError,
        httpcore.ProxyError,
        httpcore.ConnectionNotAvailable,
    )
    if isinstance(error, (*httpx_errors, *httpcore_errors, *anyio_errors, OSError, UnicodeError)):
        return ConnectionFailed(detail, host=target.host)
    return None
