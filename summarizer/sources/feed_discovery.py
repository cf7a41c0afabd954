"""Which feeds a web page offers: what its head names, then the addresses where sites usually keep one."""

from dataclasses import dataclass
from urllib.parse import urljoin

from summarizer.sources.feed_text import plain, web_address
from summarizer.sources.feeds import MAX_TITLE_CHARACTERS

FEED_TYPES = frozenset({"application/rss+xml", "application/atom+xml", "application/feed+json", "application/rdf+xml"})
"""Types of ``link rel=alternate`` that name a feed (HTML standard, 4.6.7.1). ``application/json`` is mostly an API."""
COMMON_PATHS = ("/feed", "/rss", "/rss.xml", "/feed.xml", "/atom.xml", "/index.xml", "/feed.json", "/rss/index.rdf")
MAX_FOUND = 20


@dataclass(frozen=True, slots=True)
class FeedLink:
    """A feed that a page offers.

    Attributes:
        url: absolute, http(s).
        title: as the page calls it; may be empty.
    """

    url: str
    title: str


def feeds_in_page(text: str, url: str) -> tuple[FeedLink, ...]:
    """Return the feeds that a page's head names, in its order; comment feeds come last.

    Args:
        text: the page, decoded.
        url: where it was fetched from.
    """
    from summarizer.sources.parse import parse_html

    tree = parse_html(text)
    if tree is None:
        return ()
    base = url
    for element in tree.iterfind(".//base[@href]"):
        base = web_address(element.get("href"), url) or url
        break
    found: dict[str, FeedLink] = {}
    for link in tree.iterfind(".//link[@href]"):
        relations = link.get("rel", "").lower().split()
        kind = link.get("type", "").partition(";")[0].strip().lower()
        address = web_address(link.get("href"), base)
        if "alternate" in relations and kind in FEED_TYPES and address:
            found.setdefault(address, FeedLink(address, plain(link.get("title"), MAX_TITLE_CHARACTERS)))
    ordered = sorted(found.values(), key=lambda feed: "comment" in f"{feed.url} {feed.title}".lower())
    return tuple(ordered[:MAX_FOUND])


def usual_addresses(url: str) -> tuple[str, ...]:
    """Return where a site without such links may have a feed all the same."""
    return tuple(urljoin(url, path) for path in COMMON_PATHS)
