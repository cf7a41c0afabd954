"""``svodka doctor`` on models, and ``--offline``: a process that is refused every connection makes whole briefs."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from bot.doctor import examine, report_lines
from bot.model_trial import try_model
from bot.startup import Startup
from models.loopback_hub import LoopbackHub
from summarizer.article import LANGUAGES
from summarizer.engines.spec import Hardware
from summarizer.models.describing import Said
from summarizer.models.order import order_from_directory
from summarizer.models.pull import pull
from summarizer.models.store import ModelStore
from svodka_process import SECONDS, environment, svodka


@pytest.fixture
def startup(tmp_path: Path, model: Path) -> Startup:
    """A start with a store that holds the tiny model."""
    pull(order_from_directory(model, Said(licence="CC-BY-4.0")), ModelStore(tmp_path / "models"))
    places = {
        "SVODKA_GENERAL__CACHE_DIR": str(tmp_path / "cache"),
        "SVODKA_MODELS__DIRECTORY": str(tmp_path / "models"),
    }
    return Startup(None, places, ())


def test_installed_models_are_listed_with_what_they_translate(startup: Startup) -> None:
    checks = {check.code: check for check in examine(startup, self_test=False, network=False)}
    assert checks["model_kept"].values["model"] == "quickmt-en-ru"
    assert (checks["translation"].state, checks["translation"].values["directions"]) == ("ok", "en → ru")


def test_models_that_the_settings_name_and_that_are_not_there_are_named(startup: Startup) -> None:
    named = Startup(None, {**startup.environ, "SVODKA_MODELS__TRANSLATE": "quickmt-en-ru,quickmt-ru-en"}, ())
    checks = {check.code: check for check in examine(named, self_test=False, network=False)}
    assert checks["models_lacking"].values == {"models": "quickmt-ru-en"}


def test_a_damaged_model_is_missing_with_the_command_that_tells_more(startup: Startup, tmp_path: Path) -> None:
    (tmp_path / "models" / "quickmt-en-ru" / "model.bin").unlink()
    checks = examine(startup, self_test=False, network=False)
    assert ("model_broken", "missing") in {(check.code, check.state) for check in checks}
    assert any("svodka models verify quickmt-en-ru" in line for line in report_lines(checks, "ja"))


def test_a_catalogue_file_that_cannot_be_used_is_told(startup: Startup, tmp_path: Path) -> None:
    (tmp_path / "own.toml").write_text("[[models]]\nid = 'x'\n")
    broken = Startup(None, {**startup.environ, "SVODKA_MODELS__CATALOGUE": str(tmp_path / "own.toml")}, ())
    checks = {check.code: check for check in examine(broken, self_test=False, network=False)}
    assert checks["models"].state == "missing"
    assert "own.toml" in str(checks["models"].values["problem"])


def test_offline_a_brief_in_each_language_and_each_model_work_with_sockets_refused(
    startup: Startup, tmp_path: Path
) -> None:
    done = svodka(tmp_path, "doctor", "--offline", "--json", extra=startup.environ)
    report = json.loads(done.stdout)
    assert done.returncode == 0, report
    by_code: dict[str, list[dict[str, object]]] = {}
    for check in report["checks"]:
        by_code.setdefault(check["code"], []).append(check["values"])
    assert [values["language"] for values in by_code["offline"]] == list(LANGUAGES)
    assert all(values["first"] > 0 and values["again"] > 0 for values in by_code["offline"])
    assert [values["model"] for values in by_code["model_works"]] == ["quickmt-en-ru"]
    assert "offline_network" in by_code


def test_a_model_that_is_tried_loads_and_answers_or_tells_why_not(startup: Startup, tmp_path: Path) -> None:
    (spec,) = ModelStore(tmp_path / "models").installed()
    tried = try_model(spec, Hardware(device="cpu", threads=1))
    assert (tried.problem, tried.model) == ("", "quickmt-en-ru")
    assert tried.milliseconds is not None
    weights = tmp_path / "models" / "quickmt-en-ru" / "model.bin"
    head = weights.read_bytes()
    weights.write_bytes(head[:40] + bytes(len(head) - 40))
    assert try_model(spec, Hardware(device="cpu", threads=1)).problem


REFUSED = """
import socket, sys, urllib.request
from bot.offline import refuse_network
attempts = refuse_network()
import asyncio
asyncio.run(asyncio.sleep(0))
print(len(attempts))
for attempt in (
    lambda: socket.create_connection(("127.0.0.1", int(sys.argv[1]))),
    lambda: urllib.request.urlopen(f"http://127.0.0.1:{sys.argv[1]}/"),
    lambda: socket.gethostbyname("hub.example"),
    lambda: socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b"?", ("127.0.0.1", 9)),
):
    try:
        attempt()
    except OSError as error:
        print(len(attempts))
"""


def test_the_refusal_holds_for_every_way_to_connect_and_writes_each_down(hub: LoopbackHub, tmp_path: Path) -> None:
    done = subprocess.run(  # noqa: S603 - our own command
        [sys.executable, "-W", "ignore::ResourceWarning", "-c", REFUSED, hub.url.rpartition(":")[2]],
        capture_output=True,
        text=True,
        env=environment(tmp_path),
        timeout=SECONDS,
        check=True,
    )
    counts = [int(line) for line in done.stdout.split()]
    assert counts[0] == 0, "an event loop's own pair of sockets is no network"
    assert counts == sorted(set(counts)), "each attempt is refused and written down"
    assert len(counts) == 5
    assert hub.requests == []
