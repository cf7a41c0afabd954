"""Who may import whom, and what must not be imported before it is needed."""

import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from svodka_process import IMPORTED_FROM, arguments, environment

PACKAGES = ("bot", "config", "summarizer")
FORBIDDEN = {
    "config": {"bot", "summarizer", "telegram"},
    "summarizer": {"bot", "config", "telegram", "pydantic_settings", "platformdirs"},
    "bot": set[str](),
}
HEAVY = (
    *("torch", "transformers", "spacy", "trafilatura", "sudachipy", "pymorphy3", "slovnet", "navec", "natasha"),
    *("numpy", "lxml", "httpx", "pydantic_settings", "babel", "py3langid", "pypdf", "feedparser"),
    *("ctranslate2", "sentencepiece", "tokenizers", "huggingface_hub", "openai"),
)
"""``pydantic`` is not among them: typer itself reads options with it."""

BROUGHT = {"navec": "slovnet", "httpcore": "httpx", "anyio": "httpx", "telegram": "python-telegram-bot"}
"""Packages that are part of another's interface and come with it, or have another name on PyPI."""

TOOLS = ("test", "lint", "dev")
"""Extras that the product never imports."""

ROOM_ORDER = {
    "article": (),
    "version": (),
    "errors": ("article",),
    "sources": ("article", "errors", "version"),
    "language": ("article", "errors"),
    "facts": ("article", "errors", "language"),
    "guarding": ("article", "errors", "language", "facts"),
    "guard": ("article", "errors", "language", "facts", "guarding"),
    "engines": ("article", "errors", "language"),
    "models": ("article", "errors", "version", "engines"),
    "points": ("article", "errors", "language", "facts", "guarding", "guard", "engines"),
    "translation": ("article", "errors", "language", "facts", "guarding", "guard", "engines"),
    "notices": ("article", "errors", "facts"),
    "brief_records": ("article", "engines", "facts", "guarding", "notices"),
    "wording": (
        "article",
        "errors",
        "facts",
        "language",
        "brief_records",
        "notices",
        "engines",
        "translation",
        "neural",
    ),
    "brief": ("article", "facts", "points", "engines", "brief_records", "notices", "wording", "neural"),
    "reading": ("article", "errors", "sources", "language", "neural"),
    "terminal": ("article", "errors", "facts", "brief"),
    "neural": ("article", "errors", "facts", "engines", "models", "translation"),
    "cli": ("article", "errors", "facts", "brief", "reading", "terminal", "neural", "models"),
    "translate_source": ("article", "errors", "language", "sources", "reading", "notices", "terminal"),
    "translate_cli": (
        *("article", "errors", "facts", "language", "reading", "notices", "terminal", "cli", "brief"),
        *("translation", "engines", "models", "neural", "translate_source"),
    ),
}
"""What each room of the library may import: the way of the data, without circles."""


def modules(package: str) -> Iterator[Path]:
    yield from sorted((Path(IMPORTED_FROM) / package).rglob("*.py"))


@cache
def imported(file: Path) -> frozenset[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{file}: imports are absolute"
            found.add(node.module or "")
    return frozenset(found)


@pytest.mark.parametrize("package", PACKAGES)
def test_packages_import_only_what_stands_below_them(package: str) -> None:
    found = {(file.name, name) for file in modules(package) for name in imported(file)}
    assert found
    assert not {(file, name) for file, name in found if name.partition(".")[0] in FORBIDDEN[package]}


@pytest.mark.parametrize("package", ["config", "summarizer"])
def test_only_start_up_looks_at_the_environment(package: str) -> None:
    for file in modules(package):
        nodes = list(ast.walk(ast.parse(file.read_text(encoding="utf-8"))))
        attributes = [node for node in nodes if isinstance(node, ast.Attribute)]
        read = {node.attr for node in attributes}
        taken = {alias.name for node in nodes if isinstance(node, ast.ImportFrom) for alias in node.names}
        looked_at = {ast.unparse(node) for node in attributes if node.attr == "environ"}
        assert "os.environ" not in looked_at, file
        assert not (read | taken) & {"getenv", "environb", "getenvb"}, file


def test_the_rooms_of_the_library_follow_the_way_of_the_data() -> None:
    root = Path(IMPORTED_FROM) / "summarizer"
    for file in modules("summarizer"):
        room = file.relative_to(root).with_suffix("").parts[0]
        if room == "__init__":
            continue
        used = {name.split(".")[1] for name in imported(file) if name.startswith("summarizer.")}
        assert used <= {room, *ROOM_ORDER[room]}, file


def test_pymorphy2_which_is_dead_is_never_imported() -> None:
    names = {name.partition(".")[0] for package in PACKAGES for file in modules(package) for name in imported(file)}
    assert "pymorphy3" in names
    assert "pymorphy2" not in names


def requirements(*, base: bool = False) -> set[str]:
    project = tomllib.loads((Path(__file__).parents[1] / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = [
        line
        for name, lines in project["optional-dependencies"].items()
        if not base and name not in TOOLS
        for line in lines
    ]
    return {re.split("[<>=~!\\[ ;]", line)[0] for line in (*project["dependencies"], *extras)}


def test_every_package_that_is_imported_is_a_requirement() -> None:
    names = {name.partition(".")[0] for package in PACKAGES for file in modules(package) for name in imported(file)}
    foreign = names - sys.stdlib_module_names - set(PACKAGES)
    assert {BROUGHT.get(name, name).replace("_", "-") for name in foreign} <= requirements()


def test_no_requirement_of_the_base_is_a_neural_framework() -> None:
    assert not requirements(base=True) & {"torch", "transformers", "spacy", "tensorflow", "jax"}


@pytest.mark.parametrize(
    "code", ["import summarizer", "import summarizer.errors, summarizer.article", "import bot.cli"]
)
def test_importing_loads_nothing_heavy(code: str, tmp_path: Path) -> None:
    shown = f"{code}; import sys; print(*(m for m in {HEAVY!r} if m in sys.modules))"
    done = subprocess.run(  # noqa: S603 - our own command
        [sys.executable, "-c", shown], capture_output=True, text=True, env=environment(tmp_path), check=True
    )
    assert done.stdout.strip() == ""


@pytest.mark.parametrize("words", [["--help"], ["brief", "--help"], ["--version"], ["config", "--help"]])
def test_help_loads_nothing_heavy(words: list[str], tmp_path: Path) -> None:
    command = arguments(*words)
    done = subprocess.run(  # noqa: S603 - our own command
        [command[0], "-X", "importtime", *command[1:]],
        capture_output=True,
        text=True,
        encoding="utf-8",
        env=environment(tmp_path),
        check=True,
    )
    loaded = {line.rpartition("|")[2].strip() for line in done.stderr.splitlines() if line.startswith("import time:")}
    assert "bot.commands" in loaded
    assert not loaded & set(HEAVY)
