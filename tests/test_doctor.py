"""``svodka doctor``: what it finds, what it advises, and when it says that something is missing."""

import json
import string
import tomllib
from importlib.resources import files
from pathlib import Path

import pytest

from bot.doctor import examine, report_json, report_lines
from bot.startup import Startup
from summarizer.article import LANGUAGES, Language
from svodka_process import svodka

WORDS = tomllib.loads(files("bot").joinpath("doctor.toml").read_text(encoding="utf-8"))


def startup(tmp_path: Path, text: str | None = None, **environ: str) -> Startup:
    file = None
    if text is not None:
        file = tmp_path / "svodka.toml"
        file.write_text(text, encoding="utf-8")
    places = {
        "SVODKA_GENERAL__CACHE_DIR": str(tmp_path / "cache"),
        "SVODKA_MODELS__DIRECTORY": str(tmp_path / "models"),
    }
    return Startup(file, {**places, **environ}, ())


def states(found: Startup) -> dict[str, str]:
    return {check.code: check.state for check in examine(found, self_test=False)}


def test_a_sound_installation_passes_with_the_self_test_in_three_languages(tmp_path: Path) -> None:
    done = svodka(tmp_path, "doctor", "--json", fresh=True)
    report = json.loads(done.stdout)
    assert done.returncode == 0, report
    assert report["ok"] is True
    tests = [check for check in report["checks"] if check["code"] == "self_test"]
    assert [check["values"]["language"] for check in tests] == list(LANGUAGES)
    assert all(check["state"] == "ok" and check["values"]["again"] > 0 for check in tests)
    assert 0 < tests[-1]["values"]["memory"] < 400, "the peak stays under 400 MB"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_quick_report_speaks_the_readers_language_and_leaves_the_self_test_out(
    tmp_path: Path, language: Language
) -> None:
    checks = examine(startup(tmp_path), self_test=False)
    lines = report_lines(checks, language)
    assert {c.code for c in checks} >= {"python", "sudachi", "slovnet", "pymorphy", "settings", "cache", "translation"}
    assert "self_test" not in {check.code for check in checks}
    assert WORDS["verdict"]["ok"][language] == lines[-1]
    assert any(WORDS["translation"]["absent"][language] in line for line in lines)


def test_without_models_it_says_which_command_gets_them_and_how_big_they_are(tmp_path: Path) -> None:
    report = report_json(examine(startup(tmp_path), self_test=False), "en")
    checks = report["checks"]
    assert isinstance(checks, list)
    translation = next(check for check in checks if check["code"] == "translation")
    assert translation["state"] == "absent"
    assert translation["values"]["command"] == "svodka models pull small"
    assert translation["values"]["megabytes"] > 1000


def test_settings_that_cannot_be_used_are_missing_with_the_reason(tmp_path: Path) -> None:
    found = startup(tmp_path, "[general]\npoints = 99\n")
    checks = {check.code: check for check in examine(found, self_test=False)}
    assert checks["settings"].state == "missing"
    assert "general.points" in str(checks["settings"].values["problem"])


def test_a_private_host_that_is_none_is_found(tmp_path: Path) -> None:
    assert states(startup(tmp_path, SVODKA_FETCH__ALLOW_HOSTS="a/b"))["settings"] == "missing"


def test_a_settings_file_that_is_right_is_named(tmp_path: Path) -> None:
    checks = {check.code: check for check in examine(startup(tmp_path, "[general]\npoints = 4\n"), self_test=False)}
    assert checks["settings"].values["file"] == str(tmp_path / "svodka.toml")


def test_a_cache_directory_that_cannot_be_made_is_missing(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no directory")
    found = startup(tmp_path, SVODKA_GENERAL__CACHE_DIR=str(tmp_path / "file" / "cache"))
    assert states(found)["cache"] == "missing"


def test_the_command_fails_with_exit_code_1_and_says_what_to_do(tmp_path: Path) -> None:
    done = svodka(tmp_path, "doctor", "--quick", "--lang", "ru", extra={"SVODKA_GENERAL__POINTS": "99"})
    text = done.stdout.decode()
    assert done.returncode == 1
    assert "✗ Настройки" in text
    assert WORDS["settings"]["next"]["ru"] in text


@pytest.mark.parametrize(
    ("environ", "language"),
    [
        ({"LANG": "ja_JP.UTF-8"}, "ja"),
        ({"LANG": "ja_JP.UTF-8", "LC_ALL": "ru_RU"}, "ru"),
        ({"LANG": "ru_RU.UTF-8", "LC_ALL": ""}, "ru"),
        ({"LANG": "C", "LC_MESSAGES": "ja"}, "ja"),
        ({"LANG": "de_DE.UTF-8"}, "en"),
        ({}, "en"),
    ],
)
def test_the_locale_decides_the_language(environ: dict[str, str], language: str) -> None:
    assert Startup(None, environ, ()).language == language


def test_all_words_are_there_in_three_languages_with_the_same_fields() -> None:
    for code, parts in WORDS.items():
        for part, entry in parts.items():
            assert set(entry) == set(LANGUAGES), (code, part)
            fields = {frozenset(n for _, n, _, _ in string.Formatter().parse(text) if n) for text in entry.values()}
            assert len(fields) == 1, (code, part)
    assert all("title" in parts for code, parts in WORDS.items() if code != "verdict")
    assert all("next" in parts for parts in WORDS.values() if {"missing", "absent"} & set(parts) and "title" in parts)
