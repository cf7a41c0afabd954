"""An entry of a feed as digests see it, and what is known of its subject without a language."""

import hashlib
import re
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlencode, urlsplit

from bot.digest.genres import Genre
from bot.digest.tolls import Toll
from summarizer.article import Language
from summarizer.facts.records import Facts

if TYPE_CHECKING:
    from bot.digest.similarity import Features

_TRACKING = re.compile(r"^(?:utm_\w+|fbclid|gclid|yclid|at_\w+|from|ref|cmpid|rss|partner|xtor|ocid)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Item:
    """An entry of a feed.

    Attributes:
        key: unique over all feeds, the same when the entry is seen again.
        feed: address of its feed.
        source: name of the publication, for people.
        url: of the article, http(s); None if the feed gives none.
        title: one line of plain text.
        lead: the entry's text; may be empty.
        published: aware, UTC; where the feed gives none, when it was first seen.
    """

    key: str
    feed: str
    source: str
    url: str | None
    title: str
    lead: str
    published: datetime


@dataclass(frozen=True, slots=True)
class Signature:
    """What an item is about.

    Attributes:
        language: of the text, or None where it is none of the three.
        people: keys of ``person_key``.
        ids: person ids of the facts, for what people follow and mute.
        countries: ISO codes.
        cities: keys of the gazetteer.
        agreements: ids of kinds of agreement.
        events: kinds.
        dates: EDTF dates of events; none if all are of the day of publication.
        names: sounds of other names, and of those of people (``bot.digest.proper_names``).
        numbers: quantities, as written in decimals.
        subjects: keys of ``subjects.tsv``.
        words: dictionary forms of the words of title and lead that carry the subject.
        title: dictionary forms of those of the title alone.
        plain_words: of ``words`` those that stand outside names of people and places, and their offices.
        tolls: how many died, were hurt or are missing.
        genre: what the entry is.
    """

    language: Language | None
    people: frozenset[str] = frozenset()
    ids: frozenset[str] = frozenset()
    countries: frozenset[str] = frozenset()
    cities: frozenset[str] = frozenset()
    agreements: frozenset[str] = frozenset()
    events: frozenset[str] = frozenset()
    dates: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()
    numbers: frozenset[str] = frozenset()
    words: frozenset[str] = frozenset()
    title: frozenset[str] = frozenset()
    subjects: frozenset[str] = frozenset()
    plain_words: frozenset[str] = frozenset()
    tolls: frozenset[tuple[Toll, int]] = frozenset()
    genre: Genre = "report"


@dataclass(frozen=True, slots=True)
class ReadItem:
    """An item with what is known of it.

    Attributes:
        item: as its feed gives it.
        signature: what it is about.
        facts: of title and lead; None if not read.
        features: what it is compared by, if that was reckoned already from ``signature``.
    """

    item: Item
    signature: Signature
    facts: Facts | None = None
    features: "Features | None" = field(default=None, compare=False, repr=False)

    @property
    def day(self) -> date:
        """The day of publication where articles in its language are written."""
        from summarizer.language.publication_date import local_day

        return local_day(self.item.published, self.signature.language or "en")


def address_key(url: str) -> str:
    """Return an address without scheme, ``www.``, tracking parameters and fragment, for comparison."""
    parts = urlsplit(url)
    query = urlencode(
        [(name, value) for name, value in parse_qsl(parts.query, keep_blank_values=True) if not _TRACKING.match(name)]
    )
    host = (parts.hostname or "").removeprefix("www.")
    return f"{host}{parts.path.rstrip('/')}{'?' + query if query else ''}"


def item_key(feed: str, entry_id: str, url: str | None) -> str:
    """Return the key of an entry: that of its address, since feeds change ids, else of its id within its feed."""
    named = address_key(url) if url else f"{feed}\n{entry_id}"
    return hashlib.sha256(named.encode("utf-8", "replace")).hexdigest()[:32]
