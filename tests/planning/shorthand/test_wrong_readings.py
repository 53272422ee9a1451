"""Readings that would send somebody out to run the wrong thing, each known from a tool that did."""

import pytest

from onek_sync.model.errors import ShorthandError
from onek_sync.model.intensity import (
    AbsolutePace,
    Effort,
    Offset,
    OffsetUnit,
    PaceName,
    RaceName,
    RacePace,
    Split,
    TrainingPace,
)
from onek_sync.model.units import METRES_PER_MILE, Distance, Duration, Units
from onek_sync.model.workout import Block, Mode, Repeat, Role, Step, Text, Workout
from onek_sync.planning.shorthand import Dialect, meaning, parse_workout, write_workout


def workout(text: str, **more: object) -> Workout:
    return parse_workout(text, **more).workout  # type: ignore[arg-type]


def only(text: str, **more: object) -> Block:
    (block,) = workout(text, **more).blocks
    return block


def rep(text: str) -> tuple[Step, tuple[Step, ...]]:
    """What is repeated, and the recovery."""
    block = only(text)
    assert isinstance(block, Repeat)
    (step,) = block.blocks
    assert isinstance(step, Step)
    return step, block.between


def step(text: str, **more: object) -> Step:
    block = only(text, **more)
    assert isinstance(block, Step)
    return block


def written(text: str, **more: object) -> str:
    return write_workout(workout(text, **more))


def refused(text: str, **more: object) -> str:
    with pytest.raises(ShorthandError) as caught:
        workout(text, **more)
    return caught.value.findings[0].code


def test_a_quarter_mile_is_not_25_miles() -> None:
    assert rep("8 x .25 mile @ mile w/ 90s")[0].end == Distance(METRES_PER_MILE / 4)
    assert step(".25 mile @ mile").end == Distance(METRES_PER_MILE / 4)


def test_an_easy_recovery_does_not_make_the_work_easy() -> None:
    work, between = rep("6x400m @ 5K w/ 90s easy")
    assert work.intensities == (RacePace(RaceName.K5),)
    assert between[0].mode is Mode.EASY


def test_a_pace_keeps_its_offset() -> None:
    assert step("10k @ MP-10").intensities == (RacePace(RaceName.MARATHON, offset=Offset(-10, -10)),)
    assert step("10k @ MP+1'").intensities == (RacePace(RaceName.MARATHON, offset=Offset(60, 60)),)


def test_a_plus_behind_a_pace_begins_the_next_step_where_one_follows() -> None:
    steps = workout("8min@threshold+2min@easy").blocks
    assert [block.end for block in steps if isinstance(block, Step)] == [Duration(480), Duration(120)]
    assert refused("20 min @ T + 2 min") == "E14"


def test_minus_two_per_cent_may_be_faster_or_slower() -> None:
    assert refused("6x400m @ goal 1K -2%") == "E10"
    faster = rep("6x400m @ goal 1K 2% faster w/ 400m jog")[0].intensities
    assert faster == (RacePace(RaceName.K1, goal=True, offset=Offset(-2, -2, OffsetUnit.PERCENT)),)


@pytest.mark.parametrize("text", ["5m easy", "60m easy", "2x20m tempo", "10m warm up", "6x400m w/ 3m jog"])
def test_metres_that_may_be_minutes_are_refused(text: str) -> None:
    assert refused(text) == "E12"


@pytest.mark.parametrize("text", ["20", "30/30", "15/15", "easy 5", "6x8", "6x400 w/ 90"])
def test_a_number_without_unit_is_refused(text: str) -> None:
    assert refused(text) == "E03"


def test_seconds_with_their_sign_are_read() -> None:
    work, between = rep('12x30"/30"')
    assert (work.end, between[0].end) == (Duration(30), Duration(30))


def test_a_time_behind_at_is_a_pace_a_split_or_refused() -> None:
    assert refused("10 x 400 @ 70") == "E05"
    assert refused("5x800m @ 3:30") == "E25"
    assert refused("3x1mi @ 6:30") == "E25"
    assert rep("10x400 @ 70s w/ 90s")[0].intensities == (Split(70, 70),)
    assert rep("6x400m @ 3:20 w/ 90s")[0].intensities == (AbsolutePace(200, 200),)
    assert rep("8x400 @ 1:30 w/ 90s")[0].intensities == (Split(90, 90),)


def test_r_before_a_number_is_a_recovery_and_else_a_pace() -> None:
    assert rep("6x400 R2'")[1][0].end == Duration(120)
    assert rep("4x200R w/ 200 jog")[0].intensities == (TrainingPace(PaceName.REPETITION),)
    assert rep("4x1000 r=400")[1][0].end == Distance(400)


def test_a_dash_makes_a_range_or_a_ladder_or_a_recovery() -> None:
    assert step("400-800m").end == Distance(400, 800)
    assert len(workout("1000-800-600").blocks) == 3
    assert rep("6x200 - 400m jog")[1][0].end == Distance(400)
    assert refused("800-400m") == "E08"


def test_whose_recovery_it_is_must_be_clear() -> None:
    assert refused("2 x (4 x 400) w/ 90s") == "E14"
    assert refused("3 x (400, 800) w/ 90s") == "E14"
    assert refused("6x400, 10 min jog") == "E21"


def test_what_is_repeated_must_be_clear() -> None:
    assert refused("3 x 400, 800, 800") == "E13"
    assert refused("3 x 400/800") == "E13"
    assert refused("10 min, 5 min tempo") == "E14"


def test_work_within_a_run_is_not_put_behind_it() -> None:
    assert refused("40min easy with 5x1min hard") == "E14"


def test_a_label_that_says_how_hard_is_not_lost() -> None:
    assert refused("Tempo: 20 min") == "E14"
    assert workout("Tempo day: 20 min @ T").label == "Tempo day"


@pytest.mark.parametrize("text", ["10² x 400", "5x1.000m @ 5k", "3,2,1 km", "٣x400m", "６x²00m"])
def test_odd_digits_are_no_other_number(text: str) -> None:
    assert refused(text).startswith("E")


def test_a_comma_is_decimal_only_where_it_can_be_nothing_else() -> None:
    assert step("1,5 km easy").end == Distance(1500)
    assert rep("5x1,000m w/ 2min")[0].end == Distance(1000)
    assert len(workout("10x400m,3km easy").blocks) == 2


def test_free_words_are_kept_where_there_is_a_place_for_them() -> None:
    assert step('10k easy "not too fast"').cue == "not too fast"
    assert workout("10k easy -- by the river, 6x400 if you like").note == "by the river, 6x400 if you like"
    assert workout('10min easy, "lamp posts"').blocks[1] == Text("lamp posts")
    assert refused("10k easy not too fast") == "E06"
    assert step("4 mile tempo at MP").cue == "tempo"


def test_hard_stays_beside_a_pace() -> None:
    work, _ = rep("6x400m hard @ 5K w/ 90s")
    assert set(work.intensities) == {Effort("hard"), RacePace(RaceName.K5)}


def test_two_paces_for_one_step_are_refused() -> None:
    assert refused("10k easy @ MP") == "E07"
    assert refused("6x400 @ 5k @ mile") == "E07"


def test_marathon_miles_are_read_in_daniels_dialect_only() -> None:
    assert refused("9M + 2E") == "E15"
    first = workout("9M + 2E", units=Units.MI, dialect=Dialect.DANIELS).blocks[0]
    assert first == Step(end=Distance(9 * METRES_PER_MILE), intensities=(TrainingPace(PaceName.MARATHON),))


def test_easy_behind_hard_is_the_recovery_and_alone_it_is_work() -> None:
    block = only("8x(2min hard/2min easy)")
    assert isinstance(block, Repeat)
    assert [item.role for item in block.blocks if isinstance(item, Step)] == [Role.WORK, Role.RECOVERY]
    assert step("40min easy").role is Role.WORK


@pytest.mark.parametrize("word", ["at", "à", "r", "easy", "jog", "then", "min", "rest", "x", "-", "fartlek"])
def test_words_of_one_s_own_never_mean_anything(word: str) -> None:
    assert workout(f"10s, 200m recovery -- {word}").note == word
    assert step(f'20min easy "{word}"').cue == word


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("8x400m allure 1500 récup 1'", "8x400m @ 1500 w/ 1min"),
        ("6 x 1000 m allure 10 km r=2'", "6x1km @ 10K w/ 2min"),
        ("1000m allure 5k", "1km @ 5K"),
        ("5x1000m à allure 10 km r 2'", "5x1km @ 10K w/ 2min"),
        ("3x2km allure semi r 2'", "3x2km @ HM w/ 2min"),
        ("10 km allure marathon", "10km @ MP"),
        ("10 km allure course", "10km @ RP"),
        ("3x1000m allure 3'40 r 2'", "3x1km @ 3:40 pace w/ 2min"),
    ],
)
def test_in_french_the_length_stands_before_the_pace(text: str, meant: str) -> None:
    assert written(text) == meant


@pytest.mark.parametrize("text", ["8x400m pace 1500", "10 x 5k pace 400m", "6x400m pace 4:30/km"])
def test_of_two_lengths_with_pace_between_none_is_chosen(text: str) -> None:
    assert refused(text) == "E14"


@pytest.mark.parametrize("text", ["6x400 @ date 5K", "6x400 @ from 5K"])
def test_no_word_before_a_race_is_lost(text: str) -> None:
    assert refused(text) == "E05"


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("6 x 800 (5K), 4 x 400 (3K), 4 x 200 (mile)", "6x800m @ 5K, 4x400m @ 3K, 4x200m @ mile"),
        ("5 x 1k (5K)", "5x1km @ 5K"),
        ("3 x 1 mile (10K) w/ 2 min", "3x1mi @ 10K w/ 2min"),
        ("5x3min (5K)", "5x3min @ 5K"),
        ("6x400 (90s jog, 5K)", "6x400m @ 5K w/ 90s jog"),
        ("8 x 400m (200)", "8x400m w/ 200m"),
    ],
)
def test_a_race_in_brackets_is_the_pace_where_it_is_too_long_for_a_recovery(text: str, meant: str) -> None:
    assert written(text) == meant


@pytest.mark.parametrize("text", ["8 x 200m (800)", "8 x 200m (400)", "10 x 300m (400m)", "6x800 (1500)"])
def test_a_race_in_brackets_that_may_be_the_recovery_is_refused(text: str) -> None:
    assert refused(text) == "E19"


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("8x400m w/ 400m jog (easy)", '8x400m w/ 400m jog "easy"'),
        ("8x400m, 400m jog (easy)", '8x400m w/ 400m jog "easy"'),
        ("8x400m w/ 2 min jog (Z1)", "8x400m w/ 2min jog @ Z1"),
        ("8x400m w/ 200m float (4:30/km)", "8x400m w/ 200m float @ 4:30/km"),
        ("8x400m w/ 200m jog (in 60s)", "8x400m w/ 200m jog within 1min"),
        ("8x400m w/ 200m jog (RPE 2)", "8x400m w/ 200m jog @ RPE 2"),
        ("8x400m w/ 90s (walk)", "8x400m w/ 90s walk"),
        ("6x400 90s recovery (walk/jog)", "6x400m w/ 90s walk/jog"),
        ("8x400m w/ 400m jog (on grass)", '8x400m w/ 400m jog "on grass"'),
        ("2x(4x400m w/ 60s) w/ 3min jog (easy)", '2x(4x400m w/ 1min, 3min jog "easy" between sets)'),
    ],
)
def test_brackets_behind_a_recovery_are_about_the_recovery(text: str, meant: str) -> None:
    assert written(text) == meant


@pytest.mark.parametrize(
    "text",
    [
        "8x400m w/ 400m jog (5K)",
        "8x400m w/ 90s jog (4:30/km)",
        "8x400m (w/ 60s) (hard)",
        "2x(4x400m w/ 60s) w/ 3min jog (5K)",
    ],
)
def test_a_pace_in_brackets_behind_a_recovery_is_no_one_s(text: str) -> None:
    assert refused(text) == "E14"


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("6x400m w/ 1-1:30 min", "6x400m w/ 60-90s"),
        ("6x400m w/ 2-2:30 jog", "6x400m w/ 120-150s jog"),
        ("6x400m w/ 1-1'30", "6x400m w/ 60-90s"),
        ("6x400m w/ 1:30-2 min", "6x400m w/ 90-120s"),
        ("6x3-3:30 min", "6x180-210s"),
        ("5-5:30 min tempo", "300-330s @ tempo"),
        ("1-1:30h easy", "60-90min @ easy"),
        ("1-1:15:00 easy", "60-75min @ easy"),
        ("60-90s", "60-90s"),
    ],
)
def test_a_bare_number_before_a_clock_is_in_the_clock_s_first_unit(text: str, meant: str) -> None:
    assert written(text) == meant


@pytest.mark.parametrize(
    "text",
    [
        "6x400m w/ 90s, 4 min",
        "6 x 400m, 200m jog, 90s",
        "4x(400m, 90s, 200m, 3 min)",
        "1000m, 3 min, 800m, 3 min, 600m",
        "1000m, 2 min jog, 800m, 3 min",
        "4 x (200, 200, 400), 3 min",
        "3x(200-200-200), 5 min",
        "5x4'+2'",
        "10x400+200",
        "5 x (3 min, 1 min)",
        "5 x (3 min + 1 min)",
        "5 x (3 min @ 5k, 1 min)",
        "5x(400/90s)",
    ],
)
def test_a_bare_time_that_may_be_a_recovery_is_refused(text: str) -> None:
    assert refused(text) == "E14"


@pytest.mark.parametrize("text", ['10x(30"/30")', "10x(30s/30s)", "10 x (30s / 30s)"])
def test_two_times_with_a_slash_are_work_and_recovery_in_brackets_too(text: str) -> None:
    assert written(text) == "10x30s w/ 30s"


def test_a_bare_time_among_times_is_a_step() -> None:
    assert written("5 x (3 min, 2 min, 1 min)") == "5x(3min, 2min, 1min)"
    assert written("6x400 w/ 90s, 10 min") == "6x400m w/ 90s, then 10min"


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("400-800-400, 400 jog", "400m, 400m jog recovery, 800m, 400m jog recovery, 400m"),
        ("300-200-100, full recovery", "300m, full recovery, 200m, full recovery, 100m"),
        ("200, 400, 200, 2 min rest", "200m, 2min rest, 400m, 2min rest, 200m"),
        (
            "1mi @ 10k, 800 @ 5k, 400 @ 3k w/ 400 jog",
            "1mi @ 10K, 400m jog recovery, 800m @ 5K, 400m jog recovery, 400m @ 3K",
        ),
        (
            "10 min wu, 400-800-400 @ 5k, 400 jog, 10 min cd",
            "10min warm-up, 400m @ 5K, 400m jog recovery, 800m @ 5K, 400m jog recovery, 400m @ 5K,"
            " 10min cool-down",
        ),
        (
            "3-2-1 min @ 5k, 90s jog",
            "3min @ 5K, 90s jog recovery, 2min @ 5K, 90s jog recovery, 1min @ 5K",
        ),
    ],
)
def test_a_recovery_behind_a_row_is_between_all_its_steps(text: str, meant: str) -> None:
    assert written(text) == meant


@pytest.mark.parametrize(
    "text",
    [
        "400 @ mile, 800 @ 5k, 90s jog",
        "800 @ 5k, 400 @ 3k w/ 400 jog",
        "5k steady, 5k tempo, 3 min jog",
        "3x(400 @ mile, 200 @ 800 w/ 200 jog)",
        "400-800-400, 400 jog, 4x200",
        "2x(200-400-200, 90s jog)",
    ],
)
def test_a_recovery_that_may_be_shared_is_refused(text: str) -> None:
    assert refused(text) == "E14"


def test_a_recovery_that_clearly_comes_once_stays() -> None:
    once = "200m, 400m, 600m, then 2min rest, 600m, 400m, 200m"
    assert written("200, 400, 600, 2 min rest, 600, 400, 200") == once
    assert written("20 min tempo, 5 min jog") == "20min @ tempo, 5min jog recovery"
    assert written("5k @ HM, 5k @ 10k, 10 min jog") == "5km @ HM, 5km @ 10K, then 10min jog recovery"


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        (
            "2km, 1km, 800m w/ 2 min jog, 2km",
            "2km, 2min jog recovery, 1km, 2min jog recovery, 800m, 2min jog recovery, 2km",
        ),
        (
            "800-600-400 @ 5K w/ 2min jog, 10 min easy",
            "800m @ 5K, 2min jog recovery, 600m @ 5K, 2min jog recovery, 400m @ 5K, 10min @ easy",
        ),
    ],
)
def test_the_recovery_of_a_list_separates_it_from_more_work(text: str, meant: str) -> None:
    assert written(text) == meant


def test_a_long_step_before_a_list_may_be_the_warm_up() -> None:
    assert refused("15 min, 3 min, 2 min, 1 min hard w/ 1 min jog") == "E14"
    assert refused("3km, 400m, 400m @ mile w/ 400 jog") == "E14"


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Mona fartlek: 2 x 90s, 4 x 60s, 4 x 30s, 4 x 15s with equal float recovery", 4),
        ("3x300m, 3x200m, 3x100m, full recovery", 3),
        ("4x5min @ 10k, 3x3min @ 5k, 2x1min @ mile (2 min jog)", 3),
        ("3x300m, 3x200m, full recovery", 2),
    ],
)
def test_a_recovery_behind_several_repeats_is_shared(text: str, count: int) -> None:
    repeats = workout(text).blocks
    assert len(repeats) == count
    assert all(isinstance(each, Repeat) and each.between for each in repeats)
    assert len({each.between for each in repeats if isinstance(each, Repeat)}) == 1


@pytest.mark.parametrize("text", ["6x400 @ 5k, 4x200 @ mile w/ 200 jog", "3x300, 3x200, 200m jog"])
def test_a_recovery_behind_two_repeats_is_refused(text: str) -> None:
    assert refused(text) == "E14"


def test_strides_behind_repeats_keep_their_own_recovery() -> None:
    assert written("6x400 @ 5k, 4x100m strides w/ walk back") == "6x400m @ 5K, 4x100m strides w/ walk back"


@pytest.mark.parametrize(
    "text", ["10 mi with 4 mi easy", "20 min tempo w/ 5 min", "12 km w/ 3 km easy, 4x200"]
)
def test_with_may_mean_of_which(text: str) -> None:
    assert refused(text) == "E14"


def test_with_brings_a_recovery_where_it_says_so() -> None:
    assert written("20 min tempo w/ 5 min jog") == "20min @ tempo, 5min jog recovery"
    assert written("20 min tempo r 5 min") == "20min @ tempo, 5min recovery"


@pytest.mark.parametrize(
    "text",
    ["400-800-1200-800-400 @ 51s w/ 3min walk", "3x(400, 800) @ 70s", "400, 800, 400 in 80 w/ 90s jog"],
)
def test_one_time_does_not_fit_several_distances(text: str) -> None:
    assert refused(text) == "E22"


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("3 sets of 400 w/ 60s + 200 w/ 3min", "3x(400m, 1min recovery, 200m, 3min between sets)"),
        (
            "2 sets of 4 x 200 w/ 200 jog + 400 w/ 400 jog",
            "2x(4x200m w/ 200m jog, 400m, 400m jog between sets)",
        ),
        (
            "3 sets of 400 w/ 60s + 200 w/ 60s + 100 w/ 2 min + 10 min cd",
            "3x(400m, 1min recovery, 200m, 1min recovery, 100m, 2min between sets), 10min cool-down",
        ),
        ("2 sets of 4x200 w/ 200 jog + 10 min easy", "2x(4x200m w/ 200m jog), then 10min @ easy"),
    ],
)
def test_what_is_added_with_its_recovery_belongs_to_the_sets(text: str, meant: str) -> None:
    assert written(text) == meant
    assert written(text, dialect=Dialect.DANIELS) == meant


@pytest.mark.parametrize(
    "text",
    [
        "3 sets of 400 w/ 60s + 200 w/ 3min + 2 km easy",
        "3 sets of 400 w/ 60s, 200",
        "2 sets of 4x200 w/ 200 jog, 4x400 w/ 200 jog",
        "2 sets of 400 + 200 w/ 3min",
    ],
)
def test_what_may_belong_to_the_sets_is_refused(text: str) -> None:
    assert refused(text) == "E13"


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("10x200m w/ 3 min full recovery", '10x200m w/ 3min "full"'),
        ("10x200m w/ 90s, walking", "10x200m w/ 90s walk"),
        ("6x400, recover with 400m jog", "6x400m w/ 400m jog"),
        ("10x200m w/ (100m walk, 100m jog)", "10x200m w/ (100m walk, 100m jog)"),
        ("6x400 w/ 90s, 5 min rest, 4x200", "6x400m w/ 90s, then 5min rest, 4x200m"),
        ("4x80m strides w/ walk back, 3min walk, 200m", "4x80m strides w/ walk back, then 3min walk, 200m"),
        ("6x400 w/ 90s jog, 10 min jog", "6x400m w/ 90s jog, then 10min jog recovery"),
    ],
)
def test_a_qualified_recovery_is_one(text: str, meant: str) -> None:
    assert written(text) == meant


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("10x200m w/ equal 400m jog", "E07"),
        ("10x200m w/ equal 3 min jog", "E07"),
        ("10x200m w/ 100m walk, 100m jog", "E14"),
        ("10x200m w/ 90s rest, 200m jog, 4x400", "E14"),
        ("6 x 500m, 1 min standing, 100m jog", "E14"),
        ("8x400 w/ 60s + 60s walk", "E14"),
    ],
)
def test_a_recovery_of_two_parts_is_not_run_once_at_the_end(text: str, code: str) -> None:
    assert refused(text) == code


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("Hills: 10 x 90 seconds w/ jog down", '"Hills": 10x90s hill w/ jog down'),
        ("Hill repeats: 8 x 60s, jog down", '"Hill repeats": 8x1min hill w/ jog down'),
        ("Strides: 6 x 100m", '"Strides": 6x100m strides'),
        ("Long run: 90 min", '"Long run": 90min long'),
        ("Hills: 10 min wu, 6x1min @ hard", '"Hills": 10min warm-up, 6x1min hill @ hard'),
        ('"Hills": 6x1min @ hard', '"Hills": 6x1min @ hard'),
    ],
)
def test_a_label_that_names_a_kind_of_running_gives_it(text: str, meant: str) -> None:
    assert written(text) == meant


@pytest.mark.parametrize(
    "text",
    [
        "progressive: 6x400m",
        "descending: 6x400m",
        "alternating: 6x400m",
        "odd: 6x400m",
        "every: 6x400m",
        "without: 6x400m",
        "no: 6x400m",
        "VMA: 6x400m",
        "CV: 6x1k",
        "Intervals 6x800m",
        "Intervals: 6x800m",
    ],
)
def test_a_label_that_says_what_the_steps_do_not_is_refused(text: str) -> None:
    assert refused(text) == "E14"


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("60 min DL", "60min @ easy"),
        ("60 min Dauerlauf @ 5:00/km", "60min @ 5:00/km"),
        ("3 x 10 mins continuous, 2 mins recovery", '3x10min "continuous" w/ 2min'),
        ("Intervals 6x800m @ 5k", '"Intervals": 6x800m @ 5K'),
        ("6x800m intervals @ 5k", '6x800m @ 5K "intervals"'),
        ("400 jog in 3'", '400m within 3min @ easy "jog"'),
    ],
)
def test_no_word_about_the_running_is_lost(text: str, meant: str) -> None:
    assert written(text) == meant


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("100 jog", "E12"),
        ("6m set recovery", "E12"),
        ("2x6x200m, 200m/6m jog", "E12"),
        ("race 5L", "E07"),
        ("race 5T", "E07"),
    ],
)
def test_what_could_not_be_read_back_is_refused_at_once(text: str, code: str) -> None:
    assert refused(text) == code


def test_a_number_has_as_many_decimals_as_are_written() -> None:
    read = workout("10k @ .10610%")
    assert parse_workout(write_workout(read)).workout == read


def test_daniels_marathon_miles_mean_the_pace_of_that_race() -> None:
    (run,) = meaning(workout("12M", units=Units.MI, dialect=Dialect.DANIELS))
    assert run["at"] == {"pace": "MP"}


@pytest.mark.parametrize(
    ("text", "advice"),
    [("10k easy, last 2k @ MP", "8km easy, then 2km"), ("12x400 @ I every 3rd @ R", "4x(2x400m")],
)
def test_the_advice_fits_what_changes_inside_a_step(text: str, advice: str) -> None:
    with pytest.raises(ShorthandError) as caught:
        workout(text)
    assert advice in caught.value.findings[0].now


@pytest.mark.parametrize(
    "text", ["0.0000001m easy", "0.0001s easy", "6x400m w/ 0.0001s rest", "0.0000001-1m easy"]
)
def test_a_length_too_small_to_keep_is_refused(text: str) -> None:
    with pytest.raises(ShorthandError):
        parse_workout(text)


def test_brackets_say_that_a_brisk_target_is_the_recoverys() -> None:
    _, (jog,) = rep("3x1km @ 4:00/km w/ 400m jog (@ 5:00/km)")
    assert jog.mode is Mode.JOG
    assert jog.intensities == (AbsolutePace(300, 300, 1000),)


@pytest.mark.parametrize("text", ["6x400m w/ 90s jog @ 5K", "6x400m w/ 90s jog (5K)", "6x400m w/ 90s (@ 5K)"])
def test_a_brisk_target_behind_a_recovery_may_be_the_works(text: str) -> None:
    with pytest.raises(ShorthandError, match="whose is it"):
        parse_workout(text)


@pytest.mark.parametrize("text", ["5k race", "2km warm up, 5k race, 1km cool down", "30min race"])
def test_a_race_is_no_run_at_the_pace_of_another(text: str) -> None:
    with pytest.raises(ShorthandError, match="is it one, or its pace"):
        parse_workout(text)


@pytest.mark.parametrize("text", ["5x200m at race pace", "5x200m @ race", "1000m race"])
def test_race_pace_is_said_with_its_word(text: str) -> None:
    assert "@ RP" in write_workout(workout(text))


@pytest.mark.parametrize("text", ["400s x 6 @ 1K", "200s x 8"])
def test_four_hundreds_are_no_seconds(text: str) -> None:
    with pytest.raises(ShorthandError):
        parse_workout(text)
