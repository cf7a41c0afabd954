"""What a model server's refusal means."""

from collections.abc import Iterable
from typing import Any

from summarizer.engines.errors import Reason, RemoteFailed

_REASONS: dict[int, Reason] = {
    401: "unauthorized",
    403: "unauthorized",
    404: "not_found",
    405: "not_found",
    408: "timed_out",
    429: "rate_limited",
    504: "timed_out",
}
_TOO_LONG = ("context_length_exceeded", "exceed_context_size", "context length", "context size", "context window")
"""In the code or message of OpenAI and vLLM, of llama.cpp, and of others, when a prompt does not fit."""
_ADAPTABLE = ("chat_template_kwargs", "max_tokens", "temperature", "stop")


def remote_failure(reason: Reason | None, host: str, status: int = 0, detail: str = "") -> RemoteFailed:
    """Return the error for a reason, or for an HTTP status where the reason is None."""
    if reason is None:
        fallback: Reason = "server_error" if status >= 500 else "refused" if status >= 400 else "bad_answer"
        reason = _REASONS.get(status, fallback)
    return RemoteFailed(reason, host, status, detail)


def is_too_long(error: Any) -> bool:
    """Say whether a server refused a prompt for its length, as far as its words tell."""
    said = _said(error)
    return error.status_code in (400, 413, 422) and any(words in said for words in _TOO_LONG)


def unknown_parameter(error: Any, sent: Iterable[str]) -> str | None:
    """Return the parameter that can be done without and that a server names in its refusal."""
    said = "" if is_too_long(error) else _said(error)
    return next((name for name in _ADAPTABLE if name in sent and name in said), None)


def _said(error: Any) -> str:
    return f"{error.body} {error.message}".lower()
