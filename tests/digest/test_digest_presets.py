"""The feeds that are offered: those that come with Svodka, and an operator's own."""

from pathlib import Path

import pytest

from bot.digest.presets import Preset, preset_of, presets
from summarizer.article import LANGUAGES
from summarizer.errors import ConfigurationError
from summarizer.sources.feed_text import web_address

SOUND = '[[preset]]\nid = "city-news"\nname = "Городские новости"\nlanguage = "ru"\nurl = "http://127.0.0.1:1/feed"\n'


def test_presets_are_sound_and_in_three_languages() -> None:
    assert {preset.language for preset in presets()} == set(LANGUAGES)
    assert len({preset.id for preset in presets()}) == len({preset.url for preset in presets()}) == len(presets())
    assert all(web_address(preset.url, "") == preset.url and preset.url.startswith("https:") for preset in presets())


def test_an_operators_file_takes_the_place_of_ours(tmp_path: Path) -> None:
    file = tmp_path / "own.toml"
    file.write_text(SOUND, encoding="utf-8")
    assert presets(file) == (Preset("city-news", "Городские новости", "ru", "http://127.0.0.1:1/feed"),)
    assert preset_of("city-news", file) == presets(file)[0]
    assert preset_of("bbc-world", file) is None


def test_an_empty_file_offers_nothing(tmp_path: Path) -> None:
    file = tmp_path / "none.toml"
    file.write_text("", encoding="utf-8")
    assert presets(file) == ()


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (SOUND + SOUND, "same id"),
        (SOUND.replace("ru", "de"), "language must be"),
        (SOUND.replace("city-news", "City News"), "id must be"),
        (SOUND.replace("city-news", "x" * 33), "id must be"),
        (SOUND.replace("http://127.0.0.1:1/feed", "file:///etc/passwd"), "url must be"),
        (SOUND.replace("Городские новости", "  "), "expected id, name"),
        (SOUND + "colour = 'red'\n", "expected id, name"),
        ("preset = 5\n", "expected at most"),
        ("preset = [5]\n", "preset 1"),
        ("[[preset]\n", "line 1"),
        (SOUND.replace("city-news", "{}") * 301, "expected at most"),
    ],
)
def test_a_file_that_is_not_sound_is_refused_with_the_reason(tmp_path: Path, content: str, reason: str) -> None:
    file = tmp_path / "own.toml"
    file.write_text(content, encoding="utf-8")
    with pytest.raises(ConfigurationError) as refused:
        presets(file)
    assert reason in refused.value.message("en")
    assert "own.toml" in refused.value.message("en")


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError):
        presets(tmp_path / "missing.toml")
