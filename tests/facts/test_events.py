"""Events of stories that are told in three languages, against cards written by hand; and rules one by one."""

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.article import LANGUAGES, Article, Dateline, Language, Sentence
from summarizer.facts.annotation import annotate
from summarizer.facts.events import find_events
from summarizer.facts.lexicons import entries
from summarizer.facts.people import find_people
from summarizer.facts.records import Event
from summarizer.language.dateline import find_dateline

STORIES: list[dict[str, Any]] = tomllib.loads(
    (Path(__file__).parent / "event_stories.toml").read_text(encoding="utf-8")
)["story"]
JANUARY = date(2019, 1, 14)
KINDS = {"visit", "talks", "summit", "signing", "ceremony", "election", "exercise", "other"}


def article(text: str, language: Language, published: date | None) -> Article:
    """One sentence a line; the first may begin with a dateline."""
    lines = text.strip().splitlines()
    found = find_dateline(lines[0], language)
    dateline, begin = found or (None, 0)
    sentences, at = [], 0
    for line in lines:
        skip = begin if at == 0 else 0
        sentences.append(Sentence(len(sentences), at + skip, at + len(line), line[skip:], 0))
        at += len(line) + 1
    return Article("\n".join(lines), language, None, tuple(sentences), dateline, published)


def events(
    text: str, language: Language = "en", published: date | None = JANUARY, dateline: Dateline | None = None
) -> list[str]:
    read = article(text, language, published)
    sentences = annotate(read)
    people, mentions = find_people(read, sentences)
    return [row(e) for e in find_events(sentences, people, mentions, published, dateline or read.dateline)]


def row(event: Event) -> str:
    cells = (
        event.kind,
        event.status,
        event.date,
        ",".join(event.actors),
        ",".join(event.participants),
        event.country,
        event.city,
        event.title,
    )
    return " ".join(cell or "-" for cell in cells)


TOLD = [(story, language) for story in STORIES for language in ("en", "ru", "ja") if language in story]


@pytest.mark.parametrize(("story", "language"), TOLD, ids=[f"{s['name']}-{language}" for s, language in TOLD])
def test_a_story_gives_the_same_events_in_each_language(story: dict[str, Any], language: Language) -> None:
    assert sorted(events(story[language], language, story["published"])) == sorted(story["events"])


def test_every_event_cites_sentences_that_exist_and_the_words_of_its_date() -> None:
    for story, language in [(story, language) for story in STORIES for language in LANGUAGES if language in story]:
        read = article(story[language], language, story["published"])
        sentences = annotate(read)
        people, mentions = find_people(read, sentences)
        for event in find_events(sentences, people, mentions, story["published"], None):
            assert event.sentences
            assert event.sentences == tuple(sorted(set(event.sentences)))
            assert (event.date is None) == (event.date_text is None)
            if event.date_text:
                assert any(event.date_text in read.sentences[i].text for i in event.sentences)


def test_the_lexicon_names_every_event_in_three_languages() -> None:
    for key, entry in entries("events").items():
        if entry["kind"] == "none":
            continue
        assert entry["kind"] in KINDS, key
        assert all(entry["names"][language] for language in ("en", "ru", "ja")), key
        assert entry["grammar"] in {"visitor", "mutual", "attended", "national"}, key


def test_an_article_without_sentences_has_no_events() -> None:
    assert find_events((), (), (), JANUARY, None) == ()


def test_a_torn_sentence_ends_the_search_for_what_was_said() -> None:
    # "told" with nobody named after it once kept the clause finder in a loop.
    told = events("Visitors to the region were told “unterpart Taro Kono for talks in Moscow on Monday.")
    assert told in ([], ["talks held 2019-01-14 taro-kono - RU moscow -"])


@given(st.data())
def test_torn_sentences_never_fail(data: st.DataObject) -> None:
    language: Language = data.draw(st.sampled_from(("en", "ru", "ja")))
    lines = [line for story in STORIES if language in story for line in story[language].strip().splitlines()]
    first, second = data.draw(st.sampled_from(lines)), data.draw(st.sampled_from(lines))
    joint = data.draw(st.sampled_from(("", ", ", "「", '"', "、", " — ", "»", "\n")))
    torn = first[: data.draw(st.integers(1, len(first)))] + joint + second[data.draw(st.integers(0, len(second) - 1)) :]
    for told in events(torn, language):
        assert told.split()[0] in KINDS


def test_the_day_of_an_election_is_not_that_of_what_its_winner_promises() -> None:
    told = (
        "The opposition won Sunday's parliamentary election and will put talks on joining the European Union "
        "to a referendum, its leader said."
    )
    assert events(told, "en", date(2023, 11, 20)) == ["election held 2023-11-19 - - - - parliamentary_election"]


@pytest.mark.parametrize(
    ("language", "told"),
    [
        (
            "en",
            "Trade is up since 2021.\nCanadian Prime Minister Justin Trudeau is expected to visit Paris in October.",
        ),
        ("ru", "Торговля растёт с 2021 года.\nПремьер-министр Канады Джастин Трюдо посетит Париж в октябре."),
        ("ja", "貿易は2021年から伸びている。\nカナダのジャスティン・トルドー首相は10月にパリを訪問する見通しだ。"),
    ],
)
def test_a_month_to_come_does_not_borrow_the_year_since_which_something_is_so(language: Language, told: str) -> None:
    found = [event for event in events(told, language, date(2023, 11, 20)) if event.startswith("visit")]
    assert len(found) == 1
    assert "2024-10" in found[0]


@pytest.mark.parametrize(
    "told",
    [
        "スミス国務長官は14日、声明を発表した。\nソウルで崔相穆大統領代行との面会も行った。",
        "スミス国務長官は声明を発表した。\n14日にはソウルで崔相穆大統領代行と会談した。",
        "スミス国務長官が14日、ソウルを訪問した。\n崔相穆大統領代行との面会も行った。",
        "スミス国務長官は、ルビオ氏が14日にソウルを訪問したと述べた。\n崔相穆大統領代行とも会談した。",
        "スミス国務長官は14日、ソウルを訪問した。\n株価は上がった。\n崔相穆大統領代行とも会談した。",
    ],
)
def test_talks_without_a_subject_are_not_those_of_someone_who_only_spoke(told: str) -> None:
    found = [event for event in events(told, "ja") if event.startswith("talks")]
    assert [event for event in found if "smith" in event or "rubio" in event] == []


def test_talks_without_a_subject_go_on_about_the_topic_that_travels_or_talks() -> None:
    told = "スミス国務長官は14日、ソウルを訪問した。\n崔相穆大統領代行との面会も行った。"
    assert "talks held 2019-01-14 smith,choi-sang-mok - - - -" in events(told, "ja")
