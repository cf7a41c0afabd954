"""What of a chat model's raw output is its answer: no thoughts, stop texts, fences, quotation marks and preambles."""

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

_FENCE = re.compile(r"\A```[\w-]*\n(.*?)\n?```\s*\Z", re.DOTALL)
_QUOTES = (('"', '"'), ("“", "”"), ("«", "»"), ("「", "」"), ("『", "』"), ("'", "'"), ("`", "`"))
_COLON = re.compile("[:：]")
_BREAKING = str.maketrans({"<": "‹", ">": "›", "[": "⁅", "]": "⁆"})


@dataclass(frozen=True, slots=True)
class _Markup:
    control: re.Pattern[str]
    thought: re.Pattern[str]
    opening: re.Pattern[str]
    closing: re.Pattern[str]
    preamble: re.Pattern[str]
    opens: tuple[str, ...]


@cache
def _markup() -> _Markup:
    table = tomllib.loads(files("summarizer.engines").joinpath("chat_markup.toml").read_text(encoding="utf-8"))
    opens, closes = ("|".join(map(re.escape, table[f"thought_{name}"])) for name in ("opens", "closes"))
    return _Markup(
        re.compile("|".join(table["control"]), re.IGNORECASE),
        re.compile(f"(?:{opens}).*?(?:{closes})", re.DOTALL),
        re.compile(opens),
        re.compile(closes),
        re.compile(rf"\A\s*\**(?:{'|'.join(table['preamble'])})\**\s*", re.IGNORECASE),
        tuple(table["thought_opens"]),
    )


def neutralise(text: str, tokens: Sequence[str] = ()) -> str:
    """Return a text in which nothing is left that a chat template or tokenizer would take for its own marks.

    Args:
        text: of other people.
        tokens: special tokens of the tokenizer that will read it, where they are known.

    Returns:
        The text with the brackets of such marks exchanged (``<|im_end|>`` → ``‹|im_end|›``), still readable.
    """
    return without_tokens(_markup().control.sub(lambda mark: mark[0].translate(_BREAKING), text), tokens)


def without_tokens(text: str, tokens: Sequence[str]) -> str:
    """Return a text of other people in which no special token of a tokenizer is left, as ``neutralise`` does.

    Args:
        text: of other people.
        tokens: special ones, the longest first.
    """
    for token in tokens:
        if len(token) > 1 and token in text:
            broken = token.translate(_BREAKING)
            text = text.replace(token, broken if broken != token else f"{token[0]} {token[1:]}")
    return text


def answer_of(raw: str, stop: Sequence[str] = (), *, thinking: bool = False, complete: bool = True) -> str:
    """Return the part of a raw output that is meant for the reader.

    Args:
        raw: everything that the model wrote so far.
        stop: texts at which the answer ends.
        thinking: whether the prompt itself opened a thought, so that the output begins inside it.
        complete: False while more may come. What is returned then is a beginning of what will be returned in the end,
            unless a thought is closed that was never opened.
    """
    markup = _markup()
    text = markup.thought.sub("", markup.opens[0] + raw if thinking else raw)
    opened = markup.opening.search(text)
    if opened:
        text = text[: opened.start()]
    elif complete:
        text = text[last_thought_end(text) :]
    ends = [position for mark in stop if mark and (position := text.find(mark)) >= 0]
    if ends:
        text = text[: min(ends)]
    elif not complete:
        text = _without_begun(text, (*markup.opens, *stop))
    return text.strip()


def last_thought_end(text: str) -> int:
    """Return the offset after the last mark that closes a thought; 0 if there is none."""
    return max((mark.end() for mark in _markup().closing.finditer(text)), default=0)


def _without_begun(text: str, marks: Sequence[str]) -> str:
    """Return the text without an ending that may become one of the marks."""
    longest = max(
        (size for mark in marks for size in range(1, len(mark)) if text.endswith(mark[:size])),
        default=0,
    )
    return text[: len(text) - longest]


def bare(answer: str, source: str = "") -> str:
    """Return an answer without what models wrap around it: a preamble, a fence, quotation marks.

    Args:
        answer: without thoughts.
        source: what was asked about: quotation marks that it has around it stay, and so does a colon
            that may be its own.
    """
    text = answer.strip()
    preamble = _markup().preamble.match(text)
    if preamble and (preamble[0].endswith("\n") or not _COLON.search(source)):
        text = text[preamble.end() :] or text
    fenced = _FENCE.match(text)
    text = (fenced[1] if fenced else text).strip()
    for opening, closing in _QUOTES:
        inner = text[len(opening) : -len(closing)]
        wrapped = len(text) > 2 and text.startswith(opening) and text.endswith(closing)
        if wrapped and opening not in inner and closing not in inner and not _is_quoted(source):
            return inner.strip()
    return text


def _is_quoted(text: str) -> bool:
    return any(text.strip().startswith(opening) and text.strip().endswith(closing) for opening, closing in _QUOTES)
