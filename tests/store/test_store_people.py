"""Users and chats, on both databases."""

import pytest

from bot.store import Store

PERSON = 5_000_000_007  # more than 32 bits, as new accounts have
GROUP = -1_001_234_567_890


async def test_a_new_person_has_the_default_settings(store, clock):
    user = await store.users.seen(PERSON)
    assert (user.id, user.language, user.points, user.evidence_always, user.time_zone) == (
        PERSON,
        None,
        None,
        False,
        "UTC",
    )
    assert (user.active, user.banned) == (True, False)
    assert user.created_at == user.last_seen_at == clock.moment
    assert await store.users.get(PERSON) == user


async def test_nothing_is_kept_of_a_person_who_was_never_seen(store):
    assert await store.users.get(PERSON) is None


async def test_being_seen_again_keeps_the_settings_and_brings_a_blocked_bot_back(store, clock):
    first = await store.users.seen(PERSON)
    await store.users.set_language(PERSON, "ja")
    await store.users.set_active(PERSON, False)
    assert (await store.users.get(PERSON)).active is False
    clock.go_on(hours=2)
    again = await store.users.seen(PERSON)
    assert (again.created_at, again.last_seen_at) == (first.created_at, clock.moment)
    assert (again.language, again.active) == ("ja", True)


async def test_each_setting_changes_alone(store):
    await store.users.set_points(PERSON, 7)
    await store.users.set_evidence_always(PERSON, True)
    user = await store.users.set_time_zone(PERSON, "America/Argentina/ComodRivadavia")
    assert (user.points, user.evidence_always, user.time_zone) == (7, True, "America/Argentina/ComodRivadavia")
    assert (await store.users.set_points(PERSON, None)).points is None
    assert (await store.users.get(PERSON)).evidence_always is True


@pytest.mark.parametrize("points", [0, 11, -1])
async def test_points_outside_one_to_ten_are_refused(store, points):
    with pytest.raises(ValueError, match="1 to 10"):
        await store.users.set_points(PERSON, points)
    assert await store.users.get(PERSON) is None


async def test_a_stranger_can_be_banned_before_they_ever_write(store):
    await store.users.set_banned(PERSON, True)
    assert (await store.users.seen(PERSON)).banned is True
    assert [user.id for user in await store.users.banned()] == [PERSON]
    await store.users.set_banned(PERSON, False)
    assert await store.users.banned() == []


async def test_setting_a_stranger_inactive_keeps_nothing_of_them(store):
    await store.users.set_active(PERSON, False)
    assert await store.users.get(PERSON) is None


async def test_a_group_has_a_negative_id_and_its_own_settings(store: Store, clock):
    chat = await store.chats.seen(GROUP, "supergroup")
    assert (chat.id, chat.kind, chat.auto_links, chat.language, chat.active) == (GROUP, "supergroup", False, None, True)
    assert chat.created_at == clock.moment
    assert (await store.chats.set_auto_links(GROUP, True)).auto_links is True
    assert (await store.chats.set_language(GROUP, "ru")).language == "ru"
    assert (await store.chats.set_active(GROUP, False)).active is False
    assert (await store.chats.seen(GROUP, "supergroup")).active is True
    assert (await store.chats.get(GROUP)).auto_links is True


async def test_an_unknown_chat_cannot_be_changed(store):
    assert await store.chats.set_auto_links(GROUP, True) is None
    assert await store.chats.get(GROUP) is None


async def test_a_group_that_becomes_a_supergroup_keeps_its_settings(store):
    await store.chats.seen(-42, "group")
    await store.chats.set_auto_links(-42, True)
    await store.chats.seen(GROUP, "supergroup")  # Telegram may tell of the new one first
    await store.chats.moved(-42, GROUP)
    moved = await store.chats.get(GROUP)
    assert (moved.kind, moved.auto_links) == ("supergroup", True)
    assert await store.chats.get(-42) is None


async def test_moving_an_unknown_group_leaves_the_new_one_alone(store):
    chat = await store.chats.seen(GROUP, "supergroup")
    await store.chats.moved(-42, GROUP)
    assert await store.chats.get(GROUP) == chat
