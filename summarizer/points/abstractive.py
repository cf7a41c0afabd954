"""Key points that a model writes, in the article's language; each is judged, and the article's own sentences fill gaps.

A model is given the article as numbered data. An article longer than its window is cut into runs of sentences, each is
summed up, and the model then sums up the points: so the end counts like the beginning. If the model fails midway, what
it has written stays, and the article's own sentences stand for the parts that it has not read. What the model cites is
believed only if those sentences carry the point (``judging``), so that nothing is shown of a model that obeys the
article, invents or loops. Summarizers cite nothing; what their sentences rest on is found by the words.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import zip_longest
from math import ceil

from summarizer.article import Article
from summarizer.engines.errors import EngineError, PromptTooLong
from summarizer.engines.protocols import Generate, GenerateOptions, Message
from summarizer.facts.annotation import AnnotatedSentence
from summarizer.facts.records import Facts
from summarizer.language.sentences import split
from summarizer.points.cues import cues
from summarizer.points.extractive import MOST_POINTS, Point, choose_points
from summarizer.points.judging import Judge, WrittenPoint
from summarizer.points.orders import readable
from summarizer.points.prompting import Material, chunks, prompt_for
from summarizer.points.support import says_same
from summarizer.points.written import Written, read_points

__all__ = ["WrittenPoint", "WrittenPoints", "write_points"]

FEWEST_POINTS = 3
OUTPUT_PER_POINT = 120
"""Most tokens of a point: a long Russian sentence has about 80."""
LEAST_READ = 240
"""Tokens of the article that a prompt must have room for, some four sentences: a narrow window is asked for less."""
PROMPT_SLACK = 48
"""Tokens that chat templates add to the messages."""
SUMMARY_TOKENS = 256
"""Most tokens that a summarizer writes where its card says nothing; engines may take fewer."""


@dataclass(frozen=True, slots=True)
class WrittenPoints:
    """Points, and how they came about.

    Attributes:
        points: in the order of the article, none said twice.
        reason: why no point is a model's: ``language`` (not one of the model's), ``failed`` (see ``failure``),
            ``empty``, or what most of its points suffered from: ``unsupported``, ``refuted``, ``wrong_language``,
            ``unfinished``, ``looping``, ``prompt_copied``, ``too_long``. None if at least one is.
        failure: of the engine, also if it failed after some points: those that it had written then are kept.
        dropped: reasons of the points that are not shown.
    """

    points: tuple[WrittenPoint, ...]
    reason: str | None = None
    failure: EngineError | None = None
    dropped: tuple[str, ...] = ()


@dataclass(slots=True)
class _Desk:
    """What is at hand while an article is written about.

    Attributes:
        own: the article's own choice of its sentences.
        unread: numbers of the sentences that the model was not given because it failed before.
        failure: of the engine, after which it is not asked again.
    """

    article: Article
    engine: Generate
    judge: Judge
    wanted: int
    own: Sequence[Point]
    dropped: list[str] = field(default_factory=list)
    unread: set[int] = field(default_factory=set)
    failure: EngineError | None = None

    def judged(self, written: Sequence[Written]) -> list[WrittenPoint]:
        results = [self.judge.judge(point) for point in written]
        self.dropped += [result for result in results if isinstance(result, str)]
        return [result for result in results if not isinstance(result, str)]

    def each(
        self, parts: Sequence[Sequence[Material]], ask: Callable[[Sequence[Material]], list[WrittenPoint]]
    ) -> list[list[WrittenPoint]]:
        """Return the points of each part, up to the first at which the engine fails."""
        made: list[list[WrittenPoint]] = []
        for part in parts:
            try:
                made.append(ask(part))
            except EngineError as error:
                self.failure = error
                break
        return made


def write_points(
    article: Article,
    sentences: Sequence[AnnotatedSentence],
    facts: Facts,
    engine: Generate,
    count: int | None = None,
) -> WrittenPoints:
    """Let a model write the key points of an article.

    Args:
        article: read.
        sentences: its annotated sentences, all and in order.
        facts: its card, for the points that fill gaps.
        engine: a chat model or a summarizer.
        count: how many points, 1 to 10; None for 3 to 6 by the article's length.

    Returns:
        Points as ``choose_points`` would give, as many of them as possible by the model. Never raises for what a
        model or its server does.

    Raises:
        ValueError: ``count`` is out of range.
    """
    own = choose_points(article, sentences, facts, count)
    wanted = count or max(len(own), FEWEST_POINTS)
    desk = _Desk(article, engine, Judge([s.sentence for s in sentences], article.language), wanted, own)
    reason = None if engine.supports(article.language) else "language"
    written = _written(desk) if reason is None and desk.judge.admitted else []
    if not written and reason is None:
        reason = "failed" if desk.failure else next((code for code, _ in Counter(desk.dropped).most_common(1)), "empty")
    points = _filled(written, article, sentences, facts, desk)
    return WrittenPoints(points, None if written else reason, desk.failure, tuple(desk.dropped))


def _written(desk: _Desk) -> list[WrittenPoint]:
    """Return the model's points: at most as many as wanted, of a part of the article at most its share of them."""
    write = _write_by_chat if desk.engine.kind == "chat" else _write_by_summarizer
    points: list[WrittenPoint] = []
    try:
        for point in write(desk):
            _add(point, points, desk)
    except EngineError as error:
        desk.failure = error
    read = 1 - len(desk.unread) / len(desk.judge.admitted)
    chosen = {number for point in desk.own for number in point.sentences}
    # Of more points than asked for, those that stand alone come first, and those that tell what the article's own do.
    dangling = cues(desk.article.language).pronoun_opener
    points.sort(key=lambda point: (bool(dangling.match(point.text)), chosen.isdisjoint(point.sentences)))
    return points[: ceil(desk.wanted * read)]


def _add(point: WrittenPoint, points: list[WrittenPoint], desk: _Desk) -> None:
    """Add a point unless it is said already."""
    content = desk.judge.content(point.text)
    if not any(says_same(content, desk.judge.content(other.text)) for other in points):
        points.append(point)


def _filled(
    written: Sequence[WrittenPoint],
    article: Article,
    sentences: Sequence[AnnotatedSentence],
    facts: Facts,
    desk: _Desk,
) -> tuple[WrittenPoint, ...]:
    """Return the points with sentences of the article in the gaps, in the order of the article."""
    points = list(written)
    if len(points) < desk.wanted:
        orders = len(sentences) - len(desk.judge.admitted)
        more = min(MOST_POINTS, desk.wanted + len(points) + orders)
        usual = {point.sentences for point in desk.own}
        found = sorted(
            choose_points(article, sentences, facts, more),
            key=lambda point: (desk.unread.isdisjoint(point.sentences), point.sentences not in usual),
        )
        for chosen in found:
            used = {n for point in points for n in point.sentences}
            fitting = used.isdisjoint(chosen.sentences) and desk.judge.admitted.keys() >= set(chosen.sentences)
            fitting = fitting and (not chosen.after or not used.isdisjoint(chosen.after))
            if len(points) < desk.wanted and fitting:
                _add(WrittenPoint(chosen.text, chosen.sentences, written=False), points, desk)
    return tuple(sorted(points, key=lambda point: point.sentences))


def _write_by_chat(desk: _Desk) -> Iterator[WrittenPoint]:
    """Yield judged points, the best first: of the whole article, or of the points of its parts."""
    most, budget = _room(desk)
    material = [Material(n + 1, readable(text), (n,)) for n, text in desk.judge.admitted.items()]
    parts = list(chunks(material, budget, desk.engine.count_tokens))
    asked = max(FEWEST_POINTS, ceil(2 * desk.wanted / len(parts)))
    made = desk.each(parts, lambda part: _ask(part, min(most, asked), desk))
    desk.unread |= {n for part in parts[len(made) :] for item in part for n in item.sentences}
    # As long as the points of the parts are more than one prompt holds, they are summed up part by part themselves.
    while len(made) > 1 and sum(map(len, made)) > desk.wanted and desk.failure is None:
        candidates = [point for points in made for point in points]
        again = [Material(n, readable(p.text), p.sentences) for n, p in enumerate(candidates, 1)]
        parts = list(chunks(again, budget, desk.engine.count_tokens))
        shorter = desk.each(parts, lambda part: _ask(part, min(most, desk.wanted), desk))
        if len(parts) == 1 or sum(map(len, shorter)) >= len(candidates):
            yield from _by_turns(shorter)
            break
        if desk.failure is None:
            made = shorter
    yield from _by_turns(made)


def _by_turns(parts: Sequence[Sequence[WrittenPoint]]) -> Iterator[WrittenPoint]:
    """Yield the first point of each part, then the second of each …: no part is left out for being late."""
    for row in zip_longest(*parts):
        yield from (point for point in row if point is not None)


def _room(desk: _Desk) -> tuple[int, int]:
    """Return how many points a prompt may ask for, and the tokens that its numbered sentences may take."""
    engine, language = desk.engine, desk.article.language
    for points in range(desk.wanted, 0, -1):
        frame = sum(engine.count_tokens(message.content) for message in prompt_for((), points, language))
        budget = engine.window - frame - PROMPT_SLACK - OUTPUT_PER_POINT * points
        if budget >= LEAST_READ:
            return points, budget
    raise PromptTooLong(model=engine.id, tokens=engine.window - budget + LEAST_READ, maximum=engine.window)


def _ask(part: Sequence[Material], count: int, desk: _Desk) -> list[WrittenPoint]:
    prompt = prompt_for(part, count, desk.article.language)
    made = desk.engine.generate(prompt, GenerateOptions(max_output_tokens=OUTPUT_PER_POINT * count))
    known = {item.number: item.sentences for item in part}
    return desk.judged(
        [
            Written(point.text, tuple(sorted({n for number in point.cited for n in known.get(number, ())})))
            for point in read_points(made.text, finished=made.finished)
        ]
    )


def _write_by_summarizer(desk: _Desk) -> Iterator[WrittenPoint]:
    """Yield judged sentences of the summaries of the article's parts."""
    material = [Material(n, readable(text), (n,)) for n, text in desk.judge.admitted.items()]
    parts = list(chunks(material, desk.engine.window - 2, desk.engine.count_tokens))
    made = desk.each(parts, lambda part: _sum_up(part, desk))
    desk.unread |= {n for part in parts[len(made) :] for item in part for n in item.sentences}
    yield from _by_turns(made)


def _sum_up(part: Sequence[Material], desk: _Desk) -> list[WrittenPoint]:
    language = desk.article.language
    document = ("" if language == "ja" else " ").join(item.text for item in part)
    answer = desk.engine.generate([Message("user", document)], GenerateOptions(max_output_tokens=SUMMARY_TOKENS))
    sentences = [answer.text[start:end] for start, end in split(answer.text, language)]
    return desk.judged([Written(sentence, ()) for sentence in (sentences if answer.finished else sentences[:-1])])
