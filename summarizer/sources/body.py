"""Take in a response body under a hard limit, decompressing as it comes.

httpx decompresses whole chunks at once: 64 kB of gzip may become 64 MB before anyone can count. Here zlib is told how
much it may put out, so a bomb is noticed one byte past the limit. Only gzip and deflate are asked for: both are in the
standard library and have that bound.
"""

import zlib
from collections.abc import AsyncIterator

from summarizer.errors import ConnectionFailed, TooLarge, UnsupportedMediaType

ACCEPT_ENCODING = "gzip, deflate"
BYTES_PER_MEGABYTE = 1_000_000

_GZIP_WINDOW = zlib.MAX_WBITS | 16
_GZIP_MARK = b"\x1f\x8b\x08"  # RFC 1952, section 2.3.1: the mark, and deflate
_IDENTITY = frozenset({"", "identity"})
_GZIP = frozenset({"gzip", "x-gzip"})


def too_large(limit: int) -> TooLarge:
    """Make the error for a body of more than ``limit`` bytes."""
    return TooLarge(f"more than {limit} bytes", megabytes=f"{limit / BYTES_PER_MEGABYTE:g}")


async def read_body(chunks: AsyncIterator[bytes], encoding: str, limit: int, host: str) -> bytes:
    """Collect a body.

    Args:
        chunks: as they come from the network, still compressed.
        encoding: the ``Content-Encoding`` header, empty if there was none.
        limit: most bytes, both as sent and after decompression.
        host: for the error.

    Raises:
        TooLarge: more than ``limit`` bytes; the rest is not read.
        ConnectionFailed: the compressed data is damaged or cut off.
        UnsupportedMediaType: an encoding that was not asked for.
    """
    inflater = _inflater(encoding.strip().lower(), limit)
    body = bytearray()
    received = 0
    try:
        async for chunk in chunks:
            received += len(chunk)
            body += inflater.feed(chunk, limit + 1 - len(body)) if inflater else chunk
            if max(received, len(body)) > limit:
                raise too_large(limit)
    except zlib.error as error:
        raise ConnectionFailed(f"damaged {encoding} data: {error}", host=host) from error
    if inflater and received and not inflater.complete:
        raise ConnectionFailed(f"{encoding} data cut off", host=host)
    return bytes(body)


def unpacked(content: bytes, limit: int, host: str) -> bytes:
    """Return a body that is a gzip file, whatever its header says, decompressed; any other as it is.

    Args:
        content: the body.
        limit: most bytes after decompression.
        host: for the error.

    Raises:
        TooLarge: more than ``limit`` bytes.
        ConnectionFailed: the compressed data is damaged or cut off.
    """
    if not content.startswith(_GZIP_MARK):
        return content
    inflater = _Inflater(_GZIP_WINDOW)
    try:
        body = inflater.feed(content, limit + 1)
    except zlib.error as error:
        raise ConnectionFailed(f"damaged gzip file: {error}", host=host) from error
    if len(body) > limit:
        raise too_large(limit)
    if not inflater.complete:
        raise ConnectionFailed("gzip file cut off", host=host)
    return body


def _inflater(encoding: str, limit: int) -> "_Inflater | None":
    if encoding in _IDENTITY:
        return None
    if encoding in _GZIP:
        return _Inflater(_GZIP_WINDOW)
    if encoding == "deflate":
        return _Inflater(zlib.MAX_WBITS)
    raise UnsupportedMediaType(f"content encoding {encoding!r}", media_type=encoding)


class _Inflater:
    """Bounded decompression of gzip (with concatenated members) and of deflate (with or without zlib header)."""

    def __init__(self, window: int) -> None:
        self._window = window
        self._stream = zlib.decompressobj(window)
        self._started = False

    @property
    def complete(self) -> bool:
        return self._stream.eof

    def feed(self, data: bytes, room: int) -> bytes:
        """Return at most ``room`` bytes of output; at least 1 byte of room is needed to see an overflow."""
        out = b""
        while data and len(out) < room:
            if self._stream.eof:
                if self._window != _GZIP_WINDOW or not data.strip(b"\0"):
                    break  # trailing bytes after a deflate stream, or padding
                self._stream = zlib.decompressobj(self._window)
            out += self._decompress(data, room - len(out))
            data = self._stream.unused_data if self._stream.eof else self._stream.unconsumed_tail
        return out

    def _decompress(self, data: bytes, room: int) -> bytes:
        try:
            out = self._stream.decompress(data, room)
        except zlib.error:
            if self._started or self._window != zlib.MAX_WBITS:
                raise
            # Some servers send raw deflate under that name, against RFC 9110 section 8.4.1.2.
            self._window = -zlib.MAX_WBITS
            self._stream = zlib.decompressobj(self._window)
            out = self._stream.decompress(data, room)
        self._started = True
        return out
