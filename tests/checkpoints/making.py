"""Makes each checkpoint once: kept between runs under a digest of the code and texts that it is made of."""

import hashlib
import os
import shutil
import tempfile
import warnings
from collections.abc import Callable
from pathlib import Path

from filelock import FileLock

HERE = Path(__file__).parent
ENGINES = HERE.parent.parent / "summarizer" / "engines"
CONVERSION = (ENGINES / "conversion.py", ENGINES / "converter.py")
NO_PART = ("__init__.py", "fixtures.py", "making.py")
"""Files that nothing in a checkpoint depends on."""
CACHE = "SVODKA_TEST_CHECKPOINTS"
"""Variable that names the directory in which checkpoints are kept; else one in the system's directory for temporary
files."""


def made(name: str, make: Callable[[Path], None]) -> Path:
    """Return the directory of a checkpoint, made if need be; processes that want the same one wait for each other."""
    root = Path(os.environ.get(CACHE) or Path(tempfile.gettempdir()) / "svodka-test-checkpoints") / _digest()
    directory = root / name
    root.mkdir(parents=True, exist_ok=True)
    with FileLock(root / f".{name}.lock"):
        if not directory.exists():
            partial = root / f".{name}"
            shutil.rmtree(partial, ignore_errors=True)
            partial.mkdir()
            with warnings.catch_warnings():
                warnings.filterwarnings("ignore", message="Recommended: pip install sacremoses")
                make(partial)
            partial.rename(directory)
    return directory


def _digest() -> str:
    from importlib.metadata import version

    parts = [
        file.read_bytes()
        for file in sorted([*HERE.iterdir(), *CONVERSION])
        if file.suffix in (".py", ".tsv") and file.name not in NO_PART
    ]
    versions = [version(name).encode() for name in ("torch", "transformers", "ctranslate2")]
    return hashlib.sha256(b"\0".join([*parts, *versions])).hexdigest()[:16]
