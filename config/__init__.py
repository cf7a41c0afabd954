"""Settings and where they come from: defaults, a TOML file, SVODKA_* variables. Imports nothing of ours.

Nothing here looks at the process's environment: start-up passes it in, so settings are a value like any other.
"""

from config.errors import SettingsError
from config.load import Loaded, Origin, load, load_settings
from config.location import find_file
from config.settings import Settings
from config.template import template

__all__ = ["Loaded", "Origin", "Settings", "SettingsError", "find_file", "load", "load_settings", "template"]
