"""HTML mode: every rule in a table, and properties over arbitrary text."""

import html

import pytest
from hypothesis import given
from hypothesis import strategies as st

from .entities_html import parse_html, utf16_length
from .entities_plain import find_entities, formatted_text
from .errors import ApiError

ACCEPTED = {
    "bold by two names": ("<b>a</b><strong>b</strong>", "ab", ["bold 0 1", "bold 1 1"]),
    "italic by two names": ("<i>a</i><em>b</em>", "ab", ["italic 0 1", "italic 1 1"]),
    "underline by two names": ("<u>a</u><ins>b</ins>", "ab", ["underline 0 1", "underline 1 1"]),
    "strikethrough by three names": (
        "<s>a</s><strike>b</strike><del>c</del>",
        "abc",
        [f"strikethrough {i} 1" for i in range(3)],
    ),
    "spoiler by two names": (
        '<tg-spoiler>a</tg-spoiler><span class="tg-spoiler">b</span>',
        "ab",
        ["spoiler 0 1", "spoiler 1 1"],
    ),
    "code and pre": ("<code>a</code><pre>b</pre>", "ab", ["code 0 1", "pre 1 1"]),
    "pre with a language": ('<pre><code class="language-python">a</code></pre>', "a", ["pre 0 1 python"]),
    "code with a language outside pre": ('<code class="language-python">a</code>', "a", ["code 0 1"]),
    "a link": ('<a href="https://example.com/?a=1&amp;b=2">x</a>', "x", ["text_link 0 1 https://example.com/?a=1&b=2"]),
    "a link to a host alone": ("<a href='http://example.com'>x</a>", "x", ["text_link 0 1 http://example.com/"]),
    "a link without href whose text is the address": (
        "<a>example.com/a</a>",
        "example.com/a",
        ["text_link 0 13 http://example.com/a"],
    ),
    "a link that is none": ('<a href="nowhere">x</a>', "x", []),
    "a link to a host without a dot": ('<a href="http://localhost:80/">x</a>', "x", []),
    "a link to an IP address": ('<a href="http://127.0.0.1:80/a">x</a>', "x", ["text_link 0 1 http://127.0.0.1:80/a"]),
    "a mention by id": ('<a href="tg://user?id=42">x</a>', "x", ["text_mention 0 1 42"]),
    "a quotation": ("<blockquote>a</blockquote>", "a", ["blockquote 0 1"]),
    "an expandable quotation": ("<blockquote expandable>a</blockquote>", "a", ["expandable_blockquote 0 1"]),
    "a custom emoji": (
        '<tg-emoji emoji-id="5368324170671202286">👍</tg-emoji>',
        "👍",
        ["custom_emoji 0 2 5368324170671202286"],
    ),
    "nested tags, the outer one first": ("<b>a<i>b</i></b>", "ab", ["bold 0 2", "italic 1 1"]),
    "names in capitals": ("<B>a</b >", "a", ["bold 0 1"]),
    "an end tag without a name": ("<b>a</>", "a", ["bold 0 1"]),
    "an empty tag gives nothing": ("a<b></b>", "a", []),
    "offsets in UTF-16 units": ("𝔸é<b>😀</b>", "𝔸é😀", ["bold 3 2"]),
    "named entities": ("&lt;&gt;&amp;&quot;", '<>&"', []),
    "numeric entities": ("&#33;&#x21;&#128512;", "!!😀", []),
    "two numeric halves of one character": ("&#xd83d;&#xde00;", "😀", []),
    "an unknown entity is text": ("&nbsp;&apos;", "&nbsp;&apos;", []),
    "a bare ampersand is text": ("AT&T & Co", "AT&T & Co", []),
    "an entity without its semicolon": ("&lt b", "< b", []),
    "a bare greater-than sign is text": ("a > b", "a > b", []),
}

HALF_A_PAIR = (
    "Text contains invalid Unicode characters after decoding HTML entities, check for unmatched surrogate code units"
)
REFUSED = {
    "an unsupported tag": ("ab<p>c</p>", 'Unsupported start tag "p" at byte offset 2'),
    "a bare less-than sign": ("1 < 2", 'Unsupported start tag "" at byte offset 2'),
    "br, which is no tag here": ("a<br/>", 'Unsupported start tag "br/" at byte offset 1'),
    "a comment": ("<!-- -->", 'Unsupported start tag "!--" at byte offset 0'),
    "byte offsets, not characters": ("日本<p>", 'Unsupported start tag "p" at byte offset 6'),
    "a start tag that ends nowhere": ("a<b", "Unclosed start tag at byte offset 1"),
    "an attribute that ends nowhere": ('a<a href="x', "Unclosed start tag at byte offset 1"),
    "an end tag that ends nowhere": ("<b>a</b", "Unclosed end tag at byte offset 4"),
    "an end tag alone": ("a</b>", "Unexpected end tag at byte offset 1"),
    "tags that cross": ("<b>a<i>b</b></i>", 'Unmatched end tag at byte offset 8, expected "</i>", found "</b>"'),
    "a tag that is never closed": ("<b>a", 'Can\'t find end tag corresponding to start tag "b"'),
    "a span without the class": ("<span>a</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
    "an address without quotes": ("<a href=http://a.b>x</a>", "Unexpected end of name token at byte offset 8"),
    "an emoji without a number": ("<tg-emoji>a</tg-emoji>", "Invalid custom emoji identifier specified"),
    "half a surrogate pair": ("&#xd83d;", HALF_A_PAIR),
}


def shown(entity: dict[str, object]) -> str:
    extra = [entity.get(name) for name in ("url", "language", "custom_emoji_id") if name in entity]
    user = entity.get("user")
    if isinstance(user, dict):
        extra.append(user["id"])
    return " ".join(str(part) for part in (entity["type"], entity["offset"], entity["length"], *extra))


@pytest.mark.parametrize(("markup", "text", "entities"), ACCEPTED.values(), ids=ACCEPTED.keys())
def test_markup_gives_the_text_and_the_entities(markup: str, text: str, entities: list[str]) -> None:
    found_text, found = parse_html(markup)
    assert (found_text, [shown(entity) for entity in found]) == (text, entities)


@pytest.mark.parametrize(("markup", "reason"), REFUSED.values(), ids=REFUSED.keys())
def test_broken_markup_is_refused_in_telegrams_words(markup: str, reason: str) -> None:
    with pytest.raises(ApiError) as refusal:
        parse_html(markup)
    assert (refusal.value.code, refusal.value.description) == (400, f"Bad Request: can't parse entities: {reason}")


@pytest.mark.parametrize("markup", ["AT&T", "&nbsp;", "&#0;"])
def test_a_strict_reader_also_refuses_what_was_not_escaped(markup: str) -> None:
    assert parse_html(markup)[0] == markup
    with pytest.raises(ApiError, match="Unescaped ampersand"):
        parse_html(markup, strict=True)


@given(st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"])))
def test_escaped_text_comes_back_as_it_was(text: str) -> None:
    assert parse_html(html.escape(text, quote=False), strict=True) == (text, [])
    assert parse_html(html.escape(text).replace("&#x27;", "'"), strict=True) == (text, [])


@given(
    st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), min_size=1), st.text("ab😀", max_size=5)
)
def test_a_tag_around_text_covers_its_utf16_units(text: str, before: str) -> None:
    found_text, found = parse_html(f"{before}<b>{html.escape(text)}</b>")
    assert found_text == before + text
    assert shown(found[0]) == f"bold {utf16_length(before)} {len(text.encode('utf-16-le')) // 2}"


@given(st.text(st.sampled_from("<>&;/\"'= abi#xpre日😀"), max_size=40))
def test_any_markup_is_either_read_or_refused(markup: str) -> None:
    try:
        text, entities = parse_html(markup)
    except ApiError as error:
        text, entities = error.description.removeprefix("Bad Request: can't parse entities: "), []
    assert not text.startswith("Bad Request")
    assert all(entity["offset"] + entity["length"] <= utf16_length(text) for entity in entities)


def test_a_text_is_cleaned_and_trimmed_and_its_entities_move_with_it() -> None:
    text, entities = formatted_text("\n \u202ea\rb\t<b>c \n</b>", "HTML", [])
    assert (text, [shown(entity) for entity in entities]) == ("ab c", ["bold 3 1"])


def test_links_mentions_commands_and_addresses_are_found_in_plain_text() -> None:
    text = "😀 @svodka_bot /brief@svodka_bot see https://example.com/a?b=c. or mail me@example.org #news kremlin.ru"
    kinds = [entity["type"] for entity in find_entities(text)]
    assert kinds == ["mention", "bot_command", "url", "email", "hashtag", "url"]
    units = text.encode("utf-16-le")
    parts = [units[2 * e["offset"] : 2 * (e["offset"] + e["length"])].decode("utf-16-le") for e in find_entities(text)]
    assert parts[2] == "https://example.com/a?b=c"
    assert parts[:2] == ["@svodka_bot", "/brief@svodka_bot"]


def test_nothing_is_looked_for_inside_code_and_links() -> None:
    text, entities = formatted_text('<code>/start</code> <a href="https://a.b/">https://c.d/</a>', "HTML", [])
    assert text == "/start https://c.d/"
    assert [entity["type"] for entity in entities] == ["code", "text_link"]
