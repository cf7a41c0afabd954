"""What the section ``[models]`` comes to: directory, hardware and server."""

from pathlib import Path

import pytest

from bot.model_settings import hardware, model_server, models_directory
from config.errors import SettingsError
from config.load import load_settings
from config.settings import Settings
from summarizer.engines.spec import Hardware, RemoteServer

URL, KEY = "http://localhost:11434/v1", "sk-of-the-test"


def settings(**variables: str) -> Settings:
    return load_settings(None, {f"SVODKA_MODELS__{name.upper()}": value for name, value in variables.items()})


def test_by_default_models_are_in_the_systems_place_and_run_as_engines_choose() -> None:
    assert models_directory(settings()).parts[-2:] == ("svodka", "models")
    assert hardware(settings()) == Hardware()
    assert model_server(settings(), "points") is None


def test_settings_reach_hardware_and_server(tmp_path: Path) -> None:
    assert models_directory(settings(directory=str(tmp_path))) == tmp_path
    chosen = hardware(settings(device="cpu", precision="float32", threads="3"))
    assert chosen == Hardware("cpu", "float32", 3)
    found = settings(
        server_url=URL, server_model="m", server_key=KEY, server_for="points", server_window="4096",
        server_timeout_seconds="5",
    )  # fmt: skip
    assert model_server(found, "points") == RemoteServer(URL, "m", KEY, 5.0, window=4096)
    assert model_server(found, "translation") is None
    assert KEY not in repr(found)


def test_the_key_may_be_in_a_file(tmp_path: Path) -> None:
    (tmp_path / "key").write_text(f"{KEY}\n")
    found = settings(server_url=URL, server_model="m", server_for="both", server_key_file=str(tmp_path / "key"))
    server = model_server(found, "translation")
    assert server
    assert server.api_key == KEY
    missing = settings(server_url=URL, server_model="m", server_for="both", server_key_file=str(tmp_path / "none"))
    with pytest.raises(SettingsError):
        model_server(missing, "translation")


@pytest.mark.parametrize("lacking", ["server_url", "server_model"])
def test_a_server_that_is_to_be_asked_has_an_address_and_a_model(lacking: str) -> None:
    variables = {"server_url": URL, "server_model": "m", "server_for": "points"}
    with pytest.raises(SettingsError) as caught:
        model_server(settings(**{n: v for n, v in variables.items() if n != lacking}), "points")
    assert f"models.{lacking}" in caught.value.message("en")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("translate", "../escape"),
        ("write", "a model"),
        ("points_by", "magic"),
        ("device", "tpu"),
        ("precision", "int4"),
        ("beam_size", "0"),
        ("idle_minutes", "-1"),
        ("server_url", "localhost:11434"),
        ("server_for", "everything"),
    ],
)
def test_values_that_cannot_be_used_are_refused_with_an_example(name: str, value: str) -> None:
    with pytest.raises(SettingsError) as caught:
        settings(**{name: value})
    assert f"SVODKA_MODELS__{name.upper()}=" in caught.value.message("ru")


def test_the_key_is_never_shown_in_an_error(tmp_path: Path) -> None:
    file = tmp_path / "svodka.toml"
    file.write_text(f'[models]\nserver_key = "{KEY}"\nserver_window = 1\n')
    with pytest.raises(SettingsError) as caught:
        load_settings(file, {})
    assert KEY not in caught.value.message("en") + str(caught.value)
