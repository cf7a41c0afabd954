"""The further messages of long briefs, on both databases."""

from datetime import timedelta


async def test_the_messages_behind_a_message_are_kept_in_order_and_replaced(store):
    assert await store.later_parts.of(7, 1) == []
    await store.later_parts.put(7, 1, [3, 2])
    await store.later_parts.put(8, 1, [9])
    await store.later_parts.put(7, 1, [3, 5, 4])
    assert await store.later_parts.of(7, 1) == [3, 5, 4]
    assert await store.later_parts.of(8, 1) == [9]


async def test_what_was_not_changed_for_long_is_pruned(store, clock):
    await store.later_parts.put(7, 1, [2])
    clock.go_on(days=60)
    await store.later_parts.put(7, 3, [4])
    clock.go_on(seconds=1)
    assert await store.later_parts.prune(timedelta(days=60)) == 1
    assert (await store.later_parts.of(7, 1), await store.later_parts.of(7, 3)) == ([], [4])
