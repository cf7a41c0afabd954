"""The wheel: all of the code and all of the data, and nothing else."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGES = ("bot", "config", "summarizer")
DATA = frozenset({".gz", ".tsv", ".toml", ".txt", ".json", ".po", ".mo", ".ini", ".mako"})


@pytest.fixture(scope="module")
def names(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    directory = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(directory)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)  # noqa: S603 - our own command
    with zipfile.ZipFile(next(directory.glob("*.whl"))) as wheel:
        return set(wheel.namelist())


def test_it_has_every_module_and_data_file_of_the_tree(names: set[str]) -> None:
    wanted = {
        path.relative_to(ROOT).as_posix()
        for package in PACKAGES
        for path in (ROOT / package).rglob("*")
        if path.suffix == ".py" or path.suffix in DATA
    }
    assert len(wanted) > 100
    assert wanted <= names
    assert {"summarizer/messages.toml", "bot/doctor.toml", "config/messages.toml"} <= names


def test_it_has_nothing_but_the_three_packages_licence_and_metadata(names: set[str]) -> None:
    tops = {name.partition("/")[0] for name in names}
    assert {top for top in tops if not top.endswith(".dist-info")} == set(PACKAGES)
    assert any(name.endswith("licenses/LICENSE") for name in names)
    assert not [name for name in names if "__pycache__" in name]
