"""The cache of briefs, on both databases."""

import asyncio
import re
from dataclasses import replace
from datetime import timedelta

from bot.store import BriefKey

KEY = BriefKey("https://example.org/a", "5e884898", "ru", "0.3.0+extractive")
BRIEF = {"schema": 1, "headline": "Лавров прибыл в Астану", "points": [{"text": "会談を行った。", "sentences": [0, 2]}]}
SENTENCES = ("Первое.", "Второе 🇰🇿.", "Третье.")
DAY = timedelta(days=1)


async def test_a_brief_comes_back_as_it_was_made(store, clock):
    kept = await store.briefs.put(KEY, BRIEF, SENTENCES)
    assert (kept.key, kept.brief, kept.sentences, kept.hits) == (KEY, BRIEF, SENTENCES, 0)
    assert kept.created_at == kept.used_at == clock.moment
    assert await store.briefs.get(kept.id) == kept


async def test_a_public_id_is_short_and_safe_in_callback_data(store):
    ids = {
        (await store.briefs.put(replace(KEY, content_hash=str(number)), BRIEF, SENTENCES)).id for number in range(20)
    }
    assert len(ids) == 20
    assert all(re.fullmatch(r"[A-Za-z0-9_-]{11}", brief_id) for brief_id in ids)


async def test_the_same_key_keeps_its_id_and_becomes_fresh_again(store, clock):
    first = await store.briefs.put(KEY, BRIEF, SENTENCES)
    clock.go_on(days=2)
    assert await store.briefs.freshest(KEY, DAY) is None
    again = await store.briefs.put(KEY, {**BRIEF, "headline": "Новый"}, SENTENCES)
    assert (again.id, again.created_at, again.brief["headline"]) == (first.id, clock.moment, "Новый")
    assert (await store.briefs.freshest(KEY, DAY)).id == first.id


async def test_many_who_keep_the_same_brief_at_once_get_one_id(store):
    kept = await asyncio.gather(*(store.briefs.put(KEY, BRIEF, SENTENCES) for _ in range(20)))
    assert len({brief.id for brief in kept}) == 1


async def test_the_freshest_of_a_page_is_found_whatever_its_content(store, clock):
    await store.briefs.put(replace(KEY, content_hash="old"), BRIEF, SENTENCES)
    clock.go_on(hours=1)
    newer = await store.briefs.put(replace(KEY, content_hash="new"), BRIEF, SENTENCES)
    found = await store.briefs.freshest(replace(KEY, content_hash=""), DAY)
    assert (found.id, found.hits) == (newer.id, 1)
    clock.go_on(hours=22)
    assert (await store.briefs.freshest(KEY, DAY)).hits == 2


async def test_age_is_within_the_maximum_at_the_limit_and_not_beyond(store, clock):
    await store.briefs.put(KEY, BRIEF, SENTENCES)
    clock.go_on(days=1)
    assert await store.briefs.freshest(KEY, DAY) is not None
    clock.go_on(microseconds=1)
    assert await store.briefs.freshest(KEY, DAY) is None


async def test_nothing_else_is_taken_for_the_page(store):
    await store.briefs.put(KEY, BRIEF, SENTENCES)
    for other in (
        replace(KEY, canonical_url="https://example.org/A"),
        replace(KEY, language="en"),
        replace(KEY, engine_version="0.4.0"),
        replace(KEY, points=3),
        replace(KEY, owner_id=7),
    ):
        assert await store.briefs.freshest(other, DAY) is None
        assert await store.briefs.find(other) is None


async def test_the_same_article_is_found_in_another_language(store):
    russian = await store.briefs.put(KEY, BRIEF, SENTENCES)
    assert await store.briefs.in_language(russian, "ja") is None
    japanese = await store.briefs.put(replace(KEY, language="ja"), BRIEF, SENTENCES)
    assert (await store.briefs.in_language(russian, "ja")).id == japanese.id


async def test_urls_longer_than_an_index_entry_are_told_apart(store):
    long = "https://example.org/?q=" + "a%F0" * 3000
    one = await store.briefs.put(replace(KEY, canonical_url=long + "1"), BRIEF, SENTENCES)
    two = await store.briefs.put(replace(KEY, canonical_url=long + "2"), BRIEF, SENTENCES)
    assert one.id != two.id
    assert (await store.briefs.freshest(one.key, DAY)).id == one.id


async def test_briefs_of_a_persons_texts_are_theirs(store):
    own = await store.briefs.put(replace(KEY, canonical_url="", owner_id=7), BRIEF, SENTENCES)
    await store.briefs.put(KEY, BRIEF, SENTENCES)
    assert [brief.id for brief in await store.briefs.by_owner(7)] == [own.id]


async def test_pruning_takes_the_idle_first_and_then_the_least_recently_used(store, clock):
    kept = []
    for number in range(5):
        kept.append((await store.briefs.put(replace(KEY, content_hash=str(number)), BRIEF, SENTENCES)).id)
        clock.go_on(days=1)
    await store.briefs.get(kept[1])  # a button under an old message was pressed
    clock.go_on(days=1)
    assert await store.briefs.prune(max_idle=timedelta(days=5), max_count=2) == 3
    left = [brief_id for brief_id in kept if await store.briefs.get(brief_id)]
    assert left == [kept[1], kept[4]]


async def test_pruning_nothing_deletes_nothing(store):
    await store.briefs.put(KEY, BRIEF, SENTENCES)
    assert await store.briefs.prune(max_idle=DAY, max_count=1) == 0
