"""/follow, /mute, /include, /exclude, /topics: people, subjects and words that a digest is to have or not."""

from dataclasses import replace

from telegram import InlineKeyboardMarkup

from bot.callbacks import DigestAction
from bot.digest.understanding import Added, TopicList, add_topics, without_topic, written_topics
from bot.digest_setup_keyboards import topic_id
from bot.handlers.digest_screens import may_change, show, subscription_or_offer
from bot.handlers.messages import note_presence
from bot.handlers.turn import Turn
from bot.i18n import translator
from bot.keyboards import button
from bot.rendering import digest as words
from bot.rendering.digest_topics import topic_labels, topic_removed, topics_added
from bot.store.digests_subscriptions import Subscription


async def on_follow(turn: Turn) -> None:
    """/follow: what comes first."""
    await _on_command(turn, "follow")


async def on_mute(turn: Turn) -> None:
    """/mute: what is left out."""
    await _on_command(turn, "mute")


async def on_include(turn: Turn) -> None:
    """/include: words that a story must have."""
    await _on_command(turn, "include")


async def on_exclude(turn: Turn) -> None:
    """/exclude: words that no story may have."""
    await _on_command(turn, "exclude")


async def on_topics(turn: Turn) -> None:
    """/topics: all of them, with buttons that remove each."""
    subscription = await subscription_or_offer(turn)
    if subscription is not None:
        await show(turn, subscription, "topics")


async def add_written(turn: Turn, subscription: Subscription, where: TopicList, text: str) -> None:
    """Add what somebody has written to a list, and say what was understood.

    Raises:
        WorkerDied: the process that recognises names ended.
    """
    digests, language = turn.runtime.digests, turn.who.language
    result: Added = await digests.pool.run(add_topics, subscription.wanted, where, written_topics(text))
    answered = replace(subscription.dialogue, screen="topics")
    await digests.desk.change(subscription, wanted=result.wanted, dialogue=answered)
    await note_presence(turn)
    await turn.reply(topics_added(result, where, language), _lists_keyboard(len(topic_labels(result.wanted)), turn))


async def on_untopic(turn: Turn, subscription: Subscription, value: str) -> None:
    """Remove an entry of a list."""
    labels = topic_labels(subscription.wanted)
    found = next((one for one in labels if topic_id(one[0], one[1]) == value), None)
    if found is None:
        await turn.refuse(words.digest_stale(turn.who.language))
        return
    where, named, label = found
    wanted = without_topic(subscription.wanted, where, named)
    changed = await turn.runtime.digests.desk.change(subscription, wanted=wanted)
    await turn.toast(topic_removed(label, turn.who.language))
    await show(turn, changed, "topics")


async def _on_command(turn: Turn, where: TopicList) -> None:
    subscription = await subscription_or_offer(turn)
    if subscription is None or not await may_change(turn):
        return
    text = _behind_command(turn)
    if written_topics(text):
        await add_written(turn, subscription, where, text)
    else:
        await show(turn, subscription, where)


def _behind_command(turn: Turn) -> str:
    """Return the text behind a command with its lines, and without the channel that a turn for one has read off it."""
    words_written = (turn.message.text or "" if turn.message else "").split()
    skipped = len(words_written) - len(turn.arguments)
    parts = (turn.message.text or "" if turn.message else "").split(maxsplit=skipped)
    return parts[skipped] if len(parts) > skipped else ""


def _lists_keyboard(entries: int, turn: Turn) -> InlineKeyboardMarkup:
    label = f"⭐ {translator(turn.who.language).gettext('Topics and words')} ({entries})"
    return InlineKeyboardMarkup([[button(label, DigestAction("go", "topics"))]])
