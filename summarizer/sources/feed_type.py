"""Are these bytes a feed? Told without parsing, so that one is not taken for an article.

As browsers did that offered feeds to subscribe to: by the root element, since feeds come under all kinds of types
(https://mimesniff.spec.whatwg.org/, “sniffing a mislabeled feed”).
"""

import re

FEED_TYPES = frozenset({"application/rss+xml", "application/atom+xml", "application/feed+json", "application/rdf+xml"})
"""Types that only feeds have."""
MAYBE_FEED = frozenset({"application/json", "application/xml", "text/xml", "text/json"})
"""Types that feeds have and other data too, which is no article either."""
SNIFFED_BYTES = 8_192
"""From the start; a feed's root comes after a declaration and a comment or two."""

_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
_BEFORE_ROOT = re.compile(rb"\s*(?:<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^>\[]*(?:\[.*?\]\s*)?>)", re.DOTALL | re.IGNORECASE)
_ROOT = re.compile(
    rb"\s*<(?:\w+:)?(?:rss\s[^>]*version\s*=|rss\s*>|rdf\s[^>]*(?:purl\.org/rss/|/rdf/simple/0\.9)"
    rb"|feed\s[^>]*(?:www\.w3\.org/2005/atom|purl\.org/atom/))",
    re.IGNORECASE,
)
_JSON_VERSION = re.compile(rb'"version"\s*:\s*"https?:\\?/\\?/jsonfeed\.org\\?/version')


def is_feed(content: bytes, declared: str = "") -> bool:
    """Tell whether bytes are a feed in XML or JSON.

    Args:
        content: the body, in any encoding whose markup is ASCII, or in UTF-16.
        declared: the sender's type, lower case without parameters; one of ``FEED_TYPES`` is believed.
    """
    if declared in FEED_TYPES:
        return True
    start = content[:SNIFFED_BYTES]
    for mark in _MARKS:
        start = start.removeprefix(mark)
    start = start.replace(b"\0", b"")
    if start.lstrip().startswith(b"{"):
        return _JSON_VERSION.search(start) is not None
    at = 0
    while (found := _BEFORE_ROOT.match(start, at)) is not None:
        at = found.end()
    return _ROOT.match(start, at) is not None
