"""Reading a plan file: what stands where, when, and under which key."""

from datetime import date, time
from pathlib import Path

import pytest

from onek_sync.model.athlete import Athlete, Heart, Result, RunnerLevel
from onek_sync.model.errors import Level, PlanError
from onek_sync.model.intensity import AbsolutePace, PaceName, RaceName, RacePace, TrainingPace
from onek_sync.model.plan import Kind, Option, Race
from onek_sync.model.units import Distance, Units
from onek_sync.model.workout import Step, Text, steps_of
from onek_sync.planning.file import PlanFile, load_plan, read_plan
from tests.planning.plan_files import DEMO, GOOD, HEAD, PLANS, plan_text

RACE = 'race: {name: Meet, distance: 1000m, date: 2027-02-20, at: "15:30", goal: "3:25"}\n'


def times(file: PlanFile) -> dict[str, time | None]:
    return {session.key: session.at for session in file.plan.sessions()}


@pytest.mark.parametrize("path", GOOD, ids=lambda path: path.stem)
def test_every_sample_is_read_without_a_doubt(path: Path) -> None:
    file = load_plan(path)
    assert [str(finding) for finding in file.findings] == []


def test_the_seed_week_is_what_the_runner_wrote() -> None:
    plan = load_plan(DEMO).plan
    assert plan.race == Race(name="City Mile Meet", day=date(2027, 5, 8), at=time(15, 30), goal=205.0)
    assert plan.athlete.recent == (Result(1000, 214), Result(5000, 1250))
    assert plan.athlete.heart == Heart(max=190, rest=48, threshold=172)
    sessions = {session.key: session for session in plan.sessions()}
    assert list(sessions)[:3] == ["w01-mon-1", "w01-mon-2", "w01-tue-1"]
    monday, strength = sessions["w01-mon-1"], sessions["w01-mon-2"]
    assert (monday.at, strength.at, strength.kind) == (time(18), time(19, 30), Kind.STRENGTH)
    assert len(monday.cues) == 4
    assert all((monday.notes.food, monday.notes.drink, monday.notes.sleep, monday.notes.mobility))
    thursday = sessions["w01-thu-1"]
    assert [(option.kind, option.sport) for option in thursday.options] == [
        (Kind.CROSS, "bike"),
        (Kind.CROSS, "swim"),
        (Kind.REST, ""),
    ]
    race = sessions["w02-sat-1"]
    assert (race.kind, race.day, race.at) == (Kind.RACE, date(2027, 5, 8), time(15, 30))


def test_every_row_of_the_checklist_is_read_as_training_and_not_as_mere_words() -> None:
    plan = load_plan(PLANS / "checklist.yaml").plan
    for session in plan.sessions():
        for option in session.options:
            assert not any(isinstance(block, Text) for block in option.workout.blocks), session.key
            said = option.workout.blocks or option.kind is Kind.REST
            assert said, session.key
    sessions = {session.key: session for session in plan.sessions()}
    assert len(sessions) == 40
    assert [len(sessions[key].options) for key in ("w3", "w4", "w7")] == [2, 3, 2]
    assert sessions["s4"].day == sessions["s1"].day
    assert [sessions[key].order for key in ("s4", "s1", "s2", "s3")] == [1, 2, 3, 4]


def test_a_day_may_be_a_text_a_mapping_or_a_list_of_both() -> None:
    file = read_plan(
        plan_text("mon: rest", "tue: {run: 40min easy}", "wed: [20min easy, {strength: plank 30s}]")
    )
    assert [(session.key, session.kind) for session in file.plan.sessions()] == [
        ("w01-mon-1", Kind.REST),
        ("w01-tue-1", Kind.RUN),
        ("w01-wed-1", Kind.RUN),
        ("w01-wed-2", Kind.STRENGTH),
    ]


def test_a_key_survives_an_edit_of_the_text_but_an_id_is_stronger() -> None:
    before = read_plan(plan_text("mon: 40min easy", "tue: {run: 40min easy, id: jog}"))
    after = read_plan(plan_text("mon: 50min easy", "tue: {run: 50min easy, id: jog}"))
    assert [s.key for s in before.plan.sessions()] == [s.key for s in after.plan.sessions()]
    assert [s.key for s in before.plan.sessions()] == ["w01-mon-1", "jog"]


def test_a_day_left_empty_has_no_session() -> None:
    assert [s.key for s in read_plan(plan_text("mon:", "tue: ~", "wed: rest")).plan.sessions()] == [
        "w01-wed-1"
    ]


@pytest.mark.parametrize("written", ["rest", "{rest: }", "{rest: true}", "{rest: yes}", "[rest]"])
def test_a_rest_day_needs_no_words(written: str) -> None:
    (session,) = read_plan(plan_text(f"mon: {written}")).plan.sessions()
    assert session.options == (Option(kind=Kind.REST),)


def test_a_week_may_begin_on_any_weekday_and_runs_in_the_order_of_dates() -> None:
    thursday = HEAD.replace("2027-02-15", "2027-02-18")
    plan = read_plan(plan_text("mon: 20min easy", "wed: rest", "thu: 40min easy", head=thursday)).plan
    assert [(s.key, s.day) for s in plan.sessions()] == [
        ("w01-thu-1", date(2027, 2, 18)),
        ("w01-mon-1", date(2027, 2, 22)),
        ("w01-wed-1", date(2027, 2, 24)),
    ]


def test_weeks_follow_each_other_and_carry_their_phase() -> None:
    plan = read_plan(
        HEAD + "weeks:\n  - {phase: base, mon: rest}\n  - {phase: peak, note: Fresh., sun: rest}\n"
    ).plan
    assert [(week.number, week.start, week.phase, week.note) for week in plan.weeks] == [
        (1, date(2027, 2, 15), "base", ""),
        (2, date(2027, 2, 22), "peak", "Fresh."),
    ]
    assert [(s.key, s.day, s.phase) for s in plan.sessions()][1] == ("w02-sun-1", date(2027, 2, 28), "peak")


def test_a_start_is_the_sessions_own_before_the_weekdays_before_the_default() -> None:
    head = HEAD + 'times: {default: "18:00", tue: "7:15", thu: all day}\n'
    file = read_plan(
        plan_text(
            "mon: 20min easy",
            "tue: 20min easy",
            "wed: {run: 20min easy, at: 6:30}",
            "thu: 20min easy",
            head=head,
        )
    )
    assert list(times(file).values()) == [time(18), time(7, 15), time(6, 30), None]


def test_every_session_takes_the_usual_time_but_rest_lasts_all_day() -> None:
    head = HEAD + 'times: {default: "18:00"}\n'
    days = ("mon: rest", "tue: [20min easy, strength plank 30s]", "wed: {rest: , at: '12:00'}")
    assert list(times(read_plan(plan_text(*days, head=head))).values()) == [
        None,
        time(18),
        time(18),
        time(12),
    ]


@pytest.mark.parametrize("written", ["18:30", '"18:30"', "'18:30'", "18:30:00"])
def test_a_time_needs_no_quotes(written: str) -> None:
    file = read_plan(plan_text(f"mon: {{run: 20min easy, at: {written}}}"))
    assert times(file) == {"w01-mon-1": time(18, 30)}


@pytest.mark.parametrize("written", ["2027-02-15", '"2027-02-15"', "'2027-02-15'"])
def test_a_date_needs_no_quotes(written: str) -> None:
    assert read_plan(plan_text("mon: rest", head=HEAD.replace("2027-02-15", written))).plan.start == date(
        2027, 2, 15
    )


def test_words_that_yaml_takes_for_something_else_stay_words() -> None:
    days = "mon: {run: 20min easy, title: on, purpose: no, note: 1e3, cues: [yes, null, 0x1F]}"
    (session,) = read_plan(plan_text(days)).plan.sessions()
    assert (session.title, session.purpose, session.notes.text) == ("on", "no", "1e3")
    assert session.cues == ("yes", "null", "0x1F")


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_windows_line_ends_and_a_byte_order_mark_make_no_difference(newline: str, mark: str) -> None:
    text = plan_text("mon: 20min easy", "tue: {run: 20min easy, note: ünïcödé 🏃 שלום}")
    plan = read_plan(mark + text.replace("\n", newline)).plan
    assert plan == read_plan(text).plan
    assert [session.notes.text for session in plan.sessions()] == ["", "ünïcödé 🏃 שלום"]


def test_a_text_may_be_said_once_and_referred_to() -> None:
    days = (
        "mon: &easy 40min easy",
        "tue: *easy",
        "wed: &day {run: 20min easy, note: x}",
        "thu: {<<: *day, note: y}",
    )
    sessions = list(read_plan(plan_text(*days)).plan.sessions())
    assert sessions[0].options == sessions[1].options
    assert [session.notes.text for session in sessions] == ["", "", "x", "y"]


def test_what_the_plan_says_of_the_athlete_wins_key_by_key() -> None:
    known = Athlete(name="Sam", units=Units.MI, age=30, recent=(Result(5000, 1250),), heart=Heart(max=190))
    head = HEAD + "athlete: {level: advanced, recent: {1K: 3:34}, paces: {T: 7:00, 1K: 85/400m}}\n"
    athlete = read_plan(plan_text("mon: rest", head=head), athlete=known).plan.athlete
    assert athlete == Athlete(
        name="Sam",
        units=Units.MI,
        level=RunnerLevel.ADVANCED,
        age=30,
        recent=(Result(1000, 214),),
        heart=Heart(max=190),
        paces=(
            (PaceName.THRESHOLD, AbsolutePace(420, 420, 1609.344)),
            (RaceName.K1, AbsolutePace(85, 85, 400)),
        ),
    )


def test_zone_and_times_known_from_elsewhere_hold_where_the_plan_says_none() -> None:
    text = plan_text(
        "mon: 20min easy", "tue: 20min easy", "wed: 20min easy", head="plan: p\nstart: 2027-02-15\n{}"
    )
    known = {"mon": time(6), "tue": time(7)}
    bare = read_plan(text.format(""), timezone="Europe/Berlin", times=known)
    assert bare.findings == () and bare.plan.timezone == "Europe/Berlin"
    assert list(times(bare).values()) == [time(6), time(7), None]
    own = read_plan(
        text.format("times: {tue: 18:00}\ntimezone: UTC\n"), timezone="Europe/Berlin", times=known
    )
    assert own.plan.timezone == "UTC"
    assert list(times(own).values()) == [time(6), time(18), None]
    default = read_plan(text.format("times: {default: 18:00}\n"), times=known)
    assert set(times(default).values()) == {time(18)}


def test_a_race_named_in_the_head_gets_its_day() -> None:
    plan = read_plan(plan_text("fri: rest", head=HEAD + RACE)).plan
    race = list(plan.sessions())[-1]
    assert (race.key, race.day, race.at, race.title) == ("w01-sat-1", date(2027, 2, 20), time(15, 30), "Meet")
    assert race.kind is Kind.RACE
    assert race.workout.blocks == (Step(end=Distance(1000), intensities=(RacePace(RaceName.RACE),)),)
    assert str(race.place) == "plan.yaml:4:7"


def test_a_race_that_has_its_day_is_not_doubled() -> None:
    plan = read_plan(
        plan_text("sat: [mobility leg swings 2x10/side, {race: 1000m, title: Mine}]", head=HEAD + RACE)
    ).plan
    assert [(s.key, s.kind, s.title, s.at) for s in plan.sessions()] == [
        ("w01-sat-1", Kind.MOBILITY, "", None),
        ("w01-sat-2", Kind.RACE, "Mine", time(15, 30)),
    ]


def test_a_race_comes_after_what_else_is_on_its_day() -> None:
    plan = read_plan(plan_text("sat: 15min easy", "sun: rest", head=HEAD + RACE)).plan
    assert [(s.key, s.kind) for s in plan.sessions()] == [
        ("w01-sat-1", Kind.RUN),
        ("w01-sat-2", Kind.RACE),
        ("w01-sun-1", Kind.REST),
    ]


def test_a_race_outside_the_plan_is_a_warning() -> None:
    file = read_plan(plan_text("mon: rest", head=HEAD + RACE.replace("2027-02-20", "2027-02-22")))
    (finding,) = file.findings
    assert finding.level is Level.WARNING
    assert str(finding) == (
        "plan.yaml:4:7: the race on 2027-02-22 is outside the plan (2027-02-15 to 2027-02-21); "
        "move start, or add weeks"
    )


def test_a_plan_without_a_time_zone_is_read_in_utc_with_a_warning() -> None:
    file = read_plan(plan_text("mon: rest", head="plan: p\nstart: 2027-02-15\n"))
    assert file.plan.timezone == "UTC"
    assert [finding.code for finding in file.findings] == ["P31"]


def test_the_plan_may_be_written_in_miles() -> None:
    head = HEAD + "athlete: {units: mi}\n"
    (session,) = read_plan(plan_text("mon: 3mi @ 7:30", head=head)).plan.sessions()
    (step,) = steps_of(session.workout.blocks)
    assert step.end == Distance(4828.032)
    assert step.intensities == (AbsolutePace(450, 450, None),)


def test_the_daniels_dialect_is_switched_on_by_name() -> None:
    with pytest.raises(PlanError, match="dialect: daniels"):
        read_plan(plan_text("mon: 8M"))
    file = read_plan(plan_text("mon: 8M", head=HEAD + "dialect: daniels\nathlete: {units: mi}\n"))
    (session,) = file.plan.sessions()
    assert session.workout.blocks == (
        Step(end=Distance(12874.752), intensities=(TrainingPace(PaceName.MARATHON),)),
    )


PLACES = {
    "plain": ("mon: 40min easy + 5x100m stribes", "stribes"),
    "single quotes": ("mon: '40min easy + 5x100m stribes'", "stribes"),
    "double quotes": ('mon: "40min easy + 5x100m stribes"', "stribes"),
    "behind an anchor": ("mon: &a 40min easy + 5x100m stribes", "stribes"),
    "in a list": ("mon: [20min easy, 40min easy + 5x100m stribes]", "stribes"),
    "folded": ("mon: >\n    40min easy +\n    5x100m stribes\n", "stribes"),
    "on two lines": ("mon: 40min easy +\n  5x100m stribes", "stribes"),
    "in a mapping": ("mon:\n  at: '18:00'\n  run: 40min easy + 5x100m stribes", "stribes"),
    "as an alternative": ("mon: {rest: , or: [20min easy, 40min easy + 5x100m stribes]}", "stribes"),
}


@pytest.mark.parametrize("written", PLACES)
def test_a_fault_in_a_workout_stands_at_its_word_in_the_file(written: str) -> None:
    day, word = PLACES[written]
    text = plan_text(day)
    with pytest.raises(PlanError) as raised:
        read_plan(text)
    (finding,) = raised.value.findings
    before = text[: text.index(word)].split("\n")
    assert (finding.place.line, finding.place.column) == (len(before), len(before[-1]) + 1)


def test_where_an_escape_hides_the_column_the_text_itself_is_named() -> None:
    with pytest.raises(PlanError) as raised:
        read_plan(plan_text(r'mon: "40min\x20easy + 5x100m stribes"'))
    (finding,) = raised.value.findings
    assert str(finding.place) == "plan.yaml:6:10"


def test_a_doubt_about_a_workout_stands_at_its_place_too() -> None:
    file = read_plan(plan_text("mon: 40min easy", "tue: 12min warm up, 6x400m @ 1K"))
    (finding,) = file.findings
    assert finding.level is Level.WARNING
    assert (finding.place.file, finding.place.line) == ("plan.yaml", 7)
    assert finding.place.column > 10


def test_a_monday_written_first_in_weeks_that_begin_on_a_tuesday_is_doubted_once() -> None:
    head = HEAD.replace("2027-02-15", "2027-02-16")
    week = "  - mon: rest\n    tue: 40min easy\n    wed: rest\n"
    (doubt,) = read_plan(f"{head}weeks:\n{week}{week}").findings
    assert str(doubt) == (
        "plan.yaml:5:5: mon stands before tue, but weeks begin on tue: it is 2027-02-22;"
        " write the days from tue to mon, or begin with start: 2027-02-15"
    )


@pytest.mark.parametrize(
    "days", [("tue: rest", "sun: rest", "mon: rest"), ("mon: rest",), ("wed: rest", "sat: rest")]
)
def test_days_in_the_order_of_their_dates_are_not_doubted(days: tuple[str, ...]) -> None:
    assert read_plan(plan_text(*days, head=HEAD.replace("2027-02-15", "2027-02-16"))).findings == ()
