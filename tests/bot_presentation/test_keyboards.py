"""Buttons: what stands on them, what they carry, and that Telegram takes them."""

from datetime import UTC, datetime
from typing import get_args

import pytest
from hypothesis import HealthCheck, given, settings
from telegram import InlineKeyboardMarkup

from bot import keyboards
from bot.callbacks import Answer, Callback, ChangeSetting, Question, ReadLink, ShowBrief, ShowExample, parse_callback
from bot.rendering.moments import zone
from bot.rendering.preferences import Preferences
from botapi.keyboards import checked_markup
from summarizer.article import LANGUAGES, Language

from .stories import NASTY

NOW = datetime(2026, 1, 14, 6, 5, tzinfo=UTC)
BRIEF_ID = 2**128 - 1


def buttons(markup: InlineKeyboardMarkup) -> dict[str, Callback]:
    """Return what each button carries by its words, having asserted that Telegram takes the keyboard."""
    plain = markup.to_dict()
    assert checked_markup(plain) == plain
    found = {}
    for row in markup.inline_keyboard:
        for button in row:
            callback = parse_callback(button.callback_data)
            assert callback is not None
            found[button.text] = callback
    assert len(found) == sum(map(len, markup.inline_keyboard)), "two buttons with the same words"
    return found


def brief_buttons(shown: ShowBrief, count: int, **more: bool) -> dict[str, Callback]:
    return buttons(keyboards.brief_keyboard(keyboards.BriefButtons(shown, count, **more), "en"))


def test_under_a_brief_are_languages_evidence_calendar_and_points() -> None:
    shown = ShowBrief(BRIEF_ID, "ru", 0, False)
    assert list(brief_buttons(shown, 5, calendar=True)) == [
        "EN", "✓ RU", "JA", "🔎 Evidence", "📅 Calendar", "➖ Fewer points", "➕ More points",
    ]  # fmt: skip
    assert "📅 Calendar" not in brief_buttons(shown, 5)


def test_a_language_button_keeps_points_and_evidence() -> None:
    found = brief_buttons(ShowBrief(7, "en", 3, True), 3)
    assert found["JA"] == ShowBrief(7, "ja", 3, True)
    assert found["🔎 Hide evidence"] == ShowBrief(7, "en", 3, False)


@pytest.mark.parametrize(("count", "fewer", "more"), [(1, None, 3), (2, 1, 4), (5, 3, 7), (9, 7, 10), (10, 8, None)])
def test_more_and_fewer_stay_between_one_and_ten(count: int, fewer: int | None, more: int | None) -> None:
    found = brief_buttons(ShowBrief(7, "en", 0, False), count)
    assert found.get("➖ Fewer points") == (ShowBrief(7, "en", fewer, False) if fewer else None)
    assert found.get("➕ More points") == (ShowBrief(7, "en", more, False) if more else None)


def test_an_article_without_more_points_offers_none() -> None:
    assert "➕ More points" not in brief_buttons(ShowBrief(7, "en", 0, False), 4, more_available=False)


def test_links_are_named_by_site_and_path() -> None:
    links = [
        (1, "https://www.news.example/world/a-story/?utm=1"),
        (2, "http://[bad"),
        (3, "https://x.example/" + "a" * 900),
    ]
    found = buttons(keyboards.links_keyboard(BRIEF_ID, links))
    assert list(found.values()) == [ReadLink(BRIEF_ID, number) for number in (1, 2, 3)]
    assert next(iter(found)) == "news.example/world/a-story"


@settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
@given(NASTY)
def test_a_hostile_link_still_makes_a_button(url: str) -> None:
    markup = keyboards.links_keyboard(1, [(0, url)])
    assert checked_markup(markup.to_dict()) == markup.to_dict()


def test_no_more_links_are_offered_than_a_reader_will_scroll() -> None:
    links = [(n, f"https://x.example/{n}") for n in range(50)]
    assert len(buttons(keyboards.links_keyboard(1, links))) == keyboards.MAX_LINK_BUTTONS


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_text_is_not_offered_in_its_own_language(language: Language) -> None:
    assert len(buttons(keyboards.translation_keyboard(1, language, language))) == 2
    assert len(buttons(keyboards.translation_keyboard(1, None, language))) == 3


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_first_example_is_in_the_readers_language(language: Language) -> None:
    found = list(buttons(keyboards.examples_keyboard(language)).values())
    assert found[0] == ShowExample(language)
    assert len(found) == 3


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("question", get_args(Question))
def test_a_question_has_yes_and_no(question: Question, language: Language) -> None:
    found = list(buttons(keyboards.confirmation_keyboard(question, 9, language)).values())
    assert found == [Answer(question, 9, True), Answer(question, 9, False)]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("key", ["interface", "reply", "points", "zone"])
def test_every_setting_has_choices_with_the_present_one_marked(key: keyboards.SettingKey, language: Language) -> None:
    preferences = Preferences("ru", "ja", 5, False, "Asia/Tokyo")
    found = buttons(keyboards.choices_keyboard(key, preferences, language, NOW))
    marked = [callback for words, callback in found.items() if words.startswith("✓")]
    assert marked == [ChangeSetting(key, preferences.value(key))]
    assert list(found.values())[-1] == ChangeSetting("menu", "")


def test_the_menu_leads_to_every_setting_and_evidence_is_a_switch() -> None:
    for evidence in (False, True):
        found = list(buttons(keyboards.settings_keyboard(Preferences(evidence=evidence), "en")).values())
        assert found[:4] == [ChangeSetting("menu", key) for key in ("interface", "reply", "points", "zone")]
        assert found[4] == ChangeSetting("evidence", "0" if evidence else "1")


def test_the_group_switch_says_what_it_will_do() -> None:
    off, on = (buttons(keyboards.group_keyboard(reads, "en")) for reads in (False, True))
    assert list(off) != list(on)
    assert len({*off.values(), *on.values()}) == 2


def test_every_offered_zone_exists() -> None:
    assert len(keyboards.offered_zones()) == len(set(keyboards.offered_zones())) == 16
    assert all(str(zone(name)) == name for name in keyboards.offered_zones())
