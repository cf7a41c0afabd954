"""Models that transformers loads from this machine's files: safetensors or GGUF, no pickle, no code of theirs."""

import struct
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from summarizer.engines.errors import EngineError, ModelBroken, OutOfMemory, PackageMissing, UnsafeModel
from summarizer.engines.hardware import says_memory_is_short, threads_of
from summarizer.engines.spec import Family, Hardware, ModelSpec, Precision

_PICKLES = ("*.bin", "*.pt", "*.pth", "*.pkl", "*.ckpt")
_TYPES: dict[Precision, str] = {"float16": "float16", "bfloat16": "bfloat16", "float32": "float32"}


def load_with(class_name: str, spec: ModelSpec, hardware: Hardware) -> tuple[Any, Any]:
    """Return a model, ready to generate, and its tokenizer.

    Args:
        class_name: ``AutoModelForCausalLM`` or ``AutoModelForSeq2SeqLM``.
        spec: of the model; ``path`` is its directory or its GGUF file.
        hardware: that it may use.

    Raises:
        PackageMissing: torch or transformers is not installed.
        UnsafeModel: its weights are pickles, or it brings code.
        ModelBroken: it cannot be loaded.
        OutOfMemory: there is too little memory for it.
    """
    try:
        import torch
        import transformers
    except ImportError as error:
        raise PackageMissing(package=error.name or "torch", extra="neural") from error
    directory, gguf = _place(spec)
    device = torch_device(hardware)
    torch.set_num_threads(threads_of(hardware))
    options: dict[str, Any] = {"local_files_only": True, "trust_remote_code": False}
    if gguf:
        options["gguf_file"] = gguf
    with _loading(spec), quiet(transformers):
        tokenizer = getattr(transformers, tokenizer_class(spec.family)).from_pretrained(directory, **options)
        model = getattr(transformers, class_name).from_pretrained(
            directory, dtype=torch_type(hardware, device), **options, **({} if gguf else {"use_safetensors": True})
        )
        model.generation_config.forced_eos_token_id = None  # at the limit; what is cut off would look finished
        return model.to(device).eval(), tokenizer


def tokenizer_class(family: Family) -> str:
    """Return the class of transformers that reads a family's tokenizer.

    SMALL-100 names one of its own, a file of Python that is not run; its pieces are those of M2M100, and what the class
    puts before them, ``families.toml`` says.
    """
    return "M2M100Tokenizer" if family == "small100" else "AutoTokenizer"


def special_tokens(tokenizer: Any) -> tuple[str, ...]:
    """Return the special tokens of a tokenizer of transformers, those that name languages too, the longest first."""
    added = [token.content for token in tokenizer.added_tokens_decoder.values() if token.special]
    languages = getattr(tokenizer, "lang_token_to_id", None) or {}  # M2M100 does not always count them as special
    return tuple(sorted({*added, *tokenizer.all_special_tokens, *languages}, key=len, reverse=True))


def torch_device(hardware: Hardware) -> str:
    """Return ``cuda`` or ``cpu``."""
    import torch

    if hardware.device == "auto":
        return "cuda" if torch.cuda.is_available() else "cpu"
    return hardware.device


def torch_type(hardware: Hardware, device: str) -> Any:
    """Return the dtype of weights and arithmetic: float32 on a CPU, bfloat16 or float16 on a GPU.

    int8 is CTranslate2's; here it counts as ``auto``.
    """
    import torch

    if hardware.precision in _TYPES:
        return getattr(torch, _TYPES[hardware.precision])
    if device == "cpu":
        return torch.float32
    return torch.bfloat16 if torch.cuda.is_bf16_supported() else torch.float16


@contextmanager
def torch_failures(model: str) -> Iterator[None]:
    """Turn errors of torch while a model runs into ours."""
    try:
        yield
    except MemoryError as error:
        raise OutOfMemory(str(error), model=model) from error
    except (RuntimeError, ValueError, IndexError) as error:
        if says_memory_is_short(str(error)):
            free_gpu()  # of what was being computed: a smaller batch may be next
            raise OutOfMemory(str(error), model=model) from error
        raise EngineError(f"{model}: {type(error).__name__}: {error}") from error


def free_gpu() -> None:
    """Give back the memory of a GPU that torch keeps for later, if there is one."""
    import torch

    if torch.cuda.is_available():
        torch.cuda.empty_cache()


@contextmanager
def _loading(spec: ModelSpec) -> Iterator[None]:
    try:
        yield
    except ImportError as error:
        raise PackageMissing(str(error), package=error.name or "accelerate", extra="neural") from error
    except MemoryError as error:
        raise OutOfMemory(str(error), model=spec.id, loading=True) from error
    except (OSError, ValueError, LookupError, RuntimeError, TypeError, AttributeError, struct.error) as error:
        if "trust_remote_code" in str(error):
            raise UnsafeModel(str(error), model=spec.id, file="config.json") from error
        if says_memory_is_short(str(error)):
            raise OutOfMemory(str(error), model=spec.id, loading=True) from error
        raise ModelBroken(str(error), model=spec.id) from error
    except Exception as error:
        if type(error).__module__.startswith(("safetensors", "tokenizers", "gguf")) or type(error) is Exception:
            raise ModelBroken(str(error), model=spec.id) from error  # Rust's libraries raise bare Exceptions
        raise


def _place(spec: ModelSpec) -> tuple[str, str]:
    """Return the directory of a model, and the name of its GGUF file or nothing."""
    path = spec.path
    if path is None or not path.exists():
        raise ModelBroken(f"no {path}", model=spec.id)
    if path.is_file():
        if path.suffix.lower() != ".gguf":
            raise UnsafeModel(model=spec.id, file=path.name)
        return str(path.parent), path.name
    return str(path), _only_gguf(path, spec.id)


def _only_gguf(directory: Path, model: str) -> str:
    if any(directory.glob("*.safetensors")):
        return ""
    ggufs = sorted(file.name for file in directory.glob("*.gguf"))
    if ggufs:
        return ggufs[0]
    raise no_safe_weights(directory, model, "safetensors or GGUF file")


def no_safe_weights(directory: Path, model: str, wanted: str) -> EngineError:
    """Return what is wrong with a directory that has no weights that may be loaded: pickles, or none at all.

    Args:
        directory: of the model.
        model: its name.
        wanted: what should be there, for the log.
    """
    pickle = next((file.name for pattern in _PICKLES for file in sorted(directory.glob(pattern))), None)
    if pickle is not None:
        return UnsafeModel(model=model, file=pickle)
    return ModelBroken(f"no {wanted}", model=model)


@contextmanager
def quiet(transformers: Any) -> Iterator[None]:
    """Keep progress bars and advice of transformers off the terminal while it loads."""
    logging = transformers.logging
    verbosity, bars = logging.get_verbosity(), logging.is_progress_bar_enabled()
    logging.set_verbosity_error()
    logging.disable_progress_bar()
    try:
        with warnings.catch_warnings():
            warnings.filterwarnings("ignore", message="Recommended: pip install sacremoses")  # said of every Marian
            yield
    finally:
        logging.set_verbosity(verbosity)
        if bars:
            logging.enable_progress_bar()
