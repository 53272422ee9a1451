"""Heart-rate bands: three methods, each by name, and nothing invented."""

import pytest

from onek_sync.model.athlete import Athlete, Heart
from onek_sync.model.errors import AthleteError
from onek_sync.model.intensity import PaceName, PercentOf, Zone
from onek_sync.planning.paces.heart import known_heart, pace_bands, percent_band, zone_band

HEART = Heart(max=190, rest=50, threshold=172)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        (PaceName.EASY, {"65-79 % HRmax": (124, 150), "85-89 % LTHR": (146, 153), "59-74 % HRR": (133, 154)}),
        (
            PaceName.TEMPO,
            {"80-85 % HRmax": (152, 162), "90-94 % LTHR": (155, 162), "80-85 % HRR": (162, 169)},
        ),
        (
            PaceName.THRESHOLD,
            {"88-92 % HRmax": (167, 175), "95-99 % LTHR": (163, 170), "83-88 % HRR": (166, 173)},
        ),
    ],
)
def test_each_method_says_its_band_by_name(name: PaceName, expected: dict[str, tuple[int, int]]) -> None:
    assert {band.method: (band.low, band.high) for band in pace_bands(name, HEART)} == expected


@pytest.mark.parametrize("name", [PaceName.INTERVAL, PaceName.REPETITION])
def test_short_fast_paces_have_no_heart_rate(name: PaceName) -> None:
    assert pace_bands(name, HEART) == ()


def test_without_numbers_there_is_no_band() -> None:
    assert pace_bands(PaceName.EASY, Heart()) == ()
    assert pace_bands(PaceName.EASY, Heart(rest=48)) == ()
    assert zone_band(Zone(2, 2), Heart()) is None
    assert percent_band(60, 70, PercentOf.HRR, Heart(max=190)) is None


def test_zones_are_of_the_threshold_where_it_is_known() -> None:
    band = zone_band(Zone(2, 2), HEART)
    assert band
    assert (band.low, band.high, band.zone, band.method) == (146, 153, 2, "Z2, 85-89 % LTHR")


def test_zones_are_of_the_maximum_otherwise() -> None:
    band = zone_band(Zone(3, 4), Heart(max=190))
    assert band
    assert (band.low, band.high, band.zone, band.method) == (133, 171, None, "Z3-4, 70-90 % HRmax")


def test_the_top_zone_ends_at_the_maximum() -> None:
    band = zone_band(Zone(5, 5), Heart(max=180, threshold=172))
    assert band
    assert band.high == 180


def test_a_maximum_by_age_is_marked_as_an_estimate() -> None:
    heart = known_heart(Athlete(age=40))
    assert (heart.max, heart.threshold, heart.estimated) == (180, None, True)
    band = pace_bands(PaceName.EASY, heart)[0]
    assert "estimated" in band.method


def test_a_measured_number_is_not_replaced_by_the_age() -> None:
    assert known_heart(Athlete(age=40, heart=Heart(max=191))).max == 191
    assert known_heart(Athlete(age=40, heart=Heart(threshold=170))).max is None


@pytest.mark.parametrize(
    "heart",
    [Heart(max=160, threshold=170), Heart(max=190, rest=190), Heart(threshold=60, rest=70), Heart(max=400)],
)
def test_contradictory_heart_rates_are_refused(heart: Heart) -> None:
    with pytest.raises(AthleteError, match="heart rate"):
        known_heart(Athlete(heart=heart))
