"""HTTP to the Bot API, read leniently: a proxy's page instead of JSON, refusals under status 200, answers cut short.

python-telegram-bot knows what went wrong by the HTTP status, and has no name for an answer that it cannot read; here
such an answer is a fault of the network, after which a call is made again.
"""

import json
from http import HTTPStatus
from typing import Any

from telegram.error import NetworkError
from telegram.request import HTTPXRequest

from bot.incomplete import completed_result

_OF_FILES = "GET"
"""Methods of the Bot API are called by POST."""


class LenientRequest(HTTPXRequest):
    """Makes the calls of a bot."""

    async def do_request(self, url: str, method: str, *args: Any, **kwargs: Any) -> tuple[int, bytes]:
        """Make a call; return the HTTP status and JSON as python-telegram-bot wants them.

        Raises:
            NetworkError: no answer, or a success that cannot be read.
        """
        status, payload = await super().do_request(url, method, *args, **kwargs)
        if method == _OF_FILES:
            return status, payload
        answer = _object(payload)
        if answer is None:
            if HTTPStatus.OK <= status < HTTPStatus.MULTIPLE_CHOICES:
                raise NetworkError(f"an answer that is no JSON object, with status {status}")
            return status, b"{}"
        if answer.get("ok") is False or "result" not in answer:
            return _status(status, answer), payload
        method_name = url.rpartition("/")[2]
        return status, json.dumps({"ok": True, "result": completed_result(method_name, answer["result"])}).encode()


def _object(payload: bytes) -> dict[str, Any] | None:
    try:
        answer = json.loads(payload.decode("utf-8", "replace"))
    except ValueError:
        return None
    return answer if isinstance(answer, dict) else None


def _status(status: int, answer: dict[str, Any]) -> int:
    """Return the status of a refusal, which a server may send under 200 and name in the answer only."""
    if status >= HTTPStatus.BAD_REQUEST:
        return status
    code = answer.get("error_code")
    return code if isinstance(code, int) and code >= HTTPStatus.BAD_REQUEST else HTTPStatus.BAD_GATEWAY
