"""Bytes to text: which of the encodings that news in three languages is found in?

Declarations lie (a server's default charset over a page in another), so they are evidence and not an order. Marks that
cannot be mistaken decide at once: a byte order mark, valid UTF-8 with multi-byte characters, the escape sequences of
ISO-2022-JP. The legacy encodings are told apart by reading the bytes in each of them and asking which reading is the
most likely text (``likelihood``).

Why not charset-normalizer: on headlines and short paragraphs it mostly names some unrelated code page. ``tests/sources/
test_decode.py`` holds both to the same lines.
"""

import codecs
import re

from summarizer.sources.likelihood import encoding_data, text_cost

DECLARED_BONUS = 12.0  # nats a declaration is worth: about two characters' evidence; settles ties, not arguments
SAMPLE_BYTES = 4_000  # of stretches with non-ASCII bytes; some hundred settle it
META_BYTES = 4_096  # a meta charset should be in the first 1024 bytes (HTML standard, 4.2.5.4); many pages are late
MAX_BROKEN_SHARE = 0.02  # broken per sound multi-byte character in a page that still counts as UTF-8
UTF16_MARK_SHARE = 0.05  # of the bytes; UTF-16 with markup, spaces or Cyrillic has more, other text has none
MIN_UTF16_BYTES = 24  # a dozen characters; fewer bytes read as some rare characters by chance

# In the order that settles a tie: where windows-1252 and windows-1251 cost the same, they read the same.
CANDIDATES = ("windows-1252", "windows-1251", "koi8-r", "cp932", "euc_jp", "cp866", "iso-8859-5")

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_ISO_2022_JP = re.compile(rb"\x1b(?:\$[@B]|\$\(D|\([JI])")
_META = re.compile(rb"""<meta[^>]+?charset\s*=\s*["']?\s*([a-zA-Z0-9_:.-]+)""", re.IGNORECASE)
_XML = re.compile(rb"""^\s*<\?xml[^>]+?encoding\s*=\s*["']([a-zA-Z0-9_:.-]+)["']""")
_NON_ASCII_STRETCH = re.compile(rb"[^<>\n\r]*[\x80-\xff][^<>\n\r]*")
_CYRILLIC_BLOCK = 0x04  # the high byte of every Cyrillic letter in UTF-16
_UTF16 = ("utf-16-le", "utf-16-be")


def decode(content: bytes, charset: str | None = None) -> str:
    """Decode a page or a text; never fails, broken bytes become U+FFFD.

    Args:
        content: the bytes.
        charset: what the sender declared, or None. A declaration inside the content is found here.
    """
    return content.decode(detect_encoding(content, charset), errors="replace")


def detect_encoding(content: bytes, charset: str | None = None) -> str:
    """Return the name of a Python codec for ``content``; arguments as for ``decode``."""
    for mark, encoding in _BOMS:
        if content.startswith(mark):
            return encoding
    declared = [codec_of(charset), codec_of(_declared_inside(content))]
    utf16 = _utf16(content, declared)
    if utf16:
        return utf16
    if content.isascii():
        return "iso2022_jp_ext" if _ISO_2022_JP.search(content) else "utf-8"
    if _is_utf8(content):
        return "utf-8"
    return _likeliest(content, declared)


def codec_of(label: str | None) -> str | None:
    """Return the Python codec for an encoding label of the web, or None if the label is unknown."""
    if not label:
        return None
    labels: dict[str, str] = encoding_data()["labels"]
    name = label.strip().lower()
    if name in labels:
        return labels[name]
    try:
        return labels.get(codecs.lookup(name).name)
    except (LookupError, ValueError):
        return None


def _declared_inside(content: bytes) -> str | None:
    start = content[:META_BYTES]
    match = _XML.search(start) or _META.search(start)
    return match[1].decode("ascii") if match else None


def _utf16(content: bytes, declared: list[str | None]) -> str | None:
    """Tell UTF-16 without a mark: does it read more likely than what the bytes are otherwise?"""
    sample = content[:SAMPLE_BYTES]
    marks = max(sample.count(0), sample.count(_CYRILLIC_BLOCK))
    says_so = any(name and name.startswith("utf-16") for name in declared)
    valid = _is_utf8(sample)
    has_marks = marks > UTF16_MARK_SHARE * len(sample)
    if not says_so and not has_marks and (valid or len(content) < MIN_UTF16_BYTES):
        return None
    other = "utf-8" if valid else _likeliest(sample, declared)
    costs = {name: text_cost(sample.decode(name, errors="replace")) for name in (other, *_UTF16)}
    best = min(costs, key=lambda name: costs[name])
    return best if best in _UTF16 else None


def _is_utf8(content: bytes) -> bool:
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        text = content.decode("utf-8", errors="replace")
        broken = text.count("\ufffd")
        sound = len(re.findall(r"[^\x00-\x7f\ufffd]", text))
        return broken <= max(1, MAX_BROKEN_SHARE * sound) and sound > broken
    return True


def _likeliest(content: bytes, declared: list[str | None]) -> str:
    sample = _sample(content)
    bonus = {name: DECLARED_BONUS * declared.count(name) for name in declared if name}
    # What was declared comes first, so that it wins a tie.
    candidates = dict.fromkeys([*bonus, *CANDIDATES])
    costs = {name: text_cost(sample.decode(name, errors="replace")) - bonus.get(name, 0.0) for name in candidates}
    return min(costs, key=lambda name: costs[name])


def _sample(content: bytes) -> bytes:
    stretches: list[bytes] = []
    size = 0
    for match in _NON_ASCII_STRETCH.finditer(content):
        stretches.append(match[0][: SAMPLE_BYTES - size])
        size += len(stretches[-1])
        if size >= SAMPLE_BYTES:
            break
    return b"\n".join(stretches)
