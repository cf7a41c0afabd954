"""A web page seen from outside the article: what its title, visible text, links and forms say the page is.

Looked at only where the extracted text is too short to speak for itself, so that ordinary articles do not pay for it.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from summarizer.sources.structured_data import is_of_article, structured_data, types_of

if TYPE_CHECKING:
    from lxml.html import HtmlElement

MAX_VISIBLE_CHARACTERS = 30_000  # of visible text that is collected; pages judged here have a fraction of that
_HIDDEN = frozenset(
    {"script", "style", "template", "head", "noscript", "svg", "iframe", "object", "select", "textarea"}
)
_MARKED_ATTRIBUTES = ("id", "class", "name", "src", "action", "data-testid")
_WIDE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3\uff66-\uff9f]")


@dataclass(frozen=True, slots=True)
class HtmlPage:
    """What a page shows besides its article.

    Attributes:
        headings: title and h1 texts, folded.
        plain: visible text outside links, folded.
        linked: visible text of links, folded.
        noscript: text for browsers without JavaScript, folded.
        links: number of links with text.
        scripts: number of script elements.
        has_password: whether there is a password field.
        marks: ids, classes, names and addresses of elements, folded.
        says_article: whether its metadata calls it an article.
        free: what its metadata says on free access; None if nothing.
    """

    headings: tuple[str, ...]
    plain: str
    linked: str
    noscript: str
    links: int
    scripts: int
    has_password: bool
    marks: str
    says_article: bool
    free: bool | None


def fold(text: str) -> str:
    """Normalise for comparison: compatibility forms, case, straight apostrophes, single spaces."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().replace("’", "'").split())


def weight(text: str) -> int:
    """Return the length in characters where one of Chinese, Japanese or Korean counts as two: they say as much."""
    return len(text) + sum(1 for _ in _WIDE.finditer(text))


def look_at(tree: "HtmlElement") -> HtmlPage:
    """Read a parsed page once."""
    plain: list[str] = []
    linked: list[str] = []
    for text, in_link in _visible(tree):
        (linked if in_link else plain).append(text)
    metadata = list(structured_data(tree))
    return HtmlPage(
        headings=tuple(fold("".join(found.itertext())) for found in tree.iter("title", "h1")),
        plain=fold(" ".join(plain)),
        linked=fold(" ".join(linked)),
        noscript=fold(" ".join(text for found in tree.iter("noscript") for text in found.itertext())),
        links=sum(1 for link in tree.iter("a") if link.get("href") and (link.text or len(link))),
        scripts=sum(1 for _ in tree.iter("script")),
        has_password=any((field.get("type") or "").lower() == "password" for field in tree.iter("input")),
        marks=_marks(tree),
        says_article=_says_article(tree, metadata),
        free=_free(metadata),
    )


def _visible(tree: "HtmlElement") -> Iterator[tuple[str, bool]]:
    """Yield visible texts with whether they are in a link; without recursion, so depth does no harm."""
    from lxml import etree

    hidden = links = collected = 0
    for event, node in etree.iterwalk(tree, events=("start", "end")):
        step = 1 if event == "start" else -1
        hidden += step * (node.tag in _HIDDEN)
        links += step * (node.tag == "a")
        text = node.text if event == "start" else node.tail
        if text and not hidden and not text.isspace():
            collected += len(text)
            yield text, links > 0
        if collected > MAX_VISIBLE_CHARACTERS:
            return


def _marks(tree: "HtmlElement") -> str:
    nodes = tree.iter("html", "body", "div", "section", "form", "script", "iframe", "input", "main")
    found = (node.get(name) for node in nodes for name in _MARKED_ATTRIBUTES)
    return " ".join(value[:200] for value in found if value).casefold()


def _says_article(tree: "HtmlElement", metadata: list[dict[str, Any]]) -> bool:
    kinds = (meta.get("content", "") for meta in tree.iterfind('.//meta[@property="og:type"]'))
    if any(kind.strip().lower() == "article" for kind in kinds):
        return True
    return any(is_of_article(types_of(data)) for data in metadata)


def _free(metadata: list[dict[str, Any]]) -> bool | None:
    said = [data["isAccessibleForFree"] for data in metadata if "isAccessibleForFree" in data]
    if not said:
        return None
    return not any(value is False or str(value).strip().lower() == "false" for value in said)
