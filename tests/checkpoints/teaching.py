"""Teaches a tiny model sentence pairs until it returns each of them exactly."""

from collections.abc import Callable, Sequence
from typing import Any

import torch

STEPS = 900
LEARNING_RATE = 4e-3
WARM_UP = 30
NEARLY = 0.03
"""Loss from which smaller steps get further."""
LOOK_EVERY = 25
CERTAIN = 0.004
"""Loss from which the right token is so likely that any search finds it."""
IGNORED = -100


class NotLearnt(Exception):
    """The model did not return its sentences after all steps."""


def teach(
    model: Any,
    inputs: dict[str, torch.Tensor],
    labels: torch.Tensor,
    knows: Callable[[], bool],
    zero: int | None = None,
) -> None:
    """Train until ``knows`` says that the model returns what it was taught.

    Args:
        model: of transformers, new.
        inputs: of all examples, padded, as one batch.
        labels: likewise, with IGNORED for padding.
        knows: generates, and compares.
        zero: id of the token whose embedding stays zero, as Marian's first decoder input does.

    Raises:
        NotLearnt: STEPS were not enough.
    """
    torch.set_num_threads(1)  # such small matrices gain nothing by more, and lose much where cores are shared
    optimizer = torch.optim.AdamW(model.parameters(), lr=LEARNING_RATE, weight_decay=0.0, betas=(0.9, 0.98))
    for step in range(STEPS):
        model.train()
        loss = model(**inputs, labels=labels).loss
        for group in optimizer.param_groups:
            group["lr"] = LEARNING_RATE * min(1.0, (step + 1) / WARM_UP) * (0.3 if loss.item() < NEARLY else 1.0)
        optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        if zero is not None:
            with torch.no_grad():
                model.get_input_embeddings().weight[zero].zero_()
        if step % LOOK_EVERY == LOOK_EVERY - 1 and loss.item() < CERTAIN:
            model.eval()
            if knows():
                return
    raise NotLearnt(f"loss {loss.item():.4f}")


def padded(rows: Sequence[Sequence[int]], value: int) -> torch.Tensor:
    """Return rows of ids as one tensor."""
    longest = max(map(len, rows))
    return torch.tensor([[*row, *[value] * (longest - len(row))] for row in rows])


def returns_all(model: Any, tokenizer: Any, inputs: dict[str, torch.Tensor], wanted: list[str], **options: Any) -> bool:
    """Say whether greedy and beam search both give the wanted texts."""
    with torch.inference_mode():
        for beams in (1, 4):
            made = model.generate(**inputs, num_beams=beams, max_new_tokens=120, do_sample=False, **options)
            if tokenizer.batch_decode(made, skip_special_tokens=True) != wanted:
                return False
    return True
