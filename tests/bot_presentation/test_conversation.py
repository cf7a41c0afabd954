"""What the bot says: in three languages, taken by Telegram, with what it was given in it."""

from datetime import UTC, datetime
from typing import get_args

import pytest

from bot.i18n import translator
from bot.rendering import conversation, groups, inline, owner, preferences, progress, refusals, translation
from bot.rendering.spans import MessageText
from botapi.limits import CALLBACK_ANSWER_CHARACTERS, CAPTION_UNITS, COMMAND_DESCRIPTION_CHARACTERS, COMMANDS
from summarizer.article import LANGUAGES, Language
from summarizer.errors import LanguageNotSupported, NotAnArticle, NotAUrl

from .markup import checked, kinds

NOW = datetime(2026, 1, 14, 6, 5, tzinfo=UTC)
SETTINGS = preferences.Preferences("ru", "ja", 5, True, "Europe/Moscow")
STATS = owner.Stats(7, 1234, 12, 300, 30, 0.8, 3.25, {"timed_out": 3, "not_a_url": 12})


def everything(language: Language) -> dict[str, MessageText]:
    """Return one of each text, by name."""
    said = {
        "start": conversation.start("Ann <b>", language),
        "start_unnamed": conversation.start("", language),
        "help": conversation.help_text(language, "svodka_bot"),
        "privacy": conversation.privacy(language, 30, 60),
        "privacy_kept": conversation.privacy(language, None, 60),
        "forget": conversation.forget_question(language),
        "forgotten": conversation.forgotten(language),
        "cancelled": conversation.cancelled(language),
        "more_links": conversation.more_links(3, language),
        "greeting": groups.group_greeting("svodka_bot", language),
        "links_on": groups.group_links_changed(True, language),
        "links_off": groups.group_links_changed(False, language),
        "inline_hint": inline.inline_hint(language).message,
        "inline_prepare": inline.inline_prepare("https://news.example/?a=1&b=2", language).message,
        "stats": owner.stats(STATS, language),
        "no_stats": owner.stats(owner.Stats(1, 0, 0, 0, 0), language),
        "broadcast": owner.broadcast_question("Dear all,\n\nwe are <back>.", 21, language)[0],
        "sending": owner.broadcast_progress(3, 1200, language),
        "sent": owner.broadcast_done(20, 1, 2, language),
        "banned": owner.ban_changed(17, True, language),
        "unbanned": owner.ban_changed(17, False, language),
        "maintenance": owner.maintenance_changed(True, language),
        "serving": owner.maintenance_changed(False, language),
        "usage": owner.command_usage("/ban <id>", language),
        "settings": preferences.settings_summary(SETTINGS, language, NOW),
        "default_settings": preferences.settings_summary(preferences.Preferences(), language, NOW),
        "quota": refusals.over_quota(21, NOW, "Asia/Tokyo", language, NOW),
        "chat_quota": refusals.over_quota(2, NOW, "Asia/Tokyo", language, NOW, whole_chat=True),
        "private": refusals.private_bot(4711, language),
        "too_short": refusals.too_short(42, 200, language, can_translate=True),
        "too_short_alone": refusals.too_short(42, 200, language, can_translate=False),
        "no_model": translation.no_translation_model(language, to_owner=False),
        "no_model_owner": translation.no_translation_model(language, to_owner=True),
        "offer": translation.offer_translation(language),
        "error": refusals.error_text(NotAUrl(source="<a>" * 900), language),
    }
    said |= {
        f"choice {key}": preferences.choice_prompt(key, language) for key in ("interface", "reply", "points", "zone")
    }
    said |= {f"stage {stage}": progress.placeholder(stage, language) for stage in (*progress.STAGES, "of the future")}
    return said | {f"refusal {reason}": refusals.refusal(reason, language) for reason in get_args(refusals.Reason)}


@pytest.mark.parametrize("language", LANGUAGES)
def test_telegram_takes_everything_the_bot_says(language: Language) -> None:
    for name, text in everything(language).items():
        checked(text)
        assert "{" not in text.plain, name


def test_no_language_borrows_the_words_of_another() -> None:
    said = {language: everything(language) for language in LANGUAGES}
    for name in said["en"]:
        assert len({said[language][name].plain for language in LANGUAGES}) == len(LANGUAGES), name


@pytest.mark.parametrize("language", LANGUAGES)
def test_toasts_captions_and_command_descriptions_are_within_their_limits(language: Language) -> None:
    for reason in get_args(refusals.Reason):
        if reason not in ("nothing_to_read", "nothing_to_translate"):  # said in the chat, never as a toast
            assert len(refusals.refusal(reason, language).plain) <= CALLBACK_ANSWER_CHARACTERS, reason
    assert len(preferences.setting_saved(language)) <= CALLBACK_ANSWER_CHARACTERS
    captions = (conversation.export_caption(language), conversation.calendar_caption(3, 21, language))
    assert all(len(caption) <= CAPTION_UNITS for caption in captions)
    commands = conversation.command_descriptions(language)
    assert len({name for name, _ in commands}) == len(commands) <= COMMANDS
    assert all(3 <= len(words) <= COMMAND_DESCRIPTION_CHARACTERS for _, words in commands)


def test_a_persons_name_is_greeted_as_text() -> None:
    assert conversation.start("<b>Ann</b>\u202e", "en").html.startswith("<b>Hello, &lt;b&gt;Ann&lt;/b&gt;!</b>")


def test_the_quota_says_when_it_frees_up_in_the_persons_zone() -> None:
    later = datetime(2026, 1, 14, 16, 0, tzinfo=UTC)
    assert "15 января, 01:00 (Токио, UTC+9)" in refusals.over_quota(5, later, "Asia/Tokyo", "ru", NOW).plain
    assert "израсходовали 21 сводку" in refusals.over_quota(21, later, "Asia/Tokyo", "ru", NOW).plain
    assert "израсходовали 5 сводок" in refusals.over_quota(5, later, "Asia/Tokyo", "ru", NOW).plain


def test_an_error_says_its_own_sentence() -> None:
    for error in (NotAnArticle("paywall"), LanguageNotSupported("de")):
        for language in LANGUAGES:
            assert error.message(language) in refusals.error_text(error, language).plain


def test_translation_is_offered_only_where_there_is_a_model() -> None:
    question = translator("en").gettext("Shall I translate it?")
    assert question in refusals.too_short(4, 200, "en", can_translate=True).plain
    assert question not in refusals.too_short(4, 200, "en", can_translate=False).plain
    assert "code" in kinds(translation.no_translation_model("en", to_owner=True))
    assert "doctor" not in translation.no_translation_model("en", to_owner=False).plain


def test_a_translation_says_that_a_machine_made_it_and_keeps_its_paragraphs() -> None:
    (part,) = translation.translated_text("One.\n\nTwo\nlines.", "ja", "en", "en")
    assert part.plain == "One.\n\nTwo\nlines.\n\nMachine translation from Japanese → EN"
