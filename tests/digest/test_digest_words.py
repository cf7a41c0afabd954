"""What the bot says of digests, in three languages: Telegram takes it, whatever feeds and articles put in."""

from dataclasses import replace
from datetime import UTC, datetime, time

import pytest
from telegram import InlineKeyboardMarkup

from bot import digest_setup_keyboards as keyboards
from bot.button_rows import ROW_COLUMNS, columns
from bot.callbacks import parse_callback
from bot.digest.dialogue import Screen
from bot.digest.presets import presets
from bot.digest.topics import Preferences, Topic
from bot.digest.understanding import Added, TopicList, Understood
from bot.digest_keyboards import digest_keyboard, subscription_keyboard
from bot.rendering import digest as words
from bot.rendering import digest_setup, digest_topics
from bot.rendering.digest_facts import facts_line
from bot.rendering.digest_issue import (
    Ahead,
    Issue,
    IssueStory,
    SourceName,
    feed_fails,
    issue_coming,
    render_issue,
)
from bot.rendering.digest_sources import Tried, checking, shown_address, sources_tried
from bot.rendering.harmless import shortened, whole_sentences
from bot_presentation.markup import checked
from botapi.keyboards import checked_markup
from summarizer.article import LANGUAGES, Language

NOW = datetime(2026, 1, 14, 22, 5, tzinfo=UTC)
NASTY = "<b>&amp; \u202e" + "слово " * 400
FEEDS = tuple(words.FeedLine(f"{n:032x}", NASTY, "https://x.example/?a=<&b", failing=True) for n in range(50))
VIEW = words.SubscriptionView(
    time(7, 30), "Asia/Tokyo", frozenset({0, 2}), "ja", 4, True, datetime(2026, 1, 15, 22, 30, tzinfo=UTC), FEEDS
)
WANTED = Preferences(
    "en",
    follow=tuple(Topic("word", f"{NASTY}{n}", NASTY) for n in range(50)),
    mute=(Topic("person", "sergey-lavrov", "ラブロフ"),),
    include=(NASTY,),
    exclude=("horoscope",) * 50,
)
RESULT = Added(
    WANTED,
    (Understood(Topic("person", "x", NASTY), ("A", "Б", "あ")), Understood(Topic("person", "y", "Apple"))),
    (NASTY,),
    ((NASTY, "too_long"), ("x", "known"), ("x", "too_common"), ("x", "too_many"), ("…", "empty")),
)
IN_FRONT_OF_CHANNELS = 50
"""Bytes that a button may carry, so that the channel it is for fits in front (``bot.channel_keyboards``)."""
LISTS: tuple[TopicList, ...] = digest_topics.LISTS
SCREENS: tuple[Screen, ...] = (
    "sources", "presets", "link", "list", "feeds", "time", "zone", "days", "language", "stories", "end"
)  # fmt: skip
TRIED = [
    Tried(NASTY, "added"), Tried(NASTY, "present"), Tried(NASTY, "full"), Tried("https://x.example/<", "failed", NASTY)
]  # fmt: skip
STORY = IssueStory(NASTY, (NASTY, NASTY), NASTY, (SourceName(NASTY, "https://x.example/a"),) * 9, True, "abcdefghijk")


def everything(language: Language) -> dict[str, words.MessageText]:
    said = {
        "summary": words.subscription_summary(
            replace(VIEW, topics=digest_topics.topic_rows(WANTED, language), topic_count=102), language, NOW
        ),
        "none": words.no_subscription(language),
        "how": words.how_to_subscribe(language),
        "checking": checking(["https://x.example/<b>&", "x"], language),
        "tried": sources_tried(TRIED, 3, 50, language),
        **{f"tried {one.outcome}": sources_tried([one], 0, 50, language) for one in TRIED[:3]},
        "private channel": digest_setup.private_channel(NASTY, language),
        "imported": words.feeds_imported(2, 1, 21, 50, language),
        "unsubscribed": words.unsubscribed(NASTY, language),
        "not subscribed": words.not_subscribed(language),
        "too many": words.too_many_feeds(50, language),
        "ended": words.digest_ended(language),
        "bad time": words.bad_time(language),
        "coming": issue_coming(language),
        "fails": feed_fails(NASTY, language, gone=False),
        "gone": feed_fails(NASTY, language, gone=True),
        "nothing": render_issue(Issue(language, NOW, "UTC", ()))[0].text,
    }
    said |= {
        "empty list": words.empty_list(language),
        "nothing ahead": words.nothing_ahead(language),
        "paused": words.digest_paused(language),
        "stale": words.digest_stale(language),
        "preview coming": words.preview_coming(language),
        "preview": words.preview_head(language),
        "setting up": words.subscription_summary(replace(VIEW, setting_up=True, quiet=True), language, NOW),
        "choices": digest_setup.zone_choices(NASTY, 2, language),
        "guess": digest_setup.zone_choices("Vladivostock", 1, language, guessed=True),
        "no zone": digest_setup.zone_choices(NASTY, 0, language),
        "place": digest_setup.place_wanted(language),
        "zone offer": digest_setup.zone_offer("Asia/Tokyo", language, NOW),
        "preset silent": digest_setup.preset_silent(NASTY, words.bad_time(language).plain, language),
        "source needed": digest_setup.source_needed(language),
        "day needed": digest_setup.day_needed(language),
        "no address": digest_setup.no_address(language),
        "no time": digest_setup.no_time(language),
        "cancelled": digest_setup.setup_cancelled(language),
        "topics": digest_topics.topics_text(WANTED, language),
        "no topics": digest_topics.topics_text(Preferences(language), language),
    }
    for where in LISTS:
        said[f"prompt {where}"] = digest_topics.topic_prompt(where, language, is_private=False)
        said[f"added {where}"] = digest_topics.topics_added(RESULT, where, language)
    for screen in SCREENS:
        for setting_up in (False, True):
            view = replace(VIEW, setting_up=setting_up, is_private=setting_up)
            said[f"{screen} {setting_up}"] = digest_setup.screen_text(screen, view, language, NOW)
    issue = Issue(language, NOW, "Asia/Tokyo", (STORY,) * 10, (Ahead(NASTY, "https://x.example/b"),) * 10)
    return said | {f"part {number}": part.text for number, part in enumerate(render_issue(issue))}


@pytest.mark.parametrize("language", LANGUAGES)
def test_telegram_takes_all_that_is_said_of_digests(language: Language) -> None:
    for name, text in everything(language).items():
        checked(text)
        assert "{" not in text.plain, name


@pytest.mark.parametrize("language", LANGUAGES)
def test_telegram_takes_the_buttons_of_digests(language: Language) -> None:
    briefs = digest_keyboard([(number, "abcdefghijk") for number in range(1, 11)], language, calendar=True)
    assert briefs is not None
    for markup in (briefs, subscription_keyboard(VIEW, language, NOW), *screens(language)):
        assert checked_markup(markup.to_dict()) == markup.to_dict()
        for row in markup.inline_keyboard:
            for button in row:
                assert parse_callback(button.callback_data) is not None
                assert len(str(button.callback_data)) <= IN_FRONT_OF_CHANNELS
                assert len(button.text) <= keyboards.MAX_PLACE_CHARACTERS, button.text


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_place_is_sent_by_one_button_that_telegram_asks_about(language: Language) -> None:
    markup = keyboards.place_keyboard(language)
    assert [[button.request_location for button in row] for row in markup.keyboard] == [[True]]
    assert checked_markup(markup.to_dict()) is None, "taken, and under no message"


def screens(language: Language) -> list[InlineKeyboardMarkup]:
    """Return every screen's buttons, in the set-up and afterwards."""
    found = [keyboards.offer_keyboard(language)]
    for setting_up in (False, True):
        view = replace(VIEW, setting_up=setting_up)
        listed = [(preset, True) for preset in presets() if preset.language == "ja"]
        found += [
            keyboards.sources_keyboard(view, LANGUAGES, language),
            *(keyboards.presets_keyboard(listed * 3, page, view, language) for page in range(3)),
            *(keyboards.feeds_keyboard(view, page, language) for page in range(8)),
            keyboards.times_keyboard(view, language),
            keyboards.zones_keyboard(view, language, NOW),
            keyboards.found_zones_keyboard([(NASTY, "America/Argentina/ComodRivadavia")], view, language),
            keyboards.days_keyboard(view, language),
            keyboards.languages_keyboard(view, language),
            keyboards.stories_keyboard(view, language),
            keyboards.finish_keyboard(view, language),
            *(keyboards.topics_keyboard(WANTED, page, view, language) for page in range(14)),
            keyboards.end_keyboard(view, language),
            keyboards.prompt_keyboard("follow", view, language),
        ]
    return found


def test_lists_are_turned_page_by_page_and_lose_nothing() -> None:
    seen = set()
    for page in range(7):
        markup = keyboards.feeds_keyboard(VIEW, page, "en")
        seen |= {
            b.callback_data for row in markup.inline_keyboard for b in row if str(b.callback_data).startswith("d1:drop")
        }
    assert len(seen) == len(FEEDS)
    beyond = keyboards.feeds_keyboard(VIEW, 999, "en")
    assert beyond == keyboards.feeds_keyboard(VIEW, 6, "en"), "a page that is no more is the last one"


def test_the_first_screen_of_the_set_up_has_no_way_back_and_the_last_none_on() -> None:
    view = replace(VIEW, setting_up=True)
    first = keyboards.sources_keyboard(view, LANGUAGES, "en").inline_keyboard[-1]
    last = keyboards.finish_keyboard(view, "en").inline_keyboard[-1]
    assert [button.text for button in first] == ["✖ Cancel", "Next ›"]
    assert [button.text for button in last] == ["‹ Back", "✖ Cancel"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_largest_digest_is_told_in_one_message_to_its_end(language: Language) -> None:
    full = replace(VIEW, topics=digest_topics.topic_rows(WANTED, language), topic_count=102)
    end = words.subscription_summary(replace(VIEW, feeds=()), language, NOW).plain.splitlines()[-1]
    assert words.subscription_summary(full, language, NOW).plain.endswith(end)


def test_no_two_languages_say_the_same() -> None:
    said = {language: everything(language) for language in LANGUAGES}
    for name in said["en"]:
        if name.startswith("part") and name != "part 0":
            continue  # between head and calendar there are only the stories' own words
        assert len({said[language][name].plain for language in LANGUAGES}) == len(LANGUAGES), name


def test_the_day_of_a_digest_is_the_readers() -> None:
    (issue,) = render_issue(Issue("en", NOW, "Asia/Tokyo", (IssueStory("News", (), "", (), False, None),)))
    assert issue.text.plain == "🗞 Digest, Thursday 15 January\n\n1. News"


def test_each_part_of_a_digest_has_the_buttons_of_its_stories_and_the_last_the_calendar() -> None:
    story = replace(STORY, headline="News", points=("Words. " * 60,), facts_line="", sources=())
    issue = Issue("en", NOW, "UTC", (story,) * 10, (Ahead("Talks", None),))
    found = render_issue(issue)
    assert len(found) > 1
    assert [number for part in found for number in part.stories] == list(range(1, 11))
    sizes = [len(part.stories) for part in found]
    assert max(sizes) - min(sizes) <= 1, "not nine and one"
    assert [part.is_last for part in found] == [False] * (len(found) - 1) + [True]
    for part in found:
        assert all(f"{number}. News" in part.text.plain for number in part.stories)
        assert [number for number, _ in issue.briefs(part)] == list(part.stories)


@pytest.mark.parametrize(
    ("language", "told_in", "mark"),
    [("en", "en", "1. News"), ("en", "ja", "1. News — update · in Japanese"),
     ("ru", "en", "1. News — новые подробности · на английском"),
     ("ja", "ru", "1. News — 続報・ロシア語")],
)  # fmt: skip
def test_a_headline_that_is_in_another_language_says_so(language: Language, told_in: Language, mark: str) -> None:
    story = IssueStory("News", (), "", (), told_in != language, None, told_in)
    (part,) = render_issue(Issue(language, NOW, "UTC", (story,)))
    assert part.text.plain.splitlines()[-1] == mark


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("https://www.example.com/", "example.com"),
        ("https://xn--e1afmkfd.xn--p1ai/%D0%BB%D0%B5%D0%BD%D1%82%D0%B0", "пример.рф/лента"),
        ("http://127.0.0.1:8080/feed", "127.0.0.1:8080/feed"),
        ("nonsense", "nonsense"),
    ],
)
def test_an_address_is_shown_as_people_read_it(url: str, shown: str) -> None:
    assert shown_address(url) == shown


def test_what_is_too_long_is_cut_after_a_word_and_never_inside_a_character() -> None:
    assert shortened("Ministers of both countries meet, again", 34) == "Ministers of both countries meet…"
    assert shortened("両国の外相がウィーンで会談した", 8) == "両国の外相がウ…"
    assert shortened("👩‍🚀" * 5, 8) == "👩‍🚀👩‍🚀…"
    assert shortened("e\u0301" * 9, 4) == "e\u0301…"
    assert shortened("short", 5) == "short"


def test_a_lead_that_is_too_long_ends_with_a_sentence() -> None:
    assert whole_sentences("One came. Two went. Three stayed.", 24) == "One came. Two went."
    assert whole_sentences("外相が会談した。首相も会談した。次は来月だ。", 18) == "外相が会談した。首相も会談した。"
    assert whole_sentences("Of one sentence without an end only words remain", 24) == "Of one sentence without…"
    assert whole_sentences("He had met Mr. Smith there before", 17) == "He had met Mr.…"
    assert whole_sentences("Short.", 24) == "Short."


def cells(markup: InlineKeyboardMarkup) -> list[tuple[str, int]]:
    return [(button.text, ROW_COLUMNS // len(row)) for row in markup.inline_keyboard for button in row if len(row) > 1]


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_stands_on_buttons_fits_side_by_side_on_a_phone(language: Language) -> None:
    for markup in (subscription_keyboard(VIEW, language, NOW), *screens(language)):
        for text, room in cells(markup):
            assert columns(text) <= room, text


FACTS = {
    "people": [
        {"name": "桐谷修司", "role": "経済産業相", "guessed": []},
        {"name": "Ivan Petrov", "role": "", "guessed": ["en"]},
    ],
    "agreements": [{"name": "貿易協定", "parties": ["JP", "KZ"], "status_text": "交渉中"}],
    "events": [
        {"text": "Summit in Ashgabat, 2022 (held)", "date": "2022"},
        {"text": "Talks in Astana, 16 May 2026 (held)", "date": "2026-05-16"},
    ],
}  # fmt: skip


def test_a_story_has_the_event_that_is_news_and_the_agreement_in_one_line() -> None:
    assert (
        facts_line(FACTS, "2026-05-17", "ja")
        == "Talks in Astana, 16 May 2026 (held)／貿易協定（日本、カザフスタン）：交渉中"
    )
    assert facts_line(FACTS, None, "ja").startswith("Summit in Ashgabat"), "whose age is not known"
    alone = {**FACTS, "agreements": [], "events": FACTS["events"][:1]}
    assert facts_line(alone, "2026-05-17", "ja") == "経済産業相 桐谷修司／Ivan Petrov"
    assert facts_line(alone, "2026-05-17", "en") == "桐谷修司 — 経済産業相 · Ivan Petrov ≈"
    assert facts_line({"people": [], "agreements": [], "events": []}, None, "ru") == ""
