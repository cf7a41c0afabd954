"""The command as a process: exit codes, streams, signals, and whatever a user may hand it."""

import json
import os
import signal
import subprocess
from pathlib import Path

import pytest

from bot.crash import report
from bot.startup import Startup, reading_settings
from config.load import load_settings
from summarizer.version import __version__
from svodka_process import arguments, environment, svodka

EXAMPLES = Path(__file__).parents[1] / "examples" / "articles"
TALKS = str(EXAMPLES / "en" / "talks.txt")
TRACEBACK = b"Traceback"


def test_a_brief_goes_to_standard_output_and_nothing_else_does(tmp_path: Path) -> None:
    done = svodka(tmp_path, "brief", TALKS, "--lang", "ja", "--json")
    brief = json.loads(done.stdout)
    assert done.returncode == 0
    assert (brief["schema"], brief["language"], brief["source"]["language"]) == (1, "ja", "en")
    assert brief["points"]


def test_facts_have_no_points(tmp_path: Path) -> None:
    done = svodka(tmp_path, "facts", "-", "--json", stdin=Path(TALKS).read_bytes())
    assert done.returncode == 0
    found = json.loads(done.stdout)
    assert found["facts"]["people"]
    assert "points" not in found


def test_japanese_is_written_under_the_locale_c(tmp_path: Path) -> None:
    plain = {"LANG": "C", "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    done = svodka(tmp_path, "brief", TALKS, "--lang", "ja", extra=plain)
    assert done.returncode == 0
    assert "人物" in done.stdout.decode("utf-8")


@pytest.mark.parametrize(
    "words",
    [
        ["--nonsense"],
        ["brief"],
        ["brief", "x", "--lang", "de"],
        ["brief", "x", "--date", "yesterday"],
        ["config", "show", "--nonsense"],
        ["--config", "none.toml", "brief", "x"],
    ],
    ids=" ".join,
)
def test_wrong_usage_exits_with_2_and_words_on_standard_error(tmp_path: Path, words: list[str]) -> None:
    done = svodka(tmp_path, *words)
    assert done.returncode == 2
    assert done.stderr
    assert done.stdout == b""
    assert TRACEBACK not in done.stderr


def test_settings_that_cannot_be_used_exit_with_2_and_one_sentence(tmp_path: Path) -> None:
    for variable in ({"SVODKA_FETCH__CONTCT": "a"}, {"SVODKA_FETCH__ALLOW_HOSTS": "a/b"}):
        done = svodka(tmp_path, "brief", TALKS, extra=variable)
        assert done.returncode == 2
        assert len(done.stderr.decode().splitlines()) == 1


def test_help_and_version_work_whatever_the_settings_are(tmp_path: Path) -> None:
    broken = {"SVODKA_FETCH__CONTCT": "a"}
    assert svodka(tmp_path, "brief", "--help", extra=broken).returncode == 0
    assert svodka(tmp_path, "--version", extra=broken).stdout.decode().split() == ["svodka", __version__]


INPUTS = {
    "empty": b"",
    "binary": bytes(range(256)) * 40,
    "huge": b"A sentence of an article that never ends. " * 130_000,
    "damaged pdf": b"%PDF-1.7\n" + b"garbage" * 500,
    "ukrainian": "Президент України підписав закон про державний бюджет на наступний рік. ".encode() * 12,
}


@pytest.mark.parametrize("content", INPUTS.values(), ids=INPUTS.keys())
def test_what_is_no_article_exits_with_1_and_one_sentence(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "input.txt").write_bytes(content)
    done = svodka(tmp_path, "brief", "input.txt")
    assert done.returncode == 1
    assert done.stdout == b""
    lines = [line for line in done.stderr.decode().splitlines() if not line.endswith("…")]  # progress ends so
    assert len(lines) == 1, done.stderr
    assert TRACEBACK not in done.stderr


def test_an_article_in_an_old_encoding_is_read(tmp_path: Path) -> None:
    article = (EXAMPLES / "ru" / "talks.txt").read_text(encoding="utf-8")
    (tmp_path / "input.txt").write_bytes(article.encode("koi8-r", errors="replace"))
    done = svodka(tmp_path, "facts", "input.txt", "--json")
    assert done.returncode == 0
    assert json.loads(done.stdout)["source"]["language"] == "ru"


def test_missing_files_directories_and_odd_names_exit_with_1(tmp_path: Path) -> None:
    for source in ("./none.txt", ".", "", "a" * 5000, "\U0001f5de.txt"):
        done = svodka(tmp_path, "brief", "--", source)
        assert done.returncode == 1, source
        assert TRACEBACK not in done.stderr


@pytest.mark.skipif(os.name == "nt", reason="closed pipes are told otherwise there")
def test_a_closed_pipe_ends_the_command_without_a_word(tmp_path: Path) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "wb") as closed:
        done = subprocess.run(  # noqa: S603 - our own command
            arguments("config", "show"),
            stdout=closed,
            stderr=subprocess.PIPE,
            env=environment(tmp_path),
            cwd=tmp_path,
            check=False,
        )
    assert (done.returncode, done.stderr) == (1, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a disk that is always full")
@pytest.mark.parametrize("command", [("config", "show"), ("doctor", "--quick"), ("models", "list")])
def test_output_that_cannot_be_written_is_a_sentence_and_exits_with_1(tmp_path: Path, command: tuple[str, ...]) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(  # noqa: S603 - our own command
            arguments(*command),
            stdout=full,
            stderr=subprocess.PIPE,
            env=environment(tmp_path),
            cwd=tmp_path,
            check=False,
        )
    assert done.returncode == 1
    assert done.stderr.decode().count("\n") == 1
    assert "could not be written" in done.stderr.decode()


@pytest.mark.skipif(os.name == "nt", reason="signals are others there")
def test_an_interrupt_exits_with_130_and_no_traceback(tmp_path: Path) -> None:
    with subprocess.Popen(  # noqa: S603 - our own command
        arguments("brief", "-"),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment(tmp_path),
        cwd=tmp_path,
    ) as process:
        assert process.stderr is not None
        progress = process.stderr.readline()  # it now waits for its input
        process.send_signal(signal.SIGINT)
        _, rest = process.communicate()  # closes the input
    assert progress
    assert process.returncode == 130
    assert TRACEBACK not in rest


def test_config_init_writes_a_file_that_config_show_reads_and_replaces_none(tmp_path: Path) -> None:
    first = svodka(tmp_path, "config", "init", "--path", "svodka.toml")
    assert (first.returncode, first.stdout) == (0, b"svodka.toml\n")
    (tmp_path / "svodka.toml").write_text('[general]\nlanguage = "ja"\n')
    again = svodka(tmp_path, "config", "init", "--path", "svodka.toml")
    assert again.returncode == 2
    assert b"--force" in again.stderr
    shown = json.loads(svodka(tmp_path, "config", "show", "--json", extra={"SVODKA_GENERAL__POINTS": "5"}).stdout)
    assert shown["file"] == "svodka.toml"
    assert shown["settings"]["general.language"]["value"] == "ja"
    assert shown["settings"]["general.language"]["origin"] == "file"
    assert shown["settings"]["general.points"]["where"] == "SVODKA_GENERAL__POINTS"
    forced = svodka(tmp_path, "config", "init", "--path", "svodka.toml", "--force")
    assert forced.returncode == 0
    assert "# language" in (tmp_path / "svodka.toml").read_text(encoding="utf-8")


def test_settings_of_the_file_reach_the_brief(tmp_path: Path) -> None:
    (tmp_path / "mine.toml").write_text('[general]\nlanguage = "ru"\npoints = 1\n')
    brief = json.loads(svodka(tmp_path, "--config", "mine.toml", "brief", TALKS, "--json").stdout)
    assert (brief["language"], len(brief["points"])) == ("ru", 1)


def test_every_setting_has_its_place_in_what_the_reading_commands_get(tmp_path: Path) -> None:
    variables = {
        "SVODKA_GENERAL__LANGUAGE": "ru",
        "SVODKA_GENERAL__POINTS": "4",
        "SVODKA_GENERAL__GLOSSARY": "names.tsv",
        "SVODKA_GENERAL__CACHE_DIR": str(tmp_path),
        "SVODKA_FETCH__ALLOW_HOSTS": "intranet:8080",
        "SVODKA_FETCH__TIMEOUT_SECONDS": "7",
        "SVODKA_FETCH__MAX_MEGABYTES": "1.5",
        "SVODKA_FETCH__CONTACT": "a@example.org",
        "SVODKA_FETCH__CACHE_MEGABYTES": "9",
    }
    made = reading_settings(load_settings(None, variables))
    assert (made.language, made.points, made.glossary) == ("ru", 4, Path("names.tsv"))
    assert (made.cache_dir, made.cache_bytes) == (tmp_path / "pages", 9_000_000)
    assert made.fetch.allow_hosts == {"intranet:8080"}
    assert (made.fetch.timeout_seconds, made.fetch.max_bytes) == (7.0, 1_500_000)
    assert made.fetch.agent.endswith("(+a@example.org)")
    assert reading_settings(load_settings(None, {"SVODKA_FETCH__CACHE": "false"})).cache_dir is None


def test_by_default_the_settings_are_those_of_the_library() -> None:
    made = reading_settings(load_settings(None, {}))
    library = type(made)()
    assert made.fetch == library.fetch
    assert made.cache_bytes == library.cache_bytes
    assert (made.language, made.points, made.glossary) == (None, None, None)


def test_an_error_that_nobody_foresaw_is_one_sentence_and_a_file(tmp_path: Path) -> None:
    # A requirement that breaks as it is imported stands for all that is not foreseen.
    broken = tmp_path / "broken"
    (broken / "trafilatura").mkdir(parents=True)
    (broken / "trafilatura" / "__init__.py").write_text("raise ZeroDivisionError('by us')\n")
    (tmp_path / "page.html").write_text("<html><body><article>" + "<p>Words of a page.</p>" * 50)
    inherited = environment(tmp_path)["PYTHONPATH"]
    extra = {"PYTHONPATH": os.pathsep.join((str(broken), inherited)), "XDG_STATE_HOME": str(tmp_path / "state")}
    done = svodka(tmp_path, "brief", "page.html", extra=extra)
    assert done.returncode == 1
    assert TRACEBACK not in done.stderr
    sentence = done.stderr.decode().splitlines()[-1]
    assert "ZeroDivisionError" in sentence
    details = next((tmp_path / "state").rglob("error-*.txt"))
    assert str(details) in sentence
    assert "by us" in details.read_text(encoding="utf-8")
    shown = svodka(tmp_path, "--debug", "brief", "page.html", extra=extra)
    assert shown.returncode == 1
    assert b"ZeroDivisionError: by us" in shown.stderr


def test_the_sentence_of_an_unforeseen_error_is_in_the_readers_language() -> None:
    sentences = {report(RuntimeError("x"), language) for language in ("en", "ru", "ja")}
    assert len(sentences) == 3
    assert Startup(None, {"LANG": "ja_JP"}, ("--debug",)).debug
