"""The zone of a shared location."""

import math
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.timezones import zone_at


@pytest.mark.parametrize(
    ("latitude", "longitude", "zone"),
    [
        (55.7558, 37.6173, "Europe/Moscow"),
        (35.6762, 139.6503, "Asia/Tokyo"),
        (43.1155, 131.8855, "Asia/Vladivostok"),
        (54.7104, 20.4522, "Europe/Kaliningrad"),
        (-33.8688, 151.2093, "Australia/Sydney"),
        (40.7128, -74.0060, "America/New_York"),
        (33.4484, -112.0740, "America/Phoenix"),
        (27.7172, 85.3240, "Asia/Kathmandu"),
        (64.7337, 177.4968, "Asia/Anadyr"),
        (52.9380, 158.2430, "Asia/Kamchatka"),
    ],
)
def test_a_place_has_its_zone(latitude: float, longitude: float, zone: str) -> None:
    assert zone_at(latitude, longitude) == zone


@pytest.mark.parametrize("longitude", [-180.0, 180.0])
@pytest.mark.parametrize("latitude", [-90.0, 0.0, 90.0])
def test_poles_and_the_date_line_have_one_too(latitude: float, longitude: float) -> None:
    assert ZoneInfo(zone_at(latitude, longitude))


@given(st.floats(-90, 90), st.floats(-180, 180))
def test_every_place_has_a_zone_that_is_known(latitude: float, longitude: float) -> None:
    assert ZoneInfo(zone_at(latitude, longitude))


@pytest.mark.parametrize(
    ("latitude", "longitude"),
    [(90.1, 0), (-91, 0), (0, 180.5), (0, -1e300), (math.nan, 0), (0, math.nan), (math.inf, 0)],
)
def test_numbers_that_are_no_place_are_refused(latitude: float, longitude: float) -> None:
    with pytest.raises(ValueError, match="no place on Earth"):
        zone_at(latitude, longitude)
