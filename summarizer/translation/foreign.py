"""Which language one sentence of a text is in: mixed texts are common, and a model translates only its own."""

import re

from summarizer.article import LANGUAGES, Language
from summarizer.errors import LanguageNotSupported
from summarizer.language.detect import detect
from summarizer.translation.splitting import PROTECTED

_SCRIPT: dict[Language, re.Pattern[str]] = {
    "en": re.compile("[A-Za-z]"),
    "ru": re.compile("[А-Яа-яЁё]"),
    "ja": re.compile("[ぁ-ゖァ-ヺ一-鿿々〆]"),
}
SURE_LETTERS = 15
"""Letters from which a sentence in another script is a sentence and no name or title."""


def language_of(sentence: str, expected: Language) -> Language | None:
    """Return the language to translate a sentence from; None if it is best left as it is.

    Args:
        sentence: of a text.
        expected: language of the text.

    Returns:
        ``expected`` where the sentence has any of its letters; another of the three for a whole sentence of that; None
        for names, titles and codes in a foreign script.
    """
    bare = PROTECTED.sub(" ", sentence)
    if _SCRIPT[expected].search(bare):
        return expected
    for language in LANGUAGES:
        if len(_SCRIPT[language].findall(bare)) >= SURE_LETTERS:
            try:
                return detect(bare) if detect(bare) == language else None
            except LanguageNotSupported:
                return None
    return None
