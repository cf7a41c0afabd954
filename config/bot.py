"""The settings of the Telegram bot."""

import re
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, SecretStr

from config.sections import Ids, OptionalPath, Section, WebAddress

MAX_WORKERS = 64
_WEBHOOK_WORD = re.compile(r"([A-Za-z0-9_-]{16,256})?")
"""What Telegram takes as a webhook's secret token, from 16 characters: https://core.telegram.org/bots/api#setwebhook"""


def _webhook_secret(value: SecretStr) -> SecretStr:
    if not _WEBHOOK_WORD.fullmatch(value.get_secret_value()):
        raise ValueError("not a secret token")
    return value


class Bot(Section):
    """The Telegram bot."""

    token: SecretStr = Field(
        default=SecretStr(""),
        description="The token that BotFather gave you. Better in token_file or the variable than in this file.",
        examples=["110201543:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw"],
    )
    token_file: OptionalPath = Field(
        default=None,
        description="File that holds the token and nothing else, such as a Docker secret; used where token is empty. "
        "A relative path counts from this file.",
        examples=["/run/secrets/svodka_token"],
    )
    owners: Ids = Field(
        default=(),
        description="Telegram ids of those who run this bot: they get /stats, /ban, /broadcast and the like, and have "
        "no quota.",
        examples=[[123456789]],
    )
    allow_list: bool = Field(
        default=False,
        description="Whether only owners and allowed_users are served. /allowlist switches it while the bot runs.",
        examples=[True],
    )
    allowed_users: Ids = Field(
        default=(),
        description="Telegram ids of those who are served while the allow-list is on; /allow adds others.",
        examples=[[123456789, 987654321]],
    )
    briefs_per_user: int = Field(
        default=100,
        ge=0,
        le=1_000_000,
        description="Most briefs a person gets in a day; 0 for no limit.",
        examples=[20],
    )
    briefs_per_chat: int = Field(
        default=300, ge=0, le=1_000_000, description="Most briefs a group gets in a day; 0 for no limit.", examples=[50]
    )
    database_url: SecretStr = Field(
        default=SecretStr(""),
        description="Where the bot keeps its data: sqlite:///path/to/file.db or postgresql://user:password@host/name; "
        "empty for an SQLite file in the system's own place.",
        examples=["sqlite:////var/lib/svodka/svodka.db"],
    )
    workers: int = Field(
        default=1,
        ge=1,
        le=MAX_WORKERS,
        description="Processes that read and sum up articles, of the bot or of each worker; each takes some 300 MB "
        "while it has work.",
        examples=[2],
    )
    work_by: Literal["bot", "workers"] = Field(
        default="bot",
        description="Who fetches, reads, writes and translates: the bot itself, or only the processes of svodka "
        "worker, on any number of machines; that needs PostgreSQL. The same for the bot and its workers.",
        examples=["workers"],
    )
    work_seconds: float = Field(
        default=60.0,
        gt=0,
        le=3600,
        allow_inf_nan=False,
        description="Most seconds that reading and summing up one article may take once it is fetched.",
        examples=[120.0],
    )
    mode: Literal["polling", "webhook"] = Field(
        default="polling",
        description="How updates come: polling asks Telegram for them and works everywhere; webhook has them sent to "
        "webhook_url.",
        examples=["webhook"],
    )
    webhook_url: WebAddress = Field(
        default="",
        description="Public https address that leads to webhook_port of this machine, through a proxy that ends TLS.",
        examples=["https://bot.example.org/svodka"],
    )
    webhook_secret: Annotated[SecretStr, AfterValidator(_webhook_secret)] = Field(
        default=SecretStr(""),
        description="Secret that Telegram sends with each update, 16 to 256 of A-Z a-z 0-9 _ -;"
        " all else is turned away.",
        examples=["a-long-random-word-of-yours"],
    )
    webhook_listen: str = Field(
        default="127.0.0.1",
        min_length=1,
        description="Address of this machine to listen on.",
        examples=["0.0.0.0"],  # noqa: S104 - an example
    )
    webhook_port: int = Field(default=8443, ge=1, le=65535, description="Port to listen on.", examples=[8080])
    base_url: WebAddress = Field(
        default="https://api.telegram.org/bot",
        min_length=1,
        description="The Bot API server; the token is put behind it. Change it for a server of your own.",
        examples=["http://localhost:8081/bot"],
    )
    base_file_url: WebAddress = Field(
        default="https://api.telegram.org/file/bot",
        min_length=1,
        description="Where that server hands out files.",
        examples=["http://localhost:8081/file/bot"],
    )
    calls_per_second: int = Field(
        default=30,
        ge=0,
        le=10_000,
        description="Most messages in a second over all chats, as Telegram asks; 0 for no limits of any kind, with a "
        "server of your own.",
        examples=[25],
    )
    chat_calls_per_second: float = Field(
        default=1.0,
        ge=0,
        le=1000,
        allow_inf_nan=False,
        description="Most messages in a second in one chat; 0 for no limit.",
        examples=[0.5],
    )
    group_calls_per_minute: int = Field(
        default=20,
        ge=0,
        le=10_000,
        description="Most messages and edits in a minute in one group or channel; 0 for no limit.",
        examples=[15],
    )
    presets: OptionalPath = Field(
        default=None,
        description="File with the public feeds that digests offer as buttons, in place of the ones that come with "
        "Svodka; docs/digests.md says what is in it. A relative path counts from this file.",
        examples=["presets.toml"],
    )
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = Field(
        default="INFO",
        description="Least level of what the bot logs; no level logs texts or tokens.",
        examples=["WARNING"],
    )
