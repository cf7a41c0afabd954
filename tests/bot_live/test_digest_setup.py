"""The guided set-up of a digest on the running bot: by buttons alone, by what is written, left, and gone on with."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import pytest_asyncio

from bot.digest.opml import ListedFeed, write_opml
from bot.store import open_store
from bot.store.digests_subscriptions import Subscription
from bot_live.digest_stories import LONG, serve_feed, stored, write_presets
from bot_live.news_site import NewsSite
from bot_live.process import BotProcess
from botapi import BotApiServer, Person
from botapi.chats import Message
from summarizer.article import LANGUAGES, Language

STORY = "Ministers of Norway and Japan agree on a fisheries agreement in Oslo"


@pytest_asyncio.fixture(loop_scope="session", scope="module")
async def telegram() -> AsyncIterator[BotApiServer]:
    async with BotApiServer() as running:
        yield running


@pytest_asyncio.fixture(loop_scope="session", scope="module")
async def bot(
    telegram: BotApiServer, site: NewsSite, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[BotProcess]:
    folder = tmp_path_factory.mktemp("setup")
    listed = (("answers", "en"), ("silent", "en"), ("moved", "en"), ("new", "ru"), ("port", "ja"))
    presets = write_presets(folder / "presets.toml", site, *listed)
    serve_feed(site, "answers", STORY)
    site.pages["feeds/moved"] = (301, serve_feed(site, "moved-to", STORY))
    async with BotProcess(telegram, folder, SVODKA_BOT__PRESETS=str(presets)) as running:
        yield running


async def shown(person: Person, button: str, within: float = LONG) -> Message:
    """Wait for a message with a button, named by its callback data."""
    return await person.wait_for(lambda m: any(b.get("callback_data") == button for b in m.buttons), within)


async def press(person: Person, message: Message, button: str, then: str) -> None:
    """Press a button, and wait until the message shows the next one."""
    person.press(message, button)
    await person.world.bell.until(lambda: then in str(message.buttons) or None, LONG)
    assert then in str(message.buttons), message.text


async def begun(person: Person) -> Message:
    """Begin the set-up; return its message."""
    person.send_text("/digest")
    offer = await shown(person, "d1:setup:")
    await press(person, offer, "d1:setup:", "d1:go:link")
    return offer


async def with_source(person: Person) -> Message:
    """Begin the set-up and choose a well-known feed; return its message."""
    message = await begun(person)
    await press(person, message, "d1:go:presets-en", "d1:preset:answers")
    await press(person, message, "d1:preset:answers", "✓ ")
    await press(person, message, "d1:go:sources", "d1:go:feeds")
    return message


async def kept(bot: BotProcess, person: Person) -> Subscription:
    found = await stored(bot.folder, person.id)
    assert found is not None
    return found


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_new_person_gets_through_the_set_up_with_buttons_alone(
    bot: BotProcess, telegram: BotApiServer, language: Language
) -> None:
    kim = telegram.person("Kim", language)
    message = await with_source(kim)
    for pressed, then in (
        ("d1:go:time", "d1:at:0900"),
        ("d1:at:0900", "d1:zone:Asia/Tokyo"),
        ("d1:zone:Asia/Tokyo", "d1:days:31"),
        ("d1:toggle:95", "d1:toggle:127"),
        ("d1:days:31", "d1:language:ja"),
        ("d1:language:ja", "d1:stories:3"),
        ("d1:stories:3", "d1:finish:"),
    ):
        await press(kim, message, pressed, then)
    assert not (await kept(bot, kim)).active, "nothing is sent before the end of the set-up"
    kim.press(message, "d1:preview:")
    await kim.wait_for(lambda m: STORY in m.text, LONG)
    await press(kim, message, "d1:finish:", "d1:now:")
    made = await kept(bot, kim)
    assert made.active
    assert not made.dialogue.setting_up
    assert (made.schedule.at, made.schedule.zone, made.schedule.days) == (time(9), "Asia/Tokyo", frozenset(range(5)))
    assert (made.wanted.language, made.wanted.stories) == ("ja", 3)
    local = made.next_slot.astimezone(ZoneInfo("Asia/Tokyo"))
    assert (local.hour, local.minute) == (9, 0)
    assert local.weekday() < 5


async def test_no_preset_is_asked_before_somebody_taps_it_and_one_that_is_silent_is_not_added(
    bot: BotProcess, telegram: BotApiServer, site: NewsSite
) -> None:
    kim = telegram.person("Kim", "en")
    message = await begun(kim)
    await press(kim, message, "d1:go:presets-en", "d1:preset:silent")
    assert site.asked["feeds/silent"] == site.asked["feeds/new"] == site.asked["feeds/port"] == 0
    kim.press(message, "d1:preset:silent")
    await kim.wait_for_text("Well-known silent is not answering", LONG)
    assert site.asked["feeds/silent"] > 0
    assert (await kept(bot, kim)).feeds == ()
    await press(kim, message, "d1:preset:answers", "✓ Well-known answers")
    await press(kim, message, "d1:preset:answers", "'Well-known answers'")
    assert (await kept(bot, kim)).feeds == (), "a second tap takes it out again, and the set-up goes on"


async def test_a_preset_that_has_moved_for_good_is_ticked_and_can_be_removed_again(
    bot: BotProcess, telegram: BotApiServer
) -> None:
    kim = telegram.person("Kim", "en")
    message = await begun(kim)
    await press(kim, message, "d1:go:presets-en", "d1:preset:moved")
    await press(kim, message, "d1:preset:moved", "✓ Well-known moved")
    await press(kim, message, "d1:preset:moved", "'Well-known moved'")
    assert (await kept(bot, kim)).feeds == ()


async def test_words_that_answer_no_question_of_the_set_up_have_it_asked_again(
    bot: BotProcess, telegram: BotApiServer
) -> None:
    kim = telegram.person("Kim", "en")
    message = await begun(kim)
    kim.send_text("Reuters")
    await kim.wait_for_text("not look like an address", LONG)
    for pressed, then in (
        ("d1:go:presets-en", "d1:preset:answers"),
        ("d1:preset:answers", "✓ Well-known answers"),
        ("d1:go:sources", "d1:go:time"),
        ("d1:go:time", "d1:at:0900"),
        ("d1:go:zone", "d1:zone:Asia/Tokyo"),
        ("d1:go:days", "d1:days:31"),
    ):
        await press(kim, message, pressed, then)
    kim.send_text("weekdays")
    again = await kim.wait_for(lambda m: m is not message and "d1:days:31" in str(m.buttons), LONG)
    assert "step 4 of 7" in again.text


async def test_without_a_source_one_does_not_get_on(bot: BotProcess, telegram: BotApiServer) -> None:
    kim = telegram.person("Kim", "en")
    message = await begun(kim)
    answer = await kim.answer_to(kim.press(message, "Next"))
    assert "at least one source" in answer["text"]
    assert answer["show_alert"]


async def test_who_cancels_leaves_nothing_behind_and_old_buttons_say_so(
    bot: BotProcess, telegram: BotApiServer
) -> None:
    kim = telegram.person("Kim", "en")
    first = await with_source(kim)
    kim.send_text("/digest")
    second = await kim.wait_for(lambda m: m is not first and "d1:cancel:" in str(m.buttons), LONG)
    kim.press(second, "Cancel")
    await kim.wait_for_text("Set-up cancelled")
    assert await stored(bot.folder, kim.id) is None
    answer = await kim.answer_to(kim.press(first, "d1:go:time"))
    assert "out of date" in answer["text"]
    assert await stored(bot.folder, kim.id) is None


async def test_a_cancel_button_that_was_left_behind_does_not_end_a_digest(
    bot: BotProcess, telegram: BotApiServer
) -> None:
    kim = telegram.person("Kim", "en")
    first = await with_source(kim)
    kim.send_text("/digest")
    second = await kim.wait_for(lambda m: m is not first and "d1:go:time" in str(m.buttons), LONG)
    for pressed, then in (
        ("d1:go:time", "d1:at:0900"),
        ("d1:go:zone", "d1:zone:UTC"),
        ("d1:go:days", "d1:days:31"),
        ("d1:go:zone", "d1:zone:UTC"),  # back
        ("d1:go:days", "d1:days:31"),
        ("d1:go:language", "d1:language:ru"),
        ("d1:go:stories", "d1:stories:3"),
        ("d1:go:finish", "d1:finish:"),
    ):
        await press(kim, second, pressed, then)
    await press(kim, second, "d1:finish:", "d1:now:")
    answer = await kim.answer_to(kim.press(first, "d1:cancel:"))
    assert "out of date" in answer["text"]
    assert (await kept(bot, kim)).active
    await press(kim, first, "d1:go:time", "d1:at:0700")
    await press(kim, first, "d1:at:0700", "d1:now:")
    assert (await kept(bot, kim)).schedule.at == time(7), "what an old button says is still done"


async def on_zone_screen(person: Person) -> Message:
    message = await with_source(person)
    await press(person, message, "d1:go:time", "d1:at:0900")
    await press(person, message, "d1:at:0800", "d1:zone:Asia/Tokyo")
    return message


@pytest.mark.parametrize(
    ("language", "written", "zone"),
    [
        ("en", "Osaka", "Asia/Tokyo"),
        ("ru", "Новосибирск", "Asia/Novosibirsk"),
        ("ja", "札幌", "Asia/Tokyo"),
        ("en", "America/Argentina/Buenos_Aires", "America/Argentina/Buenos_Aires"),
    ],
)
async def test_a_city_that_is_written_gives_the_time_zone(
    bot: BotProcess, telegram: BotApiServer, language: Language, written: str, zone: str
) -> None:
    kim = telegram.person("Kim", language)
    asked = await on_zone_screen(kim)
    kim.send_text(written)
    answer = await kim.wait_for(lambda m: m.message_id > asked.message_id, LONG)
    if "d1:days:31" not in str(answer.buttons):  # several are called so
        await press(kim, answer, f"d1:zone:{zone}", "d1:days:31")
    assert (await kept(bot, kim)).schedule.zone == zone
    kim.send_text("/settings")
    await kim.wait_for(lambda m: "s1:menu:zone" in str(m.buttons))
    async with open_store(f"sqlite:///{bot.folder / 'svodka.db'}") as store:
        person = await store.users.get(kim.id)
    assert person is not None
    assert person.time_zone == zone, "in a private chat it is that of /settings as well"


async def test_a_city_that_is_none_is_refused_and_the_question_stays_open(
    bot: BotProcess, telegram: BotApiServer
) -> None:
    kim = telegram.person("Kim", "en")
    await on_zone_screen(kim)
    kim.send_text("Qwxyzzyville <b>&")
    await kim.wait_for_text("No city or time zone", LONG)
    kim.send_text("Berlin")
    await kim.wait_for(lambda m: "d1:days:31" in str(m.buttons) or "d1:zone:Europe/Berlin" in str(m.buttons), LONG)


async def test_a_place_that_is_sent_gives_the_time_zone(bot: BotProcess, telegram: BotApiServer) -> None:
    kim = telegram.person("Kim", "en")
    kim.press(await on_zone_screen(kim), "Send my location")
    await kim.wait_for_text("Only the time zone of the place is kept")
    kim.send_service({"location": {"latitude": 50.45, "longitude": 30.52}})
    await shown(kim, "d1:days:31")
    assert (await kept(bot, kim)).schedule.zone == "Europe/Kyiv"


async def test_a_place_that_nobody_asked_for_is_only_offered(bot: BotProcess, telegram: BotApiServer) -> None:
    kim = telegram.person("Kim", "en")
    message = await with_source(kim)
    kim.send_service({"location": {"latitude": 35.68, "longitude": 139.69}})
    await kim.wait_for(lambda m: m is not message and "d1:zone:Asia/Tokyo" in str(m.buttons), LONG)
    assert (await kept(bot, kim)).schedule.zone == "UTC"


async def test_times_and_addresses_are_written_as_well_and_a_link_is_a_source_only_where_one_is_asked_for(
    bot: BotProcess, telegram: BotApiServer, site: NewsSite
) -> None:
    kim = telegram.person("Kim", "en")
    message = await begun(kim)
    await press(kim, message, "d1:go:link", "d1:go:sources")
    kim.send_text("my favourite news")
    await kim.wait_for_text("not look like an address")
    kim.send_text(serve_feed(site, "written", STORY))
    await kim.wait_for_text("Added to the digest: Gazette written", LONG)
    second = await kim.wait_for(lambda m: m is not message and "d1:go:time" in str(m.buttons))
    await press(kim, second, "d1:go:time", "d1:at:0900")
    kim.send_text("soon")
    await kim.wait_for_text("not look like a time")
    kim.send_text(site.url("en/talks"))
    await kim.wait_for(lambda m: "✓ EN" in m.labels, LONG)
    kim.send_text("7:45 pm")
    await kim.wait_for(lambda m: "d1:zone:Asia/Tokyo" in str(m.buttons), LONG)
    made = await kept(bot, kim)
    assert made.schedule.at == time(19, 45)
    assert len(made.feeds) == 1


async def test_a_list_of_feeds_goes_on_with_the_set_up(bot: BotProcess, telegram: BotApiServer, site: NewsSite) -> None:
    kim = telegram.person("Kim", "en")
    message = await begun(kim)
    await press(kim, message, "d1:go:list", "d1:go:sources")
    content = write_opml([ListedFeed(serve_feed(site, "listed", STORY), "Mine")], "Mine", datetime.now(UTC))
    kim.send_document("feeds.opml", content, "text/x-opml")
    await kim.wait_for_text("1 feed was added", LONG)
    await kim.wait_for(lambda m: m is not message and "d1:go:time" in str(m.buttons))
    assert (await kept(bot, kim)).dialogue.setting_up


async def test_half_an_hour_later_a_message_is_no_answer_any_more(bot: BotProcess, telegram: BotApiServer) -> None:
    kim = telegram.person("Kim", "en")
    await on_zone_screen(kim)
    dialogue = (await kept(bot, kim)).dialogue
    async with open_store(f"sqlite:///{bot.folder / 'svodka.db'}") as store:
        old = replace(dialogue, since=datetime.now(UTC) - timedelta(minutes=31))
        await store.subscriptions.change(kim.id, dialogue=old)
    kim.send_text("Osaka")
    await kim.wait_for_text("There is no link or text to sum up")


async def test_in_a_group_admins_set_the_digest_up_and_answers_are_replies_to_the_question(
    bot: BotProcess, telegram: BotApiServer
) -> None:
    kim, boss, chief = (telegram.person(name, "en") for name in ("Kim", "Boss", "Chief"))
    group = telegram.group("News", (kim,), admins=(boss, chief))
    boss.send_text("/digest", to=group)
    message = await group.wait_for(lambda m: "d1:setup:" in str(m.buttons), LONG)
    answer = await kim.answer_to(kim.press(message, "d1:setup:"))
    assert "Only admins" in answer["text"]
    await press(boss, message, "d1:setup:", "d1:go:presets-en")
    await press(chief, message, "d1:go:presets-en", "d1:preset:answers")
    await press(boss, message, "d1:preset:answers", "✓ ")
    for pressed, then in (("d1:go:sources", "d1:go:time"), ("d1:go:time", "d1:at:0900"), ("d1:at:0900", "d1:go:days")):
        await press(chief, message, pressed, then)
    answer = await kim.answer_to(kim.press(message, "d1:zone:Asia/Tokyo"))
    assert "Only admins" in answer["text"]
    boss.send_text("Osaka", to=group)
    kim.reply(message, "Osaka")
    await group.wait_for_text("Only admins", LONG)
    boss.reply(message, "Sapporo")
    await group.wait_for(lambda m: m is not message and "d1:days:31" in str(m.buttons), LONG)
    found = await stored(bot.folder, group.chat.id)
    assert found is not None
    assert found.schedule.zone == "Asia/Tokyo"
    assert sum("d1:days:31" in str(m.buttons) for m in group.messages) == 1, "talk in the group is no answer"


async def test_a_kill_in_the_middle_of_the_set_up_is_not_noticed(site: NewsSite, tmp_path: Path) -> None:
    presets = write_presets(tmp_path / "presets.toml", site, ("answers", "en"))
    serve_feed(site, "answers", STORY)
    async with BotApiServer() as telegram:
        kim = telegram.person("Kim", "en")
        bot = BotProcess(telegram, tmp_path, SVODKA_BOT__PRESETS=str(presets))
        await bot.start()
        await on_zone_screen(kim)
        await bot.kill()
        kim.send_text("Asia/Yekaterinburg")
        async with bot:
            message = await shown(kim, "d1:days:31")
            assert (await kept(bot, kim)).schedule.zone == "Asia/Yekaterinburg"
            await press(kim, message, "d1:days:96", "d1:language:ru")


async def test_a_preview_marks_nothing_as_sent(bot: BotProcess, telegram: BotApiServer, site: NewsSite) -> None:
    kim = telegram.person("Kim", "en")
    kim.send_text(f"/subscribe {serve_feed(site, 'preview', STORY)}")
    menu = await shown(kim, "d1:preview:")

    async def seen(button: str, times: int) -> None:
        kim.press(menu, button)
        await kim.world.bell.until(lambda: sum(STORY in m.text for m in kim.messages) == times or None, LONG)
        assert sum(STORY in m.text for m in kim.messages) == times

    await seen("d1:preview:", 1)
    await kim.wait_for_text("do not count as sent")
    await seen("d1:preview:", 2)
    await seen("d1:now:", 3)
    kim.press(menu, "d1:preview:")
    await kim.wait_for_text("Nothing new", LONG)


async def test_pause_resume_and_the_end_work_by_buttons(
    bot: BotProcess, telegram: BotApiServer, site: NewsSite
) -> None:
    kim = telegram.person("Kim", "en")
    kim.send_text(f"/subscribe {serve_feed(site, 'pause', STORY)}")
    menu = await shown(kim, "d1:active:0")
    await press(kim, menu, "⏸ Pause", "d1:active:1")
    assert "paused" in menu.text
    assert not (await kept(bot, kim)).active
    await press(kim, menu, "▶️ Resume", "d1:active:0")
    assert (await kept(bot, kim)).active
    await press(kim, menu, "d1:quiet:1", "d1:quiet:0")
    assert (await kept(bot, kim)).wanted.quiet
    await press(kim, menu, "Switch off", "d1:leave:")
    await press(kim, menu, "Back", "d1:go:end")
    await press(kim, menu, "d1:go:end", "d1:leave:")
    kim.press(menu, "d1:leave:")
    await kim.wait_for_text("no more will come")
    assert await stored(bot.folder, kim.id) is None


@pytest.mark.parametrize(
    "data", ["d1:go:nowhere", "d1:go:presets-xx-99999999999", "d1:zone:Mars/Base", "d1:at:2500", "d1:days:0",
             "d1:toggle:999", "d1:stories:7", "d1:preset:none", "d1:untopic:x", "d1:drop:x", "d1:quiet:2", "d1:finish:"]
)  # fmt: skip
async def test_forged_buttons_change_nothing(
    bot: BotProcess, telegram: BotApiServer, site: NewsSite, data: str
) -> None:
    kim = telegram.person("Kim", "en")
    kim.send_text(f"/subscribe {serve_feed(site, 'forged', STORY)}")
    menu = await shown(kim, "d1:now:")
    before = await kept(bot, kim)
    forged = {"inline_keyboard": [[{"text": "forged", "callback_data": data}]]}
    menu.versions.append(replace(menu.current, reply_markup=forged))
    await kim.answer_to(kim.press(menu, "forged"))
    kim.send_text("/digest")
    await kim.wait_for(lambda m: m is not menu and "d1:now:" in str(m.buttons), LONG)
    assert replace(await kept(bot, kim), dialogue=before.dialogue) == before


async def test_a_file_of_presets_that_is_not_sound_keeps_the_bot_from_starting(tmp_path: Path) -> None:
    presets = tmp_path / "presets.toml"
    presets.write_text('[[preset]]\nid = "x"\n', encoding="utf-8")
    async with BotApiServer() as telegram:
        bot = BotProcess(telegram, tmp_path, SVODKA_BOT__PRESETS=str(presets))
        assert await bot.ended() in (1, 2)
        log = bot.log_file.read_text(encoding="utf-8")
        assert "presets.toml" in log
        assert "Traceback" not in log
