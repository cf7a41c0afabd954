"""The catalogues against the code: ``python -m bot_presentation.catalogues`` (in ``tests/``) updates the .po files.

New messages are added without a translation, which makes test_catalogues fail until somebody has written one; messages
that the code no longer has are dropped. The English catalogue is filled with the messages themselves.
"""

from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

import bot
from bot.i18n import DOMAIN
from summarizer.article import LANGUAGES

PACKAGE = Path(bot.__file__).parent
WIDTH = 110

MessageId = str | tuple[str, ...]


def catalogue_file(language: str) -> Path:
    """Return where the catalogue of a language is."""
    return PACKAGE / "locales" / language / "LC_MESSAGES" / f"{DOMAIN}.po"


def catalogue(language: str) -> Catalog:
    """Return the catalogue of a language as it is stored."""
    return read_po(BytesIO(catalogue_file(language).read_bytes()), locale=language, domain=DOMAIN)


def messages_in_code() -> dict[MessageId, set[str]]:
    """Return the messages of the code and the files that have each."""
    found: dict[MessageId, set[str]] = {}
    for file, _, message, _, _ in extract_from_dir(str(PACKAGE), method_map=[("**.py", "python")]):
        found.setdefault(message, set()).add(f"bot/{file}")
    return found


def update() -> None:
    """Write the catalogues anew from the code, with the translations that they have."""
    found = messages_in_code()
    for language in LANGUAGES:
        old = catalogue(language)
        new = Catalog(locale=language, domain=DOMAIN, header_comment=old.header_comment, fuzzy=False)
        new.mime_headers = old.mime_headers
        for message in found:
            known = old.get(message if isinstance(message, str) else message[0])
            text = message if language == "en" else known.string if known else ""
            new.add(message, text, locations=[(file, None) for file in sorted(found[message])])
        with catalogue_file(language).open("wb") as out:
            write_po(out, new, width=WIDTH, include_lineno=False, sort_output=True)


if __name__ == "__main__":
    update()
