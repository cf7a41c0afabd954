"""Sentences and texts from one language into another, with what is known of each: the one place that asks the models.

Sentences that fail the checks are tried again, all that failed together; what passes in no attempt stays in the
original, with the reason. Models are asked for again each time, so that a pool may unload those that are idle.
"""

from collections.abc import Callable, Iterator, Sequence

from summarizer.article import Language
from summarizer.engines.errors import EngineError
from summarizer.engines.protocols import DecodeOptions
from summarizer.facts.names import Glossary
from summarizer.facts.records import Facts
from summarizer.translation.attempts import attempts
from summarizer.translation.cache import TranslationCache
from summarizer.translation.foreign import language_of
from summarizer.translation.layout import Line, lines_of
from summarizer.translation.records import Route, Translated, TranslatedLine, TranslatedText
from summarizer.translation.routes import Models, Resting, Way, ways
from summarizer.translation.splitting import JOINER, has_words
from summarizer.translation.trying import Job, is_down, job_of, left, try_jobs, wants
from summarizer.translation.wording import untranslated

BATCH_SENTENCES = 32
"""Sentences of a text that are translated together: enough to fill a batch, few enough to show progress."""
DEFAULT_OPTIONS = DecodeOptions()


class Translator:
    """Translates between the three languages with whatever models there are. Safe to use from several threads.

    Args:
        models: gives the models of a direction, the preferred one first.
        glossary: the user's own names and terms, or None.
        options: of the search, in the first attempt.
        cache: of translations; None for one of its own.
    """

    def __init__(
        self,
        models: Models,
        glossary: Glossary | None = None,
        options: DecodeOptions = DEFAULT_OPTIONS,
        cache: TranslationCache | None = None,
    ) -> None:
        self._models = models
        self._glossary = glossary
        self._options = options
        self._cache = cache if cache is not None else TranslationCache()
        self._resting = Resting()

    def route(self, source: Language, target: Language) -> Route | None:
        """Return the way from one language to another: direct where a model has the pair, else through English.

        Returns:
            None where the models at hand lead there in no way.
        """
        way = next(ways(self._models, source, target), None)
        return way.route if way else None

    def translate_sentences(
        self, sentences: Sequence[str], source: Language, target: Language, facts: Facts | None = None
    ) -> list[Translated]:
        """Translate sentences, each by itself.

        A sentence that is in another of the three languages is translated from that; one without words, or in the
        target language already, comes out as it is.

        Args:
            sentences: any number.
            source: their language.
            target: language wanted.
            facts: of the article that they are from; its names come out in the form that the card has.

        Returns:
            As many, in the same order. None is left out: what cannot be translated is there in the original.

        Raises:
            EngineError: all attempts of all sentences ended in an error of the models.
        """
        made: list[Translated | None] = [None] * len(sentences)
        waiting: dict[Language, list[int]] = {}
        for number, sentence in enumerate(sentences):
            own = language_of(sentence, source)
            if source == target or own in (None, target) or not has_words(sentence):
                route = (source, target) if source != target else (source,)
                made[number] = Translated(sentence, sentence, target, route, (), "translated")
            else:
                waiting.setdefault(own or source, []).append(number)
        for own, numbers in waiting.items():
            found = self._of_language([sentences[n] for n in numbers], own, target, facts)
            for number, one in zip(numbers, found, strict=True):
                made[number] = one
        return [one for one in made if one is not None]

    def translate_text(
        self,
        text: str,
        source: Language,
        target: Language,
        facts: Facts | None = None,
        on_progress: Callable[[int, int], None] | None = None,
    ) -> TranslatedText:
        """Translate a text; paragraphs, lists, headings, blank lines and code stay as they are.

        Args:
            text: any.
            source: its language.
            target: language wanted.
            facts: of the article that it is, or None.
            on_progress: told the sentences done and those of the whole text, after each batch.

        Raises:
            EngineError: as for ``translate_sentences``.
        """
        lines = list(self.translate_lines(text, source, target, facts, on_progress))
        segments = tuple(one for line in lines for one in line.sentences)
        return TranslatedText(source, target, "".join(line.text for line in lines), segments)

    def translate_lines(
        self,
        text: str,
        source: Language,
        target: Language,
        facts: Facts | None = None,
        on_progress: Callable[[int, int], None] | None = None,
    ) -> Iterator[TranslatedLine]:
        """Yield the lines of a text as they are translated, some paragraphs at a time. Arguments as ``translate_text``.

        Raises:
            EngineError: as for ``translate_sentences``; lines before have been yielded.
        """
        lines = list(lines_of(text, source))
        total, done = sum(len(line.sentences) for line in lines), 0
        for batch in _batches(lines):
            sentences = [sentence for line in batch for sentence in line.sentences]
            made = iter(self.translate_sentences(sentences, source, target, facts) if sentences else ())
            for line in batch:
                ones = tuple(next(made) for _ in line.sentences)
                yield TranslatedLine(line.mark + _joined(ones, target) + line.end, ones)
            done += len(sentences)
            if on_progress and sentences:
                on_progress(done, total)

    def _of_language(
        self, sentences: Sequence[str], source: Language, target: Language, facts: Facts | None
    ) -> list[Translated]:
        leading = list(ways(self._models, source, target))
        if not leading:
            why = untranslated("no_route", target)
            return [Translated(s, s, source, (source,), (), "untranslated", (why,)) for s in sentences]
        through = next((language for way in leading for language in way.route.languages[1:-1]), None)
        jobs = {
            sentence: job_of(sentence, source, target, facts, self._glossary, through=through)
            for sentence in dict.fromkeys(sentences)
        }
        ids = tuple(model.id for way in leading for model in way.models)
        for job in jobs.values():
            job.best = self._cache.get(_key(job, source, target, ids))
            job.done = job.best is not None
        failed = self._try_all([job for job in jobs.values() if not job.done], source, target, leading)
        if failed is not None and all(job.tried == 0 for job in jobs.values()):
            raise failed
        for job in jobs.values():
            # What was made while a model did not answer may be better once it does.
            if job.best is not None and not job.done and failed is None:
                self._cache.put(_key(job, source, target, ids), job.best)
        return [jobs[sentence].best or left(jobs[sentence], source, target) for sentence in sentences]

    def _try_all(
        self, jobs: Sequence[Job], source: Language, target: Language, leading: Sequence[Way]
    ) -> EngineError | None:
        failed: EngineError | None = None
        down: list[Way] = []
        for number, attempt in enumerate(attempts(self._resting.last(leading), self._options)):
            open_ = [job for job in jobs if wants(job, attempt, number)] if attempt.way not in down else []
            if not open_:
                continue
            error = try_jobs(open_, attempt, source, target)
            if error is not None:
                failed = error
                if is_down(error):
                    down.append(attempt.way)
                    self._resting.add(attempt.way)
        return failed


def _key(job: Job, source: Language, target: Language, ids: tuple[str, ...]) -> tuple[object, ...]:
    return job.source, source, target, ids, tuple(job.terms), tuple(job.pivot_terms)


def _batches(lines: Sequence[Line]) -> Iterator[list[Line]]:
    batch: list[Line] = []
    for line in lines:
        batch.append(line)
        if sum(len(one.sentences) for one in batch) >= BATCH_SENTENCES:
            yield batch
            batch = []
    if batch:
        yield batch


def _joined(sentences: Sequence[Translated], target: Language) -> str:
    """Join the sentences of a line; what stays in a language with spaces keeps them on both sides."""
    text = ""
    for number, one in enumerate(sentences):
        spaced = number and (one.language != "ja" or sentences[number - 1].language != "ja")
        text += (" " if spaced else JOINER[target] if number else "") + one.text
    return text
