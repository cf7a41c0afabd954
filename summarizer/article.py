"""The records that travel from a source to a brief: Resource -> Document -> Article.

Each stage takes one and returns the next; all are frozen, so a stage cannot change what an earlier one said.
Offsets are Python string indexes (Unicode code points) into ``Article.text``.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

Language = Literal["en", "ru", "ja"]
LANGUAGES: tuple[Language, ...] = ("en", "ru", "ja")

DateSource = Literal["option", "metadata", "dateline", "text"]


@dataclass(frozen=True, slots=True)
class Resource:
    """Bytes as they came from the network, a file or standard input.

    Attributes:
        content: the body, already decompressed.
        media_type: lower-case type without parameters, such as ``text/html``.
        charset: what the sender said the encoding is; None if it did not say.
        url: where the bytes came from, after redirects; None for a file or pasted text.
    """

    content: bytes
    media_type: str
    charset: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """The text of an article and what its page says about it; not yet understood.

    Attributes:
        text: one line a paragraph, heading or list item. Pasted text keeps its page furniture: the layout stage
            (``language.layout``) tells it from the article.
        title: the article's own headline, or None.
        site: the publication's name, or None.
        author: as the page names them, or None.
        published: the day of publication by the page's metadata, or None.
        published_at: the moment of publication in UTC, where the page gives it so: which day that was for its readers
            depends on the language; else None.
        stamps: short texts beside the headline, of which one may say the day of publication in words.
        made: the day on which the file was made, or None: not before publication, often long after it, as people print
            old pages.
        url: the canonical URL if the page gives one on a public host, else where it was fetched from.
        pasted: True where ``text`` may carry page furniture (pasted text, plain-text files, PDF).
    """

    text: str
    title: str | None = None
    site: str | None = None
    author: str | None = None
    published: date | None = None
    published_at: datetime | None = None
    url: str | None = None
    pasted: bool = False
    made: date | None = None
    stamps: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Dateline:
    """Where and when an agency story was filed: ``MOSCOW, January 14. /TASS/.``.

    Attributes:
        place: the place as written, or None.
        month: 1 to 12, or None.
        day: 1 to 31, or None.
        year: four digits, or None where the dateline leaves it out, as most do.
        agency: the agency as written, or None.
    """

    place: str | None = None
    month: int | None = None
    day: int | None = None
    year: int | None = None
    agency: str | None = None


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of the article: ``article.text[start:end] == text``.

    Attributes:
        index: 0-based position in ``Article.sentences``; what points and facts cite.
        start: offset of the first character in ``Article.text``.
        end: offset after the last character.
        text: the sentence, without surrounding white space.
        paragraph: 0-based number of the paragraph it stands in.
    """

    index: int
    start: int
    end: int
    text: str
    paragraph: int


@dataclass(frozen=True, slots=True)
class Article:
    """An article whose language, layout and sentences are known. Everything downstream reads this.

    Attributes:
        text: the whole text that sentence offsets point into (furniture included, but in no sentence).
        language: ISO 639-1.
        title: the headline, or None.
        sentences: the article's own sentences in order; no navigation, caption, credit, heading or dateline.
        dateline: as found, or None.
        published: the day that relative dates are resolved against, or None.
        published_from: which evidence ``published`` rests on; None exactly when ``published`` is None.
        url, site, author: as in Document.
    """

    text: str
    language: Language
    title: str | None
    sentences: tuple[Sentence, ...]
    dateline: Dateline | None = None
    published: date | None = None
    published_from: DateSource | None = None
    url: str | None = None
    site: str | None = None
    author: str | None = None
