"""Small translation engines that work by rule: a table of sentences, and errors that a test chooses.

They keep the protocol ``Translate`` as a real engine does: what a table does not know is translated word by word.
"""

from collections.abc import Callable, Mapping, Sequence

from summarizer.article import Language
from summarizer.engines.errors import RemoteFailed
from summarizer.engines.protocols import DecodeOptions, Hypothesis, Translate
from summarizer.translation.routes import Models

Rule = Callable[[str, DecodeOptions], str]


class RuleEngine:
    """Translates one direction by a rule, and remembers what it was asked.

    Args:
        source: language.
        target: language.
        rule: from a sentence and options to the translation.
        id_: of the model.
        max_source_tokens: most words (Japanese: characters) of a sentence.
    """

    def __init__(
        self, source: Language, target: Language, rule: Rule, id_: str = "rules", max_source_tokens: int = 120
    ) -> None:
        self.id = id_
        self.max_source_tokens = max_source_tokens
        self.asked: list[str] = []
        self.calls = 0
        self._direction, self._rule = (source, target), rule

    def supports(self, source: Language, target: Language) -> bool:
        return (source, target) == self._direction

    def count_tokens(self, text: str, source: Language) -> int:
        return len(text) if source == "ja" else len(text.split())

    def translate(
        self, sentences: Sequence[str], source: Language, target: Language, options: DecodeOptions
    ) -> list[Hypothesis]:
        self.calls += 1
        self.asked += sentences
        return [Hypothesis(self._rule(sentence, options), -0.5, finished=True) for sentence in sentences]

    def close(self) -> None:
        """It holds nothing."""


class DeadServer(RuleEngine):
    """A server that does not answer."""

    def translate(
        self, sentences: Sequence[str], source: Language, target: Language, options: DecodeOptions
    ) -> list[Hypothesis]:
        self.calls += 1
        raise RemoteFailed("unreachable", "models.example:80")


class CutOff(RuleEngine):
    """A model that never comes to an end."""

    def translate(
        self, sentences: Sequence[str], source: Language, target: Language, options: DecodeOptions
    ) -> list[Hypothesis]:
        return [Hypothesis(self._rule(sentence, options), -0.5, finished=False) for sentence in sentences]


def table(sentences: Mapping[str, str]) -> Rule:
    """Return a rule that knows these sentences and copies all others, as small models do."""
    return lambda sentence, _: sentences.get(sentence, sentence)


def models(*engines: Translate) -> Models:
    """Return what a pool of these engines would give."""
    return lambda source, target: [engine for engine in engines if engine.supports(source, target)]
