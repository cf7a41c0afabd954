"""Text as it is pasted or extracted, made safe to take offsets in: one kind of line end, space and composition.

NFC, not NFKC: the compatibility forms of Japanese news (１４日, ㈱) are part of the text that is quoted as evidence.
Only what the fonts of PDFs put in the place of letters is undone: ligatures (ﬁ), and radicals for the characters that
they look like (⽇ for 日), which no lexicon would know.
"""

import re
import unicodedata
from functools import lru_cache
from importlib.resources import files

_LINE_ENDS = re.compile(r"\r\n?|[\x0b\x0c\x85\u2028\u2029]")
# Controls, soft hyphen, zero-width characters, marks of writing direction, lone surrogates, non-characters, BOM.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff"
    "\ufff9-\ufffb\ufffe\uffff\ud800-\udfff\U000e0000-\U000e007f]"
)
_SPACES = re.compile(r"[ \t\xa0\u1680\u2000-\u200a\u202f\u205f]")
# Spaces are doubled by justification or a removed link; an ideographic space is kept: it divides Japanese headlines.
_MANY_SPACES = re.compile(r"(?<=\S) {3,}")
_LOOKALIKES = re.compile("[\u2e80-\u2fd5\ufb00-\ufb06]")


def clean(text: str) -> str:
    """Return a text in NFC with line feeds for line ends, plain spaces and no invisible characters.

    Args:
        text: anything, lone surrogates included.

    Returns:
        Text that can be encoded in UTF-8; ``clean(clean(text)) == clean(text)``.
    """
    text = _INVISIBLE.sub("", _LINE_ENDS.sub("\n", text))
    text = _LOOKALIKES.sub(_letters, _MANY_SPACES.sub("  ", _SPACES.sub(" ", text)))
    return unicodedata.normalize("NFC", text)


def _letters(lookalike: re.Match[str]) -> str:
    return _radicals().get(lookalike[0]) or unicodedata.normalize("NFKC", lookalike[0])


@lru_cache(maxsize=1)
def _radicals() -> dict[str, str]:
    rows = files(__package__).joinpath("radicals.tsv").read_text(encoding="utf-8").splitlines()
    return {row[0]: row[2] for row in rows if not row.startswith("#")}
