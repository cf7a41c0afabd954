"""What of an entry's texts tells the news: which of several, without what programs write around them."""

import re
import tomllib
from functools import cache
from importlib.resources import files

from summarizer.sources.feeds import MIN_HEADLINE_CHARACTERS

SHORT_EXCERPT = 80
"""Characters below which a description that comes with the whole text is no editor's summary: a kicker, a link."""
LONGEST_END = 600
"""Characters from the end of a text within which what programs add to it begins: it repeats title and site."""
_CUT_OFF = re.compile(r"(?:…|\.\.\.)\W*\Z")
_NEXT_SENTENCE = re.compile(r"[.:]?\s+[«“\"「]?[A-ZА-ЯЁ\d\u3040-\u9fff]")
_EXCERPT_END = re.compile(r"\s*\[(?:…|\.\.\.)\]\s*\Z")


def entry_text(texts: list[str], title: str, source: str | None) -> str:
    """Choose among an entry's texts.

    Args:
        texts: plain; the description first, then what may be the whole article.
        title: of the entry.
        source: name of the publication, which some feeds put after the title.

    Returns:
        The description, unless it breaks off or says next to nothing, and there is more; empty if all of them only say
        the title again.
    """
    own = [_without_title(_without_furniture(text), title) for text in texts]
    own = [text for text in own if not _repeats(text, title, source)]
    if not own:
        return ""
    first, *others = own
    longest = max(others, key=len, default="")
    is_weak = len(first) < SHORT_EXCERPT or _CUT_OFF.search(first) is not None
    return longest if is_weak and len(longest) > len(first) else first


def entry_title(title: str, source: str | None) -> str:
    """Return a title without the name of the publication that aggregators put after it."""
    for dash in (" - ", " – ", " — ", " | "):
        if source and title.endswith(f"{dash}{source}") and len(title) > len(dash) + len(source):
            return title.removesuffix(f"{dash}{source}").rstrip()
    return title


def _without_title(text: str, title: str) -> str:
    """Return a text without the headline with which it begins, if another sentence begins after it."""
    rest = text.removeprefix(title)
    begins = len(title) >= MIN_HEADLINE_CHARACTERS and rest != text and _NEXT_SENTENCE.match(rest)
    return rest.lstrip(" .:") if begins else text


def _repeats(text: str, title: str, source: str | None) -> bool:
    def bare(words: str) -> str:
        return re.sub(r"[\W_]+", "", words.casefold())

    left = bare(text).removeprefix(bare(title))
    return not left or (bool(source) and left == bare(source or ""))


def _without_furniture(text: str) -> str:
    while True:
        end = _ends().search(text, max(0, len(text) - LONGEST_END))
        shorter = _EXCERPT_END.sub(" …", text[: end.start()] if end else text).strip()
        if shorter == text:
            return text
        text = shorter


@cache
def _ends() -> re.Pattern[str]:
    text = files("summarizer.sources").joinpath("feed_furniture.toml").read_text(encoding="utf-8")
    patterns: list[str] = tomllib.loads(text)["ends"]
    return re.compile(rf"(?:^|(?<=[.!?…。」»”\")\]]))\s*(?:{'|'.join(patterns)})\s*\Z", re.IGNORECASE)
