"""Plain text and Markdown to a document of lines."""

import re
import unicodedata

from summarizer.article import Document, Resource
from summarizer.errors import NotAnArticle, UnsupportedMediaType
from summarizer.sources.decode import decode
from summarizer.sources.mail import open_mail
from summarizer.sources.media_type import MARKDOWN
from summarizer.sources.metadata import clean_line, valid_date
from summarizer.sources.raw_data import raw_data_type
from summarizer.sources.unwrap import is_wrapped, lines_of, unwrap

_CONTROL = re.compile("[\x00-\x08\x0e-\x1b\x1f\x7f\ufeff\u200b]")
_FRONT_MATTER = re.compile(r"\A---\n(.*?)\n(?:---|\.\.\.)\n", re.DOTALL)
_FIELD = re.compile(r"^(title|author|date|site):\s*(.+)$", re.MULTILINE)
_FENCE = re.compile(r"^\s{0,3}(?:```|~~~)")
_RULE = re.compile(r"^\s{0,3}(?:(?:\*\s*){3,}|(?:-\s*){3,}|(?:_\s*){3,})$")
_UNDERLINE = re.compile(r"^\s{0,3}(?:=+|-{2,})\s*$")
_HEADING = re.compile(r"^\s{0,3}(#{1,6})\s+(.*?)(?:\s+#+)?\s*$")
_ITEM = re.compile(r"^\s*(?:[-*+]|\d{1,9}[.)])\s+(.*)$")
_QUOTE = re.compile(r"^\s{0,3}(?:>\s?)+")
_REFERENCE = re.compile(r"^\s{0,3}\[[^\]]+\]:\s+\S+.*$")
_HARD_BREAK = re.compile(r"(?: {2,}|\\)$")
_ESCAPED = re.compile(r"\\([\\`*_{}\[\]()#+.!>~|-])")
_SHELTER = 0xE000  # escaped characters wait in the private use area while marks are taken away
_UNSHELTER = {_SHELTER + code: code for code in range(0x80)}
_INLINE = (
    (re.compile(r"!\[[^\]]*\](?:\([^)]*\)|\[[^\]]*\])"), ""),
    (re.compile(r"\[([^\]]+)\](?:\([^)]*\)|\[[^\]]*\])"), r"\1"),
    (re.compile(r"<(https?://[^>\s]+)>"), r"\1"),
    (re.compile(r"</?[a-zA-Z][^<>]*>|<!--.*?-->"), ""),
    (re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1"), r"\2"),
    (re.compile(r"(?<![\w*])\*(?=\S)([^*]+?)(?<=\S)\*(?![\w*])|(?<!\w)_(?=\S)([^_]+?)(?<=\S)_(?!\w)"), r"\1\2"),
    (re.compile(r"`([^`]+)`"), r"\1"),
)


def extract_text(resource: Resource) -> Document:
    """Return the lines of a plain text or Markdown file.

    Raises:
        NotAnArticle: ``empty``, there is no text.
        UnsupportedMediaType: it is JSON or a table.
    """
    text = _CONTROL.sub("", unicodedata.normalize("NFC", decode(resource.content, resource.charset)))
    if resource.media_type == MARKDOWN:
        return _markdown("\n".join(lines_of(text)), resource.url)
    data = raw_data_type(text)
    if data is not None:
        raise UnsupportedMediaType("text for machines", media_type=data)
    mail = open_mail(list(lines_of(text)))
    fields = {"title": mail.subject} if mail.subject else {}
    if mail.sent:
        fields["date"] = mail.sent.isoformat()
    return _document(unwrap(mail.lines) if is_wrapped(mail.lines) else mail.lines, resource.url, fields)


def _document(lines: list[str], url: str | None, fields: dict[str, str] | None = None) -> Document:
    kept = [line for line in map(clean_line, lines) if line]
    if not kept:
        raise NotAnArticle("empty", "no text")
    fields = fields or {}
    return Document(
        text="\n".join(kept),
        title=fields.get("title"),
        site=fields.get("site"),
        author=fields.get("author"),
        published=valid_date(fields.get("date")),
        url=url,
        pasted=True,
    )


def _markdown(text: str, url: str | None) -> Document:
    fields: dict[str, str] = {}
    front = _FRONT_MATTER.match(text)
    if front:
        fields = {name: value.strip().strip("\"'") for name, value in _FIELD.findall(front[1])}
        text = text[front.end() :]
    blocks = _blocks(text)
    if blocks and "title" not in fields and blocks[0][0] == 1:
        fields["title"] = blocks.pop(0)[1]
    return _document([block for _, block in blocks], url, fields)


def _blocks(text: str) -> list[tuple[int, str]]:
    """Cut into blocks: (heading level or 0, text); lines of one paragraph are joined."""
    blocks: list[tuple[int, str]] = []
    pending: list[str] = []

    def flush(level: int = 0) -> None:
        if pending:
            blocks.extend((level, _inline(paragraph)) for paragraph in unwrap_soft(pending))
            pending.clear()

    for raw in text.split("\n"):
        line = _QUOTE.sub("", raw)
        heading, item = _HEADING.match(line), _ITEM.match(line)
        if pending and _UNDERLINE.match(line):
            flush(1 if "=" in line else 2)
        elif not line.strip() or _FENCE.match(line) or _RULE.match(line) or _REFERENCE.match(line):
            flush()
        elif heading:
            flush()
            blocks.append((len(heading[1]), _inline(heading[2])))
        else:
            if item:
                flush()
            pending.append(item[1] if item else line)
            if _HARD_BREAK.search(line):
                flush()
    flush()
    return blocks


def unwrap_soft(lines: list[str]) -> list[str]:
    """Join the lines of one Markdown paragraph: there only a blank line or a hard break ends it."""
    joined = lines[0].strip()
    for line in lines[1:]:
        wide = joined[-1:] > "\u2fff" and line.strip()[:1] > "\u2fff"
        joined += ("" if wide else " ") + line.strip()
    return [joined]


def _inline(text: str) -> str:
    text = _ESCAPED.sub(lambda match: chr(_SHELTER + ord(match[1])), text)
    for pattern, replacement in _INLINE:
        text = pattern.sub(replacement, text)
    return text.strip().removesuffix("\\").translate(_UNSHELTER)
