"""Which model to open and how: what the catalogue and the model store hand to the engines."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, get_args

from summarizer.article import Language

Family = Literal["marian", "quickmt", "m2m100", "nllb", "small100", "madlad", "t5", "mt5", "mbart", "bart", "chat"]
"""Whose conventions hold: language codes, prefixes, forced tokens, tokenizer files (families.toml)."""
Backend = Literal["ctranslate2", "transformers", "openai"]
Task = Literal["translate", "generate"]
Device = Literal["auto", "cpu", "cuda"]
Precision = Literal["auto", "int8", "int8_float16", "float16", "bfloat16", "float32"]

FAMILIES: tuple[Family, ...] = get_args(Family)


@dataclass(frozen=True, slots=True)
class ModelSpec:
    """A model on this machine, or on a server.

    Attributes:
        id: of the catalogue, such as ``quickmt-en-ja``; for a server the model's name there.
        task: what it is for.
        family: whose conventions hold.
        backend: what runs it.
        path: its directory or its .gguf file; None for a server.
        directions: pairs (source, target) that it translates without a detour; empty for a model that generates.
        languages: that it reads and writes, for a model that generates.
        max_source_tokens: most tokens of a source sentence or document; None to take it from the model's own files.
        max_output_tokens: most tokens that it writes; None as above.
        decoding: what the model's card says of decoding: beam_size, no_repeat_ngram, repetition_penalty.
        licence: SPDX id or name.
        size_bytes: on disk; 0 if not known.
    """

    id: str
    task: Task
    family: Family
    backend: Backend
    path: Path | None = None
    directions: tuple[tuple[Language, Language], ...] = ()
    languages: tuple[Language, ...] = ()
    max_source_tokens: int | None = None
    max_output_tokens: int | None = None
    decoding: dict[str, int | float] = field(default_factory=dict)
    licence: str = ""
    size_bytes: int = 0


@dataclass(frozen=True, slots=True)
class Hardware:
    """What models run on.

    Attributes:
        device: ``auto`` takes a GPU if there is one that works.
        precision: of weights and arithmetic; ``auto`` takes int8 on a CPU and float16 or bfloat16 on a GPU that has it.
        threads: of one model; 0 for as many as the process may use.
    """

    device: Device = "auto"
    precision: Precision = "auto"
    threads: int = 0


@dataclass(frozen=True, slots=True)
class RemoteServer:
    """An OpenAI-compatible server.

    Attributes:
        base_url: such as ``http://localhost:11434/v1``.
        model: name of the model there.
        api_key: or empty.
        timeout_seconds: most seconds for one answer.
        max_retries: of a request that failed for the moment (connection, 408, 409, 429, 5xx).
        window: tokens of its context.
        languages: that the model reads and writes.
    """

    base_url: str
    model: str
    api_key: str = field(default="", repr=False)
    timeout_seconds: float = 120.0
    max_retries: int = 2
    window: int = 8192
    languages: tuple[Language, ...] = ("en", "ru", "ja")
