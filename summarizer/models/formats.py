"""Which files of a model may be taken: weights that are only numbers, tokenizers, configuration, licences.

PyTorch's own ``.bin``, ``.pt`` and ``.pkl`` files are pickles, which run code when they are loaded (the warning at the
head of https://docs.python.org/3/library/pickle.html); Python files beside a model are what ``trust_remote_code`` would
run. Neither is ever taken. CTranslate2 calls its weights ``model.bin``, so that name alone says nothing: the head of
the file does.
"""

import fnmatch
import re
import struct
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Literal

from summarizer.engines.errors import ModelBroken, UnsafeModel

Format = Literal["ctranslate2", "safetensors", "gguf"]

CTRANSLATE2_WEIGHTS = "model.bin"
CONFIG = "config.json"
LICENCE_TEXTS = ("LICENSE*", "LICENCE*", "NOTICE*", "COPYING*")
_COMMON = (
    *(CONFIG, "generation_config.json", "tokenizer.json", "tokenizer_config.json", "special_tokens_map.json"),
    *("added_tokens.json", "chat_template.jinja", "chat_template.json", "merges.txt", "*.spm", "*.spm.model"),
    *("spiece.model", "sentencepiece*.model", "tokenizer.model", *LICENCE_TEXTS),
)
_SAFETENSORS = ("model.safetensors", "model-*-of-*.safetensors")  # not their variants, such as model.fp16.safetensors
WANTED: dict[Format, tuple[str, ...]] = {
    "ctranslate2": (*_COMMON, CTRANSLATE2_WEIGHTS, "*vocabulary*.json", "*vocabulary*.txt", "vocab.json"),
    "safetensors": (*_COMMON, *_SAFETENSORS, "model.safetensors.index.json", "vocab.json"),
    "gguf": (*_COMMON, "*.gguf"),
}
"""Names that a model of each format may have at the top of its repository; folders below hold other formats."""

_UNSAFE = (
    "*.bin",
    "*.pt",
    "*.pth",
    "*.pkl",
    "*.pickle",
    "*.ckpt",
    "*.h5",
    "*.ot",
    "*.msgpack",
    "*.npy",
    "*.py",
    "*.dill",
)
_PART = re.compile(r"-\d{5}-of-\d{5}(?=\.gguf$)")
_GGUF_MAGIC = b"GGUF"  # https://github.com/ggml-org/ggml/blob/master/docs/gguf.md
_MAX_HEADER_BYTES = 100_000_000  # of safetensors: https://huggingface.co/docs/safetensors (format, notes)
_MAX_CTRANSLATE2_VERSION = 99  # of its binary format, 6 in 2026; a pickle or zip has far larger numbers in its place
_MAX_SPEC_NAME_BYTES = 64


def format_of(names: Iterable[str]) -> Format | None:
    """Return the format of the weights among files at the top of a repository or directory, CTranslate2 first."""
    top = {name for name in names if "/" not in name}
    if CTRANSLATE2_WEIGHTS in top and CONFIG in top:
        return "ctranslate2"
    if any(_matches(name, _SAFETENSORS) for name in top):
        return "safetensors"
    return "gguf" if any(name.endswith(".gguf") for name in top) else None


def wanted(names: Iterable[str], format_: Format, patterns: Sequence[str] = ()) -> list[str]:
    """Return the names to take, in their order.

    Args:
        names: of all files that there are.
        format_: of the weights.
        patterns: shell patterns to take instead of those of the format; one with a slash reaches into a folder.
            Whatever they say, files that would run code are left out.
    """
    return [name for name in names if _matches(name, patterns or WANTED[format_]) and not is_unsafe(name)]


def _matches(name: str, patterns: Sequence[str]) -> bool:
    return any(fnmatch.fnmatchcase(name, p) for p in patterns if ("/" in p) == ("/" in name))


def is_unsafe(name: str) -> bool:
    """Return whether a file of this name would, or could, run code when loaded."""
    base = name.rpartition("/")[2]
    return base != CTRANSLATE2_WEIGHTS and any(fnmatch.fnmatchcase(base.lower(), pattern) for pattern in _UNSAFE)


def first_unsafe(names: Iterable[str]) -> str | None:
    """Return the weights that a repository without safe ones has, to name them; None if it has none at all."""
    return next((name for name in names if is_unsafe(name) and not name.endswith((".py", ".pyc"))), None)


def models_among(names: Iterable[str]) -> list[str]:
    """Return one name for each GGUF model among files; parts of one, ``…-00001-of-00003.gguf``, count once."""
    return sorted({_PART.sub("", name) for name in names if name.endswith(".gguf")})


def check_files(model: str, directory: Path) -> None:
    """Look into the weights of a directory: are they what their names say?

    Args:
        model: id, for errors.
        directory: of the model.

    Raises:
        UnsafeModel: a file would run code when loaded, or is a pickle under another name.
        ModelBroken: weights that are cut off or of no known kind.
    """
    for path in sorted(p for p in directory.rglob("*") if p.is_file()):
        if is_unsafe(path.name):
            raise UnsafeModel(model=model, file=path.name)
        if path.name == CTRANSLATE2_WEIGHTS and not _is_ctranslate2(path):
            raise UnsafeModel("model.bin is not of CTranslate2", model=model, file=path.name)
        if path.suffix == ".safetensors" and not _is_safetensors(path):
            raise ModelBroken(f"{path.name} is not a safetensors file", model=model)
        if path.suffix == ".gguf" and _head(path, len(_GGUF_MAGIC)) != _GGUF_MAGIC:
            raise ModelBroken(f"{path.name} is not a GGUF file", model=model)


def _head(path: Path, size: int) -> bytes:
    with path.open("rb") as file:
        return file.read(size)


def _is_ctranslate2(path: Path) -> bool:
    """Look for a version and the name of a specification (``ModelSpec._serialize`` of ctranslate2.specs)."""
    head = _head(path, 6 + _MAX_SPEC_NAME_BYTES)
    if len(head) < 6:
        return False
    version, length = struct.unpack_from("<IH", head)
    name = head[6 : 6 + length]
    return 0 < version <= _MAX_CTRANSLATE2_VERSION and name.endswith(b"Spec\0")


def _is_safetensors(path: Path) -> bool:
    """Look for the length of a JSON header, and for the header itself (https://huggingface.co/docs/safetensors)."""
    head = _head(path, 9)
    if len(head) < 9:
        return False
    (length,) = struct.unpack_from("<Q", head)
    return length <= min(_MAX_HEADER_BYTES, path.stat().st_size - 8) and head[8:] == b"{"
