"""Name what a page is when it is not the article: bot wall, consent, log-in, paywall stub, error page, link list.

The decision rests mainly on how little text there is. A page with an article's length of text outside links is never
refused, so a story about captchas, passwords or "404" is safe; below that, the page's statements about itself
(``page_kinds.toml``) and its structure decide, and the more text there is the more evidence they must bring.
"""

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from summarizer.article import Resource
from summarizer.sources.decode import decode
from summarizer.sources.html_page import HtmlPage, fold, look_at, weight
from summarizer.sources.parse import parse_html

# Weighted characters (see ``html_page.weight``) of extracted text outside links.
ARTICLE_WEIGHT = 600  # from here on it is an article: some 100 English words, 300 Japanese characters
SURE_POINTS = 2  # pieces of evidence that a statement without another meaning counts for
FLASH_WEIGHT = 200  # news flashes have this little text, and so have walls
SHELL_WEIGHT = 60  # below, there is not even a flash, and one piece of evidence is enough
LIST_LINKS = 15  # fewer links are the furniture of any page
LIST_LINK_SHARE = 0.6  # of the visible text; article pages with all their furniture measured below a half
LIST_BLOCKS = 8  # blocks of the extracted text that are nothing but a link
LIST_BLOCK_SHARE = 0.4  # of all extracted blocks

_SEPARATOR = re.compile(r"\s+[|\-–—·:»/]\s+|\s*[|｜:：]\s*")
_KINDS = ("bot_wall", "consent", "login", "paywall", "error_page")
_IN_PAGE_FURNITURE = frozenset({"consent", "login"})  # their phrases stand on most article pages too


@dataclass(frozen=True, slots=True)
class _Evidence:
    """What gives one kind of page away; the fields are those of ``page_kinds.toml``."""

    title: re.Pattern[str] | None
    alone: frozenset[str]
    text: tuple[re.Pattern[str], ...]
    sure: tuple[re.Pattern[str], ...]
    markers: tuple[str, ...]


@cache
def _evidence() -> dict[str, _Evidence]:
    table = tomllib.loads(files("summarizer.sources").joinpath("page_kinds.toml").read_text(encoding="utf-8"))
    return {
        kind: _Evidence(
            title=re.compile("|".join(f"(?:{pattern})" for pattern in row["title"])) if row["title"] else None,
            alone=frozenset(row["alone"]),
            text=tuple(re.compile(pattern) for pattern in row["text"]),
            sure=tuple(re.compile(pattern) for pattern in row["sure"]),
            markers=tuple(row["markers"]),
        )
        for kind, row in table.items()
    }


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
    folded = fold(body) if size < ARTICLE_WEIGHT else ""
    if _is_teaser_list(page, blocks):
        # A page that was not found is often filled up with stories to read instead.
        is_error = bool(folded) and _points("error_page", page, folded) >= SURE_POINTS
        return "error_page" if is_error else "link_list"
    if size >= ARTICLE_WEIGHT:
        return None
    needed = 1 if size < SHELL_WEIGHT and not page.says_article else SURE_POINTS
    points = {kind: _points(kind, page, folded) for kind in _KINDS}
    likeliest = max(_KINDS, key=lambda kind: points[kind])
    if points[likeliest] >= needed:
        return likeliest
    if _needs_javascript(page, folded):
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
    points = {kind: _points(kind, page, page.plain) for kind in _KINDS if kind != "error_page"}
    likeliest = max(points, key=lambda kind: points[kind])
    return likeliest if points[likeliest] else None


def _points(kind: str, page: HtmlPage, body: str) -> int:
    evidence = _evidence()[kind]
    has_body = page.says_article or weight(body) >= SHELL_WEIGHT
    text = body if kind in _IN_PAGE_FURNITURE and has_body else page.plain
    points = sum(pattern.search(text) is not None for pattern in evidence.text)
    points += SURE_POINTS * sum(pattern.search(text) is not None for pattern in evidence.sure)
    points += any(_is_titled(heading, evidence) for heading in page.headings)
    if points or (kind == "bot_wall" and weight(page.plain) < FLASH_WEIGHT):
        # A captcha in a comment form is no wall; alone it counts where nothing else is on the page.
        points += any(marker in page.marks for marker in evidence.markers)
    if kind == "login" and not page.says_article:
        points += page.has_password and (points > 0 or weight(body) < SHELL_WEIGHT)
    if kind == "paywall" and page.free is False:
        points += SURE_POINTS
    return points


def _is_titled(heading: str, evidence: _Evidence) -> bool:
    if evidence.title is not None and evidence.title.match(heading):
        return True
    return _SEPARATOR.split(heading, maxsplit=1)[0] in evidence.alone


def _needs_javascript(page: HtmlPage, body: str) -> bool:
    sure = _evidence()["javascript"].sure
    if any(pattern.search(body) for pattern in sure):
        return True
    if weight(body) >= SHELL_WEIGHT:
        return False
    if any(pattern.search(page.plain) or pattern.search(page.noscript) for pattern in sure):
        return True
    return page.scripts > 0 and weight(page.plain + page.linked) < SHELL_WEIGHT


def _is_link_list(page: HtmlPage) -> bool:
    linked, plain = weight(page.linked), weight(page.plain)
    return not page.says_article and page.links >= LIST_LINKS and linked > LIST_LINK_SHARE * (linked + plain)


def _is_teaser_list(page: HtmlPage, blocks: list[bool]) -> bool:
    count = sum(blocks)
    return not page.says_article and count >= LIST_BLOCKS and count >= LIST_BLOCK_SHARE * len(blocks)
