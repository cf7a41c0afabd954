"""One digest as messages: its stories with points, facts and sources; what is to come; or that there is nothing new."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.i18n import translator
from bot.rendering.digest import MAX_FEED_CHARACTERS
from bot.rendering.harmless import harmless, shortened, whole_sentences
from bot.rendering.moments import LOCALES, day_in_words, zone
from bot.rendering.spans import Block, MessageText, Span, heading, paragraph, web_link
from bot.rendering.splitting import MAX_UNITS, parts, single
from summarizer.article import Language

MAX_SOURCES = 6
"""Named of one story; a story of thirty sources is as well told by six."""
MAX_HEADLINE_CHARACTERS = 250
MAX_POINT_CHARACTERS = 400
"""Sentences of articles have 100 to 300; what is longer is the lead of a feed, which has several."""
MAX_SOURCE_CHARACTERS = 40
LIMIT_STEP = 100
"""UTF-16 units to which the even size of the parts is found: a line or two."""


@dataclass(frozen=True, slots=True)
class SourceName:
    """A publication that tells a story, and its article, if the feed gives an address."""

    name: str
    url: str | None


@dataclass(frozen=True, slots=True)
class IssueStory:
    """A story of a digest.

    Attributes:
        headline: of the brief, or of the feed where no text could be briefed.
        points: at most two.
        facts_line: may be empty.
        sources: the briefed one first.
        is_update: was sent before, and has new facts.
        brief_id: of the store, or None.
        language: of the headline.
    """

    headline: str
    points: tuple[str, ...]
    facts_line: str
    sources: tuple[SourceName, ...]
    is_update: bool
    brief_id: str | None
    language: Language | None = None


@dataclass(frozen=True, slots=True)
class Ahead:
    """Something to come: a line with its date, and an article about it, if there is an address."""

    text: str
    url: str | None


@dataclass(frozen=True, slots=True)
class Issue:
    """A digest as it is sent.

    Attributes:
        language: of it.
        made: aware.
        zone: IANA name of the reader's.
        stories: best first; none if there is nothing new.
        ahead: what is to come.
        folded: when the digest before it was due, if that could not be sent in time.
    """

    language: Language
    made: datetime
    zone: str
    stories: tuple[IssueStory, ...]
    ahead: tuple[Ahead, ...] = ()
    folded: datetime | None = None

    def briefs(self, part: "IssuePart") -> list[tuple[int, str]]:
        """Return number and brief of each story of a part that has one."""
        found = [(number, self.stories[number - 1].brief_id) for number in part.stories]
        return [(number, brief_id) for number, brief_id in found if brief_id is not None]


@dataclass(frozen=True, slots=True)
class IssuePart:
    """One message of a digest.

    Attributes:
        text: of it.
        stories: numbers (from 1) of those in it.
        is_last: whether no other follows.
    """

    text: MessageText
    stories: tuple[int, ...] = ()
    is_last: bool = False


def render_issue(issue: Issue) -> list[IssuePart]:
    """Return a digest as the parts of a message, at least one."""
    t = translator(issue.language)
    if not issue.stories:
        text = single([paragraph(t.gettext("Nothing new in your feeds since the last digest."))])
        return [IssuePart(text, is_last=True)]
    head = [_head(issue), *_folded(issue)]
    stories = [_story(number, story, issue.language) for number, story in enumerate(issue.stories, 1)]
    ahead = [heading("📅 " + t.gettext("Coming up")), *_ahead(issue.ahead)] if issue.ahead else []
    blocks = [*head, *stories, *ahead]
    texts = parts(blocks, _even_limit(blocks))
    return [IssuePart(text, _stories_in(text), number == len(texts)) for number, text in enumerate(texts, 1)]


def _stories_in(text: MessageText) -> tuple[int, ...]:
    """Return the numbers of the stories in a part: each is a paragraph that begins with its own, and no other does."""
    found = (re.match(r"(\d+)\. ", paragraph, re.ASCII) for paragraph in text.plain.split("\n\n"))
    return tuple(int(match[1]) for match in found if match)


def _even_limit(blocks: Sequence[Block]) -> int:
    """Return the lowest limit with which blocks take no more parts than they must: five and five, not nine and one."""
    least, low, high = len(parts(blocks)), MAX_UNITS // 2, MAX_UNITS
    while least > 1 and high - low > LIMIT_STEP:
        middle = (low + high) // 2
        low, high = (low, middle) if len(parts(blocks, middle)) == least else (middle, high)
    return high


def issue_coming(language: Language) -> MessageText:
    """Return what stands in the place of a digest until it is filled in, in the same second."""
    return single([paragraph("⏳ " + translator(language).gettext("Your digest"))])


def issue_missing(language: Language) -> MessageText:
    """Return what a line that announced a digest says once it is known that the digest never came in it."""
    return single([paragraph(translator(language).gettext("This digest did not come; the next one has its news."))])


def digest_not_made(language: Language) -> MessageText:
    """Return that a digest that somebody asked for could not be made."""
    words = translator(language).gettext("The digest could not be made just now. Please ask again in a few minutes.")
    return single([paragraph("⚠️ " + words)])


def topic_gone(title: str, language: Language) -> MessageText:
    """Return that the digest comes in the chat itself from now on, as its topic is closed or was deleted.

    Args:
        title: of the chat; may be empty.
        language: of the words.
    """
    words = translator(language).gettext(
        "The topic in which the digest came is closed or gone, so it now comes outside of it: {chat}",
        chat=shortened(title, MAX_FEED_CHARACTERS) or "…",
    )
    return single([paragraph(words)])


def feed_fails(title: str, language: Language, *, gone: bool) -> MessageText:
    """Return that a feed has not answered for days, or (``gone``) that its site has given it up."""
    t, name = translator(language), shortened(title, MAX_FEED_CHARACTERS)
    if gone:
        return single([paragraph(t.gettext("This feed no longer exists, its site says: {feed}", feed=name))])
    return single([paragraph(t.gettext("This feed has not answered for days: {feed}", feed=name))])


def _head(issue: Issue) -> Block:
    day = day_in_words(issue.made, issue.zone, issue.language)
    words = translator(issue.language).gettext("Digest, {day}", day=day)
    return Block((Span("🗞 " + words, bold=True),))


def _folded(issue: Issue) -> Iterator[Block]:
    if issue.folded is not None:
        from babel.dates import format_skeleton

        # Without the day of the week, which Russian would have in another case than the rest.
        day = format_skeleton("MMMMd", issue.folded.astimezone(zone(issue.zone)), locale=LOCALES[issue.language])
        words = translator(issue.language).gettext(
            "The digest of {day} could not be sent in time. Its news is in this one.", day=day
        )
        yield Block((Span(words, italic=True),))


def _story(number: int, story: IssueStory, language: Language) -> Block:
    spans = [Span(f"{number}. {shortened(story.headline, MAX_HEADLINE_CHARACTERS)}", bold=True)]
    if marks := _marks(story, language):
        spans.append(Span(" — " + ("・" if language == "ja" else " · ").join(marks), italic=True))
    spans += [Span(f"\n• {whole_sentences(point, MAX_POINT_CHARACTERS)}") for point in story.points]
    if harmless(story.facts_line):
        spans += [Span("\n"), Span(shortened(story.facts_line, MAX_POINT_CHARACTERS), italic=True)]
    return Block((*spans, *_sources(story.sources)), "\n\n")


def _marks(story: IssueStory, language: Language) -> list[str]:
    """Return what is to be known of a story beforehand: that it was told before, that it is in another language."""
    t = translator(language)
    marks = [t.gettext("update")] if story.is_update else []
    if story.language is not None and story.language != language:
        languages = {"en": t.gettext("in English"), "ru": t.gettext("in Russian"), "ja": t.gettext("in Japanese")}
        marks.append(languages[story.language])
    return marks


def _sources(sources: Sequence[SourceName]) -> Iterator[Span]:
    for number, source in enumerate(sources[:MAX_SOURCES]):
        yield Span(" · " if number else "\n")
        yield Span(shortened(source.name, MAX_SOURCE_CHARACTERS) or "…", link=web_link(source.url))
    if len(sources) > MAX_SOURCES:
        yield Span(f" +{len(sources) - MAX_SOURCES}")


def _ahead(entries: Sequence[Ahead]) -> Iterator[Block]:
    for entry in entries:
        yield Block((Span("• "), Span(shortened(entry.text, MAX_POINT_CHARACTERS), link=web_link(entry.url))))
