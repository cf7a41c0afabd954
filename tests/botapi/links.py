"""Which addresses Telegram accepts in links and URL buttons.

Follows TDLib's link check: http and https need a host with a dot (so ``http://localhost`` is no link, ``http://127.0.0.1``
is one), a missing scheme means http, a missing path becomes ``/``.
"""

from urllib.parse import parse_qs, urlsplit

_WEB_SCHEMES = ("http", "https")
_OTHER_SCHEMES = ("tg", "ton", "tonsite", "mailto", "tel")


def checked_link(target: str) -> str | None:
    """Return the address as Telegram stores it, or None where it is no valid one."""
    target = target.strip()
    try:
        parts = urlsplit(target if ":" in target.split("/")[0] and "://" in target else f"http://{target}")
        host = parts.hostname or ""
        _ = parts.port
    except ValueError:
        return None
    scheme = target.split(":")[0].lower()
    if scheme in _OTHER_SCHEMES and ":" in target:
        return target
    if parts.scheme.lower() not in _WEB_SCHEMES or " " in target or "\n" in target:
        return None
    if "." not in host.strip(".") and ":" not in host:
        return None
    return parts._replace(path=parts.path or "/").geturl()


def mentioned_user_id(target: str) -> int | None:
    """Return the user that a ``tg://user?id=`` link names, or None for other links."""
    parts = urlsplit(target) if target.startswith("tg://user") else None
    number = parse_qs(parts.query).get("id", [""])[0] if parts else ""
    return int(number) if number.isdecimal() else None
