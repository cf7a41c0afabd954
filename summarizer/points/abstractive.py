"""Key points that a model writes, in the article's language; each is judged, and the article's own sentences fill gaps.

A model is given the article as numbered data. An article longer than its window is cut into runs of sentences, each is
summed up, and the model then sums up the points: so the end counts like the beginning. What the model cites is
believed only if those sentences carry the point (``judging``), so that nothing is shown of a model that obeys the
article, invents or loops. Summarizers cite nothing; what their sentences rest on is found by the words.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import zip_longest

from summarizer.article import Article
from summarizer.engines.errors import EngineError, PromptTooLong
from summarizer.engines.protocols import Generate, GenerateOptions, Message
from summarizer.facts.annotation import AnnotatedSentence
from summarizer.facts.records import Facts
from summarizer.language.sentences import split
from summarizer.points.extractive import MOST_POINTS, choose_points
from summarizer.points.judging import Judge, WrittenPoint
from summarizer.points.prompting import Material, chunks, prompt_for, readable
from summarizer.points.support import says_same
from summarizer.points.written import Written, read_points

__all__ = ["WrittenPoint", "WrittenPoints", "write_points"]

FEWEST_POINTS = 3
OUTPUT_PER_POINT = 120
"""Most tokens of a point: a long Russian sentence has about 80."""
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
            ``looping``, ``prompt_copied``, ``too_long``. None if at least one is.
        failure: of the engine, also if it failed after some points.
        dropped: reasons of the points that are not shown.
    """

    points: tuple[WrittenPoint, ...]
    reason: str | None = None
    failure: EngineError | None = None
    dropped: tuple[str, ...] = ()


@dataclass(slots=True)
class _Desk:
    """What is at hand while an article is written about."""

    article: Article
    engine: Generate
    judge: Judge
    wanted: int
    dropped: list[str] = field(default_factory=list)

    def judged(self, written: Sequence[Written]) -> list[WrittenPoint]:
        results = [self.judge.judge(point) for point in written]
        self.dropped += [result for result in results if isinstance(result, str)]
        return [result for result in results if not isinstance(result, str)]


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
    desk = _Desk(article, engine, Judge([s.sentence for s in sentences], article.language), wanted)
    written: list[WrittenPoint] = []
    failure: EngineError | None = None
    reason = None if engine.supports(article.language) else "language"
    if reason is None and sentences:
        try:
            write = _write_by_chat if engine.kind == "chat" else _write_by_summarizer
            for point in write(desk):
                _add(point, written, desk)
        except EngineError as error:
            failure, reason = error, "failed"
        written = written[:wanted]
    if not written and reason is None:
        reason = next((code for code, _ in Counter(desk.dropped).most_common(1)), "empty")
    points = _filled(written, article, sentences, facts, desk)
    return WrittenPoints(points, None if written else reason, failure, tuple(desk.dropped))


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
        more = min(MOST_POINTS, desk.wanted + len(points))
        for chosen in choose_points(article, sentences, facts, more if points else desk.wanted):
            used = {n for point in points for n in point.sentences}
            if len(points) < desk.wanted and used.isdisjoint(chosen.sentences):
                _add(WrittenPoint(chosen.text, chosen.sentences, written=False), points, desk)
    return tuple(sorted(points, key=lambda point: point.sentences))


def _write_by_chat(desk: _Desk) -> Iterator[WrittenPoint]:
    """Yield judged points, the best first: of the whole article, or of the points of its parts."""
    texts = desk.article.sentences
    material = [Material(n + 1, readable(texts[n].text), (n,)) for n in desk.judge.admitted]
    parts = list(chunks(material, _budget(desk), desk.engine.count_tokens))
    made = [_ask(part, desk) for part in parts]
    # As long as the points of the parts are more than one prompt holds, they are summed up part by part themselves.
    while len(made) > 1 and sum(map(len, made)) > desk.wanted:
        candidates = [point for points in made for point in points]
        again = [Material(n, readable(p.text), p.sentences) for n, p in enumerate(candidates, 1)]
        parts = list(chunks(again, _budget(desk), desk.engine.count_tokens))
        shorter = [_ask(part, desk) for part in parts]
        if len(parts) == 1 or sum(map(len, shorter)) >= len(candidates):
            yield from (point for points in shorter for point in points)
            break
        made = shorter
    yield from _by_turns(made)


def _by_turns(parts: Sequence[Sequence[WrittenPoint]]) -> Iterator[WrittenPoint]:
    """Yield the first point of each part, then the second of each …: no part is left out for being late."""
    for row in zip_longest(*parts):
        yield from (point for point in row if point is not None)


def _budget(desk: _Desk) -> int:
    """Return the tokens that the numbered sentences of one prompt may take."""
    frame = sum(
        desk.engine.count_tokens(message.content) for message in prompt_for((), desk.wanted, desk.article.language)
    )
    budget = desk.engine.window - frame - PROMPT_SLACK - OUTPUT_PER_POINT * desk.wanted
    if budget < OUTPUT_PER_POINT:
        raise PromptTooLong(model=desk.engine.id, tokens=desk.engine.window - budget, maximum=desk.engine.window)
    return budget


def _ask(part: Sequence[Material], desk: _Desk) -> list[WrittenPoint]:
    prompt = prompt_for(part, desk.wanted, desk.article.language)
    made = desk.engine.generate(prompt, GenerateOptions(max_output_tokens=OUTPUT_PER_POINT * desk.wanted))
    known = {item.number: item.sentences for item in part}
    return desk.judged(
        [
            Written(point.text, tuple(sorted({n for number in point.cited for n in known.get(number, ())})))
            for point in read_points(made.text, finished=made.finished)
        ]
    )


def _write_by_summarizer(desk: _Desk) -> Iterator[WrittenPoint]:
    """Yield judged sentences of the summaries of the article's parts."""
    language = desk.article.language
    separator = "" if language == "ja" else " "
    material = [Material(n, readable(desk.article.sentences[n].text), (n,)) for n in desk.judge.admitted]
    parts = chunks(material, desk.engine.window - 2, desk.engine.count_tokens)
    made = []
    for part in parts:
        document = separator.join(item.text for item in part)
        answer = desk.engine.generate([Message("user", document)], GenerateOptions(max_output_tokens=SUMMARY_TOKENS))
        sentences = [answer.text[start:end] for start, end in split(answer.text, language)]
        whole = sentences if answer.finished else sentences[:-1]
        made.append(desk.judged([Written(sentence, ()) for sentence in whole]))
    yield from _by_turns(made)
