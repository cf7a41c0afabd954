"""``svodka models`` as a process: mirror, token, offline, a set, a directory, and what the exit codes say."""

import json
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from models.loopback_hub import Fault, LoopbackHub
from models.tiny_models import translates
from summarizer.article import LANGUAGES
from svodka_process import SECONDS, arguments, environment, svodka

CATALOGUE = """
[sets]
tiny = ["tiny-en-ru", "tiny-ru-en"]

[[models]]
id = "tiny-en-ru"
task = "translate"
family = "quickmt"
repository = "quickmt/quickmt-en-ru"
format = "ctranslate2"
files = ["model.bin", "config.json", "*vocabulary*.json", "*.spm.model"]
directions = ["en-ru"]
licence = "CC-BY-4.0"
attribution = "By the quickmt project."
download_megabytes = 1

[[models]]
id = "tiny-ru-en"
task = "translate"
family = "quickmt"
repository = "quickmt/quickmt-ru-en"
format = "ctranslate2"
directions = ["ru-en"]
licence = "CC-BY-NC-4.0"
needs_consent = true
download_megabytes = 1
"""


@pytest.fixture
def extra(hub: LoopbackHub, model: Path, tmp_path: Path) -> dict[str, str]:
    """An environment with a mirror, a store and a catalogue of one's own."""
    hub.add("quickmt/quickmt-ru-en", model)
    (tmp_path / "models.toml").write_text(CATALOGUE, encoding="utf-8")
    return {
        "HF_ENDPOINT": hub.url,
        "SVODKA_MODELS__DIRECTORY": str(tmp_path / "models"),
        "SVODKA_MODELS__CATALOGUE": str(tmp_path / "models.toml"),
    }


def test_a_set_is_pulled_from_a_mirror_with_its_licences_and_listed_verified_and_removed(
    hub: LoopbackHub, extra: dict[str, str], tmp_path: Path
) -> None:
    done = svodka(tmp_path, "models", "pull", "tiny", extra=extra)
    assert done.returncode == 1
    assert "CC-BY-NC-4.0" in done.stderr.decode()
    assert "--accept-licence" in done.stderr.decode()
    assert hub.requests == [], "nothing is fetched before every licence is agreed to"
    done = svodka(tmp_path, "models", "pull", "tiny", "--accept-licence", extra=extra)
    assert done.returncode == 0, done.stderr.decode()
    assert "tiny-en-ru: installed, 1 MB. Licence: CC-BY-4.0. By the quickmt project." in done.stdout.decode()
    done = svodka(tmp_path, "models", "pull", "tiny-en-ru", extra=extra)
    assert "tiny-en-ru: is installed already" in done.stdout.decode()

    found = json.loads(svodka(tmp_path, "models", "list", "--json", extra=extra).stdout)
    rows = {row["id"]: row for row in found["models"]}
    assert rows["tiny-ru-en"]["state"] == "installed"
    assert rows["tiny-ru-en"]["revision"] == hub.repositories["quickmt/quickmt-ru-en"].commit
    assert rows["quickmt-en-ja"]["state"] == "absent"
    assert found["sets"]["tiny"] == {"models": ["tiny-en-ru", "tiny-ru-en"], "download_megabytes": 2}
    assert found["machine"]["memory_megabytes"] > 0
    assert translates(tmp_path / "models" / "tiny-ru-en")

    assert svodka(tmp_path, "models", "verify", extra=extra).returncode == 0
    (tmp_path / "models" / "tiny-en-ru" / "config.json").write_text("{}")
    done = svodka(tmp_path, "models", "verify", extra=extra)
    assert done.returncode == 1
    assert "tiny-en-ru: config.json" in done.stdout.decode()

    done = svodka(tmp_path, "models", "remove", "tiny-en-ru", "tiny-ru-en", extra=extra)
    assert done.returncode == 0
    assert not [path for path in (tmp_path / "models").iterdir() if path.name != ".partial"]


def test_a_killed_pull_leaves_no_half_model_and_the_next_goes_on(
    hub: LoopbackHub, extra: dict[str, str], tmp_path: Path
) -> None:
    arrived, go_on = threading.Event(), threading.Event()

    def hold(offset: int) -> None:
        if offset >= 100_000:
            arrived.set()
            go_on.wait()

    hub.faults = [Fault("src.spm.model", before_piece=hold)]
    command = arguments("models", "pull", "tiny-en-ru")
    with subprocess.Popen(  # noqa: S603 - our own command
        command, env=environment(tmp_path, extra), cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as killed:
        arrived.wait(SECONDS)
        part = _part_with_bytes(tmp_path / "models", killed)
        killed.send_signal(signal.SIGKILL)
        killed.communicate()
        go_on.set()
    assert part.stat().st_size > 0
    found = json.loads(svodka(tmp_path, "models", "list", "--json", extra=extra).stdout)
    assert {row["id"]: row["state"] for row in found["models"]}["tiny-en-ru"] == "absent"
    hub.requests.clear()
    done = svodka(tmp_path, "models", "pull", "tiny-en-ru", extra=extra)
    assert done.returncode == 0, done.stderr.decode()
    (asked,) = hub.fetched("src.spm.model")
    assert asked.headers["range"] != "bytes=0-"
    assert svodka(tmp_path, "models", "verify", "tiny-en-ru", extra=extra).returncode == 0


def _part_with_bytes(store: Path, process: subprocess.Popen[bytes]) -> Path:
    """Wait until the process, whose connection is held, has written what came."""
    while process.poll() is None:
        for part in store.rglob("*.part"):
            if part.stat().st_size > 0:
                return part
    raise AssertionError(process.communicate())


def test_an_interrupted_pull_says_nothing_and_the_next_goes_on(
    hub: LoopbackHub, extra: dict[str, str], tmp_path: Path
) -> None:
    arrived, go_on = threading.Event(), threading.Event()

    def hold(_: int) -> None:
        arrived.set()
        go_on.wait()

    hub.faults = [Fault("model.bin", before_piece=hold)]
    command = arguments("models", "pull", "tiny-en-ru")
    with subprocess.Popen(  # noqa: S603 - our own command
        command, env=environment(tmp_path, extra), cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as interrupted:
        arrived.wait(SECONDS)
        interrupted.send_signal(signal.SIGINT)
        _, said = interrupted.communicate()
        go_on.set()
    assert interrupted.returncode == 130
    assert b"Traceback" not in said
    assert not (tmp_path / "models" / "tiny-en-ru").exists()
    assert svodka(tmp_path, "models", "pull", "tiny-en-ru", extra=extra).returncode == 0


def test_a_file_that_the_file_system_does_not_take_is_a_sentence_and_what_came_is_kept(
    extra: dict[str, str], tmp_path: Path
) -> None:
    limited = (
        "import resource, sys; resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000));"
        "sys.argv = ['svodka', 'models', 'pull', 'tiny-en-ru']; from bot.cli import main; main()"
    )
    done = _python(limited, tmp_path, extra)
    assert done.returncode == 1
    assert "too little room" in done.stderr.decode()
    assert not (tmp_path / "models" / "tiny-en-ru").exists()
    assert next((tmp_path / "models").rglob("src.spm.model.part")).stat().st_size > 0
    assert svodka(tmp_path, "models", "pull", "tiny-en-ru", extra=extra).returncode == 0


@pytest.mark.parametrize("offline", [{"HF_HUB_OFFLINE": "1"}, {"SVODKA_MODELS__OFFLINE": "true"}])
def test_offline_nothing_touches_the_network_but_a_directory_can_be_pulled(
    hub: LoopbackHub, extra: dict[str, str], tmp_path: Path, model: Path, offline: dict[str, str]
) -> None:
    done = svodka(tmp_path, "models", "pull", "tiny-en-ru", extra={**extra, **offline})
    assert done.returncode == 1
    assert "offline mode is on" in done.stderr.decode()
    done = svodka(tmp_path, "models", "pull", str(model), extra={**extra, **offline})
    assert done.returncode == 0, done.stderr.decode()
    assert hub.requests == []


def test_the_token_of_the_environment_is_sent(hub: LoopbackHub, extra: dict[str, str], tmp_path: Path) -> None:
    hub.repositories["quickmt/quickmt-en-ru"].token = "hf_of_the_loopback"  # noqa: S105 - of the loopback hub
    done = svodka(tmp_path, "models", "pull", "tiny-en-ru", extra={**extra, "HF_TOKEN": "hf_wrong"})
    assert done.returncode == 1
    assert "HF_TOKEN" in done.stderr.decode()
    assert "hf_wrong" not in done.stderr.decode()
    done = svodka(tmp_path, "models", "pull", "tiny-en-ru", extra={**extra, "HF_TOKEN": "hf_of_the_loopback"})
    assert done.returncode == 0, done.stderr.decode()
    elsewhere = [request.headers.get("authorization") for request in hub.requests if request.path.startswith("/cdn/")]
    assert set(elsewhere) == {None}, "the host that large files come from must not see the token"


def test_a_proxy_of_the_environment_is_used(hub: LoopbackHub, extra: dict[str, str], tmp_path: Path) -> None:
    extra = {**extra, "HF_ENDPOINT": "http://hub.example", "HTTP_PROXY": hub.url}
    done = svodka(tmp_path, "models", "pull", "tiny-en-ru", extra=extra)
    assert [request.headers["host"] for request in hub.requests][:1] == ["hub.example"], done.stderr.decode()


def test_a_repository_that_no_catalogue_knows_is_described_by_its_own_files(
    extra: dict[str, str], tmp_path: Path
) -> None:
    words = ("models", "pull", "hub:quickmt/quickmt-en-ru", "--licence", "CC-BY-4.0", "--id")
    assert svodka(tmp_path, *words, "../house", extra=extra).returncode == 2
    done = svodka(tmp_path, *words, "house", extra=extra)
    assert done.returncode == 0, done.stderr.decode()
    found = json.loads(svodka(tmp_path, "models", "list", "--json", extra=extra).stdout)
    (row,) = [row for row in found["models"] if row["state"] == "installed"]
    assert (row["id"], row["family"], row["directions"]) == ("house", "quickmt", ["en-ru"])


def test_wrong_usage_is_exit_code_2_and_names_what_is_like_it(extra: dict[str, str], tmp_path: Path) -> None:
    done = svodka(tmp_path, "models", "pull", "tiny-en-rus", extra=extra)
    assert done.returncode == 2
    assert "tiny-en-ru" in done.stderr.decode()
    assert svodka(tmp_path, "models", "pull", "hub:opus-mt-en-ru", extra=extra).returncode == 2
    assert svodka(tmp_path, "models", "remove", "../..", extra=extra).returncode == 2
    assert svodka(tmp_path, "models", "verify", "nothing", extra=extra).returncode == 2
    (tmp_path / "models.toml").write_text("[[models]]\nid = 'x'\n")
    done = svodka(tmp_path, "models", "list", extra=extra)
    assert done.returncode == 2
    assert "models.toml" in done.stderr.decode()


def test_without_the_extra_the_sentence_says_what_to_install(extra: dict[str, str], tmp_path: Path) -> None:
    without = "import sys; sys.modules['huggingface_hub'] = None; sys.argv = ['svodka', 'models', {}, 'tiny-en-ru'];"
    run = "from bot.cli import main; main()"
    done = _python(without.format("'pull'") + run, tmp_path, extra)
    assert done.returncode == 1
    assert "'.[models]'" in done.stderr.decode()
    assert svodka(tmp_path, "models", "list", extra=extra).returncode == 0


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_list_speaks_the_readers_language(extra: dict[str, str], tmp_path: Path, language: str) -> None:
    done = svodka(tmp_path, "models", "list", extra={**extra, "LC_ALL": f"{language}_XX.UTF-8"})
    lines = done.stdout.decode().splitlines()
    assert lines[0].startswith("tiny-en-ru")
    assert {"en": "Sets", "ru": "Наборы", "ja": "セット"}[language] in lines


def _python(code: str, home: Path, extra: dict[str, str]) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(  # noqa: S603 - our own command
        [sys.executable, "-c", code],
        capture_output=True,
        env=environment(home, extra),
        cwd=home,
        timeout=SECONDS,
        check=False,
    )
