"""Logs of the bot: one JSON object a line, about events and codes, never about what people write.

httpx logs each request's URL at INFO, and the Bot API's URLs hold the token; its logger is therefore set to WARNING,
and a filter strikes out whatever looks like a token from all messages, those of libraries included.
"""

import json
import logging
import re
import sys
from typing import Any, TextIO

TOKEN = re.compile(r"\b\d{5,20}:[A-Za-z0-9_-]{20,}")
"""A bot's token: the bot's id, a colon, and (today) 35 characters of base64url."""
STRUCK_OUT = "<token>"
NOISY = ("httpx", "httpcore", "apscheduler", "telegram.ext.Updater", "sqlalchemy")
_PLAIN = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "taskName"}


class JsonLines(logging.Formatter):
    """Formats a record as one JSON object; what callers pass as ``extra`` becomes its fields."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line, without a token in it."""
        entry: dict[str, Any] = {
            "time": self.formatTime(record, "%Y-%m-%dT%H:%M:%S%z"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "event": record.getMessage(),
        }
        entry.update((key, value) for key, value in vars(record).items() if key not in _PLAIN)
        if record.exc_info:
            entry["error"] = self.formatException(record.exc_info)
        return TOKEN.sub(STRUCK_OUT, json.dumps(entry, ensure_ascii=False, default=str))


def set_up_logging(level: str = "INFO", stream: TextIO | None = None) -> None:
    """Send all logs of this process to a stream as JSON lines.

    Args:
        level: name of the least level that is written, of our own loggers; libraries write from WARNING.
        stream: standard error where None.
    """
    handler = logging.StreamHandler(stream or sys.stderr)
    handler.setFormatter(JsonLines())
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.WARNING)
    logging.getLogger("bot").setLevel(level)
    for name in NOISY:
        logging.getLogger(name).setLevel(logging.WARNING)
