"""Fetch a page from the open web without becoming a door into the private one.

Every hop of a redirect is a new request with all checks made again; one clock runs over all of them.
"""

import asyncio
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NoReturn
from urllib.parse import urljoin

from summarizer.article import Resource
from summarizer.errors import ConfigurationError, HttpStatusError, IsAFeed, NotAnArticle, TooLarge, TooManyRedirects
from summarizer.sources.address import AddressPolicy, Target, parse_target
from summarizer.sources.body import ACCEPT_ENCODING, read_body, too_large
from summarizer.sources.feed_type import FEED_TYPES, MAYBE_FEED, is_feed
from summarizer.sources.media_type import HTML, media_type_of, parse_content_type, refuse_unreadable
from summarizer.sources.page_cache import CachedPage, PageCache, freshness_seconds, may_store
from summarizer.sources.page_kind import refusal_kind
from summarizer.sources.telegram_address import text_page
from summarizer.sources.transport import open_client, our_errors
from summarizer.version import __version__

if TYPE_CHECKING:
    import httpx

DEFAULT_TIMEOUT_SECONDS = 20.0
DEFAULT_MAX_BYTES = 5_000_000
DEFAULT_MAX_REDIRECTS = 5
MAX_REFUSAL_BYTES = 300_000  # of an error page: enough to see whether it is a bot wall, no more

_ACCEPT = "text/html,application/xhtml+xml;q=0.9,text/plain;q=0.8,text/markdown;q=0.8,application/pdf;q=0.8,*/*;q=0.1"
_ACCEPT_LANGUAGE = "en,ru;q=0.9,ja;q=0.9"
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_WALL_STATUSES = frozenset({401, 402, 403, 429, 503})
_NOT_MODIFIED = 304
_OK = 200


@dataclass(frozen=True, slots=True)
class FetchOptions:
    """How to fetch.

    Attributes:
        allow_hosts: private hosts that may be read all the same: ``host``, ``host:port``, an address or a network in
            CIDR notation. Empty by default.
        timeout_seconds: for the whole fetch: name lookup, all redirects, all of the body.
        max_bytes: most bytes of a body, after decompression.
        max_redirects: most redirects that are followed.
        user_agent: sent instead of ``svodka/<version>``; empty for that.
        contact: an address or URL for site owners, added to the user agent; empty for none.

    Raises:
        ConfigurationError: a limit that is not positive, or a header that is not printable ASCII.
    """

    allow_hosts: frozenset[str] = field(default_factory=frozenset)
    timeout_seconds: float = DEFAULT_TIMEOUT_SECONDS
    max_bytes: int = DEFAULT_MAX_BYTES
    max_redirects: int = DEFAULT_MAX_REDIRECTS
    user_agent: str = ""
    contact: str = ""

    def __post_init__(self) -> None:
        for name in ("timeout_seconds", "max_bytes"):
            if getattr(self, name) <= 0:
                raise ConfigurationError(name=f"fetch.{name}", reason="it must be above zero")
        if self.max_redirects < 0:
            raise ConfigurationError(name="fetch.max_redirects", reason="it must not be negative")
        for name in ("user_agent", "contact"):
            value = getattr(self, name)
            if not (value.isascii() and (value.isprintable() or not value)):
                raise ConfigurationError(name=f"fetch.{name}", reason="it must be printable ASCII")

    @property
    def agent(self) -> str:
        """The ``User-Agent`` header."""
        agent = self.user_agent or f"svodka/{__version__}"
        return f"{agent} (+{self.contact})" if self.contact else agent


async def fetch(url: str, options: FetchOptions, cache: PageCache | None = None) -> Resource:
    """Fetch a page.

    Args:
        url: an http or https URL.
        options: limits, and the private hosts that are allowed.
        cache: where to keep pages and look for them first; None for no cache.

    Returns:
        The body, decompressed, with its type; ``url`` is where the last redirect led.

    Raises:
        NotAUrl, AddressNotAllowed, ConnectionFailed, FetchTimeout, TooLarge, HttpStatusError, TooManyRedirects,
        UnsupportedMediaType: as their names say, for the URL itself or one it redirects to.
        NotAnArticle: the site refuses, and its page says why (bot wall, log-in, consent).
        IsAFeed: it is one.
        ConfigurationError: ``options.allow_hosts`` has an entry that is no host.
    """
    policy = AddressPolicy(options.allow_hosts)
    target = parse_target(text_page(url) or url)
    with our_errors(target, options.timeout_seconds):
        async with asyncio.timeout(options.timeout_seconds):
            headers = {
                "User-Agent": options.agent,
                "Accept": _ACCEPT,
                "Accept-Language": _ACCEPT_LANGUAGE,
                "Accept-Encoding": ACCEPT_ENCODING,
            }
            async with open_client(policy, headers, options.timeout_seconds) as client:
                return await _follow(_Session(client, policy, options, cache), target)


@dataclass(frozen=True, slots=True)
class _Session:
    client: "httpx.AsyncClient"
    policy: AddressPolicy
    options: FetchOptions
    cache: PageCache | None


async def _follow(session: _Session, target: Target) -> Resource:
    for _ in range(session.options.max_redirects + 1):
        with our_errors(target, session.options.timeout_seconds):
            await session.policy.check(target)
            answer = await _get(session, target)
        if isinstance(answer, Resource):
            return answer
        target = answer
    raise TooManyRedirects(host=target.host, redirects=session.options.max_redirects)


async def _get(session: _Session, target: Target) -> Resource | Target:
    """Make one request; return the page, or the target that it redirects to."""
    known = await asyncio.to_thread(session.cache.load, target.url) if session.cache else None
    if known is not None and len(known.content) > session.options.max_bytes:
        known = None  # kept under a higher limit
    if known is not None and known.is_fresh:
        return _resource(known, target)
    conditions = known.conditions() if known else {}
    async with session.client.stream("GET", target.url, headers=conditions) as response:
        if response.status_code in _REDIRECTS and "location" in response.headers:
            return parse_target(urljoin(target.url, response.headers["location"].strip()))
        if response.status_code == _NOT_MODIFIED and known is not None:
            page = known.renewed(response.headers)
        elif response.status_code == _OK:
            page = await _read_page(response, session.options, target)
        else:
            await _refuse(response, session.options, target)
        await _keep(session.cache, target, page, response)
    return _resource(page, target)


def _resource(page: CachedPage, target: Target) -> Resource:
    return Resource(content=page.content, media_type=page.media_type, charset=page.charset, url=target.url)


async def _read_page(response: "httpx.Response", options: FetchOptions, target: Target) -> CachedPage:
    declared, charset = parse_content_type(response.headers.get("content-type", ""))
    if declared in FEED_TYPES:
        raise IsAFeed(target.url, declared)
    if declared not in MAYBE_FEED:
        refuse_unreadable(declared)
    length = response.headers.get("content-length", "")
    if length.isdigit() and int(length) > options.max_bytes:
        raise too_large(options.max_bytes)
    content = await _body(response, options.max_bytes, target)
    if is_feed(content):
        raise IsAFeed(target.url, declared)
    return CachedPage(
        content=content,
        media_type=media_type_of(content, declared),
        charset=charset,
        etag=response.headers.get("etag"),
        last_modified=response.headers.get("last-modified"),
        fresh_until=time.time() + freshness_seconds(response.headers),
    )


async def _body(response: "httpx.Response", limit: int, target: Target) -> bytes:
    return await read_body(response.aiter_raw(), response.headers.get("content-encoding", ""), limit, target.host)


async def _keep(cache: PageCache | None, target: Target, page: CachedPage, response: "httpx.Response") -> None:
    if cache is None:
        return
    if response.status_code == _NOT_MODIFIED or may_store(response.headers):
        await asyncio.to_thread(cache.store, target.url, page)
    else:
        await asyncio.to_thread(cache.drop, target.url)


async def _refuse(response: "httpx.Response", options: FetchOptions, target: Target) -> NoReturn:
    """Say why there is no page: what the site shows instead where that can be told, else the status."""
    status = response.status_code
    declared, charset = parse_content_type(response.headers.get("content-type", ""))
    if status in _WALL_STATUSES and declared in ("", HTML):
        try:
            content = await _body(response, min(options.max_bytes, MAX_REFUSAL_BYTES), target)
        except TooLarge:
            content = b""
        reason = await asyncio.to_thread(refusal_kind, Resource(content, HTML, charset, target.url))
        if reason is not None:
            raise NotAnArticle(reason, f"status {status}")
    raise HttpStatusError(f"status {status}", host=target.host, status=status)
