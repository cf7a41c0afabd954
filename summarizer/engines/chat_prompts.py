"""Messages into the tokens that a chat model was trained on, by the template that came with its tokenizer."""

from collections.abc import Sequence
from typing import Any

from summarizer.engines.answers import neutralise
from summarizer.engines.errors import ModelBroken
from summarizer.engines.protocols import Message
from summarizer.engines.torch_loading import special_tokens

_PROBE = "svodka"
_THOUGHT = "<think>"


class ChatPrompts:
    """Turns messages into token ids.

    Args:
        tokenizer: of transformers.
        model: its id, for errors.

    Raises:
        ModelBroken: the tokenizer has no chat template, or one that fails.
    """

    def __init__(self, tokenizer: Any, model: str) -> None:
        if not getattr(tokenizer, "chat_template", None):
            raise ModelBroken("no chat template", model=model)
        self._tokenizer = tokenizer
        self._model = model
        self._special = special_tokens(tokenizer)

    def encode(self, prompt: Sequence[Message]) -> tuple[list[int], bool]:
        """Return the ids of a prompt up to where the answer begins, and whether that is inside a thought.

        Special tokens inside a message are made harmless first: text of an article ends no turn.
        """
        text = self._render([{"role": m.role, "content": self._plain(m.content)} for m in prompt], answering=True)
        ids: list[int] = self._tokenizer(text, add_special_tokens=False)["input_ids"]
        return ids, text.rstrip().endswith(_THOUGHT)

    def end_tokens(self) -> list[int]:
        """Return the ids at which an answer ends: what the template puts after one, and the tokenizer's own end."""
        ends = {self._tokenizer.eos_token_id} - {None}
        turns = [{"role": "user", "content": _PROBE}, {"role": "assistant", "content": _PROBE}]
        after = self._render(turns, answering=False).rpartition(_PROBE)[2]
        first = min(
            (token for token in self._special if token in after), key=lambda token: (after.index(token), -len(token)),
            default=None,
        )  # fmt: skip
        if first is not None:
            ends.add(self._tokenizer.convert_tokens_to_ids(first))
        return sorted(ends)

    def _plain(self, text: str) -> str:
        return neutralise(text, self._special)

    def _render(self, turns: list[dict[str, str]], *, answering: bool) -> str:
        import jinja2

        last = len(turns) - 1
        attempts = [turns]
        if turns[0]["role"] == "system" and last:  # some templates, such as Gemma's first ones, know no system turn
            joined = f"{turns[0]['content']}\n\n{turns[1]['content']}"
            attempts.append([{**turns[1], "content": joined}, *turns[2:]])
        failure: Exception | None = None
        for attempt in attempts:
            try:
                rendered: str = self._tokenizer.apply_chat_template(
                    attempt, tokenize=False, add_generation_prompt=answering, enable_thinking=False
                )
            except (jinja2.TemplateError, TypeError, ValueError, KeyError) as error:
                failure = error
            else:
                return rendered
        raise ModelBroken(f"chat template: {failure}", model=self._model) from failure
