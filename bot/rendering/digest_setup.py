"""What stands over the buttons of each screen of a digest: in the first set-up step by step, later one by one."""

from collections.abc import Sequence
from datetime import datetime

from bot.digest.dialogue import SETUP_SCREENS, Screen
from bot.i18n import translator
from bot.rendering.digest import MAX_FEED_CHARACTERS, SubscriptionView, feed_lines
from bot.rendering.harmless import shortened
from bot.rendering.moments import coming, moment, zone_label
from bot.rendering.spans import Block, MessageText, heading, paragraph
from bot.rendering.splitting import single
from summarizer.article import Language

MAX_CITY_CHARACTERS = 60
MAX_REASON_CHARACTERS = 600


def screen_text(screen: Screen, view: SubscriptionView, language: Language, now: datetime) -> MessageText:
    """Return the text of a screen, other than those of topics and the whole subscription.

    Args:
        screen: which.
        view: of the subscription.
        language: of the words.
        now: aware.
    """
    blocks = [*_step(screen, view, language), paragraph(_question(screen, view, language))]
    if screen in ("sources", "presets", "feeds") and view.feeds:
        blocks += [heading(translator(language).gettext("Sources")), *feed_lines(view.feeds, language)]
    if screen == "zone":
        blocks.append(paragraph(_time_there(view.zone, language, now)))
    if not view.is_private and screen in ("link", "time", "zone"):
        blocks.append(reply_hint(language))
    return single(blocks)


def _step(screen: Screen, view: SubscriptionView, language: Language) -> Sequence[Block]:
    if not view.setting_up or screen not in SETUP_SCREENS:
        return ()
    words = translator(language).gettext(
        "Digest: step {number} of {count}", number=SETUP_SCREENS.index(screen) + 1, count=len(SETUP_SCREENS)
    )
    return (heading(words),)


def _question(screen: Screen, view: SubscriptionView, language: Language) -> str:
    t = translator(language)
    if screen == "zone" and not view.is_private:
        return t.gettext("Which time zone? Write the name of a city, or tap a time zone.")
    if screen == "link" and not view.is_private:
        return t.gettext("Send the address of a news site or feed, or the @name of a public Telegram channel.")
    questions: dict[Screen, str] = {
        "sources": t.gettext("Which news? Choose from well-known feeds, or send the address of a news site or feed."),
        "presets": t.gettext("Tap a feed to add it, tap again to remove it. Only feeds that answer are added."),
        "link": t.gettext(
            "Send the address of a news site or feed, or several. For a public Telegram channel, send its @name or "
            "forward one of its posts."
        ),
        "list": t.gettext("Send your feeds as an OPML file: feed readers can export one."),
        "feeds": t.gettext("Tap a feed to remove it."),
        "time": t.gettext("At what time of day? Tap one, or write another, such as 7:30."),
        "zone": t.gettext("Where are you? Write the name of your city, send your location, or tap a time zone."),
        "days": t.gettext("On which days?"),
        "language": t.gettext("In which language?"),
        "stories": t.gettext("How many stories at most?"),
        "end": t.gettext("Switch the digest off? Its sources, topics and time will be deleted. “Pause” keeps them."),
    }
    return questions.get(screen, "")


def _time_there(zone: str, language: Language, now: datetime) -> str:
    return translator(language).gettext(
        "Chosen: {zone}. It is {time} there now.",
        zone=zone_label(zone, language, now),
        time=moment(now, zone, language, now),
    )


def zone_choices(written: str, found: int, language: Language, *, guessed: bool = False) -> MessageText:
    """Return what stands over the time zones that fit what somebody has written.

    Args:
        written: by the person.
        found: how many there are; 0 for none.
        language: of the words.
        guessed: whether they are only called much like it.
    """
    t, city = translator(language), shortened(written, MAX_CITY_CHARACTERS)
    if not found:
        text = t.gettext(
            "No city or time zone called “{city}” is known. Try a bigger city nearby, or a name such as Asia/Tokyo.",
            city=city,
        )
    elif guessed:
        text = t.gettext("No city or time zone called “{city}” is known. Is it this one?", city=city)
    else:
        text = t.gettext("“{city}” can mean several places. Which one is yours?", city=city)
    return single([paragraph(text)])


def place_wanted(language: Language) -> MessageText:
    """Return what stands over the button that sends where somebody is."""
    t = translator(language)
    return single([paragraph(t.gettext("Tap the button below. Only the time zone of the place is kept."))])


def zone_offer(zone: str, language: Language, now: datetime) -> MessageText:
    """Return the time zone of a place that somebody has sent without being asked."""
    text = translator(language).gettext(
        "Time zone there: {zone}. It is {time} now.",
        zone=zone_label(zone, language, now),
        time=moment(now, zone, language, now),
    )
    return single([paragraph(text)])


def preset_asked(name: str, language: Language) -> str:
    """Return the toast while a feed of the list is asked for its news, plain text."""
    return translator(language).gettext("Checking {feed} …", feed=shortened(name, MAX_FEED_CHARACTERS))


def preset_silent(name: str, reason: str, language: Language) -> MessageText:
    """Return that a feed of the list does not answer as it should.

    Args:
        name: of the feed.
        reason: a sentence in ``language``.
        language: of the words.
    """
    t = translator(language)
    feed = shortened(name, MAX_FEED_CHARACTERS)
    text = t.gettext("{feed} is not answering at the moment, so it was not added.", feed=feed)
    return single([paragraph("⚠️ " + text), paragraph(shortened(reason, MAX_REASON_CHARACTERS), "\n")])


def source_needed(language: Language) -> MessageText:
    """Return that a digest needs a source."""
    return single([paragraph(translator(language).gettext("Choose at least one source first."))])


def day_needed(language: Language) -> MessageText:
    """Return that a digest comes on one day of the week at least."""
    return single([paragraph(translator(language).gettext("At least one day must remain."))])


def no_address(language: Language) -> MessageText:
    """Return that what was written is no address."""
    t = translator(language)
    return single([paragraph(t.gettext("That does not look like an address. Send one like https://example.com/"))])


def private_channel(title: str, language: Language) -> MessageText:
    """Return that a channel cannot be a source, as it has no address that everybody can open."""
    text = translator(language).gettext(
        "“{channel}” is a private channel: only public ones can be a source.",
        channel=shortened(title, MAX_FEED_CHARACTERS) or "…",
    )
    return single([paragraph("⚠️ " + text)])


def no_time(language: Language) -> MessageText:
    """Return that what was written is no time of day."""
    return single([paragraph(translator(language).gettext("That does not look like a time. Write it like this: 7:30"))])


def setup_cancelled(language: Language) -> MessageText:
    """Return that the set-up was left and nothing is kept of it."""
    t = translator(language)
    return single([paragraph(t.gettext("Set-up cancelled, nothing was kept. Send /digest to start again."))])


def setup_finished(view: SubscriptionView, language: Language, now: datetime) -> str:
    """Return the toast at the end of the set-up, plain text."""
    when = coming(view.next_slot, view.zone, language, now)
    return translator(language).gettext("Done. First digest: {when}", when=when)


def reply_hint(language: Language) -> Block:
    """Return how something is written in a group, or for a channel."""
    return paragraph(translator(language).gettext("Send it as a reply to this message."))
