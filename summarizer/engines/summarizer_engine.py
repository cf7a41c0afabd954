"""Sequence-to-sequence summarizers (mT5 of XL-Sum, BART, mBART and ruT5 of Gazeta), by transformers or CTranslate2.

They are given the document itself, on one line as XL-Sum's card asks (https://huggingface.co/csebuetnlp/
mT5_multilingual_XLSum), without a prefix, and write one short text. What does not fit is
refused, not cut off: whoever asks cuts the document where it may be cut.
"""

import gc
import threading
from collections.abc import Callable, Iterator, Sequence
from typing import Any, Literal, Protocol

from summarizer.article import Language
from summarizer.engines.errors import PromptTooLong
from summarizer.engines.families import conventions
from summarizer.engines.protocols import GenerateOptions, Generation, Message
from summarizer.engines.spec import Hardware, ModelSpec

NO_REPEAT = 2
"""Tokens of an n-gram that may not come twice, where neither options nor the spec say it; the card of XL-Sum."""


class Backend(Protocol):
    """A loaded summarizer."""

    def encode(self, text: str) -> list[Any]:
        """Return the tokens of a document, special ones included."""
        ...

    def write(self, document: list[Any], options: GenerateOptions) -> tuple[str, bool, int]:
        """Return the summary, whether it was finished, and its tokens."""
        ...


class SummarizerEngine:
    """A summarizer; see ``Generate``. Loads when first used.

    Args:
        spec: of the model; ``backend`` ctranslate2 or transformers. ``decoding`` may have ``beam_size`` and
            ``no_repeat_ngram``; ``max_source_tokens`` and ``max_output_tokens`` are taken from it.
        hardware: that it may use.
    """

    kind: Literal["summarizer"] = "summarizer"

    def __init__(self, spec: ModelSpec, hardware: Hardware) -> None:
        self._spec = spec
        self._hardware = hardware
        self._lock = threading.Lock()
        self._loaded: Backend | None = None

    @property
    def id(self) -> str:
        """Id of the model."""
        return self._spec.id

    @property
    def window(self) -> int:
        """Most tokens of the document."""
        return self._spec.max_source_tokens or conventions(self._spec.family).positions

    def supports(self, language: Language) -> bool:
        """Return whether the model sums up texts in this language."""
        return language in self._spec.languages

    def count_tokens(self, text: str) -> int:
        """Return how many tokens a document is, special ones included."""
        return len(self._load().encode(_on_one_line(text)))

    def generate(self, prompt: Sequence[Message], options: GenerateOptions) -> Generation:
        """Sum up the document, which is the last message; see ``Generate``."""
        backend = self._load()
        document = backend.encode(_on_one_line(prompt[-1].content))
        if len(document) > self.window:
            raise PromptTooLong(model=self.id, tokens=len(document), maximum=self.window)
        text, finished, tokens = backend.write(document, self._decided(options))
        return Generation(text.strip(), finished, len(document), tokens)

    def stream(self, prompt: Sequence[Message], options: GenerateOptions) -> Iterator[str]:
        """Yield the summary at once: a beam search knows its first word only at the end."""
        yield self.generate(prompt, options).text

    def close(self) -> None:
        """Free the model's memory."""
        with self._lock:
            self._loaded = None
        gc.collect()

    def _decided(self, options: GenerateOptions) -> GenerateOptions:
        """Return options with what the model's card says in them."""
        said = self._spec.decoding
        most = min(options.max_output_tokens, self._spec.max_output_tokens or options.max_output_tokens)
        return GenerateOptions(
            max_output_tokens=most,
            beam_size=int(said.get("beam_size", options.beam_size)),
            no_repeat_ngram=options.no_repeat_ngram or int(said.get("no_repeat_ngram", NO_REPEAT)),
        )

    def _load(self) -> Backend:
        with self._lock:
            if self._loaded is None:
                from summarizer.engines import summarizer_backends

                open_: Callable[[ModelSpec, Hardware], Backend] = summarizer_backends.TorchSummarizer
                if self._spec.backend == "ctranslate2":
                    open_ = summarizer_backends.Ct2Summarizer
                self._loaded = open_(self._spec, self._hardware)
            return self._loaded


def _on_one_line(text: str) -> str:
    return " ".join(text.split())
