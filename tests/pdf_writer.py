"""A PDF of a few lines in any script, written by hand: one font whose codes are UTF-16 code units."""

import zlib
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Set:
    """A line as it is set: size of its letters, distance from the line above and indent, in points."""

    text: str
    size: int = 10
    down: int = 14
    indent: int = 0


def pdf_of(plain_pages: Sequence[Sequence[str | Set]], info: str = "") -> bytes:
    """Return a PDF with these lines on its pages; ``info`` is the inside of its information dictionary."""
    pages = [[line if isinstance(line, Set) else Set(line) for line in page] for page in plain_pages]
    kids = " ".join(f"{5 + 2 * number} 0 R" for number in range(len(pages)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode(),
        (
            b"<< /Type /Font /Subtype /Type0 /BaseFont /Plain /Encoding /Identity-H /DescendantFonts"
            b" [<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Plain /DW 500"
            b" /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>] /ToUnicode 4 0 R >>"
        ),
        _stream(_to_unicode(pages)),
    ]
    for number, lines in enumerate(pages):
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 840] /Contents {6 + 2 * number} 0 R"
            " /Resources << /Font << /F1 3 0 R >> >> >>".encode()
        )
        objects.append(_stream(_content(lines)))
    objects.append(f"<< {info} >>".encode("latin-1"))
    return _file(objects)


def _to_unicode(pages: list[list[Set]]) -> bytes:
    codes = sorted({character for lines in pages for line in lines for character in line.text})
    pairs = "".join(f"<{ord(c):04x}> <{ord(c):04x}>\n" for c in codes)
    return (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapType 2 def\n"
        "1 begincodespacerange <0000> <FFFF> endcodespacerange\n"
        f"{len(codes)} beginbfchar\n{pairs}endbfchar\n"
        "endcmap CMapName currentdict /CMap defineresource pop end end"
    ).encode()


def _content(lines: list[Set]) -> bytes:
    shown, indent = "", 0
    for line in lines:
        shown += f"/F1 {line.size} Tf {line.indent - indent} {-line.down} Td "
        shown += f"<{line.text.encode('utf-16-be').hex()}> Tj\n"
        indent = line.indent
    return f"BT 40 814 Td\n{shown}ET".encode()


def _stream(data: bytes) -> bytes:
    packed = zlib.compress(data)
    return b"<< /Length %d /Filter /FlateDecode >>\nstream\n%b\nendstream" % (len(packed), packed)


def _file(objects: list[bytes]) -> bytes:
    out = bytearray(b"%PDF-1.7\n")
    offsets = []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    out += b"trailer << /Size %d /Root 1 0 R /Info %d 0 R >>\nstartxref\n%d\n%%%%EOF" % (
        len(objects) + 1,
        len(objects),
        start,
    )
    return bytes(out)
