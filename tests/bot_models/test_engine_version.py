"""What makes a kept brief another one: the models, and the owner's own names."""

from dataclasses import replace
from pathlib import Path

from bot.writing import EXTRACTIVE, engine_version
from summarizer.engines.spec import ModelSpec, RemoteServer
from summarizer.facts.names import load_glossary
from summarizer.neural import NeuralSettings

TRANSLATOR = ModelSpec("marian-en-ja", "translate", "marian", "ctranslate2", Path("a"), (("en", "ja"),), size_bytes=100)
SETTINGS = NeuralSettings(translators=(TRANSLATOR,))


def test_without_models_and_names_of_ones_own_it_is_the_version_alone() -> None:
    assert engine_version(NeuralSettings(), None) == EXTRACTIVE


def test_it_changes_with_the_models_and_not_with_where_they_lie() -> None:
    moved = replace(SETTINGS, translators=(replace(TRANSLATOR, path=Path("b")),))
    assert engine_version(moved, None) == engine_version(SETTINGS, None)
    others = [
        replace(SETTINGS, translators=()),
        replace(SETTINGS, translators=(replace(TRANSLATOR, size_bytes=200),)),
        replace(SETTINGS, points_by="model"),
        replace(SETTINGS, translation_server=RemoteServer("http://localhost/v1", "tiny")),
    ]
    assert len({engine_version(one, None) for one in (SETTINGS, *others)}) == len(others) + 1


def test_it_changes_with_the_glossary(tmp_path: Path) -> None:
    glossary = tmp_path / "names.tsv"
    glossary.write_text("Ann Lee\tЭнн Ли\tアン・リー\n", encoding="utf-8")
    first = engine_version(SETTINGS, load_glossary(glossary))
    glossary.write_text("Anne Lee\tЭнн Ли\tアン・リー\n", encoding="utf-8")
    assert EXTRACTIVE != first != engine_version(SETTINGS, load_glossary(glossary))
