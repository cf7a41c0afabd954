"""What the bytes are: by the sender's word where it can be believed, else by their first bytes."""

import re
from email.message import Message

from summarizer.errors import UnsupportedMediaType

HTML = "text/html"
PLAIN = "text/plain"
MARKDOWN = "text/markdown"
PDF = "application/pdf"

_DECLARED = {
    "text/html": HTML,
    "application/xhtml+xml": HTML,
    "text/plain": PLAIN,
    "text/markdown": MARKDOWN,
    "text/x-markdown": MARKDOWN,
    "application/pdf": PDF,
    "application/x-pdf": PDF,
}
_UNKNOWN = frozenset({"", "application/octet-stream", "binary/octet-stream", "unknown/unknown", "application/unknown"})
_MAYBE_XHTML = frozenset({"text/xml", "application/xml"})

SNIFFED_BYTES = 1445  # the length of a resource header in the WHATWG MIME Sniffing Standard, section 5.2
_PDF_OFFSET = 1024  # bytes within which readers look for the header (ISO 32000-1, annex H.3, note 13)
_MAX_CONTROL_SHARE = 0.1  # of the sniffed bytes; text has almost none, images and archives about a tenth and more
_MIN_UTF16_NUL_SHARE = 0.02  # of the sniffed bytes; the spaces of a text alone give more
_HTML_START = re.compile(
    rb"<(?:!doctype\s+html|html|head|body|meta|title|script|div|p|h1|article|table)[\s>/]", re.IGNORECASE
)
_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")
_CONTROLS = bytes(set(range(0x20)) - {0x09, 0x0A, 0x0C, 0x0D, 0x1B})  # 0x1B starts the shifts of ISO-2022-JP


def parse_content_type(header: str) -> tuple[str, str | None]:
    """Split a ``Content-Type`` header into lower-case type and charset parameter."""
    message = Message()
    message["content-type"] = header
    declared = header.partition(";")[0].strip().lower()
    charset = message.get_param("charset")
    return declared, charset.strip().strip("\"'").lower() if isinstance(charset, str) and charset.strip() else None


def refuse_unreadable(declared: str) -> None:
    """Refuse by the declared type alone, before a body is read.

    Raises:
        UnsupportedMediaType: the type is known and cannot be read.
    """
    if declared not in _DECLARED and declared not in _UNKNOWN and declared not in _MAYBE_XHTML:
        raise UnsupportedMediaType(media_type=declared)


def media_type_of(content: bytes, declared: str = "") -> str:
    """Return ``text/html``, ``text/plain``, ``text/markdown`` or ``application/pdf``.

    Args:
        content: the whole body.
        declared: the sender's type, lower case without parameters; empty if there is none.

    Raises:
        UnsupportedMediaType: it is something else, whatever was declared.
    """
    refuse_unreadable(declared)
    start = content[:SNIFFED_BYTES]
    if b"%PDF-" in start[:_PDF_OFFSET]:
        return PDF
    if declared in _DECLARED and _DECLARED[declared] == PDF:
        raise UnsupportedMediaType("declared as PDF, has no PDF header", media_type=declared)
    if _looks_binary(start):
        raise UnsupportedMediaType("binary data", media_type=declared or "binary data")
    if declared in _DECLARED:
        return _DECLARED[declared]
    if _HTML_START.search(start.replace(b"\0", b"")):
        return HTML
    if declared in _MAYBE_XHTML:
        raise UnsupportedMediaType("XML that is not XHTML", media_type=declared)
    return PLAIN


def _looks_binary(start: bytes) -> bool:
    if start.startswith(_UTF16_MARKS) or _is_utf16_like(start):
        return False
    controls = len(start) - len(start.translate(None, _CONTROLS))
    return controls > _MAX_CONTROL_SHARE * len(start)


def _is_utf16_like(start: bytes) -> bool:
    """The NUL bytes of UTF-16 text stand at even or at odd offsets only; those of binary formats at both."""
    even, odd = start[::2].count(0), start[1::2].count(0)
    return min(even, odd) == 0 and max(even, odd) > _MIN_UTF16_NUL_SHARE * len(start)
