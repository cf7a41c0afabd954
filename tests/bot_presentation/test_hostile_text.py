"""Whatever an article says, Telegram takes the message, and the reader gets the article's words."""

import re
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.rendering.brief import render_brief, render_evidence
from bot.rendering.harmless import harmless, harmless_lines, is_blank, shortened
from bot.rendering.inline import inline_brief, inline_prepare
from bot.rendering.owner import broadcast_text
from bot.rendering.spans import Block, Span, web_link, written
from bot.rendering.splitting import MAX_UNITS, parts
from bot.rendering.translation import translated_text
from botapi.entities_html import utf16_length

from .markup import checked
from .stories import NASTY, URLS, hostile_briefs

SLOW = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
BIDI = set("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


@SLOW
@given(hostile_briefs(), st.lists(NASTY, min_size=5, max_size=5))
def test_telegram_takes_every_part_and_no_point_is_lost(brief: dict[str, Any], sentences: list[str]) -> None:
    for rendered in (render_brief(brief), render_brief(brief, sentences), render_evidence(brief, sentences)):
        assert rendered
        for part in rendered:
            checked(part)
        shown = squeezed("".join(part.plain for part in rendered))
        assert all(squeezed(harmless(p["text"])) in shown for p in brief["points"] if not is_blank(p["text"]))


@SLOW
@given(st.lists(st.builds(Span, NASTY.map(harmless), bold=st.booleans(), quote=st.booleans()), max_size=8))
def test_splitting_keeps_every_character_that_is_not_space(spans: list[Span]) -> None:
    blocks = [Block((span,), "\n\n") for span in spans]
    rendered = parts(blocks)
    for part in rendered:
        checked(part)
    kept = "".join(squeezed(span.text) for span in spans if not is_blank(span.text))
    assert squeezed("".join(part.plain for part in rendered)) == kept


@SLOW
@given(st.lists(NASTY.map(harmless), max_size=5), st.integers(2, 40))
def test_splitting_holds_any_limit(texts: list[str], limit: int) -> None:
    for part in parts([Block((Span(text[:400], italic=True),)) for text in texts], limit):
        assert utf16_length(part.plain) <= limit


@SLOW
@given(NASTY)
def test_harmless_text_is_one_line_of_valid_utf8_and_stays_as_it_is(text: str) -> None:
    line = harmless(text)
    line.encode()
    assert not set(line) & (BIDI | set("\n\r\t\x00\u2028"))
    assert harmless(line) == line
    assert harmless_lines(harmless_lines(text)) == harmless_lines(text)
    assert len(shortened(text, 20)) <= 20


@SLOW
@given(NASTY, URLS)
def test_translations_broadcasts_and_inline_results_are_taken_too(text: str, url: str | None) -> None:
    for part in (
        *translated_text(text, "en", "ja", "ru"),
        *broadcast_text(text),
        inline_prepare(url or "…", "en").message,
    ):
        checked(part)


@SLOW
@given(hostile_briefs())
def test_an_inline_result_always_has_a_title(brief: dict[str, Any]) -> None:
    result = inline_brief(brief)
    assert not is_blank(result.title)
    assert len(result.title) <= 100
    checked(result.message)


@given(URLS)
def test_a_link_is_a_web_address_that_cannot_leave_its_attribute(url: str | None) -> None:
    link = web_link(url)
    assert link is None or (link.startswith(("http://", "https://")) and not set(link) & set('"<>\n '))
    checked(written([Span("x", link=link)]))


def test_known_good_and_bad_addresses() -> None:
    assert web_link("https://news.example/a?b=1&c=2#d") == "https://news.example/a?b=1&c=2#d"
    assert web_link("https://пример.рф/путь")
    for bad in ("ftp://x.example", "javascript:alert(1)", "https://", "http://[", "tg://user?id=1", "https://x.y/\ud800",
                "https://x.example/" + "a" * 2048, 'https://x.example/"', None, ""):  # fmt: skip
        assert web_link(bad) is None, bad


def test_a_part_is_full_at_the_limit_and_split_one_over() -> None:
    assert len(parts([Block((Span("x" * MAX_UNITS),))])) == 1
    assert [len(p.plain) for p in parts([Block((Span("x" * (MAX_UNITS + 1)),))])] == [MAX_UNITS, 1]
    assert len(parts([Block((Span("😀" * (MAX_UNITS // 2)),))])) == 1
    assert [len(p.plain) for p in parts([Block((Span("😀" * (MAX_UNITS // 2 + 1)),))])] == [MAX_UNITS // 2, 1]


def test_long_text_is_cut_after_a_sentence_else_at_a_space_and_never_inside_an_emoji() -> None:
    first, *_ = parts([Block((Span("One sentence of some words. " * 300),))])
    assert first.plain.endswith("words.")
    first, *_ = parts([Block((Span("これは文です。" * 1000),))])
    assert first.plain.endswith("です。")
    first, second, *_ = parts([Block((Span("word " * 2000),))])
    assert first.plain.endswith("word")
    assert second.plain.startswith("word")
    for part in parts([Block((Span("👩‍🚀" * 2000),))]):
        assert part.plain.startswith("👩")
        assert part.plain.endswith("🚀")


def test_blocks_stay_whole_where_they_fit_into_a_part() -> None:
    rendered = parts([Block((Span(c * 3000),), "\n\n") for c in "abc"])
    assert [set(part.plain) for part in rendered] == [{"a"}, {"b"}, {"c"}]


def test_more_entities_than_telegram_keeps_go_into_the_next_part() -> None:
    rendered = parts([Block((Span("x", bold=True),)) for _ in range(150)])
    assert [len(checked(part)) for part in rendered] == [100, 50]


def test_what_is_said_stays_and_what_disguises_goes() -> None:
    assert harmless("abc\u202egnp.exe\u202c\u200b \ufeffэто\x00 日本\ud800") == "abcgnp.exe это 日本\ufffd"
    assert harmless("👩‍🚀 ❤️ क्‍ष") == "👩‍🚀 ❤️ क्‍ष", "joiners inside emoji and words stay"
    assert harmless("e" + "\u0301" * 50) == "e" + "\u0301" * 4
    assert is_blank("\u3164\u200b \u2800")
