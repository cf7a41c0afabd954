"""Refusals of the Bot API, and what a test is told when it waited in vain.

Source: https://core.telegram.org/bots/api#making-requests (``ok``, ``error_code``, ``description``) and
https://core.telegram.org/bots/api#responseparameters (``retry_after``, ``migrate_to_chat_id``).
"""

from typing import Any


class ApiError(Exception):
    """A request that the Bot API refuses.

    Args:
        code: HTTP status, which is also ``error_code``.
        description: text for people, with its prefix (``Bad Request: ``).
        parameters: fields of ResponseParameters.
    """

    def __init__(self, code: int, description: str, **parameters: int) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.parameters = parameters

    def body(self) -> dict[str, Any]:
        """Return the JSON body of the answer."""
        body: dict[str, Any] = {"ok": False, "error_code": self.code, "description": self.description}
        return {**body, "parameters": self.parameters} if self.parameters else body


class NothingCame(AssertionError):
    """What a test waited for did not happen in time; the message says what happened instead."""


def bad_request(reason: str) -> ApiError:
    """Return a 400 with Telegram's prefix."""
    return ApiError(400, f"Bad Request: {reason}")


def forbidden(reason: str) -> ApiError:
    """Return a 403 with Telegram's prefix."""
    return ApiError(403, f"Forbidden: {reason}")


def conflict(reason: str) -> ApiError:
    """Return a 409 with Telegram's prefix."""
    return ApiError(409, f"Conflict: {reason}")


def too_many_requests(retry_after: int) -> ApiError:
    """Return a 429; ``retry_after`` is in whole seconds."""
    return ApiError(429, f"Too Many Requests: retry after {retry_after}", retry_after=retry_after)
