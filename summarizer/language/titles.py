"""Headlines as pages and pastes give them, without the name of the site, and torn from the text they are glued to."""

import re
import tomllib
from functools import cache, lru_cache
from importlib.resources import files

from summarizer.article import Language

LEAST_TITLE = 8
"""Characters that must be left of a headline when a site's name is cut off; else the name was the headline."""
LONGEST_GLUED = 140
"""Characters within which a headline glued to the text must end."""
LONGEST_TITLE: dict[Language, int] = {"en": 180, "ru": 180, "ja": 80}
"""Characters of a headline that ends in a question or exclamation mark; longer ones are paragraphs."""

_BAR = re.compile(r"\s*[|｜]\s*")
_SIGNED = re.compile(r"\s*[（(][^（）()]{2,30}(?:[（(][^（）()]{1,20}[）)])?\s*[）)]\s*$")


def headline(title: str, site: str | None) -> str:
    """Return a headline without the site's name at its end.

    Args:
        title: as the page gives it: ``Talks begin - BBC News``, ``首脳会談始まる（共同通信） - Yahoo!ニュース``.
        site: the site's name if known, cut off in whatever way it is attached.
    """
    title = " ".join(title.split(" "))
    first = _BAR.split(title)[0]
    short = first if len(first) >= LEAST_TITLE else title
    named = _site_at_end(site).search(short)
    if named and named.start() >= LEAST_TITLE:
        short = _SIGNED.sub("", short[: named.start()])
    return short.strip()


def same_words(line: str, title: str) -> bool:
    """Tell whether a line is the title again, but for punctuation, case and a site's name after it."""
    left, right = (re.sub(r"\W+", "", text).casefold() for text in (line, title))
    return bool(right) and (left == right or (left.startswith(right) and len(left) - len(right) <= LONGEST_GLUED // 4))


def split_glued_headline(lines: list[str], language: Language) -> list[str]:
    """Return the lines with a headline that a site's name glues to the text on a line of its own.

    Copying from Japanese portals gives ``見出し（通信社） - Yahoo!ニュース本文…`` in one line.
    """
    if language != "ja":
        return lines
    for number, line in enumerate(lines[:2]):
        glue = _glue().match(line)
        if glue and len(line) - glue.end() >= 2 * LEAST_TITLE:
            return [*lines[:number], line[: glue.end()].strip(), line[glue.end() :].strip(), *lines[number + 1 :]]
    return lines


@cache
def _glue() -> re.Pattern[str]:
    name = (
        r"(?:Yahoo!ニュース|[^\s。、：:]{1,12}?(?:新聞|ニュース|通信|オンライン|放送)(?:\s?[^\s。、【]{0,8}?電子版)?)"
    )
    return re.compile(
        rf"[^。\n]{{{LEAST_TITLE},{LONGEST_GLUED}}}?(?:\s[-－–—|｜]\s?|[｜|]|：){name}(?=[【\s]|(?<=ニュース)|(?<=電子版))"
    )


@lru_cache(maxsize=256)
def _site_at_end(site: str | None) -> re.Pattern[str]:
    data = tomllib.loads(files("summarizer.language").joinpath("furniture.toml").read_text(encoding="utf-8"))
    spelled = [re.escape(site), *data["title"]["site_words"]] if site else data["title"]["site_words"]
    joined = "|".join(data["title"]["site_words_ja"])
    return re.compile(
        rf"\s+[-–—]\s+(?:[^-–—:：。]{{0,30}}\s)?(?:{'|'.join(spelled)})\b[^-–—:：。、.]{{0,15}}$"
        rf"|\s*[-－–—：:]\s*[^-–—:：。、]{{0,30}}?(?:{joined})[^-–—:：。、.]{{0,15}}$"
    )
