"""Which file the settings are read from."""

from collections.abc import Mapping
from pathlib import Path

from config.errors import SettingsError

FILE_NAME = "svodka.toml"
FILE_VARIABLE = "SVODKA_CONFIG"


def find_file(option: Path | None, environ: Mapping[str, str], directory: Path, user_directory: Path) -> Path | None:
    """Return the settings file: the first of option, ``SVODKA_CONFIG``, working and user directory that there is.

    Args:
        option: what ``--config`` says.
        environ: the environment.
        directory: the working directory.
        user_directory: where the system keeps the user's settings of Svodka.

    Returns:
        None where no file was named and none lies in the two directories.

    Raises:
        SettingsError: the option or the variable names a file that does not exist.
    """
    variable = environ.get(FILE_VARIABLE, "")
    named = option or (Path(variable).expanduser() if variable else None)
    if named is not None:
        if not named.is_file():
            raise SettingsError("no_file", str(named))
        return named
    places = (directory / FILE_NAME, user_directory / FILE_NAME)
    return next((place for place in places if place.is_file()), None)
