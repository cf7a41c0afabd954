"""What is written behind /follow, /mute, /include and /exclude: what it is taken for, and its limits."""

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.digest.items import Item
from bot.digest.signature import read_item
from bot.digest.topics import MAX_TOPIC_CHARACTERS, Preferences, Topic, resolve_topic
from bot.digest.understanding import (
    MAX_AT_ONCE,
    MAX_TOPICS,
    add_topics,
    entries,
    topic_list,
    understand,
    without_topic,
    written_topics,
)

NOBODY = Preferences("en")


def matches(written: str, title: str) -> bool:
    return resolve_topic(written).matches(
        read_item(Item("k", "f", "s", None, title, "", datetime(2026, 1, 1, tzinfo=UTC)))
    )


@pytest.mark.parametrize(
    ("written", "kind", "value"),
    [
        ("Lavrov", "person", "sergey-lavrov"),
        ("Лавров", "person", "sergey-lavrov"),
        ("ラブロフ", "person", "sergey-lavrov"),
        ("高市", "person", "sanae-takaichi"),
        ("Trump", "person", "donald-trump"),
        ("トランプ", "person", "donald-trump"),
        ("Kim", "person", "kim"),
        ("ゼレンスキー", "person", "volodymyr-zelensky"),
        ("Hamas", "organisation", "hamas"),
        ("日銀", "organisation", "boj"),
        ("AI", "word", "ai"),
        ("IT", "word", "IT"),
        ("COVID-19", "word", "covid-19"),
        ("サッカー", "word", "サッカー"),
        ("Экономика", "word", "экономика"),
        ("xi", "word", "xi"),
        ("NATO", "organisation", "nato"),
        ("НАТО", "organisation", "nato"),
        ("nato", "organisation", "nato"),
        ("WHO", "organisation", "who"),
        ("世界保健機関", "organisation", "who"),
        ("Япония", "country", "JP"),
        ("京都", "city", "kyoto"),
        ("в Японии", "country", "JP"),
        ("the United States", "country", "US"),
        ("Tokyo, Japan", "city", "tokyo"),
        ("Chinese New Year", "word", "chinese new year"),
        ("Japanese economy", "word", "japanese economy"),
        ("российский газ", "word", "российский газ"),
        ("日米首脳会談", "word", "日米首脳会談"),
        ("東京オリンピック", "word", "東京オリンピック"),
        ("peace treaty", "agreement", "peace_treaty"),
        ("tennis", "word", "tennis"),
    ],
)
def test_what_is_meant_is_one_value_in_every_script(written: str, kind: str, value: str) -> None:
    topic = understand(written).topic
    assert (topic.kind, topic.value, topic.label) == (kind, value, written)


def test_the_names_in_three_languages_are_told_only_of_what_is_known() -> None:
    assert understand("Лавров").names == ("Sergey Lavrov", "Сергей Лавров", "セルゲイ・ラブロフ")
    assert understand("Japan").names == ("Japan", "Япония", "日本")
    assert understand("NATO").names == ("NATO", "НАТО")
    assert understand("Zzyzxov").names == ()
    assert understand("tennis").names == ()


@pytest.mark.parametrize(
    ("written", "title", "found"),
    [
        ("НАТО", "NATO ministers meet in Brussels", True),
        ("NATO", "Министры стран НАТО встретились в Брюсселе", True),
        ("NATO", "Minato ward opens a new library", False),
        ("WHO", "Those who left the city return", False),
        ("WHO", "The WHO warns of a new wave of cholera", True),
        ("WHO", "ВОЗ предупреждает о новой волне холеры", True),
        ("May", "Elections may be held in May", False),
        ("Лавров", "Lavrov arrives in Cairo", True),
        ("ラブロフ", "Встреча с Лавровым отменена", True),
        ("Lavrov", "ラブロフ氏、カイロ到着", True),
        ("Трамп", "Trump's tariffs", True),
        ("Trump", "トランプ氏が関税表明", True),
        ("Trump", "Melania Trump opens an exhibition", False),
        ("Orban", "Orbán wins again", True),
        ("Лебедь", "На озере видели белого лебедя", False),
        ("May", "メインの会場で開幕", False),
        ("Music", "マスク氏が新会社を設立", False),
        ("Music", "Music festival opens in Vienna", True),
        ("AI", "New AI model translates speech", True),
        ("IT", "What it means for the city", False),
        ("IT", "IT companies move to Yerevan", True),
        ("マスク", "マスク着用を呼びかけ", False),
        ("Маск", "Musk opens a new plant", True),
        ("高市", "Takaichi to visit Washington", True),
    ],
)
def test_a_topic_is_found_in_any_language_and_not_in_words_that_look_like_it(
    written: str, title: str, found: bool
) -> None:
    assert matches(written, title) == found


@pytest.mark.parametrize(
    ("text", "listed"),
    [
        ("Lavrov", ["Lavrov"]),
        (" Sergey   Lavrov , NATO;Kyoto\nOslo", ["Sergey Lavrov", "NATO", "Kyoto", "Oslo"]),
        ("ラブロフ、日本，京都", ["ラブロフ", "日本", "京都"]),
        ("«Газпром», “Apple”.", ["Газпром", "Apple"]),
        ("", []),
        (" , ; . ", []),
        ("tennis, tennis", ["tennis"]),
        ("\u202eLav\u200brov\x00", ["Lavrov"]),
    ],
)
def test_several_are_parted_by_commas_of_any_script(text: str, listed: list[str]) -> None:
    assert written_topics(text) == listed


def test_what_is_known_too_long_too_common_or_no_word_is_refused_with_its_reason() -> None:
    long = "x" * (MAX_TOPIC_CHARACTERS + 1)
    result = add_topics(NOBODY, "mute", ["Lavrov", "Лавров", long, "the", "все", "🎾", "x" * MAX_TOPIC_CHARACTERS])
    assert [one.topic.value for one in result.added] == ["sergey-lavrov", "x" * MAX_TOPIC_CHARACTERS]
    assert dict(result.refused) == {
        "Лавров": "known", long: "too_long", "the": "too_common", "все": "too_common", "🎾": "empty"
    }  # fmt: skip


def test_a_message_and_a_list_have_room_for_so_many() -> None:
    words = [f"subject{number}" for number in range(MAX_AT_ONCE + 1)]
    once = add_topics(NOBODY, "exclude", words)
    assert len(once.added) == MAX_AT_ONCE
    assert once.refused == ((words[-1], "too_many"),)
    full = Preferences("en", follow=tuple(Topic("word", f"w{n}", f"w{n}") for n in range(MAX_TOPICS)))
    assert add_topics(full, "follow", ["Lavrov"]).refused == (("Lavrov", "too_many"),)
    assert len(add_topics(full, "mute", ["Lavrov"]).added) == 1


@pytest.mark.parametrize(("first", "second"), [("follow", "mute"), ("include", "exclude")])
def test_what_goes_to_one_list_leaves_its_opposite(first: str, second: str) -> None:
    one, other = topic_list(first), topic_list(second)
    assert one is not None
    assert other is not None
    before = add_topics(NOBODY, one, ["rain"]).wanted
    after = add_topics(before, other, ["Rain"])
    assert after.moved == ("Rain",)
    assert entries(after.wanted, one) == []
    assert [value for value, _ in entries(after.wanted, other)] == ["rain"]
    assert without_topic(after.wanted, other, "rain") == NOBODY


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=120), st.sampled_from(["follow", "mute", "include", "exclude"]))
def test_nothing_that_is_written_raises_and_nothing_is_lost_silently(text: str, name: str) -> None:
    where = topic_list(name)
    assert where is not None
    listed = written_topics(text)
    result = add_topics(NOBODY, where, listed)
    assert len(result.added) + len(result.refused) == len(listed)
    assert len(entries(result.wanted, where)) == len(result.added)
