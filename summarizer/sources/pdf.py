"""The text of a PDF: lines set in columns of paper, back to paragraphs."""

import io
import logging
import re
from collections import Counter
from typing import TYPE_CHECKING

from summarizer.article import Document, Resource
from summarizer.errors import NotAnArticle, UnreadableFile
from summarizer.sources.metadata import clean_line, valid_date
from summarizer.sources.pdf_lines import page_lines
from summarizer.sources.unwrap import unwrap

if TYPE_CHECKING:
    from pypdf import PdfReader

LOGGER = logging.getLogger(__name__)

MAX_PAGES = 60  # an article has a few; at some 20 ms a page, more would cost seconds
MAX_CHARACTERS = 400_000  # far above any article; stops a file that repeats one page for ever
_PAGE_NUMBER = re.compile(
    r"^(?:[-–—]\s*)?(?:(?:page|стр\.?)\s*)?\d{1,4}(?:\s*(?:/|of|из)\s*\d{1,4})?(?:\s*[-–—])?$", re.IGNORECASE
)
_FILE_NAME = re.compile(
    r"^(?:microsoft (?:word|powerpoint) - |untitled|document\d*$)|\.(?:docx?|indd|odt|pdf|pptx?|qxd|rtf|tex)$",
    re.IGNORECASE,
)
_PRINTED_AT = r"\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4},?\s+\d{1,2}:\d{2}(?:\s?[AP]M)?"
_PRINTED_HEAD = re.compile(rf"^{_PRINTED_AT}", re.IGNORECASE)
_PRINTED_FOOT = re.compile(
    rf"^\w{{1,8}}://\S*\s+\d{{1,4}}/\d{{1,4}}$|^\d{{1,4}}\s?(?:/|of|из|の)\s?\d{{1,4}}\s+{_PRINTED_AT}$",
    re.IGNORECASE,
)
_REPEATED_SHARE = 0.6  # of the pages, that begin or end with the same line: a running head or foot
_MIN_PAGES_FOR_HEADS = 3


def extract_pdf(resource: Resource) -> Document:
    """Return the text of a PDF with its metadata.

    Raises:
        UnreadableFile: encrypted or damaged.
        NotAnArticle: ``empty``, no text in it, as in a scan.
    """
    from pypdf.errors import PyPdfError

    name = resource.url or "PDF"
    try:
        pages, title, author, created = _read(resource.content, name)
    except UnreadableFile:
        raise
    except (
        PyPdfError,
        ArithmeticError,
        AttributeError,
        LookupError,
        OSError,
        RuntimeError,
        TypeError,
        ValueError,
    ) as error:
        # pypdf raises whatever its parser trips over; a damaged file can trip it anywhere.
        raise UnreadableFile("damaged_pdf", name, f"{type(error).__name__}: {error}") from error
    paragraphs = unwrap(line for page in _without_running_heads(_without_printers_lines(pages)) for line in page)
    text = "\n".join(line for line in map(clean_line, paragraphs) if line)
    if not text:
        raise NotAnArticle("empty", "PDF without text")
    return Document(text=text, title=title, author=author, url=resource.url, pasted=True, made=valid_date(created))


def _read(content: bytes, name: str) -> tuple[list[list[str]], str | None, str | None, str | None]:
    from pypdf import PdfReader
    from pypdf.errors import DependencyError

    reader = PdfReader(io.BytesIO(content))
    try:
        if reader.is_encrypted and not reader.decrypt(""):
            raise UnreadableFile("password", name)
    except (DependencyError, NotImplementedError) as error:
        raise UnreadableFile("password", name, str(error)) from error
    pages: list[list[str]] = []
    size = 0
    for page in reader.pages[:MAX_PAGES]:
        lines = page_lines(page)
        pages.append(lines)
        size += sum(map(len, lines))
        if size > MAX_CHARACTERS:
            break
    return pages, *_metadata(reader)


def _metadata(reader: "PdfReader") -> tuple[str | None, str | None, str | None]:
    about = reader.metadata
    if about is None:
        return None, None, None
    try:
        created = about.creation_date
    except ValueError:
        created = None
    title = clean_line(about.title)
    if title and _FILE_NAME.search(title):
        title = None
    return title, clean_line(about.author), created.date().isoformat() if created else None


def _without_printers_lines(pages: list[list[str]]) -> list[list[str]]:
    """Leave out what a browser prints above and below a page: time and title, address and number of the page."""
    if not any(_PRINTED_FOOT.search(line) for page in pages for line in page):
        return pages
    return [[line for line in page if not (_PRINTED_FOOT.search(line) or _PRINTED_HEAD.match(line))] for page in pages]


def _without_running_heads(pages: list[list[str]]) -> list[list[str]]:
    pages = [[line for line in page if not _PAGE_NUMBER.match(line)] for page in pages]
    if len(pages) < _MIN_PAGES_FOR_HEADS:
        return pages
    edges = Counter(line for page in pages if page for line in {page[0], page[-1]} if line)
    repeated = {line for line, count in edges.items() if count >= _REPEATED_SHARE * len(pages)}
    return [[line for line in page if line not in repeated] for page in pages]
