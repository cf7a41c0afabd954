"""Ids as the store has them, and as numbers for callback data, which are shorter there."""

from base64 import urlsafe_b64decode, urlsafe_b64encode

_BRIEF_BYTES = 8


def number_of_request(request_id: str) -> int:
    """Return the number that stands for a request (32 hexadecimal digits) or a broadcast."""
    return int(request_id, 16)


def request_of_number(number: int) -> str:
    """Return the id that ``number_of_request`` was given."""
    return f"{number:032x}"


def number_of_brief(brief_id: str) -> int:
    """Return the number that stands for a brief (11 characters of base64url)."""
    return int.from_bytes(urlsafe_b64decode(brief_id + "="))


def brief_of_number(number: int) -> str | None:
    """Return the id that ``number_of_brief`` was given; None if there is none, as in forged data."""
    try:
        return urlsafe_b64encode(number.to_bytes(_BRIEF_BYTES)).rstrip(b"=").decode()
    except OverflowError:
        return None
