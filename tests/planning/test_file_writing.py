"""Writing a plan: a file a person would write, that reads back as the same plan."""

from dataclasses import fields, is_dataclass, replace
from datetime import date, time, timedelta
from enum import Enum
from pathlib import Path
from string import ascii_lowercase
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from onek_sync.model.athlete import Athlete, Heart, Result, RunnerLevel
from onek_sync.model.intensity import AbsolutePace, PaceName, RaceName
from onek_sync.model.plan import Kind, Notes, Option, Plan, Race, Session, Week
from onek_sync.model.units import Units
from onek_sync.model.workout import Workout
from onek_sync.planning.file import load_plan, read_plan, write_plan
from onek_sync.planning.file.day_reader import MAX_TEXT
from onek_sync.planning.file.race_day import WEEKDAYS, key_of
from onek_sync.planning.file.yaml_nodes import INVISIBLE
from onek_sync.planning.shorthand.options import parse_options, write_options
from tests.planning.plan_files import DEMO, GOOD, HEAD, PLANS, placeless, plan_text
from tests.planning.shorthand.workouts import WORKOUTS

MORE = [
    "race",
    "rest -- sleep in",
    "40min easy -- by feel, in the woods",
    "cross 30min swim or rest",
    "strength: plank 3x40s",
]
OPTIONS = [
    *(session.options for path in GOOD for session in load_plan(path).plan.sessions()),
    *(parse_options(line).options for line in MORE),
]


@pytest.mark.parametrize("path", GOOD, ids=lambda path: path.stem)
def test_every_sample_survives_reading_and_writing(path: Path) -> None:
    plan = load_plan(path).plan
    assert placeless(read_plan(write_plan(plan)).plan) == placeless(plan)


def test_writing_twice_gives_the_same_bytes() -> None:
    once = write_plan(load_plan(PLANS / "checklist.yaml").plan)
    assert write_plan(read_plan(once).plan) == once


def test_a_written_plan_looks_as_if_a_runner_wrote_it() -> None:
    plan = load_plan(DEMO).plan
    assert write_plan(plan) == (PLANS / "demo.written").read_text(encoding="utf-8")


# Words as people write them, with all that YAML could trip over.
_signs = st.characters(
    codec="utf-8", exclude_categories=["Cc", "Cs", "Cn", "Co"], exclude_characters="\ufeff"
)
_traps = st.sampled_from(
    [": ", " #", "- ", "'", '"', "\\", "{", "]", "@", "%", "\n", "  ", "null", "18:30", "é🏃", "&a "]
)
words = (
    st.lists(_signs | _traps | st.sampled_from(["easy", "long", "word"]), max_size=12)
    .map(" ".join)
    .map(str.strip)
)
long_words = st.lists(st.text(ascii_lowercase, min_size=1, max_size=9), min_size=20, max_size=60).map(
    " ".join
)
starts = st.builds(time, st.integers(0, 23), st.integers(0, 59))
ids = st.from_regex(r"[a-z][a-z0-9]{0,8}(-[a-z0-9]{1,6})?", fullmatch=True)
seconds = st.integers(140, 400) | st.decimals(140, 400, places=1).map(float)

results = st.builds(
    lambda metres, pace, day: Result(metres, round(metres * pace / 1000, 2), day),
    st.sampled_from([400.0, 800.0, 1000.0, 1500.0, 1609.344, 5000.0, 21097.5, 3218.688]),
    st.integers(180, 500),
    st.none() | st.dates(date(2026, 1, 1), date(2027, 1, 1)),
)
paces = st.builds(
    lambda name, fast, more, per: (name, AbsolutePace(fast * per / 1000, (fast + more) * per / 1000, per)),
    # An easy pace of its own must fit the times that are written in the workouts: not here.
    st.sampled_from([*(name for name in PaceName if name is not PaceName.EASY), *RaceName]),
    st.integers(180, 400),
    st.integers(0, 30),
    st.sampled_from([1000.0, 400.0, 200.0]),
)
hearts = st.builds(
    Heart,
    max=st.none() | st.integers(180, 220),
    rest=st.none() | st.integers(35, 70),
    threshold=st.none() | st.integers(150, 175),
    estimated=st.booleans(),
)
athletes = st.builds(
    Athlete,
    name=words,
    units=st.just(Units.KM),
    level=st.sampled_from(RunnerLevel),
    age=st.none() | st.integers(10, 90),
    recent=st.lists(results, max_size=3, unique_by=lambda result: result.metres).map(tuple),
    heart=hearts,
    paces=st.lists(paces, max_size=3, unique_by=lambda pace: pace[0]).map(tuple),
    sprint=st.none() | st.just(Result(60.0, 8.1)),
)
notes = st.builds(Notes, text=words | long_words, food=words, drink=words, sleep=words, mobility=words)


@st.composite
def sessions(draw: st.DrawFn, day: date, week: int, order: int, phase: str) -> Session:
    key = draw(st.just(key_of(week, day.weekday(), order)) | ids.map(f"{week}-{day:%d}-{order}-".__add__))
    options = draw(st.sampled_from(OPTIONS))
    return Session(
        key=key,
        day=day,
        at=draw(st.none() | st.sampled_from([time(18), time(9)]) | starts),
        order=order,
        week=week,
        phase=phase,
        title=draw(words),
        options=options,
        purpose=draw(words),
        cues=tuple(draw(st.lists(words.filter(bool), max_size=3))),
        notes=draw(notes),
        hardness=draw(st.none() | st.integers(0, 3)),
    )


@st.composite
def weeks(draw: st.DrawFn, number: int, start: date) -> Week:
    phase = draw(st.sampled_from(["", "base", "specific", "peak"]) | words)
    counts = draw(st.lists(st.integers(0, 3), min_size=7, max_size=7))
    days = [
        (start + timedelta(offset), order)
        for offset, count in enumerate(counts)
        for order in range(1, count + 1)
    ]
    drawn = tuple(draw(sessions(day, number, order, phase)) for day, order in days)
    return Week(number=number, start=start, phase=phase, note=draw(words), sessions=drawn)


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    start = draw(st.dates(date(2026, 12, 1), date(2027, 12, 31)))
    drawn = tuple(draw(weeks(n + 1, start + timedelta(7 * n))) for n in range(draw(st.integers(1, 2))))
    # A plan whose race is on a day without a race session is not what a file can say: it has one then.
    raced = [s for week in drawn for s in week.sessions if s.kind is Kind.RACE]
    day = draw(st.sampled_from(raced)).day if raced and draw(st.booleans()) else start - timedelta(1)
    race = st.builds(
        Race,
        name=words,
        metres=st.sampled_from([800.0, 1000.0, 1609.344]),
        day=st.just(day),
        at=st.none() | starts,
        goal=st.none() | seconds.map(lambda s: float(s)),
    )
    return Plan(
        id=draw(ids),
        title=draw(words),
        timezone=draw(st.sampled_from(["UTC", "Europe/Berlin", "America/Argentina/Ushuaia"])),
        start=start,
        weeks=drawn,
        race=draw(st.none() | race),
        athlete=draw(athletes),
    )


@settings(max_examples=40, deadline=None)
@given(plans())
def test_every_plan_survives_writing_and_reading(plan: Plan) -> None:
    assert placeless(read_plan(write_plan(plan)).plan) == plan


def seen(value: Any) -> Any:
    """The same workout, its invisible characters made visible: no plan file has them."""
    if isinstance(value, str) and not isinstance(value, Enum):
        return INVISIBLE.sub("x", value)
    if isinstance(value, tuple):
        return tuple(map(seen, value))
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{each.name: seen(getattr(value, each.name)) for each in fields(value)})
    return value


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(WORKOUTS.map(seen), st.booleans())
def test_every_workout_survives_in_a_text_of_its_own_and_among_keys(workout: Workout, alone: bool) -> None:
    options = (Option(workout=workout), Option(kind=Kind.REST))
    assume(len(write_options(options[:1])) <= MAX_TEXT // 2)
    start = date(2027, 2, 15)
    session = Session(key="w01-mon-1", day=start, options=options, title="" if alone else "Mine")
    plan = Plan(id="p", start=start, weeks=(Week(number=1, start=start, sessions=(session,)),))
    assert placeless(read_plan(write_plan(plan)).plan) == plan


def test_invisible_characters_are_left_out_of_what_is_written() -> None:
    start = date(2027, 2, 15)
    plan = Plan(
        id="p", title="a\0b\x07c\ufeff", start=start, weeks=(Week(number=1, start=start, note="\x1b"),)
    )
    read = read_plan(write_plan(plan)).plan
    assert (read.title, read.weeks[0].note) == ("abc", "")


@pytest.mark.parametrize("day", range(7))
def test_a_race_of_the_head_is_not_written_a_second_time(day: int) -> None:
    start = date(2027, 2, 15)
    race = Race(name="Meet", day=start + timedelta(day), at=time(15, 30), goal=205.0)
    bare = Plan(id="p", start=start, race=race, weeks=(Week(number=1, start=start),))
    plan = read_plan(write_plan(bare)).plan
    assert [(s.kind, s.title) for s in plan.sessions()] == [(Kind.RACE, "Meet")]
    assert write_plan(plan) == write_plan(bare)
    assert f"{WEEKDAYS[day]}:" not in write_plan(plan)


def test_the_usual_time_is_said_once_and_the_exceptions_where_they_are() -> None:
    start = date(2027, 2, 15)
    at = [time(18), time(18), time(6, 30), None, time(18), time(9), time(9)]
    easy = parse_options("20min easy").options
    days = [
        Session(
            key=key_of(week, n, 1),
            day=start + timedelta(7 * (week - 1) + n),
            week=week,
            at=at[n],
            options=easy,
        )
        for week in (1, 2)
        for n in range(7)
    ]
    days[0] = replace(days[0], at=time(7))
    first, second = (
        Week(number=w, start=start + timedelta(7 * w - 7), sessions=tuple(d for d in days if d.week == w))
        for w in (1, 2)
    )
    text = write_plan(Plan(id="p", start=start, weeks=(first, second)))
    assert (
        'times: {default: "18:00", mon: "07:00", wed: "06:30", thu: all day, sat: "09:00", sun: "09:00"}'
        in text
    )
    assert text.count("  at:") == 1


def test_a_second_session_without_a_time_keeps_having_none() -> None:
    text = plan_text(
        "mon: 20min easy",
        "tue: [rest, {run: 20min easy, at: all day}]",
        head=HEAD + "times: {default: 18:00}\n",
    )
    plan = read_plan(text).plan
    assert [session.at for session in plan.sessions()] == [time(18), None, None]
    assert placeless(read_plan(write_plan(plan)).plan) == placeless(plan)


def test_a_long_note_is_folded_and_several_lines_are_kept() -> None:
    start = date(2027, 2, 15)
    long = "one two three four five " * 10
    note = Notes(text=long.strip(), food="first\nsecond")
    session = Session(key="w01-mon-1", day=start, options=(Option(kind=Kind.REST),), notes=note)
    plan = Plan(id="p", start=start, weeks=(Week(number=1, start=start, sessions=(session,)),))
    text = write_plan(plan)
    assert max(map(len, text.splitlines())) < 115
    assert "food: |-\n        first\n        second\n" in text
    assert placeless(read_plan(text).plan) == plan
