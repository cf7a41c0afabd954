"""Interface texts in the reader's language: gettext catalogues, read from ``locales/<language>/LC_MESSAGES/svodka.po``.

The .po files are what is shipped; Babel compiles them in memory at first use (some tens of milliseconds a language), so
a wheel, an editable install and a source tree work alike, with no build step and no .mo file that could be out of date.
Messages are plain text with named ``{fields}``, never markup: ``bot.rendering`` puts that around them.
"""

import gettext
from functools import cache
from importlib.resources import files
from io import BytesIO

from summarizer.article import LANGUAGES, Language

DOMAIN = "svodka"
FALLBACK: Language = "en"


class Translator:
    """The messages of one language.

    Args:
        language: of the messages.
        catalogue: compiled.
    """

    def __init__(self, language: Language, catalogue: gettext.GNUTranslations) -> None:
        self.language: Language = language
        self._catalogue = catalogue

    def gettext(self, message: str, /, **fields: object) -> str:
        """Return a message with its fields filled in.

        Args:
            message: in English, as it stands in the catalogues.
            fields: values for the ``{names}`` in it.
        """
        translated = self._catalogue.gettext(message)
        return translated.format_map(fields) if fields else translated

    def ngettext(self, singular: str, plural: str, number: int, /, **fields: object) -> str:
        """Return a message in the plural form that ``number`` asks for: 1 тезис, 2 тезиса, 5 тезисов.

        Args:
            singular: English singular, the key in the catalogues.
            plural: English plural.
            number: chooses the form, and fills the field ``{number}`` as the language groups digits.
            fields: values for the other names.
        """
        form = self._catalogue.ngettext(singular, plural, number)
        return form.format_map({"number": format_number(number, self.language), **fields})


def format_number(number: int | float, language: Language) -> str:
    """Return a number with the language's separators: ``1,234.5``, ``1 234,5``."""
    from babel.numbers import format_decimal

    return format_decimal(number, locale=language).replace("\u202f", "\u00a0")


@cache
def translator(language: Language) -> Translator:
    """Return the messages of a language; compiled at the first call."""
    return Translator(language, _compiled(language))


def interface_language(language_code: str | None, chosen: str | None = None) -> Language:
    """Return the language to speak with somebody.

    Args:
        language_code: IETF tag that Telegram gives for the user (``ru``, ``pt-br``), or None. Only ``ru`` gives
            Russian: speakers of neighbouring languages who want it can choose it, and are not taken for Russians.
        chosen: their own setting, or None; outranks the tag.
    """
    for code in (chosen, language_code):
        primary = (code or "").replace("_", "-").partition("-")[0].lower()
        for language in LANGUAGES:
            if language == primary:
                return language
    return FALLBACK


def _compiled(language: Language) -> gettext.GNUTranslations:
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    source = files("bot").joinpath("locales", language, "LC_MESSAGES", f"{DOMAIN}.po")
    compiled = BytesIO()
    write_mo(compiled, read_po(BytesIO(source.read_bytes()), locale=language, domain=DOMAIN))
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)
