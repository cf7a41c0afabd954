"""Name what a page is when it is not the article: bot wall, consent, log-in, paywall stub, error page, link list.

The decision rests mainly on how little text there is. A page with an article's length of text outside links is never
refused, so a story about captchas, passwords or "404" is safe; below that, the page's statements about itself
(``page_kinds.toml``) and its structure decide, and the more text there is the more evidence they must bring.
"""

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files

from summarizer.article import Resource
from summarizer.sources.decode import decode
from summarizer.sources.html_page import HtmlPage, fold, look_at, weight
from summarizer.sources.parse import parse_html

# Weighted characters (see ``html_page.weight``) of extracted text outside links.
ARTICLE_WEIGHT = 600  # from here on it is an article: some 100 English words, 300 Japanese characters
FLASH_WEIGHT = 200  # above, a page needs two pieces of evidence; news flashes have this little text
SHELL_WEIGHT = 60  # below, there is not even a flash
LIST_LINKS = 15  # fewer links are the furniture of any page
LIST_LINK_SHARE = 0.6  # of the visible text; article pages with all their furniture measured below a half
LIST_BLOCKS = 8  # blocks of the extracted text that are nothing but a link
LIST_BLOCK_SHARE = 0.4  # of all extracted blocks

_SEPARATOR = re.compile(r"\s+[|\-–—·:»/]\s+|\s*[|｜:：]\s*")
_KINDS = ("bot_wall", "consent", "login", "paywall", "error_page")
_IN_PAGE_FURNITURE = frozenset({"consent", "login"})  # their phrases stand on most article pages too
_METADATA_POINTS = 2  # a publisher's own statement that the text is not free is enough


@cache
def _phrases() -> dict[str, dict[str, list[str]]]:
    table = tomllib.loads(files("summarizer.sources").joinpath("page_kinds.toml").read_text(encoding="utf-8"))
    return {kind: {field: [fold(p) for p in entries] for field, entries in row.items()} for kind, row in table.items()}


def page_kind(page: HtmlPage, body: str, block_links: Iterable[bool] = ()) -> str | None:
    """Name what a page is instead of an article.

    Args:
        page: the whole page.
        body: the extracted text outside links.
        block_links: for each block of the extracted text, whether it is nothing but links.

    Returns:
        A reason of ``NotAnArticle``, or None for an article.
    """
    blocks = list(block_links)
    size = weight(body)
    if _is_teaser_list(page, blocks):
        return "link_list"
    if size >= ARTICLE_WEIGHT:
        return None
    folded = fold(body)
    needed = 1 if size < FLASH_WEIGHT else 2
    for kind in _KINDS:
        if _points(kind, page, folded) >= needed:
            return kind
    if size < SHELL_WEIGHT and _needs_javascript(page):
        return "javascript"
    if _is_link_list(page):
        return "link_list"
    return None if folded else "empty"


def refusal_kind(resource: Resource) -> str | None:
    """Name what the HTML page of an error status is: bot wall, consent, log-in or paywall; None if it does not say."""
    tree = parse_html(decode(resource.content, resource.charset))
    if tree is None:
        return None
    page = look_at(tree)
    for kind in _KINDS:
        if kind != "error_page" and _points(kind, page, page.plain) > 0:
            return kind
    return None


def _points(kind: str, page: HtmlPage, body: str) -> int:
    phrases = _phrases()[kind]
    text = body if kind in _IN_PAGE_FURNITURE and page.says_article else page.plain
    points = sum(phrase in text for phrase in phrases["text"])
    points += any(_is_titled(heading, phrases) for heading in page.headings)
    if points or kind == "bot_wall":
        # A captcha in a comment form is no wall; it counts where nothing else is on the page.
        marked = any(mark in page.marks for mark in phrases["markers"])
        points += marked and (points > 0 or weight(page.plain) < FLASH_WEIGHT)
    if kind == "login":
        points += page.has_password and not page.says_article and (points > 0 or weight(body) < SHELL_WEIGHT)
    if kind == "paywall" and page.free is False:
        points += _METADATA_POINTS
    return points


def _is_titled(heading: str, phrases: dict[str, list[str]]) -> bool:
    if any(heading.startswith(phrase) for phrase in phrases["title"]):
        return True
    return _SEPARATOR.split(heading, maxsplit=1)[0] in phrases["alone"]


def _needs_javascript(page: HtmlPage) -> bool:
    if any(phrase in page.plain or phrase in page.noscript for phrase in _phrases()["javascript"]["text"]):
        return True
    return page.scripts > 0 and weight(page.plain + page.linked) < SHELL_WEIGHT


def _is_link_list(page: HtmlPage) -> bool:
    linked, plain = weight(page.linked), weight(page.plain)
    return not page.says_article and page.links >= LIST_LINKS and linked > LIST_LINK_SHARE * (linked + plain)


def _is_teaser_list(page: HtmlPage, blocks: list[bool]) -> bool:
    count = sum(blocks)
    return not page.says_article and count >= LIST_BLOCKS and count >= LIST_BLOCK_SHARE * len(blocks)
