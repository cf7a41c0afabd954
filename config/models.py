"""The settings of models: those that run here, and the server that runs them elsewhere."""

import re
from typing import Annotated, Literal

from pydantic import AfterValidator, BeforeValidator, Field, SecretStr
from pydantic_settings import NoDecode

from config.sections import OptionalPath, Section, WebAddress, listed

MAX_THREADS = 1024
MAX_MEGABYTES = 10_000_000
_MODEL_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")


def _model_id(value: str) -> str:
    if value and not _MODEL_ID.fullmatch(value):
        raise ValueError("not a model's id")
    return value


ModelId = Annotated[str, AfterValidator(_model_id)]
ModelIds = Annotated[tuple[Annotated[ModelId, Field(min_length=1)], ...], NoDecode, BeforeValidator(listed)]


class Models(Section):
    """Models that translate, and that write key points. `svodka models list` shows which there are."""

    directory: OptionalPath = Field(
        default=None,
        description="Directory where models are kept, also of several processes; empty for the system's own place.",
        examples=["/var/lib/svodka/models"],
    )
    catalogue: OptionalPath = Field(
        default=None,
        description="File with models of your own beside those that Svodka knows; docs/models.md shows its form.",
        examples=["models.toml"],
    )
    offline: bool = Field(
        default=False,
        description="Whether nothing may be downloaded; HF_HUB_OFFLINE=1 does the same.",
        examples=[True],
    )
    translate: ModelIds = Field(
        default=(),
        description="Models that translate, the preferred one first; empty to choose among those that are installed.",
        examples=[["opus-mt-ru-en", "quickmt-ru-en"]],
    )
    write: ModelId = Field(
        default="",
        description="Model that writes key points; empty to choose among those that are installed.",
        examples=["qwen3-1.7b"],
    )
    points_by: Literal["extractive", "model"] = Field(
        default="extractive",
        description="Who makes the key points where --points-by does not say: extractive takes the article's own "
        "sentences, model lets a model write them and drops what the article does not carry.",
        examples=["model"],
    )
    device: Literal["auto", "cpu", "cuda"] = Field(
        default="auto",
        description="What models run on; auto takes a GPU if there is one that works.",
        examples=["cpu"],
    )
    precision: Literal["auto", "int8", "int8_float16", "float16", "bfloat16", "float32"] = Field(
        default="auto",
        description="Numbers that models count with; auto takes int8 on a CPU and 16 bits on a GPU.",
        examples=["float32"],
    )
    threads: int = Field(
        default=0,
        ge=0,
        le=MAX_THREADS,
        description="Threads of one model; 0 for as many as the process may use.",
        examples=[4],
    )
    beam_size: int = Field(
        default=4,
        ge=1,
        le=16,
        description="Beam size of translation: 1 is fastest, more than 5 seldom helps.",
        examples=[2],
    )
    idle_minutes: float = Field(
        default=10.0,
        ge=0,
        le=10_000,
        allow_inf_nan=False,
        description="Minutes after which a model that nobody asked is taken out of memory; 0 to keep it.",
        examples=[60.0],
    )
    memory_megabytes: int = Field(
        default=0,
        ge=0,
        le=MAX_MEGABYTES,
        description="Most megabytes that loaded models may take together; 0 for half of the machine's memory.",
        examples=[2000],
    )
    server_url: WebAddress = Field(
        default="",
        description="Address of a server that speaks the OpenAI protocol, such as vLLM, llama.cpp or Ollama.",
        examples=["http://localhost:11434/v1"],
    )
    server_model: str = Field(default="", description="Name of the model on that server.", examples=["qwen3:4b"])
    server_for: Literal["", "points", "translation", "both"] = Field(
        default="",
        description="What the server is asked for, which is sent to it: points, translation, both; empty for nothing.",
        examples=["points"],
    )
    server_key: SecretStr = Field(
        default=SecretStr(""),
        description="Key of the server. Better in server_key_file or the variable than in this file.",
        examples=["sk-local-0123456789"],
    )
    server_key_file: OptionalPath = Field(
        default=None,
        description="File that holds the key and nothing else; used where server_key is empty.",
        examples=["/run/secrets/svodka_server_key"],
    )
    server_window: int = Field(
        default=8192,
        ge=512,
        le=MAX_MEGABYTES,
        description="Tokens that the server's model reads and writes at a time.",
        examples=[32768],
    )
    server_timeout_seconds: float = Field(
        default=120.0,
        gt=0,
        le=3600,
        allow_inf_nan=False,
        description="Most seconds for one answer of the server.",
        examples=[300.0],
    )
