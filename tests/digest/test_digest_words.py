"""What the bot says of digests, in three languages: Telegram takes it, whatever feeds and articles put in."""

from datetime import UTC, datetime, time

import pytest

from bot.digest_keyboards import digest_keyboard, feeds_keyboard, subscription_keyboard
from bot.rendering import digest as words
from bot.rendering.digest_issue import (
    Ahead,
    Issue,
    IssueStory,
    SourceName,
    feed_fails,
    issue_coming,
    render_issue,
)
from bot_presentation.markup import checked
from botapi.keyboards import checked_markup
from summarizer.article import LANGUAGES, Language

NOW = datetime(2026, 1, 14, 22, 5, tzinfo=UTC)
NASTY = "<b>&amp; \u202e" + "слово " * 400
FEEDS = tuple(words.FeedLine(f"{n:032x}", NASTY, "https://x.example/?a=<&b", failing=True) for n in range(50))
VIEW = words.SubscriptionView(
    time(7, 30), "Asia/Tokyo", frozenset({0, 2}), "ja", 4, True, datetime(2026, 1, 15, 22, 30, tzinfo=UTC), FEEDS
)
STORY = IssueStory(NASTY, (NASTY, NASTY), NASTY, (SourceName(NASTY, "https://x.example/a"),) * 9, True, "abcdefghijk")


def everything(language: Language) -> dict[str, words.MessageText]:
    said = {
        "summary": words.subscription_summary(VIEW, language, NOW),
        "feeds": words.feeds_prompt(FEEDS, language),
        "none": words.no_subscription(language),
        "how": words.how_to_subscribe(language),
        "subscribed": words.subscribed(NASTY, language),
        "imported": words.feeds_imported(2, 21, language),
        "unsubscribed": words.unsubscribed(NASTY, language),
        "not subscribed": words.not_subscribed(language),
        "too many": words.too_many_feeds(50, language),
        "ended": words.digest_ended(language),
        "bad time": words.bad_time(language),
        "coming": issue_coming(language),
        "fails": feed_fails(NASTY, language, gone=False),
        "gone": feed_fails(NASTY, language, gone=True),
        "nothing": render_issue(Issue(language, NOW, "UTC", ()))[0],
    }
    issue = Issue(language, NOW, "Asia/Tokyo", (STORY,) * 10, (Ahead(NASTY, "https://x.example/b"),) * 10)
    return said | {f"part {number}": part for number, part in enumerate(render_issue(issue))}


@pytest.mark.parametrize("language", LANGUAGES)
def test_telegram_takes_all_that_is_said_of_digests(language: Language) -> None:
    for name, text in everything(language).items():
        checked(text)
        assert "{" not in text.plain, name


@pytest.mark.parametrize("language", LANGUAGES)
def test_telegram_takes_the_buttons_of_digests(language: Language) -> None:
    briefs = digest_keyboard([(number, "abcdefghijk") for number in range(1, 11)], language, calendar=True)
    assert briefs is not None
    for markup in (briefs, subscription_keyboard(VIEW, language), feeds_keyboard(FEEDS, language)):
        assert checked_markup(markup.to_dict()) == markup.to_dict()


def test_no_two_languages_say_the_same() -> None:
    said = {language: everything(language) for language in LANGUAGES}
    for name in said["en"]:
        if name.startswith("part") and name != "part 0":
            continue  # between head and calendar there are only the stories' own words
        assert len({said[language][name].plain for language in LANGUAGES}) == len(LANGUAGES), name


def test_the_day_of_a_digest_is_the_readers() -> None:
    (issue,) = render_issue(Issue("en", NOW, "Asia/Tokyo", (IssueStory("News", (), "", (), False, None),)))
    assert issue.plain == "🗞 Digest, Thursday, 15 January 2026\n\n1. News"
