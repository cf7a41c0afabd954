"""What this machine has, and whether a model fits it."""

import importlib.util
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from summarizer.engines.hardware import machine_memory
from summarizer.models.catalogue import Entry
from summarizer.models.source import BYTES_PER_MEGABYTE, free_bytes

Fit = Literal["fits", "memory", "disk", "models", "neural"]
"""What is lacking: memory, disk, or one of our extras."""

WORKING_MEGABYTES = 400
"""Of Svodka itself, while it reads an article: ``svodka doctor`` measures it. A model has to fit beside that."""


@dataclass(frozen=True, slots=True)
class Machine:
    """What there is for models.

    Attributes:
        memory_megabytes: of the machine or the container; 0 if the system does not say.
        free_disk_megabytes: where the store is.
        gpus: that CTranslate2 can use; None if it is not installed.
        converts: whether checkpoints can be converted and run: transformers and torch are installed.
    """

    memory_megabytes: int
    free_disk_megabytes: int
    gpus: int | None
    converts: bool

    def fit(self, entry: Entry, *, installed: bool = False) -> Fit:
        """Return whether a model fits, or what is lacking.

        Args:
            entry: of the catalogue.
            installed: whether its files are there already.
        """
        if self.gpus is None:
            return "models"
        if (entry.convert or entry.backend == "transformers") and not self.converts:
            return "neural"
        if self.memory_megabytes and entry.memory_megabytes + WORKING_MEGABYTES > self.memory_megabytes:
            return "memory"
        needed = entry.download_megabytes * (2 if entry.convert else 1)
        return "fits" if installed or needed <= self.free_disk_megabytes else "disk"


def this_machine(store: Path) -> Machine:
    """Look at the machine.

    Args:
        store: directory of the models; it need not exist.
    """
    has = {name: importlib.util.find_spec(name) is not None for name in ("ctranslate2", "transformers", "torch")}
    return Machine(
        memory_megabytes=machine_memory() // BYTES_PER_MEGABYTE,
        free_disk_megabytes=free_bytes(store) // BYTES_PER_MEGABYTE,
        gpus=_gpus() if has["ctranslate2"] else None,
        converts=has["transformers"] and has["torch"],
    )


def _gpus() -> int:
    from ctranslate2 import get_cuda_device_count

    return int(get_cuda_device_count())
