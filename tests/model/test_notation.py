"""Facts about a runner as people write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onek_sync.model.athlete import Result
from onek_sync.model.intensity import AbsolutePace, PaceName, RaceName
from onek_sync.model.notation import metres_of, pace_name_of, pace_of, parse_result, result_of, seconds_of
from onek_sync.model.units import Units, clock

READERS = {
    "metres_of": metres_of,
    "seconds_of": seconds_of,
    "pace_name_of": pace_name_of,
    "pace_of": lambda text: pace_of(text, Units.KM),
    "parse_result": parse_result,
}


@pytest.mark.parametrize(
    ("name", "metres"),
    [
        ("800", 800),
        ("1500m", 1500),
        ("1K", 1000),
        ("1.5k", 1500),
        ("5 km", 5000),
        ("21,1 km", 21100),
        ("mile", 1609.344),
        ("2 miles", 3218.688),
        ("Half Marathon", 21097.5),
        ("HM", 21097.5),
        ("marathon", 42195),
    ],
)
def test_a_race_is_known_by_its_name(name: str, metres: float) -> None:
    assert metres_of(name) == pytest.approx(metres)


@pytest.mark.parametrize(
    "name", ["5", "12", "1234", "K", "", "5m", "five", "5K pace", "٥km", "9" * 400, "1e3"]
)
def test_a_name_that_could_mean_two_lengths_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match="is no race distance; write 800, 1500m, 1K"):
        metres_of(name)


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("3:34", 214),
        ("3:34.5", 214.5),
        ("20:50", 1250),
        ("1:32:10", 5530),
        ("90:00", 5400),
        ("58.2", 58.2),
        ("58,2", 58.2),
        ("58s", 58),
        ("3'34", 214),
        ("3′34″", 214),
        ("3min 34s", 214),
        ("1h 32min", 5520),
    ],
)
def test_a_time_is_read_in_every_usual_form(text: str, seconds: float) -> None:
    assert seconds_of(text) == seconds


@pytest.mark.parametrize(
    "text", ["3:74", "1:75:00", "214", "0:00", "0", "", "3:3", "-3:34", "3:34 min", "fast"]
)
def test_a_time_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="is no time; write minutes:seconds"):
        seconds_of(text)


@given(st.integers(1, 9 * 3600))
def test_every_clock_time_is_read_back(seconds: int) -> None:
    assert seconds_of(clock(seconds)) == seconds


@pytest.mark.parametrize(
    ("text", "pace"),
    [
        ("4:30/km", AbsolutePace(270, 270, 1000)),
        ("4:25-4:35/km", AbsolutePace(265, 275, 1000)),
        ("4:35–4:25 min/km", AbsolutePace(265, 275, 1000)),
        ("7:10 per mile", AbsolutePace(430, 430, 1609.344)),
        ("84/400m", AbsolutePace(84, 84, 400)),
        ("7:10", AbsolutePace(430, 430, 1609.344)),
    ],
)
def test_a_pace_keeps_what_it_is_counted_over(text: str, pace: AbsolutePace) -> None:
    assert pace_of(text, Units.MI) == pace


@pytest.mark.parametrize("text", ["", "/km", "4:30/", "4:30/parsec", "4:25-4:30-4:35/km", "tempo", "4:70/km"])
def test_a_pace_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="is no pace; write 4:30/km"):
        pace_of(text, Units.KM)


def test_a_pace_no_human_runs_is_refused() -> None:
    with pytest.raises(ValueError, match="faster than any human"):
        pace_of("1:00/km", Units.KM)


def test_a_result_joins_distance_and_time() -> None:
    assert result_of("1K", "3:34") == Result(1000, 214)
    assert parse_result("5K 20:50") == Result(5000, 1250)
    assert parse_result("half marathon: 1:32:10") == Result(21097.5, 5530)
    assert parse_result("mile in 5:40") == Result(1609.344, 340)


@pytest.mark.parametrize(
    ("text", "why"), [("1K 3.34", "faster than any human"), ("800 1:02:10", "slower than a walk")]
)
def test_a_result_nobody_runs_is_refused_with_what_was_read(text: str, why: str) -> None:
    with pytest.raises(ValueError, match=why):
        parse_result(text)


def test_paces_have_their_names() -> None:
    assert pace_name_of("Tempo") is PaceName.TEMPO
    assert pace_name_of("T") is PaceName.THRESHOLD
    assert pace_name_of("aerobic threshold") is PaceName.AEROBIC_THRESHOLD
    assert pace_name_of("1k") is RaceName.K1
    with pytest.raises(ValueError, match="write one of easy, marathon"):
        pace_name_of("gallop")


@pytest.mark.parametrize("reader", READERS)
@given(text=st.text() | st.text(alphabet="0123456789:.,-/'\"hkmis ", max_size=20))
def test_any_text_is_read_or_refused(reader: str, text: str) -> None:
    try:
        READERS[reader](text)
    except ValueError as error:
        assert "write" in str(error)
