"""Every rule, broken and kept. A plan is a few lines; the runner is the one of the paces' tests."""

import re
from pathlib import Path

import pytest

from onek_sync.model.errors import Finding, Level
from onek_sync.planning.file import load_plan, read_plan
from onek_sync.planning.resolve import resolve
from onek_sync.planning.rules import RULES, check_rules, silenced
from tests.planning.plan_files import DEMO

RUNNER = 'athlete: {level: LEVEL, recent: {1K: "3:34", 5K: "20:50"}}\n'
HEAD = "plan: p\ntimezone: Europe/Berlin\nstart: 2027-02-15\n"
REPS, TEMPO, EASY = "12min warm up, 4x400m @ 1K w/ 400m jog", "12min warm up, 20min tempo", "40min easy"


def week(phase: str = "base", **days: str) -> str:
    return f"  - phase: {phase}\n" + "".join(f"    {day}: {text}\n" for day, text in days.items())


def found(*weeks: str, level: str = "intermediate", head: str = "") -> list[Finding]:
    text = HEAD + RUNNER.replace("LEVEL", level) + head + "weeks:\n" + "".join(weeks)
    return list(check_rules(resolve(read_plan(text).plan)))


def codes(*weeks: str, level: str = "intermediate", head: str = "") -> list[str]:
    return [finding.code for finding in found(*weeks, level=level, head=head)]


RACE = 'race: {date: 2027-02-20, goal: "3:32"}\n'
STRENGTH = "strength squat 3x8"
THREE_800 = "3x800m @ goal 1K w/ 2min rest"
LOADING = [week(mon=EASY, wed=EASY)] * 5

BROKEN: dict[str, tuple[str, ...]] = {
    "V1": (week(mon=REPS, tue=TEMPO),),
    "V2": (week(mon=REPS, tue=REPS),),
    "V3": (week(mon=TEMPO, wed=TEMPO, fri=TEMPO, sun=TEMPO),),
    "V4": (week(mon=f"[{STRENGTH}, '{REPS}']"),),
    "V6": (week("peak", mon=f"['{TEMPO}', {STRENGTH}]", wed=f"['{TEMPO}', {STRENGTH}]"),),
    "V7": (week(mon=EASY, tue=EASY, wed=EASY, thu=EASY, fri=EASY, sat=EASY, sun=EASY),),
    "V8": (week(mon="50min easy"), week(mon="56min easy")),
    "V9": (week(mon=EASY, wed="55min long", fri=EASY, sat=EASY),),
    "V11": tuple(LOADING),
    "V12": (week(mon="7x400m @ 1K w/ 400m jog"),),
}


@pytest.mark.parametrize("rule", BROKEN)
def test_a_broken_rule_is_said(rule: str) -> None:
    assert codes(*BROKEN[rule]) == [rule]


KEPT: dict[str, tuple[str, ...]] = {
    "V1": (week(mon=REPS, wed=TEMPO),),
    "V2": (week(mon=REPS, wed=REPS),),
    "V3": (week(mon=TEMPO, wed=TEMPO, fri=TEMPO),),
    "V4": (week(mon=f"['{REPS}', {STRENGTH}]"),),
    "V4, 48 h before": (week(mon=STRENGTH, wed=REPS),),
    "V6": (week("base", mon=f"['{TEMPO}', {STRENGTH}]", wed=f"['{TEMPO}', {STRENGTH}]"),),
    "V7": (week(mon=EASY, tue=EASY, wed=EASY, thu="cross 45min bike or rest", fri=EASY, sat=EASY, sun=EASY),),
    "V8": (week(mon="50min easy"), week(mon="55min easy")),
    "V8, after a lighter week": (week(mon=EASY, wed=EASY), week(mon=EASY), week(mon=EASY, wed=EASY)),
    "V9": (week(mon=EASY, wed="50min long", fri=EASY, sat=EASY),),
    "V11": (*LOADING[:4], week(mon=EASY), *LOADING[:4]),
    "V12": (week(mon="6x400m @ 1K w/ 400m jog"),),
}


@pytest.mark.parametrize("rule", KEPT)
def test_a_kept_rule_is_not(rule: str) -> None:
    assert codes(*KEPT[rule]) == []


def test_lifting_the_day_before_a_very_hard_run_is_said() -> None:
    assert codes(week(mon=STRENGTH, tue=REPS)) == ["V4"]


def test_by_the_clock_two_hard_days_can_be_too_near_though_a_day_lies_between() -> None:
    late, early = f"{{run: '{REPS}', at: '21:00'}}", f"{{run: '{REPS}', at: '06:00'}}"
    assert codes(week(mon=late, wed=early)) == ["V2"]
    assert codes(week(mon=early, wed=early)) == []


def test_strength_within_four_days_of_the_race_is_said() -> None:
    days = {"tue": f"[{EASY}, {STRENGTH}]", "sat": "race 1000m"}
    assert codes(week(**days), head=RACE) == ["V5"]
    assert codes(week(mon=f"[{EASY}, {STRENGTH}]", sat="race 1000m"), head=RACE) == []


def test_in_race_week_there_is_no_strength_at_all() -> None:
    assert codes(week("race", mon=f"[{EASY}, {STRENGTH}]"), head=RACE) == ["V6"]


@pytest.mark.parametrize(("eve", "says"), [("60min easy", True), ("15min easy", False), ("rest", False)])
def test_the_eve_of_a_race_is_quiet(eve: str, says: bool) -> None:
    assert codes(week(fri=eve, sat="race 1000m"), head=RACE) == ["V10"] * says


def test_a_beginner_has_two_hard_days_less_race_pace_and_a_word_about_health() -> None:
    hard = week(mon=TEMPO, wed=TEMPO, fri=TEMPO)
    assert codes(hard, level="beginner") == ["V3", "V14"]
    note = "    note: In doubt see a doctor first.\n"
    assert codes(week(mon="5x400m @ 1K w/ 400m jog") + note, level="beginner") == ["V12"]


def test_a_goal_beyond_what_the_weeks_may_give_is_said_at_the_race() -> None:
    head = RACE.replace("02-20", "03-13").replace("3:32", "3:25")
    weeks = [week(mon=EASY)] * 3 + [week(sat="race 1000m")]
    (finding,) = found(*weeks, head=head)
    assert finding.code == "V13"
    assert "4.2% faster than today's 3:34.0" in finding.what and finding.place.line > 8
    assert codes(*weeks, head=head.replace("3:25", "3:33")) == []


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (THREE_800, True),
        ("4x800m @ goal 1K w/ 3min rest", True),
        ("3x800m @ goal 1K w/ 6min rest", False),
        ("2x800m @ goal 1K w/ 2min rest", False),
        ("3x800m @ 1500 w/ 2min rest", False),
    ],
)
def test_many_800s_at_race_pace_with_short_rest_are_said(text: str, says: bool) -> None:
    assert ("V15" in codes(week(mon=text), level="advanced", head=RACE)) is says


FIVE_K = 'race: {date: 2027-02-20, distance: 5000, goal: "20:30"}\n'


@pytest.mark.parametrize(
    "text",
    ["5x1000m @ goal 5K w/ 2min jog", "5x1000m @ race pace w/ 2min jog", "10min warm up, 4km @ race pace"],
)
def test_race_pace_of_a_5k_is_no_1k_pace(text: str) -> None:
    assert codes(week(mon=text), head=FIVE_K) == []


def test_1k_pace_is_capped_in_a_5k_plan_too() -> None:
    assert codes(week(mon="7x400m @ 1K w/ 400m jog"), head=FIVE_K) == ["V12"]


def test_800s_at_race_pace_are_brutal_before_1000_m_and_not_before_a_mile() -> None:
    text = "3x800m @ race pace w/ 2min rest"
    mile = FIVE_K.replace("5000", "mile").replace("20:30", "6:00")
    assert "V15" in codes(week(mon=text), level="advanced", head=RACE)
    assert "V15" not in codes(week(mon=text), level="advanced", head=mile)


def test_millions_of_repetitions_are_counted_and_not_run() -> None:
    nested = "99x(99x(99x(99x400m @ 1K w/ 1min rest)))"
    assert "V12" in codes(week(mon=nested))


def test_every_rule_has_a_case() -> None:
    elsewhere = {"V5", "V10", "V13", "V14", "V15"}
    assert set(BROKEN) | elsewhere == set(RULES)


def test_a_finding_has_a_place_a_way_out_and_the_level_of_a_doubt() -> None:
    for finding in found(*(text for texts in BROKEN.values() for text in texts)):
        assert finding.level is Level.WARNING and finding.place.line > 4 and finding.now


def test_nothing_known_of_the_athlete_leaves_the_rules_about_days() -> None:
    plan = read_plan(HEAD + "weeks:\n" + week(mon=REPS, tue=REPS)).plan
    assert [finding.code for finding in check_rules(resolve(plan))] == ["V2"]


def test_our_sample_plan_breaks_no_rule() -> None:
    file = load_plan(DEMO)
    assert silenced(check_rules(resolve(file.plan)), file.text) == ()


def test_the_seed_s_own_monday_is_at_the_cap_and_not_beyond() -> None:
    assert codes(week(mon="6x400m @ goal 1K w/ 400m jog"), head=RACE) == []


def test_the_page_about_rules_names_each_once_and_its_example_is_silent() -> None:
    page = (Path(__file__).parents[2] / "docs" / "rules.md").read_text(encoding="utf-8")
    assert re.findall(r"^\| (V\d+) \|", page, re.MULTILINE) == list(RULES)
    example = re.search(r"```yaml\n(.*?)```", page, re.DOTALL)
    assert example
    text = HEAD + RUNNER.replace("LEVEL", "intermediate") + example[1]
    findings = check_rules(resolve(read_plan(text).plan))
    assert [finding.code for finding in findings] == ["V1"]
    assert silenced(findings, text) == ()
