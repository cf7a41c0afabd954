"""The settings: names, types, limits, defaults and the words of the template, declared once.

Descriptions become the comments of the template and of docs/configuration.md, examples stand in error messages.
Secrets are declared as ``SecretStr``, which ``config show`` and error messages never print. The bot's section is in
``config.bot``, that of models in ``config.models``, the types of fields in ``config.sections``.
"""

from typing import Annotated, Literal

from pydantic import AfterValidator, Field
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict

from config.bot import Bot
from config.models import Models
from config.sections import Hosts, OptionalPath, Section, header

PREFIX = "SVODKA_"
DELIMITER = "__"

MAX_CONTACT_CHARACTERS = 200
"""A header line stays far below the 8 kB at which servers answer 431."""


class General(Section):
    """What holds for every command."""

    language: Literal["", "en", "ru", "ja"] = Field(
        default="",
        description="Language of briefs where --lang does not say: en, ru, ja, or empty for the article's own.",
        examples=["ja"],
    )
    points: int = Field(
        default=0,
        ge=0,
        le=10,
        description="How many key points where --points does not say, 1 to 10; 0 lets the article's length decide.",
        examples=[4],
    )
    glossary: OptionalPath = Field(
        default=None,
        description="File with your own spellings of names: lines of en, ru, ja (and country), parted by tabs. "
        "A relative path counts from this file.",
        examples=["names.tsv"],
    )
    cache_dir: OptionalPath = Field(
        default=None,
        description="Directory for what can be fetched again; empty for the system's own place.",
        examples=["/var/cache/svodka"],
    )


class Fetch(Section):
    """How pages are fetched from the web."""

    allow_hosts: Hosts = Field(
        default=(),
        description="Private hosts that may be read all the same: host, host:port, address or network. "
        "Public addresses need no entry.",
        examples=[["intranet.example", "10.0.0.0/8"]],
    )
    timeout_seconds: float = Field(
        default=20.0,
        gt=0,
        le=600,
        allow_inf_nan=False,
        description="Most seconds for one page, redirects included.",
        examples=[30.0],
    )
    max_megabytes: float = Field(
        default=5.0,
        gt=0,
        le=100,
        allow_inf_nan=False,
        description="Largest page in megabytes, counted after decompression; also for files.",
        examples=[10.0],
    )
    contact: Annotated[str, AfterValidator(header)] = Field(
        default="",
        max_length=MAX_CONTACT_CHARACTERS,
        description="Address or URL where site owners reach you; goes into the User-Agent header.",
        examples=["https://example.org/about-our-bot"],
    )
    cache: bool = Field(
        default=True,
        description="Whether fetched pages are kept, as far as sites permit, so that asking again costs them little.",
        examples=[False],
    )
    cache_megabytes: int = Field(
        default=100, ge=1, le=10_000, description="Most megabytes of that cache.", examples=[50]
    )


class Settings(BaseSettings):
    """All settings of an installation, frozen. Constructing one reads neither files nor the environment."""

    model_config = SettingsConfigDict(
        frozen=True,
        extra="forbid",
        validate_default=True,
        hide_input_in_errors=True,
        env_prefix=PREFIX,
        env_nested_delimiter=DELIMITER,
        env_ignore_empty=True,  # compose files pass variables on that nobody has set
    )

    general: General = General()
    fetch: Fetch = Fetch()
    models: Models = Models()
    bot: Bot = Bot()

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Take only what the constructor is given; ``config.load`` calls the other sources on what it is handed."""
        return (init_settings,)
