"""From a checkpoint of transformers to CTranslate2's format. Needs the extra ``neural``; using the result does not.

What CTranslate2's own converter no longer reads right, ``converter`` mends.
"""

import json
import shutil
from importlib.metadata import version
from pathlib import Path

from summarizer.engines.errors import ModelBroken, OutOfMemory, PackageMissing
from summarizer.engines.spec import Family, Precision
from summarizer.engines.torch_loading import no_safe_weights, quiet, tokenizer_class

KEPT = (
    "*.spm",
    "*.model",
    "vocab.json",
    "tokenizer.json",
    "tokenizer_config.json",
    "special_tokens_map.json",
    "generation_config.json",
    "chat_template.jinja",
    "added_tokens.json",
)
"""Files that tokenizing and prompting need and the converter does not write."""
ORIGIN = "svodka.json"
"""Says what a converted directory was made of."""
_QUANTIZATION: dict[Precision, str] = {
    "auto": "int8",
    "int8": "int8",
    "int8_float16": "int8_float16",
    "float16": "float16",
    "bfloat16": "bfloat16",
    "float32": "float32",
}


def convert(source: Path, target: Path, family: Family, precision: Precision = "auto") -> None:
    """Convert a checkpoint.

    Args:
        source: directory of the checkpoint, with its weights in safetensors.
        target: directory to write, which must not exist. Appears only when it is whole.
        family: of the model.
        precision: of the weights; ``auto`` is int8 (what suits the hardware, the pull decides).

    Raises:
        PackageMissing: torch or transformers is not installed.
        UnsafeModel: the weights are pickles, which run code when loaded.
        ModelBroken: the checkpoint cannot be converted.
        OutOfMemory: there is too little memory for it.
    """
    if not any(source.glob("*.safetensors")):
        raise no_safe_weights(source, source.name, "safetensors")
    try:
        import torch
        import transformers
        from safetensors import SafetensorError

        from summarizer.engines.converter import CheckpointConverter
    except ImportError as error:
        raise PackageMissing(package=error.name or "torch", extra="neural") from error
    partial = target.with_name(f".{target.name}.converting")
    shutil.rmtree(partial, ignore_errors=True)
    try:
        kept = sorted({path.name for pattern in KEPT for path in source.glob(pattern)})
        reader = tokenizer_class(family)
        converter = CheckpointConverter(str(source), reader, copy_files=kept, low_cpu_mem_usage=True)
        with torch.inference_mode(), quiet(transformers):
            converter.convert(str(partial), quantization=_QUANTIZATION[precision])
        converter.name_languages(partial)
        _note_origin(partial, source, family)
        partial.rename(target)
    except MemoryError as error:
        raise OutOfMemory(str(error), model=source.name) from error
    except (
        ValueError,
        RuntimeError,
        LookupError,
        AttributeError,
        OSError,
        NotImplementedError,
        SafetensorError,
    ) as error:
        raise ModelBroken(f"{family}: {error}", model=source.name) from error
    finally:
        shutil.rmtree(partial, ignore_errors=True)


def _note_origin(directory: Path, source: Path, family: Family) -> None:
    versions = {package: version(package) for package in ("ctranslate2", "transformers")}
    noted = {"family": family, "source": source.name, "converted_with": versions}
    (directory / ORIGIN).write_text(json.dumps(noted, indent=2) + "\n", encoding="utf-8")
