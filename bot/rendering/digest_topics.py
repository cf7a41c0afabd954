"""What is followed, muted, asked for and excluded, in words; and what the bot has understood."""

from collections.abc import Sequence
from typing import get_args

from bot.digest.topics import MAX_TOPIC_CHARACTERS, Preferences, Topic
from bot.digest.understanding import MAX_AT_ONCE, MAX_TOPICS, Added, Refusal, TopicList, Understood, entries
from bot.i18n import Translator, translator
from bot.rendering.digest_setup import reply_hint
from bot.rendering.harmless import shortened
from bot.rendering.spans import Block, MessageText, Span, heading, labelled, paragraph
from bot.rendering.splitting import single
from summarizer.article import Language

LISTS: tuple[TopicList, ...] = get_args(TopicList)
SIGNS: dict[TopicList, str] = {"follow": "⭐", "mute": "🔇", "include": "🔎", "exclude": "🚫"}
MAX_LABEL_CHARACTERS = 40
MAX_SHOWN = 20
"""Entries of one list that are named; each has its button anyway."""
MAX_IN_SUMMARY = 6
"""The same where feeds and times stand beside them: 4 lists of these and 30 feeds fit into one message."""


def topics_text(wanted: Preferences, language: Language) -> MessageText:
    """Return the lists.

    Args:
        wanted: by the subscriber.
        language: of the words.
    """
    t = translator(language)
    blocks = [heading(t.gettext("Topics and words"))]
    rows = topic_rows(wanted, language, MAX_SHOWN)
    if not rows:
        blocks.append(paragraph(t.gettext("Nothing yet. Add something with a button or a command.")))
        return single(blocks)
    blocks += [labelled(name, value, t.gettext("{name}: {value}")) for name, value in rows]
    blocks.append(paragraph(t.gettext("Tap an entry to remove it, or add one: /follow, /mute, /include, /exclude.")))
    return single(blocks)


def topic_rows(wanted: Preferences, language: Language, most: int = MAX_IN_SUMMARY) -> tuple[tuple[str, str], ...]:
    """Return the name and the first entries of each list that has any, in words.

    Args:
        wanted: by the subscriber.
        language: of the words.
        most: entries of each list that are named; of the others, their number.
    """
    rows = []
    for where in LISTS:
        labels = [_label(label) for _, label in entries(wanted, where)]
        more = f" +{len(labels) - most}" if len(labels) > most else ""
        if labels:
            rows.append((f"{SIGNS[where]} {list_name(where, language)}", listed(labels[:most], language) + more))
    return tuple(rows)


def listed(labels: Sequence[str], language: Language) -> str:
    """Return names one after the other, parted as the language does."""
    return ("、" if language == "ja" else ", ").join(labels)


def list_name(where: TopicList, language: Language) -> str:
    """Return what a list is called."""
    t = translator(language)
    return {
        "follow": t.gettext("Followed"),
        "mute": t.gettext("Muted"),
        "include": t.gettext("Only with these words"),
        "exclude": t.gettext("Never with these words"),
    }[where]


def topic_prompt(where: TopicList, language: Language, *, is_private: bool) -> MessageText:
    """Return how to add to a list, for a command without words behind it and for a button."""
    t = translator(language)
    prompts = {
        "follow": t.gettext(
            "Whom or what do you want to follow? People, countries, cities, organisations and kinds of agreement are "
            "found in articles of all three languages, however they spell them. Separate several with commas."
        ),
        "mute": t.gettext(
            "Whom or what do you want to hear nothing of? People, countries, cities, organisations and kinds of "
            "agreement are found in articles of all three languages. Separate several with commas."
        ),
        "include": t.gettext(
            "Which words must a story have? One of them is enough, and followed stories come anyway. A word is looked "
            "for as it is written, with its inflections. Separate several with commas."
        ),
        "exclude": t.gettext(
            "Which words should no story have? A word is looked for as it is written, with its "
            "inflections. Separate several with commas."
        ),
    }
    return single([
        paragraph(prompts[where]),
        paragraph(_example(where, t)),
        *([] if is_private else [reply_hint(language)]),
    ])  # fmt: skip


def topics_added(result: Added, where: TopicList, language: Language) -> MessageText:
    """Return what was understood and added to a list, and what was not.

    Args:
        result: of ``add_topics``.
        where: the list.
        language: of the words.
    """
    t = translator(language)
    blocks = [heading(f"{SIGNS[where]} {list_name(where, language)}")] if result.added else []
    blocks += [_understood(one, where, t) for one in result.added]
    if result.moved:
        moved = listed([_label(label) for label in result.moved], language)
        blocks.append(paragraph(t.gettext("Moved here from the other list: {topics}", topics=moved)))
    if result.added:
        blocks.append(paragraph(_effect(where, t)))
    blocks += [_refused(text, refusal, t) for text, refusal in result.refused]
    return single(blocks or [paragraph(_reason("empty", t))])


def _understood(one: Understood, where: TopicList, t: Translator) -> Block:
    if where in ("include", "exclude"):
        return Block((Span("• "), Span(_label(one.topic.label), bold=True)))
    what = _kind(one.topic, bool(one.names), t)
    if one.names:
        what = t.gettext("{name}: {value}", name=what, value=" · ".join(one.names))
    return Block((Span("• "), Span(_label(one.topic.label), bold=True), Span(f" — {what}")))


def _kind(topic: Topic, known: bool, t: Translator) -> str:
    if topic.kind == "person" and not known:
        return t.gettext("a name or a word, looked for as it is written and, as a name, in the other scripts")
    if topic.kind == "word" and " " in topic.value:
        return t.gettext("a phrase, looked for exactly as written")
    return {
        "person": t.gettext("person"),
        "country": t.gettext("country"),
        "city": t.gettext("place"),
        "agreement": t.gettext("kind of agreement"),
        "organisation": t.gettext("organisation"),
        "word": t.gettext("a word, looked for as it is written, with its inflections"),
    }[topic.kind]


def _effect(where: TopicList, t: Translator) -> str:
    return {
        "follow": t.gettext("Stories about it come first."),
        "mute": t.gettext("Stories about it are left out."),
        "include": t.gettext("Only stories with one of these words come, and those about what you follow."),
        "exclude": t.gettext("Stories with one of these words are left out."),
    }[where]


def _example(where: TopicList, t: Translator) -> str:
    return {
        "follow": t.gettext("For example: /follow Lavrov, Japan, NATO"),
        "mute": t.gettext("For example: /mute tennis"),
        "include": t.gettext("For example: /include energy, gas"),
        "exclude": t.gettext("For example: /exclude horoscope"),
    }[where]


def _refused(text: str, refusal: Refusal, t: Translator) -> Block:
    line = t.gettext("{name}: {value}", name=_label(text), value=_reason(refusal, t))
    return paragraph("⚠️ " + line, "\n")


def _reason(refusal: Refusal, t: Translator) -> str:
    return {
        "empty": t.gettext("there is no word to look for"),
        "too_long": t.ngettext(
            "it is longer than {number} character", "it is longer than {number} characters", MAX_TOPIC_CHARACTERS
        ),
        "too_common": t.gettext("this word is in nearly every article"),
        "too_many": t.gettext(
            "too many: {at_once} in one message and {most} in a list at most", at_once=MAX_AT_ONCE, most=MAX_TOPICS
        ),
        "known": t.gettext("already on the list"),
    }[refusal]


def _label(text: str) -> str:
    return shortened(text, MAX_LABEL_CHARACTERS) or "…"


def topic_removed(label: str, language: Language) -> str:
    """Return the toast after an entry was removed, plain text."""
    return translator(language).gettext("Removed: {topic}", topic=_label(label))


def topic_labels(wanted: Preferences) -> Sequence[tuple[TopicList, str, str]]:
    """Return all entries: list, what names the entry for the machine, what the person wrote."""
    return [(where, value, label) for where in LISTS for value, label in entries(wanted, where)]
