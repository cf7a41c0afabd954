"""What models run on: device, threads and precision, chosen where the settings leave it open."""

import os

from summarizer.engines.spec import Hardware, Precision


def threads_of(hardware: Hardware) -> int:
    """Return how many threads a model takes: the setting, else as many as the process may use."""
    if hardware.threads:
        return hardware.threads
    affinity = getattr(os, "sched_getaffinity", None)  # containers and taskset narrow it; macOS does not know it
    return len(affinity(0)) if affinity else os.cpu_count() or 1


def ctranslate2_device(hardware: Hardware) -> str:
    """Return ``cuda`` or ``cpu`` for CTranslate2."""
    import ctranslate2

    if hardware.device == "auto":
        return "cuda" if ctranslate2.get_cuda_device_count() else "cpu"
    return hardware.device


def ctranslate2_compute_type(hardware: Hardware, device: str) -> str:
    """Return the compute type: int8 on a CPU, and on a GPU int8 with float16 where it has that.

    A model that was converted with weights of another kind is converted as it loads.
    """
    import ctranslate2

    supported = ctranslate2.get_supported_compute_types(device)
    wishes: dict[Precision, tuple[str, ...]] = {
        "auto": ("int8",) if device == "cpu" else ("int8_float16", "float16", "float32"),
        "int8": ("int8",),
        "int8_float16": ("int8_float16", "int8"),
        "float16": ("float16", "float32"),
        "bfloat16": ("bfloat16", "float32"),
        "float32": ("float32",),
    }
    return next((wish for wish in wishes[hardware.precision] if wish in supported), "float32")
