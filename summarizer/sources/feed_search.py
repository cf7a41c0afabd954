"""The feed that somebody means by an address: the one there, or one that the page there leads to."""

import asyncio
from collections.abc import Iterable
from urllib.parse import urlsplit

from summarizer.article import Resource
from summarizer.errors import ConnectionFailed, FetchTimeout, SourceError
from summarizer.sources.address import MAX_SHOWN_LENGTH
from summarizer.sources.decode import decode
from summarizer.sources.feed_discovery import FeedLink, feeds_in_page, usual_addresses
from summarizer.sources.feed_fetch import FeedAnswer, fetch_feed
from summarizer.sources.feeds import Feed, FeedWalled, NoFeedFound, NotAFeed, parse_feed
from summarizer.sources.fetch import FetchOptions
from summarizer.sources.media_type import HTML

MAX_REQUESTS = 30
"""Of one search, while somebody waits."""
MAX_LISTS = 3
"""Pages without a feed, found where one was looked for, whose own links are looked at: sites list their feeds so."""
SEARCH_TIMEOUTS = 2
"""How long a search may take, as a multiple of what one fetch may."""
WALL_LINKS = 15
"""Links from which on a page is a site, whatever it says of cookies."""
_WALLS = frozenset({"bot_wall", "consent", "login"})


async def find_feed(url: str, options: FetchOptions) -> tuple[FeedAnswer, str]:
    """Ask for a feed, or for the first feed that the page at ``url`` offers; one with entries before one without.

    Returns:
        The answer, and the address that it came from, which is the one to remember.

    Raises:
        FeedWalled: the page is a check for robots, a log-in or a question about cookies.
        NoFeedFound: it is a page that offers none, and none is at the usual addresses.
        FeedDamaged, ChannelNotReadable: as ``parse_feed`` raises them.
        SourceError: the page cannot be had.
    """
    answer = await fetch_feed(url, options)
    try:
        await _read(answer)
    except NotAFeed:
        search = _Search(options, answer)
    else:
        return answer, answer.moved_to or url
    try:
        async with asyncio.timeout(SEARCH_TIMEOUTS * options.timeout_seconds):
            await search.through(answer)
    except TimeoutError:
        pass  # what was found until then counts
    if search.best is not None:
        return search.best
    if await asyncio.to_thread(_is_wall, answer):
        raise FeedWalled("a wall", source=url[:MAX_SHOWN_LENGTH])
    raise NoFeedFound("no feed", source=url[:MAX_SHOWN_LENGTH])


class _Search:
    """Looks at one address after another until one is a feed with entries.

    Attributes:
        best: the feed found, or one without entries where there is no other; None if there is none.
    """

    def __init__(self, options: FetchOptions, start: FeedAnswer) -> None:
        self.best: tuple[FeedAnswer, str] | None = None
        self._options = options
        self._seen = {start.url}
        self._silent: set[str] = set()
        self._lists: list[FeedAnswer] = []

    async def through(self, page: FeedAnswer) -> None:
        """Look at what a page offers, then at the usual addresses, then at its feeds of comments and the like."""
        offered = await _offered(page)
        news = [link.url for link in offered if not link.is_aside]
        for addresses in (news, usual_addresses(page.url), [link.url for link in offered if link.is_aside]):
            await self._first_of(addresses)
            lists, self._lists = self._lists[:MAX_LISTS], []
            for listed in lists:
                if self.best is None:
                    await self._first_of(link.url for link in await _offered(listed))
            if self.best is not None:
                return

    async def _first_of(self, addresses: Iterable[str]) -> None:
        for address in addresses:
            if len(self._seen) > MAX_REQUESTS or await self._is_found_at(address):
                return

    async def _is_found_at(self, address: str) -> bool:
        """Look at an address; a host that did not answer is not asked again, since each time would take as long."""
        host = urlsplit(address).netloc
        if address in self._seen or host in self._silent:
            return False
        self._seen.add(address)
        try:
            answer = await fetch_feed(address, self._options)
        except (ConnectionFailed, FetchTimeout):
            self._silent.add(host)
            return False
        except SourceError:
            return False  # one of several addresses to try; that none is left is said by who began the search
        try:
            feed = await _read(answer)
        except NotAFeed:
            self._lists.append(answer)
            return False
        except SourceError:
            return False
        if self.best is None or feed.entries:
            self.best = answer, answer.moved_to or address
        return bool(feed.entries)


async def _read(answer: FeedAnswer) -> Feed:
    return await asyncio.to_thread(parse_feed, answer.content, answer.charset, answer.url)


async def _offered(page: FeedAnswer) -> tuple[FeedLink, ...]:
    text = await asyncio.to_thread(decode, page.content, page.charset)
    return await asyncio.to_thread(feeds_in_page, text, page.url)


def _is_wall(page: FeedAnswer) -> bool:
    from summarizer.sources.page_kind import refusal_kind
    from summarizer.sources.parse import parse_html

    tree = parse_html(decode(page.content, page.charset))
    if tree is None or sum(1 for _ in tree.iterfind(".//a[@href]")) >= WALL_LINKS:
        return False
    return refusal_kind(Resource(page.content, HTML, page.charset, page.url)) in _WALLS
