"""Feeds from the network, by the rules that hold for pages: checked addresses, redirects one by one, bounded bodies.

``fetch`` keeps pages in a cache of its own and takes only articles. A feed's state is data that its caller keeps
(``Validators``), since one feed may be asked for by several processes; and the answer says what a polite collector must
know: not modified, moved for good, gone, wait so long.
"""

import asyncio
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Literal
from urllib.parse import urljoin

from summarizer.errors import HttpStatusError, TooManyRedirects
from summarizer.sources.address import AddressPolicy, Target, parse_target
from summarizer.sources.body import ACCEPT_ENCODING, read_body, too_large, unpacked
from summarizer.sources.feeds import FeedGone
from summarizer.sources.fetch import FetchOptions
from summarizer.sources.media_type import parse_content_type
from summarizer.sources.page_cache import freshness_seconds
from summarizer.sources.telegram_address import feed_page
from summarizer.sources.transport import open_client, our_errors

if TYPE_CHECKING:
    import httpx

_ACCEPT = (
    "application/atom+xml,application/rss+xml,application/feed+json,application/rdf+xml;q=0.9,"
    "application/xml;q=0.8,text/xml;q=0.8,application/json;q=0.7,text/html;q=0.5,*/*;q=0.1"
)
_PERMANENT = frozenset({301, 308})
_REDIRECTS = _PERMANENT | {302, 303, 307}
MAX_RETRY_AFTER_SECONDS = 7 * 86_400.0
"""A week: no site's word keeps a feed away for longer."""


@dataclass(frozen=True, slots=True)
class Validators:
    """What the site gave with the last answer, for a conditional request (RFC 9110, section 13)."""

    etag: str | None = None
    last_modified: str | None = None


@dataclass(frozen=True, slots=True)
class FeedAnswer:
    """What a site answered.

    Attributes:
        status: ``new`` with a body, or ``not_modified`` without.
        content: the body, decompressed; empty if not modified.
        charset: as declared, or None.
        url: where the last redirect led.
        moved_to: the address to ask from now on, if redirects that are permanent lead there; else None.
        validators: for the next request.
        fresh_seconds: for how long the site says that nothing new will come, at most an hour.
    """

    status: Literal["new", "not_modified"]
    content: bytes
    charset: str | None
    url: str
    moved_to: str | None
    validators: Validators
    fresh_seconds: float


class FeedRefused(HttpStatusError):
    """The site answered with an error status. Fields: ``host``, ``status``.

    Attributes:
        retry_after: seconds that the site wants to be left alone, or None.
    """

    code = "feed_refused"

    def __init__(self, detail: str = "", *, retry_after: float | None = None, **fields: object) -> None:
        super().__init__(detail, **fields)
        self.retry_after = retry_after


async def fetch_feed(url: str, options: FetchOptions, known: Validators | None = None) -> FeedAnswer:
    """Ask for a feed, or whether it has changed.

    Args:
        url: http or https. A link into a channel of Telegram is taken for the page of its posts, as if it had moved
            there.
        options: as for pages.
        known: from the last answer; None to have the body in any case.

    Raises:
        FeedGone: the site says 410.
        FeedRefused: any other status that is no answer.
        SourceError: as ``fetch`` raises for addresses, connections, time and size.
    """
    policy = AddressPolicy(options.allow_hosts)
    target, moved_to = parse_target(url), None
    if (page := feed_page(target.url)) is not None and page != target.url:
        target, moved_to = parse_target(page), page
    headers = {"User-Agent": options.agent, "Accept": _ACCEPT, "Accept-Encoding": ACCEPT_ENCODING}
    with our_errors(target, options.timeout_seconds):
        async with asyncio.timeout(options.timeout_seconds):
            async with open_client(policy, headers, options.timeout_seconds) as client:
                return await _follow(client, _Request(policy, options, target, moved_to, known or Validators()))


@dataclass(frozen=True, slots=True)
class _Request:
    policy: AddressPolicy
    options: FetchOptions
    target: Target
    moved_to: str | None
    known: Validators


async def _follow(client: "httpx.AsyncClient", request: _Request) -> FeedAnswer:
    policy, options, target, moved_to = request.policy, request.options, request.target, request.moved_to
    permanent = True
    for _ in range(options.max_redirects + 1):
        with our_errors(target, options.timeout_seconds):
            await policy.check(target)
            async with client.stream("GET", target.url, headers=_conditions(request.known)) as response:
                if response.status_code not in _REDIRECTS or "location" not in response.headers:
                    return await _answer(response, options, target, moved_to, request.known)
                permanent = permanent and response.status_code in _PERMANENT
                target = parse_target(urljoin(target.url, response.headers["location"].strip()))
                moved_to = target.url if permanent else moved_to
    raise TooManyRedirects(host=target.host, redirects=options.max_redirects)


def _conditions(known: Validators) -> dict[str, str]:
    pairs = {"If-None-Match": known.etag, "If-Modified-Since": known.last_modified}
    return {name: value for name, value in pairs.items() if value and value.isascii() and value.isprintable()}


async def _answer(
    response: "httpx.Response", options: FetchOptions, target: Target, moved_to: str | None, known: Validators
) -> FeedAnswer:
    headers, status = response.headers, response.status_code
    fresh = freshness_seconds(headers)
    if status == 304 and (known.etag or known.last_modified):
        kept = Validators(headers.get("etag") or known.etag, headers.get("last-modified") or known.last_modified)
        return FeedAnswer("not_modified", b"", None, target.url, moved_to, kept, fresh)
    if status == 410:
        raise FeedGone("status 410", source=target.url)
    if status != 200:
        raise FeedRefused(f"status {status}", retry_after=retry_after(headers), host=target.host, status=status)
    length = headers.get("content-length", "")
    if length.isdigit() and int(length) > options.max_bytes:
        raise too_large(options.max_bytes)
    _, charset = parse_content_type(headers.get("content-type", ""))
    content = await read_body(response.aiter_raw(), headers.get("content-encoding", ""), options.max_bytes, target.host)
    content = await asyncio.to_thread(unpacked, content, options.max_bytes, target.host)
    validators = Validators(headers.get("etag"), headers.get("last-modified"))
    return FeedAnswer("new", content, charset, target.url, moved_to, validators, fresh)


def retry_after(headers: Mapping[str, str], now: datetime | None = None) -> float | None:
    """Return the seconds of ``Retry-After`` (RFC 9110, 10.2.3), at most a week; None if it is absent or malformed."""
    value = headers.get("retry-after", "").strip()
    if re.fullmatch(r"[0-9]{1,10}", value):
        return min(float(value), MAX_RETRY_AFTER_SECONDS)
    try:
        moment = parsedate_to_datetime(value)
    except (ValueError, TypeError):
        return None
    moment = moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment
    seconds = (moment - (now or datetime.now(UTC))).total_seconds()
    return min(max(seconds, 0.0), MAX_RETRY_AFTER_SECONDS)
