"""What the library needs of the section ``[models]``."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from bot.startup import APP_NAME, BYTES_PER_MEGABYTE

if TYPE_CHECKING:
    from config.settings import Settings
    from summarizer.engines.spec import Hardware, ModelSpec, RemoteServer
    from summarizer.models.store import ModelStore
    from summarizer.neural import NeuralSettings

SECONDS_PER_MINUTE = 60.0


def neural_settings(settings: "Settings") -> "NeuralSettings":
    """Return the models of the installation and what they may take; nothing is loaded.

    Raises:
        ConfigurationError: the file of ``models.catalogue`` cannot be used.
        SettingsError: as for ``model_server``.
    """
    from summarizer.neural import NeuralSettings

    chosen, directory = settings.models, models_directory(settings)
    translators: Sequence[ModelSpec] = ()
    writers: Sequence[ModelSpec] = ()
    if directory.is_dir():  # where nothing was ever pulled, the catalogue need not be read for that
        from summarizer.models.choice import available

        store = model_store(settings)
        translators = available(store, "translate", chosen.translate)
        writers = available(store, "generate", (chosen.write,) if chosen.write else ())
    return NeuralSettings(
        directory=directory,
        catalogue=chosen.catalogue,
        translators=tuple(translators),
        writers=tuple(writers),
        wanted=chosen.translate,
        hardware=hardware(settings),
        idle_seconds=chosen.idle_minutes * SECONDS_PER_MINUTE,
        memory_bytes=chosen.memory_megabytes * BYTES_PER_MEGABYTE,
        beam_size=chosen.beam_size,
        points_by=chosen.points_by,
        translation_server=model_server(settings, "translation"),
        points_server=model_server(settings, "points"),
    )


def models_directory(settings: "Settings") -> Path:
    """Return the directory of the models: that of the settings, or the system's own place for data that is kept."""
    from platformdirs import user_data_path

    return settings.models.directory or user_data_path(APP_NAME, appauthor=False) / "models"


def model_store(settings: "Settings") -> "ModelStore":
    """Return the store of the models, with the catalogue and the user's own file of models.

    Raises:
        ConfigurationError: the file of ``models.catalogue`` cannot be used.
    """
    from summarizer.models.catalogue import load_catalogue
    from summarizer.models.store import ModelStore

    return ModelStore(models_directory(settings), load_catalogue(settings.models.catalogue))


def hardware(settings: "Settings") -> "Hardware":
    """Return what models may run on."""
    from summarizer.engines.spec import Hardware

    chosen = settings.models
    return Hardware(device=chosen.device, precision=chosen.precision, threads=chosen.threads)


def model_server(settings: "Settings", purpose: Literal["points", "translation"]) -> "RemoteServer | None":
    """Return the server that is asked for a purpose, None where the settings name none.

    Raises:
        SettingsError: a server is to be asked, but its address or model is not set, or the file of its key cannot be
            read.
    """
    from config.errors import SettingsError
    from summarizer.engines.spec import RemoteServer

    chosen = settings.models
    if chosen.server_for not in (purpose, "both"):
        return None
    for name, value, example in (
        ("models.server_url", chosen.server_url, 'server_url = "http://localhost:11434/v1"'),
        ("models.server_model", chosen.server_model, 'server_model = "qwen3:4b"'),
    ):
        if not value:
            raise SettingsError("bad_value", name, origin="models.server_for", value='""', example=example)
    return RemoteServer(
        base_url=chosen.server_url,
        model=chosen.server_model,
        api_key=_server_key(settings),
        timeout_seconds=chosen.server_timeout_seconds,
        window=chosen.server_window,
    )


def _server_key(settings: "Settings") -> str:
    from config.errors import SettingsError

    key, file = settings.models.server_key.get_secret_value().strip(), settings.models.server_key_file
    if key or file is None:
        return key
    try:
        return file.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or type(error).__name__
        raise SettingsError("unreadable", str(file), reason=str(reason)) from error
