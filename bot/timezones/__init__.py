"""Time zones found by what people say of them: a city, a country, an offset, or where they are."""

from bot.timezones.coordinates import zone_at
from bot.timezones.search import MOST_CHOICES, ZoneChoice, find_zones

__all__ = ["MOST_CHOICES", "ZoneChoice", "find_zones", "zone_at"]
