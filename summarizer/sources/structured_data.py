"""The JSON-LD of a page (https://www.w3.org/TR/json-ld11/), as far as it is well formed."""

import json
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_MAX_DEPTH = 20  # nesting that is followed; real graphs have three or four
_ARTICLE_TYPE = re.compile(r"(?:Article|BlogPosting|NewsItem|Report)$")

_NONE: frozenset[str] = frozenset()


def structured_data(
    tree: "HtmlElement", without: frozenset[str] = _NONE, without_types: frozenset[str] = _NONE
) -> Iterator[dict[str, Any]]:
    """Yield every object of a page's structured data, outer ones first.

    Args:
        tree: of the page.
        without: names under which nothing is looked at.
        without_types: types of objects that are passed over with all that is in them.
    """
    for script in tree.iterfind('.//script[@type="application/ld+json"]'):
        try:
            data = json.loads(script.text or "")
        except (ValueError, RecursionError):
            continue  # malformed structured data is common and says nothing
        yield from _objects(data, without, without_types, _MAX_DEPTH)


def types_of(data: dict[str, Any]) -> list[str]:
    """Return the types of an object."""
    kinds = data.get("@type", [])
    return [kind for kind in (kinds if isinstance(kinds, list) else [kinds]) if isinstance(kind, str)]


def is_of_article(types: list[str]) -> bool:
    """Say whether one of some types is one of articles."""
    return any(_ARTICLE_TYPE.search(kind) for kind in types)


def _objects(
    data: object, without: frozenset[str], without_types: frozenset[str], depth: int
) -> Iterator[dict[str, Any]]:
    if depth == 0 or (isinstance(data, dict) and not without_types.isdisjoint(types_of(data))):
        return
    if isinstance(data, dict):
        yield data
    if isinstance(data, (dict, list)):
        values = [value for name, value in data.items() if name not in without] if isinstance(data, dict) else data
        for value in values:
            yield from _objects(value, without, without_types, depth - 1)
