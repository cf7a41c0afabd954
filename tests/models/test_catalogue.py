"""The catalogue: complete, honest about licences, and with the user's own models before it."""

import re
from pathlib import Path
from typing import get_args

import pytest

from bot.models_commands import DirectionChoice, FamilyChoice, PrecisionChoice
from config.models import Models
from summarizer.engines.spec import FAMILIES, Device, Precision
from summarizer.errors import ConfigurationError
from summarizer.models.catalogue import DIRECTIONS, load_catalogue
from summarizer.models.errors import UnknownModel
from summarizer.models.formats import WANTED, is_unsafe, wanted

CATALOGUE = load_catalogue()
DOCUMENTATION = (Path(__file__).parents[2] / "docs" / "models.md").read_text(encoding="utf-8")


def test_the_small_set_translates_every_direction_without_more_than_one_detour() -> None:
    pairs = {pair for entry in CATALOGUE.resolve("small") for pair in entry.pairs}
    for source, target in (direction.split("-") for direction in DIRECTIONS):
        assert (source, target) in pairs or {(source, "en"), ("en", target)} <= pairs


def test_sets_are_for_everybody_and_in_the_order_small_better_llm() -> None:
    assert list(CATALOGUE.sets) == ["small", "better", "llm"]
    for name in CATALOGUE.sets:
        assert not any(entry.needs_consent or entry.gated for entry in CATALOGUE.resolve(name))
    assert all(e.backend == "ctranslate2" and not e.convert for e in CATALOGUE.resolve("small")), "no extra neural"


@pytest.mark.parametrize("entry", CATALOGUE.entries.values(), ids=lambda entry: entry.id)
def test_every_model_has_a_licence_an_attribution_and_a_size(entry) -> None:
    assert entry.licence
    assert entry.attribution
    assert entry.download_megabytes > 0
    assert entry.memory_megabytes > 0
    assert bool(entry.needs_consent) == bool(re.search("NC|Terms", entry.licence))
    assert entry.is_pinned or not re.fullmatch("[0-9a-f]{6,}", entry.revision), "half a hash pins nothing"


def test_what_the_command_and_the_settings_offer_is_what_engines_know() -> None:
    assert tuple(choice.value for choice in FamilyChoice) == FAMILIES
    assert tuple(choice.value for choice in PrecisionChoice) == get_args(Precision)
    assert {choice.value for choice in DirectionChoice} == set(DIRECTIONS)
    assert get_args(Models.model_fields["precision"].annotation) == get_args(Precision)
    assert get_args(Models.model_fields["device"].annotation) == get_args(Device)


@pytest.mark.parametrize("entry", CATALOGUE.entries.values(), ids=lambda entry: entry.id)
def test_the_documentation_tells_of_every_model_what_the_catalogue_does(entry) -> None:
    row = next(line for line in DOCUMENTATION.splitlines() if line.startswith(f"| `{entry.id}`"))
    assert entry.licence in row
    assert f"{entry.download_megabytes:,} MB | {entry.memory_megabytes:,} MB" in row
    assert ("| yes |" in row) == entry.is_pinned
    assert ("⚠" in row) == entry.needs_consent
    assert ("†" in row, "‡" in row) == (entry.convert, entry.backend == "transformers")


def test_the_catalogue_file_that_the_documentation_shows_can_be_used(tmp_path: Path) -> None:
    shown = DOCUMENTATION.partition("```toml\n")[2].partition("```")[0]
    file = tmp_path / "models.toml"
    file.write_text(re.sub("(?m)^# ((files|needs|max|precision|decoding).*?)  .*$", r"\1", shown), encoding="utf-8")
    assert [entry.id for entry in load_catalogue(file).resolve("house")] == ["house-en-ru"]


@pytest.mark.parametrize(
    ("names", "decoding"),
    [
        (CATALOGUE.sets["small"], {"beam_size": 5}),  # https://github.com/quickmt/quickmt
        (("bart-large-cnn",), {"beam_size": 4, "no_repeat_ngram": 3}),  # its config.json
    ],
)
def test_models_are_decoded_as_their_cards_say(names: tuple[str, ...], decoding: dict[str, int]) -> None:
    assert all(CATALOGUE.entries[name].decoding == decoding for name in names)


def test_a_name_is_a_model_or_a_set_and_what_is_neither_is_told_with_the_nearest() -> None:
    assert [entry.id for entry in CATALOGUE.resolve("llm")] == ["qwen3-4b"]
    assert [entry.id for entry in CATALOGUE.resolve("opus-mt-ru-en")] == ["opus-mt-ru-en"]
    with pytest.raises(UnknownModel) as caught:
        CATALOGUE.resolve("Quickmt-en-jp")
    assert caught.value.fields["nearest"] == "quickmt-en-ja"


OWN = """
[sets]
small = ["quickmt-en-ja", "house-model"]

[[models]]
id = "house-model"
task = "translate"
family = "marian"
directory = "weights"
directions = ["en-ru"]

[[models]]
id = "quickmt-en-ja"
task = "translate"
family = "quickmt"
repository = "mirror/quickmt-en-ja"
format = "ctranslate2"
directions = ["en-ja"]
"""


def test_models_of_ones_own_stand_first_and_outrank_those_of_the_same_name(tmp_path: Path) -> None:
    file = tmp_path / "models.toml"
    file.write_text(OWN, encoding="utf-8")
    catalogue = load_catalogue(file)
    assert list(catalogue.entries)[:2] == ["house-model", "quickmt-en-ja"]
    assert catalogue.entries["quickmt-en-ja"].repository == "mirror/quickmt-en-ja"
    assert catalogue.entries["house-model"].directory == tmp_path / "weights"
    assert [entry.id for entry in catalogue.resolve("small")] == ["quickmt-en-ja", "house-model"]
    assert catalogue.rank("house-model") < catalogue.rank("quickmt-en-ja") < catalogue.rank("opus-mt-ru-en")
    assert catalogue.rank("pulled-by-hand") < catalogue.rank("house-model")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("[[models]", "line 1"),
        ("[[models]]\nid = 'x'", "task"),
        (OWN.replace("marian", "mariana"), "family"),
        (OWN.replace("en-ru", "en-de"), "directions"),
        (OWN.replace('directory = "weights"', ""), "house-model"),
        (OWN.replace('"house-model"]', '"no-model"]'), "no-model"),
        (OWN.replace("directory", "folder"), "folder"),
        (OWN.replace('directions = ["en-ru"]', ""), "house-model"),
    ],
)
def test_a_file_that_cannot_be_used_is_refused_with_the_reason(tmp_path: Path, text: str, reason: str) -> None:
    file = tmp_path / "models.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(ConfigurationError) as caught:
        load_catalogue(file)
    assert reason in str(caught.value.fields["reason"])
    assert str(file) in caught.value.message("en")


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError):
        load_catalogue(tmp_path / "none.toml")


@pytest.mark.parametrize("format_", WANTED)
def test_no_format_takes_what_would_run_code(format_) -> None:
    names = [
        *("pytorch_model.bin", "model.pt", "weights.PKL", "tf_model.h5", "rust_model.ot", "modeling_own.py"),
        *("flax_model.msgpack", "consolidated.00.pth", "nested/model.bin.py", "training_args.bin"),
    ]
    assert wanted(names, format_, ("*", "*/*")) == []
    assert all(is_unsafe(name) for name in names)


def test_only_the_top_of_a_repository_is_taken_unless_a_pattern_reaches_below() -> None:
    names = ["model.safetensors", "eole-model/model.00.safetensors", "onnx/config.json", "config.json", "README.md"]
    assert wanted(names, "safetensors") == ["model.safetensors", "config.json"]
    assert wanted(names, "safetensors", ("onnx/*",)) == ["onnx/config.json"]
