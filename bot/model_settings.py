"""What the library needs of the section ``[models]``."""

from pathlib import Path
from typing import TYPE_CHECKING

from bot.startup import APP_NAME

if TYPE_CHECKING:
    from config.settings import Settings
    from summarizer.engines.spec import Hardware
    from summarizer.models.store import ModelStore


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
