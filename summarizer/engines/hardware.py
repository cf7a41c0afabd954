"""What models run on: device, threads and precision, chosen where the settings leave it open."""

import math
import os
from pathlib import Path

from summarizer.engines.spec import Hardware, Precision

_CGROUP = Path("/sys/fs/cgroup")
_NO_MEMORY = ("out of memory", "allocate memory", "bad_alloc", "not enough memory")
"""In what CUDA, the C++ library, and torch's allocator for CPUs on Linux and Windows say."""
_CGROUP_LIMITS = (Path("/sys/fs/cgroup/memory.max"), Path("/sys/fs/cgroup/memory/memory.limit_in_bytes"))
"""Of a container: cgroup v2 and v1, https://docs.kernel.org/admin-guide/cgroup-v2.html#memory"""


def machine_memory() -> int:
    """Return the bytes of memory, or of the container's share of it if that is less; 0 if the system does not say."""
    names = getattr(os, "sysconf_names", {})
    known = {"SC_PHYS_PAGES", "SC_PAGE_SIZE"} <= set(names)
    physical = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") if known else 0
    limits = [int(text) for path in _CGROUP_LIMITS if path.is_file() and (text := path.read_text().strip()).isdigit()]
    return min([size for size in (physical, *limits) if size > 0], default=0)


def says_memory_is_short(error: str) -> bool:
    """Return whether the words of an error of torch or CTranslate2 mean that there was no memory left."""
    return any(words in error.lower() for words in _NO_MEMORY)


def threads_of(hardware: Hardware) -> int:
    """Return how many threads a model takes: the setting, else as many as the process may use."""
    if hardware.threads:
        return hardware.threads
    affinity = getattr(os, "sched_getaffinity", None)  # taskset and cpusets narrow it; macOS does not know it
    cores = len(affinity(0)) if affinity else os.cpu_count() or 1
    return min(cores, container_cores() or cores)


def container_cores(root: Path = _CGROUP) -> int:
    """Return how many cores' time a container may take, rounded up; 0 if it is not limited.

    A limit such as ``docker run --cpus 2`` leaves all cores visible: threads for each would wait for one another.

    Args:
        root: of the control groups.
    """
    both, quota, period = (root / name for name in ("cpu.max", "cpu/cpu.cfs_quota_us", "cpu/cpu.cfs_period_us"))
    if both.is_file():
        said = both.read_text().split()
    elif quota.is_file() and period.is_file():
        said = [quota.read_text().strip(), period.read_text().strip()]
    else:
        return 0
    limited = len(said) == 2 and all(number.isdigit() for number in said) and int(said[1]) > 0
    return math.ceil(int(said[0]) / int(said[1])) if limited else 0


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


def conversion_precision(hardware: Hardware) -> Precision:
    """Return the precision that a checkpoint's weights are stored in: the setting, else int8 or, for a GPU, float16.

    Whatever they are stored in, ``ctranslate2_compute_type`` has the last word when they are loaded; int8 stored is
    half of float16 on disk but has lost what a GPU could have used.
    """
    if hardware.precision != "auto":
        return hardware.precision
    return "int8" if ctranslate2_device(hardware) == "cpu" else "float16"
