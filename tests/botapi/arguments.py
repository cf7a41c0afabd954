"""The arguments of a request, whichever way they came.

Source: https://core.telegram.org/bots/api#making-requests (query string, form, JSON, multipart) and #sending-files.
"""

import json
from dataclasses import dataclass, field
from typing import Any

from .errors import bad_request

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Upload:
    """A file of a multipart request."""

    name: str
    data: bytes
    mime_type: str


@dataclass(slots=True)
class Arguments:
    """Arguments as text, as the Bot API gets them; objects are JSON.

    Attributes:
        values: name -> text.
        uploads: field name -> file.
    """

    values: dict[str, str] = field(default_factory=dict)
    uploads: dict[str, Upload] = field(default_factory=dict)

    def add_json(self, body: bytes) -> None:
        """Add the members of a JSON body.

        Raises:
            ApiError: 400, no JSON object.
        """
        try:
            members = json.loads(body)
        except ValueError as error:
            raise bad_request("can't parse request body JSON object") from error
        if not isinstance(members, dict):
            raise bad_request("can't parse request body JSON object")
        for name, value in members.items():
            if value is not None:
                self.add(name, value if isinstance(value, str) else json.dumps(value))

    def add(self, name: str, value: str | bytes) -> None:
        """Add one argument.

        Raises:
            ApiError: 400, not UTF-8, or half a surrogate pair.
        """
        try:
            self.values[name] = value.decode() if isinstance(value, bytes) else value.encode().decode()
        except UnicodeError as error:
            raise bad_request("strings must be encoded in UTF-8") from error

    def text(self, name: str) -> str:
        """Return an argument; "" where it is missing."""
        return self.values.get(name, "")

    def number(self, name: str, default: int = 0) -> int:
        """Return an integer; ``default`` where it is missing or no number, as Telegram does."""
        try:
            return int(self.values.get(name, ""))
        except ValueError:
            return default

    def flag(self, name: str) -> bool:
        """Return a Boolean: ``true``, ``yes`` and ``1`` are yes."""
        return self.text(name).strip().lower() in {"true", "yes", "1"}

    def json(self, name: str) -> Any:
        """Return an argument that is JSON; None where it is missing or empty.

        Raises:
            ApiError: 400, no JSON.
        """
        if not self.text(name):
            return None
        try:
            return json.loads(self.values[name])
        except ValueError as error:
            what = "reply keyboard markup" if name == "reply_markup" else name.replace("_", " ")
            raise bad_request(f"can't parse {what} JSON object") from error

    def objects(self, name: str) -> list[Json]:
        """Return an argument that is a JSON array of objects.

        Raises:
            ApiError: 400, something else.
        """
        value = self.json(name)
        if value is None:
            return []
        if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
            raise bad_request(f"expected an Array of Object as {name}")
        return value

    def object(self, name: str) -> Json:
        """Return an argument that is a JSON object; empty where it is missing.

        Raises:
            ApiError: 400, something else.
        """
        value = self.json(name)
        if value is not None and not isinstance(value, dict):
            raise bad_request(f"object expected as {name.replace('_', ' ')}")
        return value or {}

    def strings(self, name: str) -> list[str] | None:
        """Return an argument that is a JSON array of strings, or None where it is missing."""
        value = self.json(name)
        return [str(item) for item in value] if isinstance(value, list) else None
