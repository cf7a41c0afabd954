"""HTML text to a tree, for whatever the network brings."""

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.html import HtmlElement

MAX_TAG_LENGTH = 4_000  # characters; longer ones hold embedded images, data for scripts, or an attack (see below)
# libxml2 compares each attribute of a tag with all before it: 40 000 of them cost 14 s.
_LONG_TAG = re.compile(rf"<([a-zA-Z][a-zA-Z0-9:-]*)[^<>]{{{MAX_TAG_LENGTH},}}")
_HAS_ROOT = re.compile(r"<html[\s>]", re.IGNORECASE)
_ROOT_WITHIN = 5_000  # characters; comments and declarations come before the root


def parse_html(text: str) -> "HtmlElement | None":
    """Parse a page, or a fragment of one; None if there is no element in it."""
    from trafilatura.utils import load_html

    text = _LONG_TAG.sub(r"<\1 ", text)
    if not text.strip():
        return None
    if not _HAS_ROOT.search(text[:_ROOT_WITHIN]):
        text = f"<html><body>{text}</body></html>"
    tree: HtmlElement | None = load_html(text)
    return tree
