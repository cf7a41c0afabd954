"""Whatever people send is stored as valid Unicode or refused, alike on both databases."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.exc import StatementError

from bot.store import BriefKey, NewRequest, NulInText, clean_text, open_store
from bot.store.columns import clean_json

HOSTILE = "🏳️‍🌈 👨‍👩‍👧 \u202eсправа\u202c שלום مرحبا \u200b\ufeff \x01\x1f\x7f \U0010ffff е\u0308 '\"\\;--%s{}\r\n"
ANY_TEXT = st.text(st.characters(exclude_characters="\0", exclude_categories=()), max_size=40)
ANY_JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | ANY_TEXT,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(ANY_TEXT, inner, max_size=3),
    max_leaves=8,
)


def _request(update_id, payload, **more):
    return NewRequest(update_id=update_id, chat_id=1, kind="text", payload=payload, language="en", **more)


@given(ANY_TEXT)
def test_cleaned_text_is_valid_and_stays_as_it_is(text):
    cleaned = clean_text(text)
    assert cleaned.encode("utf-8").decode("utf-8") == cleaned
    assert clean_text(cleaned) == cleaned


@given(st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"])))
def test_valid_text_is_not_changed(text):
    assert clean_text(text) == text


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [("a\ud83d", "a\ufffd"), ("\ude00b", "\ufffdb"), ("\ud83d\ude00", "😀"), ("\ude00\ud83d", "\ufffd\ufffd")],
)
def test_lone_surrogates_are_replaced_and_pairs_are_joined(text, cleaned):
    assert clean_text(text) == cleaned


async def test_hostile_text_comes_back_unchanged_from_every_place(store):
    request = await store.requests.accept(_request(1, {HOSTILE: [HOSTILE]}))
    assert (await store.requests.get(request.id)).payload == {HOSTILE: [HOSTILE]}
    brief = await store.briefs.put(BriefKey(HOSTILE, "h", "en", "1"), {"headline": HOSTILE}, (HOSTILE,))
    assert (brief.key.canonical_url, brief.brief, brief.sentences) == (HOSTILE, {"headline": HOSTILE}, (HOSTILE,))
    await store.installation.set_maintenance(True, HOSTILE)
    assert (await store.installation.get()).maintenance_message == HOSTILE
    assert (await store.broadcasts.draft(HOSTILE)).text == HOSTILE


async def test_lone_surrogates_are_cleaned_before_storing(store):
    request = await store.requests.accept(_request(1, {"text\ud83d": ["\ude00"]}))
    assert (await store.requests.get(request.id)).payload == {"text\ufffd": ["\ufffd"]}
    key = BriefKey("https://example.org/\ud83d", "h", "en", "1")
    brief = await store.briefs.put(key, {}, ("\ud83d\ude00",))
    assert (brief.key.canonical_url, brief.sentences) == ("https://example.org/\ufffd", ("😀",))
    assert (await store.briefs.find(key)).id == brief.id
    assert (await store.broadcasts.draft("\ud83d")).text == "\ufffd"


async def test_nul_is_refused_and_nothing_is_stored(store):
    with pytest.raises(NulInText) as caught:
        await store.requests.accept(_request(1, {"nested": [{"a\0": 1}]}))
    assert "U+0000" in caught.value.message("ja")
    with pytest.raises(NulInText):
        await store.briefs.put(BriefKey("u", "h", "en", "1"), {}, ("\0",))
    with pytest.raises(NulInText):
        await store.briefs.put(BriefKey("u\0", "h", "en", "1"), {}, ())
    with pytest.raises(NulInText):
        await store.installation.set_maintenance(True, "\0")
    with pytest.raises(NulInText):
        await store.broadcasts.draft("\0")
    assert await store.requests.unanswered() == []
    assert await store.requests.accept(_request(1, {})) is not None


@pytest.mark.parametrize("forged", ["", "a\0", "\ud83d", "a" * 12, "0" * 33, "'; --", "é" * 11])
async def test_nothing_is_found_under_a_forged_id(store, forged):
    assert await store.briefs.get(forged) is None
    assert await store.requests.get(forged) is None


async def test_a_word_that_is_too_long_is_refused_alike_everywhere(store):
    await store.requests.accept(_request(1, {}, origin="é" * 64))
    with pytest.raises(StatementError, match="64 at most"):
        await store.requests.accept(_request(2, {}, origin="é" * 65))


async def test_a_text_of_a_megabyte_is_stored(store):
    text = "Слово 語 " * 120_000
    request = await store.requests.accept(_request(1, {"text": text}))
    assert (await store.requests.get(request.id)).payload["text"] == text


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(payload=ANY_JSON)
async def test_any_json_comes_back_cleaned_and_equal(url, clock, payload):
    async with open_store(url, clock) as store:
        before = {request.update_id for request in await store.requests.unanswered()}
        request = await store.requests.accept(_request(len(before) + 1, payload))
        assert (await store.requests.get(request.id)).payload == clean_json(payload)
