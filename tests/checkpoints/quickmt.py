"""A tiny model as the quickmt repositories have it: in CTranslate2's format, with a vocabulary for each side."""

import shutil
from pathlib import Path

from ctranslate2.converters import TransformersConverter

from checkpoints.marian import make_marian

NAMES = {"source.spm": "src.spm.model", "target.spm": "tgt.spm.model"}


def make_quickmt(directory: Path, source: list[str], target: list[str]) -> None:
    """Write a model that translates ``source`` into ``target`` and is not used to </s> after the source."""
    checkpoint = directory / "checkpoint"
    checkpoint.mkdir()
    make_marian(checkpoint, source, target, ended=False)
    TransformersConverter(str(checkpoint)).convert(str(directory), force=True)
    for side in ("source", "target"):
        shutil.copyfile(directory / "shared_vocabulary.json", directory / f"{side}_vocabulary.json")
    (directory / "shared_vocabulary.json").unlink()
    for old, new in NAMES.items():
        shutil.move(checkpoint / old, directory / new)
    shutil.rmtree(checkpoint)
