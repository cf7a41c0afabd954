"""Sentences on their way: what an attempt makes of them, and what is kept of it."""

from collections.abc import Sequence
from dataclasses import dataclass

from summarizer.article import Language
from summarizer.engines.errors import EngineError, OutOfMemory, PromptTooLong, Reason, RemoteFailed
from summarizer.engines.protocols import Translate
from summarizer.facts.names import Glossary
from summarizer.facts.records import Facts
from summarizer.translation.attempts import Attempt
from summarizer.translation.concepts import Concept, concepts_of
from summarizer.translation.enforcing import enforce
from summarizer.translation.judging import Verdict, judge
from summarizer.translation.mending import mend
from summarizer.translation.records import Status, Translated
from summarizer.translation.splitting import Piece, cut, join, on_one_line, with_end
from summarizer.translation.terms import Term, substituted, terms_of
from summarizer.translation.wording import doubt, term_missing, untranslated

_OF_THE_TEXT: frozenset[Reason] = frozenset({"refused", "bad_answer"})
MOST_REFUSALS = 3
"""Sentences refused one after the other from which it is not the sentences."""


@dataclass(slots=True)
class Job:
    """One sentence on its way.

    Attributes:
        source: the sentence.
        terms: whose form in the target language is known.
        pivot_terms: the same for the language on the way; empty if there is none.
        concepts: offices, agreements, organisations and countries of the sentence that no term covers.
        best: the best translation that may be shown, or None.
        best_verdict: on it.
        reason: why the first attempt failed; empty if it has not.
        tried: attempts that ended with an output.
        done: it came from the cache.
    """

    source: str
    terms: list[Term]
    pivot_terms: list[Term]
    concepts: tuple[Concept, ...]
    best: Translated | None = None
    best_verdict: Verdict | None = None
    reason: str = ""
    tried: int = 0
    done: bool = False


def job_of(
    sentence: str,
    source: Language,
    target: Language,
    facts: Facts | None,
    glossary: Glossary | None,
    *,
    through: Language | None,
) -> Job:
    """Return a sentence with its terms.

    Args:
        sentence: to translate.
        source: its language.
        target: language wanted.
        facts: of the article, or None.
        glossary: the user's, or None.
        through: the language on the way, or None.
    """
    terms = terms_of(sentence, source, target, facts, glossary)
    pivot = terms_of(sentence, source, through, facts, glossary) if through else []
    return Job(sentence, terms, pivot, _uncovered(concepts_of(sentence, source), terms))


def _uncovered(concepts: Sequence[Concept], terms: Sequence[Term]) -> tuple[Concept, ...]:
    """A user's own word for something goes before the lexicon's."""
    return tuple(c for c in concepts if not any(t.start < c.end and c.start < t.end for t in terms))


def wants(job: Job, attempt: Attempt, number: int) -> bool:
    """A doubt is worth one more attempt, and one with the terms put in; a failure is worth them all."""
    verdict = job.best_verdict
    if job.done or (verdict is not None and verdict.clean):
        return False
    if attempt.substituted:
        return bool(job.terms or job.concepts) and (verdict is None or bool(verdict.missing))
    return job.best is None or number == 1


def is_down(error: EngineError) -> bool:
    """Return whether an error is of the model and not of what it was asked: too long, too much, refused."""
    if isinstance(error, RemoteFailed):
        return error.reason not in _OF_THE_TEXT
    # A bare EngineError is what a library said of these very tensors.
    return not (isinstance(error, PromptTooLong | OutOfMemory) or type(error) is EngineError)


def try_jobs(jobs: Sequence[Job], attempt: Attempt, source: Language, target: Language) -> EngineError | None:
    """Try sentences together; where one of them is refused, each by itself, so that the others get their translation.

    Args:
        jobs: that want the attempt; what is made of them is kept there.
        attempt: how.
        source: language of the sentences.
        target: language wanted.

    Returns:
        The error of the last sentence that ended in one, or None.
    """
    try:
        for job, (text, finished) in zip(jobs, run(jobs, attempt), strict=True):
            take(job, text, finished, attempt, source, target)
    except EngineError as error:
        if is_down(error) or len(jobs) == 1:
            for job in jobs:
                job.reason = job.reason or error.message(target)
            return error
        return _one_by_one(jobs, attempt, source, target)
    return None


def _one_by_one(jobs: Sequence[Job], attempt: Attempt, source: Language, target: Language) -> EngineError | None:
    last: EngineError | None = None
    refused = 0
    for job in jobs:
        error = try_jobs([job], attempt, source, target) if refused < MOST_REFUSALS else last
        refused = refused + 1 if error is not None else 0
        if error is not None:
            job.reason = job.reason or error.message(target)
            last = error
    return last


def run(jobs: Sequence[Job], attempt: Attempt) -> list[tuple[str, bool]]:
    """Return for each job what came out at the end of the way, and whether no leg was cut off.

    Raises:
        EngineError: of the models.
    """
    legs = attempt.way.route.legs
    texts = [_given(job, legs[-1][1]) if attempt.substituted else job.source for job in jobs]
    whole = [True] * len(jobs)
    for number, ((source, target), model) in enumerate(zip(legs, attempt.way.models, strict=True)):
        made = _leg(texts, source, target, model, attempt)
        last = number == len(legs) - 1
        named = [
            job.concepts if number == 0 else concepts_of(text, source) for job, text in zip(jobs, texts, strict=True)
        ]
        texts = [
            mend(concepts, enforce(job.terms if last else job.pivot_terms, text, target), target)
            for job, concepts, (text, _) in zip(jobs, named, made, strict=True)
        ]
        whole = [kept and finished for kept, (_, finished) in zip(whole, made, strict=True)]
    return list(zip(texts, whole, strict=True))


def _given(job: Job, target: Language) -> str:
    """Return the sentence with its terms, and what an attempt before has lost, in the target language's form."""
    lost = job.best_verdict.concepts if job.best_verdict else job.concepts
    spans = [(term.start, term.end, term.shown) for term in job.terms]
    spans += [(c.start, c.end, c.name(target)) for c in lost if c.strict]
    return substituted(spans, job.source)


def _leg(
    texts: Sequence[str], source: Language, target: Language, model: Translate, attempt: Attempt
) -> list[tuple[str, bool]]:
    # Some converted models take less than their card says; a second attempt asks for half of it.
    most = model.max_source_tokens // (2 if attempt.around else 1)
    cuts = [cut(t, source, lambda s: model.count_tokens(s, source), most, around=attempt.around) for t in texts]
    asked = [piece.text for pieces in cuts for piece in pieces if not piece.literal]
    answers = iter(model.translate(asked, source, target, attempt.options) if asked else ())
    made = []
    for text, pieces in zip(texts, cuts, strict=True):
        finished, out = True, []
        for piece in pieces:
            if piece.literal:
                out.append(piece)
                continue
            answer = next(answers)
            finished = finished and answer.finished
            out.append(Piece(on_one_line(answer.text, target), literal=False))
        made.append((with_end(join(out, target), text, target), finished))
    return made


def take(job: Job, text: str, finished: bool, attempt: Attempt, source: Language, target: Language) -> None:
    """Keep what an attempt made of a sentence if it may be shown and is better than what there is."""
    job.tried += 1
    verdict = judge(job.source, text, source, target, job.terms, job.concepts) if finished else Verdict("unfinished")
    if not verdict.shown:
        job.reason = job.reason or verdict.failure or verdict.errors[0].message(target)
        return
    if job.best_verdict is not None and job.best_verdict.doubts <= verdict.doubts:
        return
    warnings = (
        *(finding.message(target) for finding in verdict.findings),
        *(term_missing(name, target) for name in verdict.missing),
        *((doubt("may_be_short", target),) if verdict.short else ()),
    )
    models = tuple(dict.fromkeys(model.id for model in attempt.way.models))
    status: Status = "warned" if warnings else "translated"
    job.best = Translated(job.source, text, target, attempt.way.route.languages, models, status, warnings)
    job.best_verdict = verdict


def left(job: Job, source: Language, target: Language) -> Translated:
    """Return the sentence in the original, with the reason."""
    why = untranslated(job.reason or "empty", target)
    return Translated(job.source, job.source, source, (source,), (), "untranslated", (why,))
