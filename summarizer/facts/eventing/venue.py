"""The place of an event."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Venue:
    """Country and city of an event, either of them None where the text does not say."""

    country: str | None = None
    city: str | None = None
