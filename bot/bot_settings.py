"""The settings without which a bot cannot start: its token, its database, its webhook."""

from pathlib import Path

from config.errors import SettingsError
from config.settings import Settings


def token_of(settings: Settings) -> str:
    """Return the bot's token: the setting, else what the file that is named holds.

    Raises:
        SettingsError: there is none, or the file cannot be read.
    """
    chosen = settings.bot
    token = chosen.token.get_secret_value().strip()
    if not token and chosen.token_file is not None:
        try:
            token = chosen.token_file.read_text(encoding="utf-8").strip()
        except (OSError, UnicodeDecodeError) as error:
            reason = getattr(error, "strerror", None) or type(error).__name__
            raise SettingsError("unreadable", str(chosen.token_file), reason=str(reason)) from error
    if not token:
        example = "SVODKA_BOT__TOKEN=110201543:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw"
        raise SettingsError("bad_value", "bot.token", origin="SVODKA_BOT__TOKEN", value='""', example=example)
    return token


def database_url_of(settings: Settings) -> str:
    """Return the URL of the store: the setting, else an SQLite file in the system's place for a user's data."""
    from platformdirs import user_data_path

    chosen = settings.bot.database_url.get_secret_value()
    if chosen:
        return chosen
    folder: Path = user_data_path("svodka", appauthor=False)
    return f"sqlite:///{folder / 'svodka.db'}"


def check_webhook(settings: Settings) -> None:
    """See to it that webhook mode has an address and a secret.

    Raises:
        SettingsError: one of them is not set.
    """
    chosen = settings.bot
    if chosen.mode != "webhook":
        return
    if not chosen.webhook_url:
        example = 'webhook_url = "https://bot.example.org/svodka"'
        raise SettingsError("bad_value", "bot.webhook_url", origin="bot.mode", value='""', example=example)
    if not chosen.webhook_secret.get_secret_value():
        example = 'webhook_secret = "a-long-random-word-of-yours"'
        raise SettingsError("bad_value", "bot.webhook_secret", origin="bot.mode", value='""', example=example)
