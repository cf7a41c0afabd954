"""What stands above the article: its headline, its deck; and the first line of a post, which is headline and news."""

import re

from summarizer.article import Language
from summarizer.language.captions import Kind, is_title_sized, size
from summarizer.language.line_kinds import is_paragraph
from summarizer.language.titles import headline

DECK_SIZE: dict[Language, int] = {"en": 7, "ru": 5, "ja": 20}
"""Words (Japanese: characters) from which a line after the headline is its deck rather than a caption or byline."""
LONGEST_POST: dict[Language, int] = {"en": 900, "ru": 900, "ja": 0}
"""Characters of a channel's post without its first line (Telegram's captions end at 1,024); an article has more. In
Japanese the first line of a post ends in a full stop, and headlines are worded otherwise than their articles."""
SAID_AGAIN = 0.5
"""Share of a headline's words that its article has again, at the least: of real ones in Russian 0.6 to 1."""
STEM = 4
"""Letters of a word that inflection leaves alone."""


def take_title(lines: list[str], kinds: list[Kind], language: Language) -> str | None:
    """Choose the headline among the lines before the article and mark it in ``kinds``; None if there is none."""
    end = _first_body(kinds)
    candidates = [number for number in range(end) if kinds[number] == "other"]
    large = [number for number in candidates if is_title_sized(lines[number], language)]
    chosen = large[0] if large else max(candidates, key=lambda n: size(lines[n], language), default=None)
    if chosen is None:
        return None
    kinds[chosen] = "title"
    return headline(lines[chosen], None)


def take_deck(lines: list[str], kinds: list[Kind], language: Language) -> str | None:
    """Choose the line under the headline that sums it up and mark it in ``kinds``; None if there is none."""
    end = _first_body(kinds)
    after_title = kinds.index("title") + 1 if "title" in kinds[:end] else 0
    for number in range(after_title, end):
        if kinds[number] == "other" and size(lines[number], language) >= DECK_SIZE[language]:
            kinds[number] = "deck"
            return headline(lines[number], None)
    return None


def is_post(lines: list[str], kinds: list[Kind], language: Language) -> bool:
    """Tell whether a short text's first line is the news itself: a post in a channel, which does not say it again."""
    if kinds[:2] != ["title", "body"]:
        return False
    own = [line for line, kind in zip(lines, kinds, strict=True) if kind in ("body", "item")]
    title, body = lines[0], "".join(own)
    if not is_title_sized(title, language) or len(body) > LONGEST_POST[language]:
        return False
    if not any(is_paragraph(line, language) for line in own):
        return False  # nothing but headings, of which the first is no more news than the others
    stems = [word[:STEM] for word in re.findall(r"\w+", title.casefold()) if len(word) >= STEM]
    return sum(stem in body.casefold() for stem in stems) < SAID_AGAIN * len(stems)


def _first_body(kinds: list[Kind]) -> int:
    return next((number for number, kind in enumerate(kinds) if kind == "body"), len(kinds))
