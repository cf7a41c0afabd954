"""The article in a web page, by trafilatura, with one parse of the HTML for everything."""

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from summarizer.article import Document, Resource
from summarizer.errors import NotAnArticle
from summarizer.sources.decode import decode
from summarizer.sources.html_date import page_date
from summarizer.sources.html_page import look_at, weight
from summarizer.sources.metadata import canonical_url, clean_line, clean_title
from summarizer.sources.page_kind import ARTICLE_WEIGHT, page_kind
from summarizer.sources.parse import parse_html
from summarizer.sources.telegram import extract_telegram
from summarizer.sources.telegram_page import may_be_telegram

if TYPE_CHECKING:
    from lxml.etree import _Element
    from lxml.html import HtmlElement

LOGGER = logging.getLogger(__name__)

MIN_CELL_CHARACTERS = 80  # of a table cell that is prose in a layout table; data cells are shorter and no sentences

_BLOCKS = frozenset(
    {"body", "cell", "code", "div", "fw", "head", "item", "lb", "list", "p", "quote", "row", "table", "tei"}
)
_SENTENCE_ENDS = (".", "!", "?", "…", "。", "！", "？", "」", "»", "”")
_LINK_SHARE = 0.8  # of a block's characters, above which the block is only a link


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, heading, list item or table cell.

    Attributes:
        text: on one line.
        is_link: whether it is nothing but links.
    """

    text: str
    is_link: bool


def extract_html(resource: Resource) -> Document:
    """Return the article of an HTML page.

    Raises:
        NotAnArticle: the page has no article; the reason says what it is.
        IsAFeed, ChannelNotReadable: a page of Telegram that is no post.
    """
    page = decode(resource.content, resource.charset)
    tree = parse_html(page)
    if tree is None:
        raise NotAnArticle("empty", "no elements")
    if may_be_telegram(page) and (post := extract_telegram(tree, resource.url)) is not None:
        return post
    found = _bare_extraction(tree, resource.url)
    title = clean_title(
        found.title if found else None,
        found.sitename if found else None,
        tuple(filter(None, (clean_line("".join(h1.itertext())) for h1 in tree.iter("h1")))),
        resource.url,
    )
    blocks = [block for block in _blocks(found.body, tree) if block.text != title] if found else []
    _require_article(tree, blocks)
    address = canonical_url(found.url, resource.url)
    said = page_date(tree, address)
    return Document(
        # A line that is only a link points to another story, unless it is a whole sentence.
        text="\n".join(block.text for block in blocks if not block.is_link or block.text.endswith(_SENTENCE_ENDS)),
        title=title,
        site=clean_line(found.sitename),
        author=clean_line(found.author),
        published=said.published,
        published_at=said.moment,
        made=said.made,
        stamps=said.stamps,
        url=address,
    )


def _bare_extraction(tree: "HtmlElement", url: str | None) -> Any:
    from trafilatura import bare_extraction

    try:
        return bare_extraction(
            tree,
            url=url,
            include_comments=False,
            include_links=True,  # so that lists of links can be told from text; links do not change what is extracted
            with_metadata=True,
            date_extraction_params={"extensive_search": False},  # not used: see ``html_date``
        )
    except RecursionError:
        LOGGER.warning("page is nested too deeply to extract")
        return None


def _require_article(tree: "HtmlElement", blocks: list[Block]) -> None:
    """Raise NotAnArticle unless there is one; the page is looked at only where its text is short or full of links."""
    body = " ".join(block.text for block in blocks if not block.is_link)
    if len(body) >= ARTICLE_WEIGHT and not any(block.is_link for block in blocks):
        return
    reason = page_kind(look_at(tree), body, [block.is_link for block in blocks])
    if reason is not None:
        raise NotAnArticle(reason, f"{weight(body)} weighted characters of text")


def _blocks(body: "_Element", tree: "HtmlElement") -> Iterator[Block]:
    """Cut trafilatura's tree into lines; without recursion, so depth does no harm.

    Where trafilatura falls back to all text of the page, its lines stand in one paragraph and its links are gone; hence
    the split at line ends, and then the comparison with the texts of the page's links.
    """
    from lxml import etree

    is_fallback = any("\n" in text for text in body.itertext())
    link_texts = {clean_line("".join(link.itertext())) for link in tree.iter("a")} if is_fallback else set()
    texts: list[str] = []
    linked = in_link = 0
    for event, node in etree.iterwalk(body, events=("start", "end")):
        if node.tag in _BLOCKS:
            least = MIN_CELL_CHARACTERS if node.tag == "cell" and event == "end" else 1
            text = "".join(texts)
            only_link = linked > _LINK_SHARE * len(text)
            for line in filter(None, map(clean_line, text.split("\n"))):
                if len(line) >= least:
                    yield Block(line, only_link or line in link_texts)
            texts, linked = [], 0
        in_link += (1 if event == "start" else -1) * (node.tag == "ref")
        piece = node.text if event == "start" else node.tail
        if piece and node is not body:
            texts.append(piece)
            linked += len(piece) if in_link else 0
