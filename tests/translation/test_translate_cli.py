"""``svodka translate`` as people run it, without a model."""

import json
from pathlib import Path

import pytest

from svodka_process import svodka


def test_without_a_model_the_command_that_gets_one_is_told(tmp_path: Path) -> None:
    done = svodka(tmp_path, "translate", "--to", "ja", "The harbour is open to all ships.")
    assert (done.returncode, done.stdout) == (1, b"")
    assert b"svodka models pull" in done.stderr
    assert b"MB" in done.stderr


@pytest.mark.parametrize("name", ["missing.txt", "notes/harbour", "harbour.docx", "my notes.txt"])
def test_a_mistyped_path_is_an_error_and_not_a_text(tmp_path: Path, name: str) -> None:
    done = svodka(tmp_path, "translate", "--to", "ja", name)
    assert (done.returncode, done.stdout) == (1, b"")
    assert name in done.stderr.decode()


def test_a_text_in_another_language_is_refused_by_its_name(tmp_path: Path) -> None:
    done = svodka(tmp_path, "translate", "--to", "en", "Le port est ouvert à tous les navires depuis hier.")
    assert done.returncode == 1
    assert b"French" in done.stderr


def test_a_text_in_the_wanted_language_comes_out_unchanged_with_a_notice(tmp_path: Path) -> None:
    text = "Порт открыт.\n\n- Идёт дождь.\n"
    done = svodka(tmp_path, "translate", "--to", "ru", stdin=text.encode())
    assert (done.returncode, done.stdout.decode()) == (0, text)
    assert done.stderr
    told = json.loads(svodka(tmp_path, "translate", "--to", "ru", "--json", stdin=text.encode()).stdout)
    assert (told["schema"], told["text"], told["segments"]) == (1, text, [])
    assert [notice["code"] for notice in told["notices"]] == ["same_language"]


def test_a_target_is_wanted(tmp_path: Path) -> None:
    assert svodka(tmp_path, "translate", "The harbour is open.").returncode == 2


SHORT = "<html><body><article><h1>Ports</h1><p>The port is open again.</p></article></body></html>"


def test_a_page_too_short_to_be_summed_up_is_translated_like_any_text(tmp_path: Path) -> None:
    page = tmp_path / "short.html"
    page.write_text(SHORT, encoding="utf-8")
    done = svodka(tmp_path, "translate", str(page), "--to", "en")
    assert (done.returncode, done.stdout.decode()) == (0, "Ports\n\nThe port is open again.\n")
