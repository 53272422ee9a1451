"""Ways to write a workout: each rule with what it reads, and with its neighbours that are refused."""

import pytest

from onek_sync.model.errors import ShorthandError
from onek_sync.planning.shorthand import parse_workout, write_workout


def said(text: str) -> str:
    """The standard form of what is read, or the code of the refusal."""
    try:
        return write_workout(parse_workout(text).workout)
    except ShorthandError as error:
        return error.findings[0].code


def advice(text: str) -> str:
    """What a refusal says to write instead."""
    with pytest.raises(ShorthandError) as caught:
        parse_workout(text)
    return caught.value.findings[0].now


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("400m x 6", "6x400m"),
        ("400 x 6-8 @ 5K w/ 90s", "6-8x400m @ 5K w/ 90s"),
        ("8 min x 3 @ T, 2 min jog", "3x8min @ T w/ 2min jog"),
        ("strides 80m x 4", "4x80m strides"),
        ("(200m fast, 200m jog) x 6", "6x(200m @ fast, 200m jog recovery)"),
        ("(3x300 w/ 100 jog) x 3, 5 min between sets", "3x(3x300m w/ 100m jog, 5min between sets)"),
        ("300 x 200", "E02"),  # three hundred?
        ("400 x 60", "E02"),  # or a recovery of 60 s?
        ("400m x 6 min", "E02"),
        ("400m x 6 x 2", "E02"),
        ("6x400m x 3", "E02"),
        ("400m x 6 / 90s", "E13"),
    ],
)
def test_a_count_may_stand_behind_a_length_or_a_bracket(text: str, want: str) -> None:
    assert said(text) == want


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("10x 1 min on/1 min off", "10x1min w/ 1min"),
        ("10 x 1' on, 1' off", "10x1min w/ 1min"),
        ("8 x 60s on @ 5K / 60s off", "8x1min @ 5K w/ 1min"),
        ("5 x 3 min on hard, 2 min off easy", "5x3min @ hard w/ 2min easy"),
        ("10x(1min on/1min off)", "10x(1min, 1min recovery)"),
        ("20 min tempo, 5 min off, 20 min tempo", "20min @ tempo, 5min recovery, 20min @ tempo"),
        ("6x400m on grass w/ 90s", '6x400m "on grass" w/ 90s'),
        ("1 min on/1 min off", "E02"),  # how often?
        ("10x1 on/1 off", "E03"),  # minutes?
        ("6x400 on 2:00", "E28"),  # a start by the clock
        ("6x400m on roads w/ 90s", "E06"),
        ("6x400m off 90s", "6x400m w/ 90s"),
    ],
)
def test_on_is_the_work_and_off_the_recovery(text: str, want: str) -> None:
    assert said(text) == want


LADDER = "400m @ 5K, 200m jog recovery, 600m @ 5K, 200m jog recovery, 400m @ 5K"


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("400/600/400 @ 5K with 200 jog", LADDER),
        ("400/600/400 @ 5K, 200 jog", LADDER),
        ("400m/600m/400m @ 5K (200 jog)", LADDER),
        ("400/600/400 @ 5K", "E27"),  # where is the recovery?
        ("400/600/400 @ 5K, 10 min jog", "E27"),  # the way home is none
        ("400/600 @ 5K w/ 200 jog", "E27"),  # 400 m of work and 600 m of recovery?
        ("3/2/1 min w/ 1 min", "E03"),
        ("3 x 400/800/400 w/ 200 jog", "E13"),
        ("3mi/2mi/1mi @ 105%/107%/110% w/ .5mi float", "E27"),
    ],
)
def test_slashes_part_three_distances_where_a_recovery_follows(text: str, want: str) -> None:
    assert said(text) == want


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("3x(400-300) r 60s, 5 min between sets", "E08"),
        (
            "3x(400-300-200) r 60s, 5 min between sets",
            "3x(400m, 1min recovery, 300m, 1min recovery, 200m, 5min between sets)",
        ),
        (
            "3x(400, 300, 200) w/ 60s between reps and 5 min between sets",
            "3x(400m, 1min recovery, 300m, 1min recovery, 200m, 5min between sets)",
        ),
        ("2x(4x200) w/ 30s, 4 min between sets", "2x(4x200m w/ 30s, 4min between sets)"),
        ("3x(400-300-200) r 60s, 5 min", "E14"),  # which is which?
        ("3x(400-300-200) r 60s", "E14"),
        ("2x(4x200 w/ 30s) w/ 60s, 4 min between sets", "E07"),
        ("2x3x300 w/ 1 min, 3min set rest", "2x(3x300m w/ 1min, 3min between sets)"),
        ("3x(4x200 w/ 30s), 3 min Serienpause", "3x(4x200m w/ 30s, 3min between sets)"),
        ("6x400 w/ 90s, 3 min set rest", "E14"),  # there are no sets
        ("2x3x300 (1'/5')", "2x(3x300m w/ 1min, 5min between sets)"),
        ("2x6x200 (200m/400m)", "2x(6x200m w/ 200m, 400m between sets)"),
        ("2x6x200 (200/400)", "E06"),
        ("2x3x300 (5'/1')", "E14"),  # the wrong way round?
        ("2x6x200m w/ 200m/100m jog", "E14"),
        ("6x600 (1'/3')", "E14"),
        ("2x5x1000 (3'30/3'40)", "E19"),  # a range of paces?
    ],
)
def test_one_recovery_is_between_sets_and_the_other_between_repetitions(text: str, want: str) -> None:
    assert said(text) == want


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("5x5min Z4 w/ 3min Z1", "5x5min @ Z4 w/ 3min recovery @ Z1"),
        ("5x5min Z4 w/ 3min @ Z1", "5x5min @ Z4 w/ 3min recovery @ Z1"),
        ("5x5min Z4 w/ 3min Z1-Z2 jog", "5x5min @ Z4 w/ 3min jog @ Z1-2"),
        ("3x8min T w/ 2min E", "3x8min @ T w/ 2min recovery @ easy"),
        ("6x400 w/ 2 min RPE 2", "6x400m w/ 2min recovery @ RPE 2"),
        ("5x5min w/ 3min Z4", "E14"),  # whose is it?
        ("6x400m w/ 90s @ 5K", "E14"),
        ("6x30s Z5/30s Z1", "6x(30s @ Z5, 30s @ Z1)"),
        ("30min Z2/3", "30min @ Z2-3"),
    ],
)
def test_an_easy_target_behind_a_recovery_is_its_own(text: str, want: str) -> None:
    assert said(text) == want


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("6x400, r = 30 s", "6x400m w/ 30s"),
        ("6x400 @ 5K, R 400 trot", "6x400m @ 5K w/ 400m jog"),
        ("R 400m", "E14"),  # before any work
        ("8x400m à l'allure 5 km, r 1'", "8x400m @ 5K w/ 1min"),
        ("3x2000 à l'allure semi r 2'", "3x2km @ HM w/ 2min"),
        ("10 km à allure marathon", "10km @ MP"),
        ("10 km à l'allure", "E05"),
        ("40min RPE 4/10", "40min @ RPE 4"),
        ("40 RPE 4", "E03"),
        ("6x400 @ 5K, 4x200 @ mile w/ 200 jog", "E14"),  # for both?
    ],
)
def test_french_recoveries_and_paces_and_ratings_are_read(text: str, want: str) -> None:
    assert said(text) == want


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("1 min on/1 min off", '"10x1 min on/1 min off"'),
        ("6x800 in 3.30", '"in 3:30"'),
        ("5x1000 @ 3.45", '"@ 3:45/km"'),
        ("10x400 @ 75", '"in 75"'),
        ("40min @ 75", '"@ 75% HRmax"'),
        ("40min @ 165", '"@ 165 bpm"'),
        ("40min @ 7", '"RPE 7"'),
        ("6x400 @ 95% VMA", "16.5 km/h"),
        ("6x400 w/ lap jog", '"400m jog"'),
        ("6x400 w/", '"w/ 90s jog"'),
        ("3 x 10 min, 1 km", '"3x(10 min, 1 km)"'),
        ("8x400 every 3 min", '"w/ 60s rest"'),
        ("10k easy with last 2k @ MP", '"8km easy, then 2km @ MP"'),
        ("400/800", '"400m, 800m, 400m w/ 200m jog"'),
        ("3/2/1 min", '"3-2-1min w/ 1min"'),
    ],
)
def test_a_refusal_says_what_to_write(text: str, hint: str) -> None:
    assert hint in advice(text)


@pytest.mark.parametrize("text", ["4x(2x400m @ I w/ 1min, 1min rest, 400m @ R) w/ 1min", "3-2-1min w/ 1min"])
def test_what_a_refusal_says_to_write_is_read(text: str) -> None:
    assert not said(text).startswith("E")


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("6 × 400 m @ goal 1K – 400 m jog", "6x400m @ goal 1K w/ 400m jog"),
        ("6x400m @ 800 - 400", "E28"),  # a range of races, or a recovery?
        ("5x(3min @ 10K + 2min jog)", "5x(3min @ 10K, 2min jog recovery)"),
        ("3min @ 10K + 2min", "E14"),
        ("5x3min @ 10K + 2min jog", "E14"),  # repeated too, or once?
        ("5x500m à fond, récup 4'", "5x500m @ all out w/ 4min"),
        ("45 min locker + 5 Steigerungen", "45min @ easy, 5 strides"),
        ("4x4min Z5 (3min Z1)", "4x4min @ Z5 w/ 3min recovery @ Z1"),
        ("4x4min (3min Z4)", "E06"),
        (
            "2x(600, 400, 200), 60s between reps, 3min between sets",
            "2x(600m, 1min recovery, 400m, 1min recovery, 200m, 3min between sets)",
        ),
        (
            "2x(600, 400, 200), 60s between reps",
            "2x(600m, 1min recovery, 400m, 1min recovery, 200m, 1min between sets)",
        ),
        ("2x(600, 400, 200), 60s between reps, 3min rest", "E14"),
        ("2x400m + 4x200m w/ 2min", "E14"),  # for both?
        ("Mile reps: 4 x 1 mile w/ 3min", '"Mile reps": 4x1mi w/ 3min'),
        ("Reps: 8x200m w/ 200m jog", "E14"),  # at R?
        ("30 min recovery run", "30min @ recovery"),
        ("recovery run 5 km", "5km @ recovery"),
        ("30 min recovery", "E14"),  # before any work
        ("1h footing avec 6 lignes droites", '60min @ easy "jog", 6 strides'),
        ("60 min locker mit 5 Steigerungen", "60min @ easy, 5 strides"),
        ("60 min locker mit 5x1min hart", "E14"),  # inside, or behind?
        ("2x400m, then 4x200m w/ 2min", "2x400m, then 4x200m w/ 2min"),
    ],
)
def test_what_coaches_write_most_is_read_where_it_is_clear(text: str, want: str) -> None:
    assert said(text) == want
