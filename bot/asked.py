"""What a message asks for: its links, its text, its file; read off the update alone, so that a restart reads the same.

Offsets of entities count UTF-16 code units (https://core.telegram.org/bots/api#messageentity); the library converts.
"""

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from telegram import Document, Message, MessageEntity

from summarizer.sources.telegram_address import HOSTS

BRIEF_COMMANDS = frozenset({"/brief"})
TRANSLATE_COMMANDS = frozenset({"/translate"})
MIN_TEXT_CHARACTERS = 20
MIN_JAPANESE_CHARACTERS = 8
"""From here on words are taken for a text, to be summed up or at least translated; fewer are talk ("hello there")."""
_JAPANESE = re.compile(r"[\u3041-\u30fa\u4e00-\u9fff]")
_ENTITY_KINDS: list[str | None] = [MessageEntity.URL, MessageEntity.TEXT_LINK]


@dataclass(frozen=True, slots=True)
class Link:
    """A page on the web."""

    url: str


@dataclass(frozen=True, slots=True)
class Text:
    """Text that was typed, pasted or forwarded."""

    text: str


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that was sent; ``size`` in bytes, 0 where Telegram does not say."""

    file_id: str
    name: str
    media_type: str
    size: int


Asked = Link | Text | Attachment


def links_of(message: Message) -> list[str]:
    """Return the addresses in a message's text or caption, in order, each once."""
    found: dict[str, None] = {}
    entities = {**message.parse_entities(_ENTITY_KINDS), **message.parse_caption_entities(_ENTITY_KINDS)}
    for entity, words in sorted(entities.items(), key=lambda item: item[0].offset):
        url = (entity.url or "") if entity.type == MessageEntity.TEXT_LINK else words
        if entity.type == MessageEntity.URL and "://" not in url:
            url = f"https://{url}"
        if url.lower().startswith(("http://", "https://")):
            found.setdefault(url)
    return list(found)


def text_of(message: Message) -> str:
    """Return a message's text or caption without a command and mentions at its beginning."""
    words = (message.text or message.caption or "").strip()
    while words.startswith(("/", "@")):
        head, _, rest = words.partition("\n") if "\n" in words.split(" ", 1)[0] else words.partition(" ")
        if head.startswith("/") and head.count("/") > 1:
            break
        words = rest.strip()
    return words


def asked_in(message: Message) -> list[Asked]:
    """Return what a message asks to have briefed; empty if nothing. With links, the text around them counts for nothing
    unless it is much longer than they are, as in a forwarded post that ends with one.
    """  # noqa: D205
    if message.document is not None:
        return [_attachment(message.document)]
    text, links = text_of(message), links_of(message)
    own_words = text
    for url in links:
        own_words = own_words.replace(url, "").replace(url.removeprefix("https://"), "")
    articles = [url for url in links if not _is_of_telegram(url)]
    if (articles or own_words.strip() == "") and links and len(own_words) < LONG_TEXT_CHARACTERS:
        return [Link(url) for url in articles or links]
    if len(text) >= (MIN_JAPANESE_CHARACTERS if _JAPANESE.search(text) else MIN_TEXT_CHARACTERS):
        return [Text(text)]
    return [Link(url) for url in links]


LONG_TEXT_CHARACTERS = 600
"""From here on a message with a link is an article of its own: channel posts have about 300 characters with a link."""


def asked_of(message: Message) -> list[Asked]:
    """Return what a message asks to have briefed, itself or by pointing at the message that it answers."""
    asked, replied = asked_in(message), message.reply_to_message
    return asked_in(replied) if not asked and replied is not None and _points(message) else asked


def _points(message: Message) -> bool:
    """Say whether an answer asks for something, by /brief or by a mention; “thanks” under a brief does not."""
    words = (message.text or message.caption or "").split(maxsplit=1)
    command = words[0].partition("@")[0].lower() if words else ""
    mentions = {**message.parse_entities(["mention"]), **message.parse_caption_entities(["mention"])}
    return command in BRIEF_COMMANDS or bool(mentions)


def _is_of_telegram(url: str) -> bool:
    """Say whether a link leads into Telegram, as the “subscribe” under a channel's post does."""
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.") in HOSTS
    except ValueError:
        return False


def _attachment(document: Document) -> Attachment:
    return Attachment(
        document.file_id, document.file_name or "", (document.mime_type or "").lower(), document.file_size or 0
    )
