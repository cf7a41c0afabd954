"""``parse_mode=HTML`` by Telegram's rules: which markup is refused, with which words, and which entities come out.

Rules from https://core.telegram.org/bots/api#html-style; what the page leaves open (byte offsets in refusals, end tags,
attributes, unknown entities) follows the behaviour of the open server, TDLib's ``parse_html``. In particular an
unknown named entity and a bare ``&`` are kept as text, not refused: Telegram does so. ``strict=True`` refuses them,
for those who want to know that everything was escaped.

Offsets and lengths of entities are UTF-16 units; offsets in refusals are UTF-8 bytes of the markup.
"""

import re
from dataclasses import dataclass, field
from typing import Any

from .errors import ApiError, bad_request
from .links import checked_link, mentioned_user_id

Json = dict[str, Any]

SIMPLE_TAGS = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "tg-spoiler": "spoiler",
    "span": "spoiler",
}
TAGS = {*SIMPLE_TAGS, "a", "code", "pre", "blockquote", "tg-emoji"}
_NAMED = {b"lt": "<", b"gt": ">", b"amp": "&", b"quot": '"'}
_ENTITY = re.compile(rb"&(?:#x([0-9a-fA-F]+)|#([0-9]+)|([a-zA-Z]+))(;?)")
_SPECIAL = re.compile(rb"[<&]")
_ENTITY_BYTES = 10  # a longer number is no entity (TDLib)
_LAST_CODE_POINT = 0x10FFFF
_SPACES = b" \t\r\n\0\v"


def utf16_length(text: str) -> int:
    """Return the length of a text in UTF-16 units."""
    return len(text) + sum(character > "\uffff" for character in text)


def decode_entity(markup: bytes, position: int) -> tuple[str, int] | None:
    """Return the character of the entity at ``position`` and where the text goes on, or None where there is none."""
    match = _ENTITY.match(markup, position)
    if match is None:
        return None
    hexadecimal, decimal, name, _ = match.groups()
    if name is not None:
        character = _NAMED.get(name)
        return None if character is None else (character, match.end())
    code = int(hexadecimal, 16) if hexadecimal else int(decimal)
    end = match.end() - len(match[4])
    if not 0 < code < _LAST_CODE_POINT or end - position >= _ENTITY_BYTES:
        return None
    return chr(code), match.end()


@dataclass(slots=True)
class _Open:
    tag: str
    argument: str
    offset: int
    text_start: int


@dataclass(slots=True)
class _Parser:
    markup: bytes
    strict: bool
    position: int = 0
    units: int = 0
    pieces: list[str] = field(default_factory=list)
    entities: list[Json] = field(default_factory=list)
    open_tags: list[_Open] = field(default_factory=list)

    def run(self) -> tuple[str, list[Json]]:
        while self.position < len(self.markup) - 1:
            if self.markup[self.position : self.position + 1] == b"<":
                self._tag()
            else:
                self._text()
        if self.open_tags:
            raise _refused(f'Can\'t find end tag corresponding to start tag "{self.open_tags[-1].tag}"')
        for entity in self.entities:
            if entity["type"] == "code":
                entity.pop("language", None)
        return self._joined(), sorted(self.entities, key=lambda entity: (entity["offset"], -entity["length"]))

    def _joined(self) -> str:
        text = "".join(self.pieces)
        halves = text.encode("utf-16-le", "surrogatepass")  # two numeric halves make one character
        try:
            return halves.decode("utf-16-le")
        except UnicodeDecodeError as error:
            raise _refused(
                "Text contains invalid Unicode characters after decoding HTML entities, check for unmatched surrogate "
                "code units"
            ) from error

    def _text(self) -> None:
        if self.markup[self.position : self.position + 1] == b"&":
            decoded = decode_entity(self.markup, self.position)
            if decoded is not None:
                self._add(decoded[0])
                self.position = decoded[1]
                return
            if self.strict:
                raise _refused(f"Unescaped ampersand at byte offset {self.position}")
        special = _SPECIAL.search(self.markup, self.position + 1)
        end = special.start() if special else len(self.markup) - 1
        self._add(self.markup[self.position : end].decode())
        self.position = end

    def _add(self, text: str) -> None:
        self.pieces.append(text)
        self.units += utf16_length(text)

    def _tag(self) -> None:
        begin = self.position
        self.position += 1
        if self.markup[self.position : self.position + 1] == b"/":
            self._end_tag(begin)
        else:
            self._start_tag(begin)

    def _until(self, stop: bytes) -> bytes:
        start = self.position
        while self.markup[self.position] not in stop:
            self.position += 1
        return self.markup[start : self.position]

    def _skip_spaces(self) -> None:
        while self.markup[self.position] in _SPACES and not self._at_end():
            self.position += 1

    def _at_end(self) -> bool:
        return self.position >= len(self.markup) - 1

    def _here(self) -> bytes:
        return self.markup[self.position : self.position + 1]

    def _start_tag(self, begin: int) -> None:
        tag = self._until(_SPACES + b">").decode().lower()
        if self._at_end():
            raise _refused(f"Unclosed start tag at byte offset {begin}")
        if tag not in TAGS:
            raise _refused(f'Unsupported start tag "{tag}" at byte offset {begin}')
        argument = ""
        while self._here() != b">":
            self._skip_spaces()
            if self._here() == b">":
                break
            argument = self._attribute(tag, begin) or argument
        self.position += 1
        if tag == "span" and argument != "spoiler":
            raise _refused(f'Tag "span" must have class "tg-spoiler" at byte offset {begin}')
        self.open_tags.append(_Open(tag, argument, self.units, len(self.pieces)))

    def _attribute(self, tag: str, begin: int) -> str:
        name = self._until(_SPACES + b"=>").decode()
        if not name:
            raise _refused(f'Empty attribute name in the tag "{tag}" at byte offset {begin}')
        self._skip_spaces()
        if self._at_end():
            raise _refused(f"Unclosed start tag at byte offset {begin}")
        if self._here() != b"=":
            return "expandable" if (tag, name) == ("blockquote", "expandable") else ""
        self.position += 1
        self._skip_spaces()
        if self._at_end():
            raise _refused(f'Unclosed start tag "{tag}" at byte offset {begin}')
        value = self._quoted() if self._here() in (b'"', b"'") else self._name_token()
        if self._at_end():
            raise _refused(f"Unclosed start tag at byte offset {begin}")
        return _argument(tag, name, value)

    def _name_token(self) -> str:
        begin = self.position
        while re.match(rb"[A-Za-z0-9.-]", self._here()):
            self.position += 1
        if self.markup[self.position] not in _SPACES + b">":
            raise _refused(f"Unexpected end of name token at byte offset {begin}")
        return self.markup[begin : self.position].decode().lower()

    def _quoted(self) -> str:
        quote = self._here()
        self.position += 1
        value = bytearray()
        while self._here() != quote and not self._at_end():
            decoded = decode_entity(self.markup, self.position) if self._here() == b"&" else None
            if decoded is None:
                value += self._here()
                self.position += 1
            else:
                value += decoded[0].encode("utf-8", "surrogatepass")
                self.position = decoded[1]
        if self._here() == quote:
            self.position += 1
        return value.decode("utf-8", "replace")

    def _end_tag(self, begin: int) -> None:
        if not self.open_tags:
            raise _refused(f"Unexpected end tag at byte offset {begin}")
        self.position += 1
        found = self._until(_SPACES + b">").decode().lower()
        self._skip_spaces()
        if self._here() != b">":
            raise _refused(f"Unclosed end tag at byte offset {begin}")
        opened = self.open_tags.pop()
        if found and found != opened.tag:
            raise _refused(f'Unmatched end tag at byte offset {begin}, expected "</{opened.tag}>", found "</{found}>"')
        self.position += 1
        if self.units > opened.offset:
            self._close(opened)

    def _close(self, opened: _Open) -> None:
        span: Json = {"offset": opened.offset, "length": self.units - opened.offset}
        if opened.tag in SIMPLE_TAGS:
            self.entities.append({"type": SIMPLE_TAGS[opened.tag], **span})
        elif opened.tag == "a":
            self.entities.extend(_link(opened.argument or "".join(self.pieces[opened.text_start :]), span))
        elif opened.tag == "blockquote":
            kind = "expandable_blockquote" if opened.argument else "blockquote"
            self.entities.append({"type": kind, **span})
        elif opened.tag == "tg-emoji":
            if not opened.argument.isdecimal() or int(opened.argument) == 0:
                raise _refused("Invalid custom emoji identifier specified")
            self.entities.append({"type": "custom_emoji", "custom_emoji_id": opened.argument, **span})
        else:
            self._close_code(opened, span)

    def _close_code(self, opened: _Open, span: Json) -> None:
        inner = self.entities[-1] if self.entities else {}
        same_span = all(inner.get(key) == value for key, value in span.items())
        language = {"language": opened.argument} if opened.argument else {}
        if opened.tag == "pre" and same_span and inner.get("type") == "code" and "language" in inner:
            inner["type"] = "pre"
        elif opened.tag == "code" and same_span and inner.get("type") == "pre" and language:
            inner.update(language)
        else:
            self.entities.append({"type": opened.tag, **span, **language})


def _argument(tag: str, name: str, value: str) -> str:
    if (tag, name) in {("a", "href"), ("tg-emoji", "emoji-id")}:
        return value
    if (tag, name) == ("blockquote", "expandable"):
        return "expandable"
    prefix = {"code": "language-", "span": "tg-"}.get(tag)
    return value.removeprefix(prefix) if prefix and name == "class" and value.startswith(prefix) else ""


def _link(target: str, span: Json) -> list[Json]:
    user_id = mentioned_user_id(target)
    if user_id is not None:
        return [{"type": "text_mention", "user": {"id": user_id, "is_bot": False, "first_name": ""}, **span}]
    url = checked_link(target)
    return [{"type": "text_link", "url": url, **span}] if url else []


def _refused(reason: str) -> ApiError:
    return bad_request(f"can't parse entities: {reason}")


def parse_html(markup: str, *, strict: bool = False) -> tuple[str, list[Json]]:
    """Return the text and the MessageEntity objects of a text in HTML mode.

    Args:
        markup: what the bot sent as ``text``.
        strict: refuse a bare ``&`` and unknown named entities too (Telegram keeps them).

    Raises:
        ApiError: 400 ``can't parse entities``, in Telegram's words.
    """
    return _Parser(markup.encode() + b"\0", strict).run()
