"""Chat models on this machine, run by transformers: any causal model with a chat template, safetensors or GGUF."""

import gc
import queue
import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from summarizer.article import Language
from summarizer.engines.answers import answer_of
from summarizer.engines.chat_prompts import ChatPrompts
from summarizer.engines.errors import PromptTooLong
from summarizer.engines.prompted_translation import WINDOW_SHARE, PromptedTranslation
from summarizer.engines.protocols import DecodeOptions, GenerateOptions, Generation, Hypothesis, Message
from summarizer.engines.spec import Hardware, ModelSpec
from summarizer.engines.torch_loading import load_with, torch_failures

WINDOW = 8192
"""Most tokens of prompt and answer unless the spec says otherwise, or fewer where the model can do no more: memory
grows with them, and on a CPU a longer prompt takes minutes."""
_UNFINISHED_CHARACTER = "\ufffd"


@dataclass(frozen=True, slots=True)
class _Loaded:
    model: Any
    tokenizer: Any
    prompts: ChatPrompts
    ends: tuple[int, ...]


@dataclass(slots=True)
class _Progress:
    """An answer while it is written."""

    prompt_tokens: int
    ids: list[int]
    raw: str = ""
    thinking: bool = False
    finished: bool = False


class ChatEngine:
    """A chat model; it writes (``Generate``) and translates (``Translate``). Loads when first used.

    Args:
        spec: of the model; ``path`` is a directory with safetensors, or a GGUF file.
        hardware: that it may use.
    """

    kind: Literal["chat"] = "chat"

    def __init__(self, spec: ModelSpec, hardware: Hardware) -> None:
        self._spec = spec
        self._hardware = hardware
        self._lock = threading.Lock()
        self._loaded: _Loaded | None = None

    @property
    def id(self) -> str:
        """Id of the model."""
        return self._spec.id

    @property
    def window(self) -> int:
        """Most tokens of prompt and answer; loads the model unless the spec says it."""
        if self._spec.max_source_tokens:
            return self._spec.max_source_tokens
        config = self._load().model.config
        positions = getattr(config.get_text_config(), "max_position_embeddings", None)
        return min(positions or WINDOW, WINDOW)

    @property
    def max_source_tokens(self) -> int:
        """Most tokens of one source sentence."""
        return int(self.window * WINDOW_SHARE)

    def supports(self, source: Language, target: Language | None = None) -> bool:
        """Return whether the model knows a language, or both of a direction."""
        return source in self._spec.languages and (target is None or target in self._spec.languages)

    def count_tokens(self, text: str, source: Language | None = None) -> int:
        """Return how many tokens ``text`` is."""
        return len(self._load().tokenizer(text, add_special_tokens=False)["input_ids"])

    def translate(
        self, sentences: Sequence[str], source: Language, target: Language, options: DecodeOptions
    ) -> list[Hypothesis]:
        """Translate sentences by prompt; see ``Translate``. Scores are not known."""
        translation = PromptedTranslation(self.generate, self.count_tokens, self.window)
        return translation.translate(sentences, source, target, options)

    def generate(self, prompt: Sequence[Message], options: GenerateOptions) -> Generation:
        """Write an answer; see ``Generate``."""
        progress = self._begin(prompt, options)
        for _ in self._write(progress, options):
            pass
        text = answer_of(progress.raw, options.stop, thinking=progress.thinking)
        return Generation(text, progress.finished, progress.prompt_tokens, len(progress.ids) - progress.prompt_tokens)

    def stream(self, prompt: Sequence[Message], options: GenerateOptions) -> Iterator[str]:
        """Write an answer piece by piece; see ``Generate``. Whoever stops listening stops the model."""
        progress = self._begin(prompt, options)
        shown = ""
        for raw in self._write(progress, options):
            ready = answer_of(raw, options.stop, thinking=progress.thinking, complete=False)
            if len(ready) > len(shown):
                yield ready[len(shown) :]
                shown = ready
        rest = answer_of(progress.raw, options.stop, thinking=progress.thinking)[len(shown) :]
        if rest:
            yield rest

    def close(self) -> None:
        """Free the model's memory."""
        with self._lock:
            self._loaded = None
        gc.collect()

    def _begin(self, prompt: Sequence[Message], options: GenerateOptions) -> _Progress:
        ids, thinking = self._load().prompts.encode(prompt)
        if len(ids) + options.max_output_tokens > self.window:
            raise PromptTooLong(model=self.id, tokens=len(ids) + options.max_output_tokens, maximum=self.window)
        return _Progress(len(ids), ids, thinking=thinking)

    def _write(self, progress: _Progress, options: GenerateOptions) -> Iterator[str]:
        """Let the model write in a thread of its own; yield all of the raw text each time that it has grown."""
        loaded = self._load()
        run = _Run(loaded, progress.ids, options)
        try:
            for token in run:
                progress.ids.append(token)
                if token in loaded.ends:
                    progress.finished = True
                    break
                text = loaded.tokenizer.decode(progress.ids[progress.prompt_tokens :], skip_special_tokens=True)
                whole = text.rstrip(_UNFINISHED_CHARACTER)  # bytes of a character of which more will come
                if len(whole) > len(progress.raw):
                    progress.raw = whole
                    yield whole
                if _is_stopped(whole, options, progress.thinking):
                    progress.finished = True
                    break
        finally:
            run.stop()
        if run.failure is not None:
            with torch_failures(self.id):
                raise run.failure

    def _load(self) -> _Loaded:
        with self._lock:
            if self._loaded is None:
                model, tokenizer = load_with("AutoModelForCausalLM", self._spec, self._hardware)
                prompts = ChatPrompts(tokenizer, self._spec.id)
                ends = (*_as_list(model.generation_config.eos_token_id), *prompts.end_tokens())
                self._loaded = _Loaded(model, tokenizer, prompts, tuple(dict.fromkeys(ends)))
            return self._loaded


class _Run:
    """One run of ``model.generate`` in a thread, whose tokens are iterated over as they come."""

    def __init__(self, loaded: _Loaded, prompt: Sequence[int], options: GenerateOptions) -> None:
        self.failure: Exception | None = None
        self._tokens: queue.SimpleQueue[int | None] = queue.SimpleQueue()
        self._stopped = threading.Event()
        self._left = len(prompt)
        arguments = (loaded, list(prompt), options)
        self._thread = threading.Thread(target=self._generate, args=arguments, daemon=True, name="chat-model")
        self._thread.start()

    def __iter__(self) -> Iterator[int]:
        while (token := self._tokens.get()) is not None:
            yield token

    def stop(self) -> None:
        """End the run after the token that it is at."""
        self._stopped.set()
        self._thread.join()

    def put(self, value: Any) -> None:
        """Take tokens from ``generate``, whose first call gives the prompt."""
        ids = value.reshape(-1).tolist()
        skipped = min(self._left, len(ids))
        self._left -= skipped
        for token in ids[skipped:]:
            self._tokens.put(token)

    def end(self) -> None:
        """Do nothing: ``_generate`` tells the end, of a failure as well."""

    def _generate(self, loaded: _Loaded, prompt: list[int], options: GenerateOptions) -> None:
        import torch
        from transformers import GenerationConfig

        sampling = {"do_sample": True, "temperature": options.temperature} if options.temperature else {}
        config = GenerationConfig(
            max_new_tokens=options.max_output_tokens,
            eos_token_id=list(loaded.ends),
            pad_token_id=loaded.ends[0] if loaded.ends else None,
            **sampling,
        )
        try:
            with torch.inference_mode():
                ids = torch.tensor([prompt], device=loaded.model.device)
                loaded.model.generate(
                    ids,
                    attention_mask=torch.ones_like(ids),
                    generation_config=config,
                    streamer=self,
                    stopping_criteria=[lambda ids, scores, **_: self._is_stopped(ids)],
                )
        except Exception as error:  # noqa: BLE001 - raised again by the thread that asked
            self.failure = error
        finally:
            self._tokens.put(None)

    def _is_stopped(self, ids: Any) -> Any:
        import torch

        return torch.full((ids.shape[0],), self._stopped.is_set(), device=ids.device, dtype=torch.bool)


def _is_stopped(raw: str, options: GenerateOptions, thinking: bool) -> bool:
    if not any(mark in raw for mark in options.stop):
        return False
    without = answer_of(raw, (), thinking=thinking, complete=False)
    return any(mark in without for mark in options.stop)


def _as_list(ids: int | list[int] | None) -> list[int]:
    return ids if isinstance(ids, list) else [] if ids is None else [ids]
