"""A small on-disk cache of fetched pages, for conditional requests (RFC 9110 section 13, RFC 9111).

Why not hishel: httpx-secure accepts only httpx's own transport, so hishel would have to stand outside it and would
answer before the address of a host is checked, also for a private host whose permission was taken back. It keeps bodies
compressed as received, so the limit on the decompressed size would have to be enforced again on every hit, and it
limits bytes but not entries. What is needed here is one GET of one shape, so this module does that part of the standard
and nothing else.

One file an entry: a line of JSON, then the body. Files are replaced in one step, so a reader sees an old entry or a new
one, never half of each; whatever does not read back whole counts as missing.
"""

import hashlib
import json
import logging
import os
import re
import tempfile
import time
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any

LOGGER = logging.getLogger(__name__)

DEFAULT_MAX_BYTES = 100_000_000  # bytes on disk: some thousand news pages
DEFAULT_MAX_ENTRIES = 2_000  # files; keeps the directory scan at a store in the low milliseconds
MAX_FRESH_SECONDS = 3_600.0  # an hour, whatever the site says: news articles are corrected
_SUFFIX = ".page"
_FORMAT = 1
_DIRECTIVE = re.compile(r'([a-z-]+)(?:\s*=\s*(?:"([^"]*)"|([^\s,]*)))?')


@dataclass(frozen=True, slots=True)
class CachedPage:
    """A stored answer.

    Attributes:
        content: the body, decompressed.
        media_type: lower case, without parameters.
        charset: as declared, or None.
        etag: the ``ETag`` header, or None.
        last_modified: the ``Last-Modified`` header, or None.
        fresh_until: seconds since the epoch; until then it may be used without asking.
    """

    content: bytes
    media_type: str
    charset: str | None
    etag: str | None
    last_modified: str | None
    fresh_until: float

    @property
    def is_fresh(self) -> bool:
        """Whether it may be used without asking the site."""
        return time.time() < self.fresh_until

    def conditions(self) -> dict[str, str]:
        """Return the request headers that ask whether it is still current."""
        headers = {}
        if self.etag:
            headers["If-None-Match"] = self.etag
        if self.last_modified:
            headers["If-Modified-Since"] = self.last_modified
        return headers

    def renewed(self, headers: Mapping[str, str]) -> "CachedPage":
        """Return the same page with the freshness of a 304 answer."""
        return replace(self, fresh_until=time.time() + freshness_seconds(headers))


def cache_control(headers: Mapping[str, str]) -> dict[str, str]:
    """Parse ``Cache-Control`` into directive -> value (empty where it has none)."""
    text = headers.get("cache-control", "").lower()
    return {name: quoted or plain or "" for name, quoted, plain in _DIRECTIVE.findall(text)}


def may_store(headers: Mapping[str, str]) -> bool:
    """Tell whether a 200 answer may be kept by a cache that serves several readers, and would be of use."""
    directives = cache_control(headers)
    if directives.keys() & {"no-store", "private"} or headers.get("vary", "").strip() == "*":
        return False
    return bool(headers.get("etag") or headers.get("last-modified")) or freshness_seconds(headers) > 0


def freshness_seconds(headers: Mapping[str, str]) -> float:
    """Return for how long an answer needs no check (RFC 9111 section 4.2), at most ``MAX_FRESH_SECONDS``."""
    directives = cache_control(headers)
    if "no-cache" in directives:
        return 0.0
    for name in ("s-maxage", "max-age"):
        if name in directives:
            lifetime = _seconds(directives[name])
            break
    else:
        lifetime = _until_expiry(headers)
    return min(max(lifetime - _seconds(headers.get("age", "")), 0.0), MAX_FRESH_SECONDS)


def _seconds(value: str) -> float:
    return float(value[:10]) if value.isascii() and value.isdigit() else 0.0


def _until_expiry(headers: Mapping[str, str]) -> float:
    try:
        expires = parsedate_to_datetime(headers["expires"])
        return (expires - parsedate_to_datetime(headers["date"])).total_seconds()
    except (KeyError, ValueError, TypeError):
        return 0.0  # absent or malformed dates mean "already expired" (RFC 9111 section 5.3)


class PageCache:
    """Pages by URL in a directory of their own.

    Its methods touch the disk and are called in a thread. No method raises for a full or unwritable disk: a cache that
    cannot keep a page must not cost the reader the page. It is logged.

    Args:
        directory: made if missing, readable by the owner only.
        max_bytes: most bytes of all entries together.
        max_entries: most entries.
    """

    def __init__(
        self, directory: Path, max_bytes: int = DEFAULT_MAX_BYTES, max_entries: int = DEFAULT_MAX_ENTRIES
    ) -> None:
        self._directory = directory
        self._max_bytes = max_bytes
        self._max_entries = max_entries

    def load(self, url: str) -> CachedPage | None:
        """Return the entry for a URL; None if there is none, or none that reads back whole."""
        path = self._path(url)
        try:
            raw = path.read_bytes()
        except FileNotFoundError:
            return None
        except OSError as error:
            LOGGER.warning("page cache cannot be read: %s", error)
            return None
        page = _unpack(raw, url)
        if page is None:
            LOGGER.warning("page cache: damaged entry %s dropped", path.name)
            self._remove(path)
        return page

    def store(self, url: str, page: CachedPage) -> None:
        """Keep a page, then drop the entries that were stored longest ago while the cache is over a limit."""
        raw = _pack(page, url)
        if len(raw) > self._max_bytes:
            return
        try:
            self._directory.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._replace(self._path(url), raw)
            self._evict()
        except OSError as error:
            LOGGER.warning("page cache cannot be written: %s", error)

    def drop(self, url: str) -> None:
        """Forget a URL."""
        self._remove(self._path(url))

    def _path(self, url: str) -> Path:
        return self._directory / (hashlib.sha256(url.encode()).hexdigest() + _SUFFIX)

    def _replace(self, path: Path, raw: bytes) -> None:
        descriptor, name = tempfile.mkstemp(dir=self._directory, suffix=".part")
        try:
            with os.fdopen(descriptor, "wb") as file:
                file.write(raw)
            Path(name).replace(path)
        except OSError:
            Path(name).unlink(missing_ok=True)
            raise

    def _evict(self) -> None:
        entries = sorted((entry.stat().st_mtime_ns, entry.stat().st_size, entry) for entry in self._entries())
        size = sum(entry_size for _, entry_size, _ in entries)
        excess = len(entries) - self._max_entries
        for _, entry_size, entry in entries:
            if excess <= 0 and size <= self._max_bytes:
                return
            self._remove(entry)
            size -= entry_size
            excess -= 1

    def _entries(self) -> list[Path]:
        return [path for path in self._directory.iterdir() if path.suffix == _SUFFIX]

    @staticmethod
    def _remove(path: Path) -> None:
        try:
            path.unlink(missing_ok=True)
        except OSError as error:
            LOGGER.warning("page cache entry cannot be removed: %s", error)


def _pack(page: CachedPage, url: str) -> bytes:
    head: dict[str, Any] = asdict(page)
    del head["content"]
    head |= {"format": _FORMAT, "url": url, "sha256": hashlib.sha256(page.content).hexdigest()}
    return json.dumps(head).encode() + b"\n" + page.content


def _unpack(raw: bytes, url: str) -> CachedPage | None:
    line, newline, content = raw.partition(b"\n")
    try:
        head = json.loads(line)
    except ValueError:
        return None
    if not newline or not isinstance(head, dict):
        return None
    intact = hashlib.sha256(content).hexdigest() == head.pop("sha256", None)
    if not intact or head.pop("format", None) != _FORMAT or head.pop("url", None) != url:
        return None
    try:
        return CachedPage(content=content, **head)
    except TypeError:
        return None
