"""What every engine does, whatever runs it: Translate (sentences -> hypotheses) and Generate (prompt -> text).

Engines are synchronous and may be called from any thread, by one caller at a time; ``summarizer.engines.queue`` puts a
queue in front of one that many callers share. They say what the model said: whether that may be shown is decided by
``summarizer.translation`` and ``summarizer.guard``.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

from summarizer.article import Language

MAX_BEAM_SIZE = 16


@dataclass(frozen=True, slots=True)
class DecodeOptions:
    """How a translation is searched for. A field at its default leaves the word to the model's card (``decoding``).

    Attributes:
        beam_size: 1 (greedy) to MAX_BEAM_SIZE.
        max_output_tokens: most tokens of one hypothesis; None to let the engine take what its model's card says, or a
            multiple of the source's length.
        no_repeat_ngram: n-grams of this many tokens may not come twice; 0 for no such rule.
        repetition_penalty: 1.0 for none; above it repeated tokens become less likely.
    """

    beam_size: int = 4
    max_output_tokens: int | None = None
    no_repeat_ngram: int = 0
    repetition_penalty: float = 1.0


@dataclass(frozen=True, slots=True)
class Hypothesis:
    """What a model made of one sentence.

    Attributes:
        text: detokenized, without special tokens; may be empty.
        score: mean log-probability of a token, 0 or less; None if the engine does not know it.
        finished: False if the model was cut off at ``max_output_tokens``.
    """

    text: str
    score: float | None
    finished: bool


class Translate(Protocol):
    """A translation model that is loaded, or loads itself when first asked."""

    @property
    def id(self) -> str:
        """Id of the model in the catalogue, or of the remote model."""
        ...

    @property
    def max_source_tokens(self) -> int:
        """Most tokens of one source sentence; longer ones must be split by the caller."""
        ...

    def supports(self, source: Language, target: Language) -> bool:
        """Return whether the model translates this direction without a detour."""
        ...

    def count_tokens(self, text: str, source: Language) -> int:
        """Return how many tokens ``text`` is, special ones included."""
        ...

    def translate(
        self, sentences: Sequence[str], source: Language, target: Language, options: DecodeOptions
    ) -> list[Hypothesis]:
        """Translate sentences, each by itself.

        Args:
            sentences: any number, in any order of length; the engine batches them as suits it.
            source: language of the sentences.
            target: language wanted; ``supports(source, target)`` holds.
            options: of the search.

        Returns:
            As many hypotheses, in the order of the sentences.

        Raises:
            EngineError: the model or its server failed.
        """
        ...

    def close(self) -> None:
        """Free the model's memory. The engine may be used again afterwards and then loads anew."""
        ...


@dataclass(frozen=True, slots=True)
class Message:
    """One turn of a prompt."""

    role: Literal["system", "user", "assistant"]
    content: str


@dataclass(frozen=True, slots=True)
class GenerateOptions:
    """How text is generated.

    Attributes:
        max_output_tokens: most tokens of the answer.
        temperature: 0 for the likeliest token at each step (the same answer each time).
        stop: texts at which the answer ends; they are not part of it.
        beam_size: for sequence-to-sequence summarizers; chat models ignore it.
        no_repeat_ngram: as in DecodeOptions, for the same.
    """

    max_output_tokens: int = 512
    temperature: float = 0.0
    stop: tuple[str, ...] = ()
    beam_size: int = 4
    no_repeat_ngram: int = 0


@dataclass(frozen=True, slots=True)
class Generation:
    """What a model wrote.

    Attributes:
        text: without special tokens and without a reasoning model's thoughts.
        finished: False if it was cut off at ``max_output_tokens``.
        prompt_tokens: length of the prompt; None if not known.
        output_tokens: length of the answer; None if not known.
    """

    text: str
    finished: bool
    prompt_tokens: int | None = None
    output_tokens: int | None = None


class Generate(Protocol):
    """A model that writes: a chat model (asked with messages) or a summarizer (given the document itself)."""

    @property
    def id(self) -> str:
        """Id of the model in the catalogue, or of the remote model."""
        ...

    @property
    def kind(self) -> Literal["chat", "summarizer"]:
        """Whether a prompt is messages (chat) or the document to sum up, one user message (summarizer)."""
        ...

    @property
    def window(self) -> int:
        """Most tokens: of prompt and answer together (chat), or of the document (summarizer)."""
        ...

    def supports(self, language: Language) -> bool:
        """Return whether the model reads and writes this language."""
        ...

    def count_tokens(self, text: str) -> int:
        """Return how many tokens ``text`` is; a careful estimate where the tokenizer is out of reach."""
        ...

    def generate(self, prompt: Sequence[Message], options: GenerateOptions) -> Generation:
        """Write an answer.

        Raises:
            EngineError: the model or its server failed, or the prompt does not fit the window.
        """
        ...

    def stream(self, prompt: Sequence[Message], options: GenerateOptions) -> Iterator[str]:
        """Write an answer piece by piece; the pieces joined are what ``generate`` would return as text.

        Raises:
            EngineError: as for ``generate``, also in the middle.
        """
        ...

    def close(self) -> None:
        """Free the model's memory. The engine may be used again afterwards and then loads anew."""
        ...
