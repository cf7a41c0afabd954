"""A tiny chat model: Llama's architecture, a byte-level tokenizer of its own, a template like Qwen's that can think."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import torch
from tokenizers import Tokenizer, decoders, models, pre_tokenizers, trainers
from transformers import LlamaConfig, LlamaForCausalLM, PreTrainedTokenizerFast

from checkpoints.teaching import IGNORED, padded, teach

SEED = 20260518
VOCABULARY = 600
POSITIONS = 512
SPECIAL = ("<|endoftext|>", "<|im_start|>", "<|im_end|>")
TEMPLATE = """{%- for message in messages -%}
<|im_start|>{{ message.role }}
{{ message.content }}<|im_end|>
{% endfor -%}
{%- if add_generation_prompt -%}
<|im_start|>assistant
{% if enable_thinking is defined and not enable_thinking %}<think>

</think>

{% endif -%}
{%- endif -%}"""

Conversation = Sequence[tuple[str, str]]
"""Turns (role, content), the last one the assistant's."""


def make_chat(directory: Path, conversations: Sequence[Conversation]) -> None:
    """Write a checkpoint that gives the last turn of each conversation as the answer to the turns before it."""
    torch.manual_seed(SEED)
    tokenizer = _tokenizer([content for turns in conversations for _, content in turns])
    model = LlamaForCausalLM(
        LlamaConfig(
            vocab_size=len(tokenizer),
            hidden_size=96,
            intermediate_size=192,
            num_hidden_layers=2,
            num_attention_heads=4,
            num_key_value_heads=2,
            max_position_embeddings=POSITIONS,
            bos_token_id=None,
            eos_token_id=tokenizer.convert_tokens_to_ids("<|endoftext|>"),
            tie_word_embeddings=True,
        )
    )
    prompts = [_prompt(tokenizer, turns) for turns in conversations]
    answers = [tokenizer(f"{turns[-1][1]}<|im_end|>", add_special_tokens=False).input_ids for turns in conversations]
    rows = [prompt + answer for prompt, answer in zip(prompts, answers, strict=True)]
    batch = {
        "input_ids": padded(rows, tokenizer.pad_token_id),
        "attention_mask": padded([[1] * len(row) for row in rows], 0),
    }
    labels = [[IGNORED] * len(prompt) + answer for prompt, answer in zip(prompts, answers, strict=True)]

    def knows() -> bool:
        return all(_answer(model, prompt, len(a)) == a for prompt, a in zip(prompts, answers, strict=True))

    teach(model, batch, padded(labels, IGNORED), knows)
    model.save_pretrained(directory)
    tokenizer.save_pretrained(directory)


def _prompt(tokenizer: Any, turns: Conversation) -> list[int]:
    messages = [{"role": role, "content": content} for role, content in turns[:-1]]
    text = tokenizer.apply_chat_template(messages, tokenize=False, add_generation_prompt=True, enable_thinking=False)
    ids: list[int] = tokenizer(text, add_special_tokens=False).input_ids
    return ids


def _answer(model: Any, prompt: list[int], length: int) -> list[int]:
    with torch.inference_mode():
        ids = torch.tensor([prompt])
        made = model.generate(
            ids, attention_mask=torch.ones_like(ids), max_new_tokens=length, do_sample=False, pad_token_id=0
        )
    answer: list[int] = made[0, len(prompt) :].tolist()
    return answer


def _tokenizer(texts: Sequence[str]) -> Any:
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.decoder = decoders.ByteLevel()
    trainer = trainers.BpeTrainer(
        vocab_size=VOCABULARY,
        special_tokens=list(SPECIAL),
        initial_alphabet=pre_tokenizers.ByteLevel.alphabet(),
        show_progress=False,
    )
    tokenizer.train_from_iterator(texts, trainer)
    return PreTrainedTokenizerFast(
        tokenizer_object=tokenizer,
        eos_token=SPECIAL[0],
        pad_token=SPECIAL[0],
        additional_special_tokens=list(SPECIAL[1:]),
        chat_template=TEMPLATE,
    )
