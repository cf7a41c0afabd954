"""A tiny model as the quickmt repositories have it: in CTranslate2's format, with a vocabulary for each side."""

import shutil
from pathlib import Path

from ctranslate2.converters import TransformersConverter

from checkpoints.marian import make_marian

NAMES = {"source.spm": "src.spm.model", "target.spm": "tgt.spm.model"}


def make_quickmt(directory: Path, source: list[str], target: list[str]) -> None:
    """Write a model that translates ``source`` into ``target`` and is not used to </s> after the source."""
    checkpoint, model = directory / "checkpoint", directory / "model"
    checkpoint.mkdir()
    make_marian(checkpoint, source, target, ended=False)
    TransformersConverter(str(checkpoint)).convert(str(model))
    for side in ("source", "target"):
        shutil.copyfile(model / "shared_vocabulary.json", directory / f"{side}_vocabulary.json")
    for name in ("model.bin", "config.json"):
        shutil.move(model / name, directory / name)
    for old, new in NAMES.items():
        shutil.move(checkpoint / old, directory / new)
    shutil.rmtree(checkpoint)
    shutil.rmtree(model)
