"""Callback data: within Telegram's 64 bytes, back as it was, and nothing hostile gets through."""

from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.callbacks import (
    MAX_ID,
    Answer,
    Callback,
    ChangeSetting,
    DigestAction,
    DigestStep,
    GroupLinks,
    ReadLink,
    SendCalendar,
    ShowBrief,
    ShowExample,
    TranslateText,
    base62,
    callback_data,
    from_base62,
    parse_callback,
)
from botapi.limits import CALLBACK_DATA_BYTES
from summarizer.article import LANGUAGES

IDS = st.integers(0, MAX_ID)
LANGUAGE = st.sampled_from(LANGUAGES)
SETTINGS = st.one_of(
    st.builds(ChangeSetting, st.sampled_from(["interface", "reply"]), st.sampled_from(["", *LANGUAGES])),
    st.builds(ChangeSetting, st.just("points"), st.integers(0, 10).map(str)),
    st.builds(ChangeSetting, st.just("evidence"), st.sampled_from("01")),
    st.builds(
        ChangeSetting, st.just("zone"), st.sampled_from(["UTC", "America/Argentina/ComodRivadavia", "Etc/GMT+9"])
    ),
    st.builds(ChangeSetting, st.just("menu"), st.sampled_from(["", "zone"])),
)
CALLBACKS: st.SearchStrategy[Callback] = st.one_of(
    st.builds(ShowBrief, IDS, LANGUAGE, st.integers(0, 10), st.booleans()),
    st.builds(SendCalendar, IDS, LANGUAGE),
    st.builds(ReadLink, IDS, st.integers(0, 99)),
    st.builds(TranslateText, IDS, LANGUAGE),
    SETTINGS,
    st.builds(Answer, st.sampled_from(["forget", "broadcast"]), IDS, st.booleans()),
    st.builds(ShowExample, LANGUAGE),
    st.builds(GroupLinks, st.booleans()),
    st.builds(
        DigestAction,
        st.sampled_from(get_args(DigestStep)),
        st.sampled_from(["", "0730", "f" * 32, "presets-ja-999", "America/Argentina/ComodRivadavia", "Etc/GMT+9"]),
    ),
)


@given(CALLBACKS)
def test_what_a_button_carries_comes_back_within_64_bytes(callback: Callback) -> None:
    data = callback_data(callback)
    assert 1 <= len(data.encode()) <= CALLBACK_DATA_BYTES
    assert parse_callback(data) == callback


@given(st.one_of(st.text(), st.none(), st.integers(), st.binary(), st.text("b1cltsqxge:0aZ-/ ", max_size=70)))
def test_hostile_data_never_raises_and_what_parses_is_what_we_would_have_written(data: object) -> None:
    parsed = parse_callback(data)
    assert parsed is None or callback_data(parsed) == data


@given(CALLBACKS, st.integers(0, 63), st.characters())
def test_damaged_data_never_raises(callback: Callback, position: int, character: str) -> None:
    data = callback_data(callback)
    damaged = data[:position] + character + data[position + 1 :]
    parsed = parse_callback(damaged)
    assert parsed is None or callback_data(parsed) == damaged


@pytest.mark.parametrize(
    "data",
    [
        "", ":", "b1", "b1:", "b1::en0", "b1:00:en0", "b1:1:en", "b1:1:en11", "b1:1:en05", "b1:1:de0", "b1:1:en0ee",
        "b2:1:en0", "b1:1:en٣", "b1:1:en0:", "c1:1:EN", "l1:1", "q1:forget:0:2", "q1:erase:0:1", "s1:zone:a b",
        "s1:token:x", "x1:", "g1:2", "b1:" + "z" * 60 + ":en0", "b1:" + "z" * 22 + ":en0", "B1:1:en0", "b1:1:en0\n",
    ],
)  # fmt: skip
def test_data_of_no_button_of_ours_is_none(data: str) -> None:
    assert parse_callback(data) is None


@pytest.mark.parametrize(
    "callback",
    [
        ShowBrief(-1, "en", 0, False),
        ShowBrief(MAX_ID + 1, "en", 0, False),
        ShowBrief(1, "en", 11, False),
        ChangeSetting("zone", "no zone"),
        ChangeSetting("zone", "x" * 41),
    ],
)
def test_what_would_not_come_back_is_refused_when_written(callback: Callback) -> None:
    with pytest.raises(ValueError, match=r"out of range|cannot be written|not a callback"):
        callback_data(callback)


@given(IDS)
def test_ids_survive_base_62(number: int) -> None:
    text = base62(number)
    assert text.isalnum()
    assert len(text) <= 22
    assert from_base62(text) == number
