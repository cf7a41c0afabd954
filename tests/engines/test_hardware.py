"""What models run on: cores of a container, errors that mean that memory is short, precisions."""

import os
from pathlib import Path

import pytest

from summarizer.engines.ctranslate2_loading import ctranslate2_failures
from summarizer.engines.errors import EngineError, OutOfMemory
from summarizer.engines.hardware import container_cores, conversion_precision, threads_of
from summarizer.engines.spec import Hardware
from summarizer.engines.torch_loading import torch_failures


@pytest.mark.parametrize(("said", "cores"), [("200000 100000", 2), ("150000 100000", 2), ("max 100000", 0), ("", 0)])
def test_a_container_s_share_of_the_cores_is_read_from_cgroup_v2(said: str, cores: int, tmp_path: Path) -> None:
    (tmp_path / "cpu.max").write_text(f"{said}\n")
    assert container_cores(tmp_path) == cores


@pytest.mark.parametrize(("quota", "cores"), [("300000", 3), ("50000", 1), ("-1", 0)])
def test_and_from_cgroup_v1(quota: str, cores: int, tmp_path: Path) -> None:
    (tmp_path / "cpu").mkdir()
    (tmp_path / "cpu" / "cpu.cfs_quota_us").write_text(f"{quota}\n")
    (tmp_path / "cpu" / "cpu.cfs_period_us").write_text("100000\n")
    assert container_cores(tmp_path) == cores


def test_without_control_groups_nothing_is_limited(tmp_path: Path) -> None:
    assert container_cores(tmp_path) == 0


def test_a_model_takes_as_many_threads_as_the_process_may_use_or_the_settings_say() -> None:
    assert 1 <= threads_of(Hardware()) <= (os.cpu_count() or 1)
    assert threads_of(Hardware(threads=7)) == 7


@pytest.mark.parametrize("failures", [ctranslate2_failures, torch_failures])
@pytest.mark.parametrize(
    ("error", "is_memory"),
    [
        (RuntimeError("CUDA failed with error out of memory"), True),
        (RuntimeError("CUDA out of memory. Tried to allocate 2.00 GiB"), True),
        (RuntimeError("DefaultCPUAllocator: can't allocate memory: you tried to allocate 9 bytes"), True),
        (RuntimeError("std::bad_alloc"), True),
        (MemoryError(), True),
        (RuntimeError("CUDA error: an illegal memory access was encountered"), False),
        (ValueError("input is too long"), False),
    ],
)
def test_only_what_means_so_is_a_lack_of_memory(failures: object, error: Exception, is_memory: bool) -> None:
    with pytest.raises(EngineError) as raised, failures("m"):
        raise error
    assert isinstance(raised.value, OutOfMemory) == is_memory
    assert raised.value.__cause__ is error


def test_weights_for_a_gpu_are_stored_in_float16_and_others_in_int8() -> None:
    assert conversion_precision(Hardware(device="cpu")) == "int8"
    assert conversion_precision(Hardware(device="cuda")) == "float16"
    assert conversion_precision(Hardware(device="cuda", precision="bfloat16")) == "bfloat16"
