"""Translation by a model that only chats: numbered sentences in one prompt, the answer read strictly."""

import re
import tomllib
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

from summarizer.article import Language
from summarizer.engines.answers import bare
from summarizer.engines.protocols import DecodeOptions, GenerateOptions, Generation, Hypothesis, Message

MOST_SENTENCES = 8
"""Sentences of one request. More make small models lose count; not measured on real ones."""
WINDOW_SHARE = 0.25
"""Share of the window that the sentences of one request may fill: the answer may be twice as long as they are."""
OUTPUT_PER_SOURCE = 3.0
"""Most tokens of a translation for one of its source; Russian and Japanese are cut finer than English."""
OUTPUT_FLOOR = 64

_LINE = re.compile(r"^\s*(?:[\[［(（]\s*(\d+)\s*[\]］)）]|(\d+)\s*[.)．、:])\s*(.*\S)\s*$")

Ask = Callable[[Sequence[Message], GenerateOptions], Generation]
Count = Callable[[str], int]


@cache
def _prompts() -> dict[str, Any]:
    place = files("summarizer.engines").joinpath("prompts", "translate.toml")
    return tomllib.loads(place.read_text(encoding="utf-8"))


class PromptedTranslation:
    """Translates by asking.

    Args:
        ask: gives an answer, as ``Generate.generate`` does.
        count: gives the tokens of a text.
        window: most tokens of prompt and answer.
    """

    def __init__(self, ask: Ask, count: Count, window: int) -> None:
        self._ask = ask
        self._count = count
        self._window = window

    def translate(
        self, sentences: Sequence[str], source: Language, target: Language, options: DecodeOptions
    ) -> list[Hypothesis]:
        """Translate sentences; see ``Translate``. A batch whose answer cannot be told apart is asked one by one."""
        made: list[Hypothesis] = []
        for batch in self._batches(sentences):
            together = self._together(batch, source, target, options) if len(batch) > 1 else None
            made += together or [self._alone(sentence, source, target, options) for sentence in batch]
        return made

    def _batches(self, sentences: Sequence[str]) -> Iterator[list[str]]:
        batch: list[str] = []
        tokens = 0
        for sentence in sentences:
            size = self._count(sentence)
            if batch and (len(batch) == MOST_SENTENCES or tokens + size > self._window * WINDOW_SHARE):
                yield batch
                batch, tokens = [], 0
            batch.append(sentence)
            tokens += size
        if batch:
            yield batch

    def _together(
        self, batch: list[str], source: Language, target: Language, options: DecodeOptions
    ) -> list[Hypothesis] | None:
        text = "\n".join(f"[{number}] {_on_one_line(sentence)}" for number, sentence in enumerate(batch, 1))
        prompt = prompt_for(text, source, target, len(batch))
        answer = self._ask(prompt, self._options(text, options, len(batch)))
        lines = read_numbered(bare(answer.text), len(batch)) if answer.finished else None
        if lines is None:
            return None
        return [Hypothesis(bare(line, sentence), None, True) for line, sentence in zip(lines, batch, strict=True)]

    def _alone(self, sentence: str, source: Language, target: Language, options: DecodeOptions) -> Hypothesis:
        if not sentence.strip():
            return Hypothesis("", None, True)
        answer = self._ask(prompt_for(sentence, source, target), self._options(sentence, options, 1))
        return Hypothesis(bare(answer.text, sentence), None, answer.finished)

    def _options(self, text: str, options: DecodeOptions, sentences: int) -> GenerateOptions:
        limit = OUTPUT_FLOOR + round(OUTPUT_PER_SOURCE * self._count(text))
        if options.max_output_tokens is not None:
            limit = options.max_output_tokens * sentences
        return GenerateOptions(max_output_tokens=max(1, min(limit, self._window // 2)))


def prompt_for(text: str, source: Language, target: Language, sentences: int = 1) -> list[Message]:
    """Return the prompt for a sentence, or for several that are numbered in ``text``."""
    words = _prompts()[target]
    system = words["system"].format(source=words["languages"][source])
    user = words["one" if sentences == 1 else "many"].replace("{count}", str(sentences)).replace("{text}", text)
    return [Message("system", system), Message("user", user)]


def read_numbered(answer: str, count: int) -> list[str] | None:
    """Return the ``count`` texts of lines numbered from 1 in order; None if the answer is anything else."""
    lines = [_LINE.match(line) for line in answer.splitlines() if line.strip()]
    found = [(int(line[1] or line[2]), line[3]) for line in lines if line]
    if len(found) != len(lines) or [number for number, _ in found] != list(range(1, count + 1)):
        return None
    return [text for _, text in found]


def _on_one_line(text: str) -> str:
    return " ".join(text.split())
