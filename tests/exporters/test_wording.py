"""What people read: titles, watch names, descriptions, notes of steps; as golden files to be read."""

from dataclasses import replace
from datetime import time

import pytest

from onek_sync.exporters.profile import bars
from onek_sync.exporters.words import (
    Audience,
    Voice,
    block_text,
    description,
    step_note,
    title,
    watch_name,
)
from onek_sync.model.athlete import Heart
from onek_sync.model.intensity import AbsolutePace
from onek_sync.model.plan import Kind, Notes
from onek_sync.model.session import HeartBand, PaceBand, ResolvedPlan, ResolvedSession, ResolvedStep
from onek_sync.model.units import METRES_PER_MILE, Distance, Duration, Units
from onek_sync.model.workout import Mode, Style
from tests.conftest import Golden
from tests.exporters.building import (
    CASES,
    EASY,
    PLAN,
    STRIDE,
    TEMPO,
    Step,
    cooldown,
    recovery,
    rep,
    run,
    session,
    times,
    warmup,
)
from tests.exporters.sayings import SAYINGS, plan_of

GOAL = PaceBand(207.5, 212.5)  # 84.0 for 400 m
BOTH = {**CASES, **SAYINGS}


def plan_for(one: ResolvedSession) -> ResolvedPlan:
    if one.key in CASES:
        return PLAN
    return plan_of(one, units=Units.MI if one.key == "miles" else Units.KM)


def test_titles_and_watch_names_are_said_as_the_golden_table(golden: Golden) -> None:
    rows = [
        f"{key:<14} | {title(one, plan_for(one)):<50} | {watch_name(one, plan_for(one))}"
        for key, one in BOTH.items()
    ]
    golden("wording/titles.txt", "\n".join([*rows, ""]).encode())


@pytest.mark.parametrize("key", BOTH)
def test_a_description_is_said_as_its_golden_file(key: str, golden: Golden) -> None:
    one = BOTH[key]
    said = [f"==== {who} ====\n{description(one, plan_for(one), who)}\n" for who in Audience]
    golden(f"wording/{key}.txt", "\n".join(said).encode())


def test_notes_of_steps_are_said_as_the_golden_table(golden: Golden) -> None:
    notes = {}
    for key, one in BOTH.items():
        steps = [item for item in one.main.played() if isinstance(item, ResolvedStep)]
        notes[key] = dict.fromkeys(f"    {step_note(step)}".rstrip() for step in steps)
    text = "".join("\n".join([key, *lines, ""]) for key, lines in notes.items())
    golden("wording/notes.txt", text.encode())


@pytest.mark.parametrize(
    ("said", "blocks"),
    [
        (
            "1K pace 6x400 (84.0) · 400 jog",
            (warmup(12), times(6, rep(400, GOAL), between=(recovery(Distance(400)),)), cooldown(10)),
        ),
        (
            "Easy 40 min + 5x100 strides",
            (run(Step(end=Duration(2400)), EASY, aim="easy"), times(5, STRIDE)),
        ),
        ("Tempo 20 min @ 4:26-4:37", (warmup(12), run(Step(end=Duration(1200)), TEMPO, aim="tempo"))),
        ("Long 55 min easy", (run(Step(end=Duration(3300), style=Style.LONG), EASY, aim="easy"),)),
    ],
)
def test_a_coach_s_titles(said: str, blocks: tuple[ResolvedStep, ...]) -> None:
    assert title(session("one", *blocks)) == said


def test_a_pace_is_named_only_if_every_rep_has_it() -> None:
    mixed = session(
        "mixed", times(3, rep(1200, TEMPO, "5K pace"), recovery(Duration(60)), rep(400, aim="mile"))
    )
    assert title(mixed) == "Run 3x(1200+400)"
    assert watch_name(mixed) == "3x(1200+400)"
    alike = session("alike", times(3, rep(300, aim="mile"), recovery(Duration(60)), rep(200, aim="mile")))
    assert title(alike) == "Mile pace 3x(300+200)"
    assert watch_name(alike) == "3x(300+200) @mile"


def test_a_race_is_called_by_its_goal_and_keeps_its_name() -> None:
    race = CASES["race"]
    assert title(race, PLAN) == "RACE 1K goal 3:30 · City Mile Meet"
    assert watch_name(race, PLAN) == "RACE 1K goal 3:30"


def test_another_race_than_the_plan_s_has_no_goal() -> None:
    tune_up = SAYINGS["tune-up"]
    assert title(tune_up, plan_of(tune_up)) == "RACE 800"
    assert "goal" not in description(tune_up, plan_of(tune_up))


def test_a_title_is_cut_at_its_last_character_and_no_sooner() -> None:
    easy = run(Step(end=Duration(600)), EASY)
    assert title(session("fits", easy, title="x" * 50)) == "x" * 50
    assert title(session("cut", easy, title="x" * 51)) == "x" * 49 + "…"
    assert watch_name(session("fits", easy, title="x" * 32)) == "x" * 32
    assert watch_name(session("cut", easy, title="x" * 33)) == "x" * 32


def test_what_a_hand_would_write_is_on_the_watch() -> None:
    assert watch_name(CASES["intervals"]) == "6x400 @1K 400j"
    assert watch_name(CASES["fartlek"]) == "Fartlek 8x1'/1'"


def test_paces_are_per_mile_for_who_thinks_in_miles() -> None:
    one = SAYINGS["miles"]
    assert "(8:19-9:20/mi)" in description(one, plan_of(one, units=Units.MI))
    assert "(5:10-5:48/km)" in description(one, plan_of(one))
    tempo = CASES["tempo"]
    assert title(tempo, plan_of(tempo, units=Units.MI)) == "Tempo 20 min @ 7:08-7:26"


def test_a_title_says_the_unit_of_a_pace_where_the_step_speaks_in_the_other() -> None:
    miles = session(
        "mi", run(Step(end=Distance(3 * METRES_PER_MILE)), PaceBand(249, 255), aim="6:40-6:50/mi")
    )
    assert title(miles, plan_of(miles)) == "Run 3 mi @ 4:09-4:15/km"
    assert title(miles, plan_of(miles, units=Units.MI)) == "Run 3 mi @ 6:41-6:50"
    per_mile = Step(end=Duration(1200), intensities=(AbsolutePace(400, 410, METRES_PER_MILE),))
    timed = session("timed", run(per_mile, PaceBand(249, 255)))
    assert title(timed, plan_of(timed)) == "Run 20 min @ 4:09-4:15/km"
    assert title(timed, plan_of(timed, units=Units.MI)) == "Run 20 min @ 6:41-6:50"


def test_everything_of_a_session_reaches_its_calendar() -> None:
    one = session(
        "all",
        run(Step(end=Duration(2400), cue="Light feet."), EASY, aim="easy"),
        purpose="Base",
        cues=("relaxed hands",),
        notes=Notes(text="Meet at the gate.", food="Banana", drink="Water", sleep="8 h", mobility="Hips"),
    )
    said = description(one, plan_of(one))
    parts = ("Purpose: Base.", "Cues: relaxed hands. Light feet.", "Meet at the gate.", "Food: Banana.")
    for part in (*parts, "Drink: Water.", "Sleep: 8 h.", "Mobility: Hips.", "Week 1 of 12, specific."):
        assert part in said


def test_the_public_reads_nothing_of_heart_food_and_sleep() -> None:
    for one in (*CASES.values(), *SAYINGS.values()):
        said = description(one, plan_for(one), Audience.PUBLIC)
        for private in ("bpm", "HR", "Food", "Drink", "Sleep", "Stop rule", "Cues"):
            assert private not in said, (one.key, private)


def test_a_watch_s_description_is_shorter_than_the_calendar_s() -> None:
    for one in (*CASES.values(), *SAYINGS.values()):
        watch, calendar = (
            description(one, plan_for(one), who) for who in (Audience.WATCH, Audience.CALENDAR)
        )
        assert len(watch) < len(calendar), one.key


def test_what_is_said_about_a_week_stands_at_its_first_session() -> None:
    (week,) = PLAN.plan.weeks
    noted = replace(PLAN, plan=replace(PLAN.plan, weeks=(replace(week, note="Volume up, sleep more"),)))
    first, second = CASES["intervals"], CASES["nested"]
    assert "\nThis week: Volume up, sleep more.\n" in description(first, noted)
    assert "This week" not in description(second, noted)
    for audience in (Audience.WATCH, Audience.PUBLIC):
        assert "This week" not in description(first, noted, audience)


def test_what_the_day_holds_later_is_announced() -> None:
    run_first, lift_after = CASES["intervals"], CASES["strength"]
    lift = replace(lift_after, session=replace(lift_after.session, day=run_first.session.day))
    plan = replace(PLAN, sessions=(run_first, lift))
    assert "Then: Strength: squat, bird dog, plank, bounds (about 12 min)." in description(run_first, plan)
    assert "Then:" not in description(lift, plan)


def test_the_hour_before_a_race_is_counted_back_over_midnight() -> None:
    one = session("night", rep(1000, aim="race"), kind=Kind.RACE, at=time(0, 20))
    assert "23:30 jog 12 min easy" in description(one, plan_of(one))


def test_race_splits_add_up_to_the_goal_and_follow_the_legs() -> None:
    said = description(CASES["race"], PLAN)
    assert "1000 in 3:30." in said
    assert "200 in 40.7, 400 in 1:23.4" in said  # a quick first 200 m, then the middle's pace


def test_why_there_is_no_heart_rate_is_told_to_who_measures_it() -> None:
    reps = session("reps", times(6, rep(400)), hardness=3)
    plan = plan_of(reps)
    assert "No HR target" not in description(reps, plan)
    measured = replace(plan.plan, athlete=replace(plan.plan.athlete, heart=Heart(max=190)))
    assert "No HR target: reps are too short." in description(reps, replace(plan, plan=measured))


@pytest.mark.parametrize(("minutes", "said"), [(59, "59 min"), (61, "1 h 01"), (150, "2 h 30")])
def test_a_sum_of_time_is_said_as_in_the_terminal(minutes: int, said: str) -> None:
    ride = session("ride", run(Step(end=Duration(60 * minutes))), kind=Kind.CROSS, sport="bike")
    assert title(ride) == f"Bike {said}"


def test_a_single_heart_rate_is_no_range() -> None:
    one = session("one", run(Step(end=Duration(1200)), aim="180 bpm", heart=HeartBand(180, 180)))
    assert "Heart rate: about 180 bpm." in description(one, plan_of(one))


def test_the_stop_rule_is_for_hard_reps_only() -> None:
    hard = session("hard", times(6, rep(400)), hardness=3)
    assert "more than 2 s slow" in description(hard, plan_of(hard))
    for other in (replace(hard, hardness=2), session("two", times(2, rep(400)), hardness=3)):
        assert "Stop rule" not in description(other, plan_of(other))


def test_the_way_back_from_the_strides_is_named_once() -> None:
    back = recovery(Duration(60), Mode.WALK_BACK)
    one = session("lead", warmup(12), times(4, STRIDE, between=(back,)), back, times(6, rep(400)))
    assert description(one, plan_of(one)).count("walk back") == 1


def test_millions_of_repetitions_are_said_as_fast_as_few() -> None:
    endless = rep(100)
    for _ in range(5):
        endless = times(99, endless, between=(recovery(Duration(30)),))
    one = session("endless", endless, hardness=3)
    assert title(one, plan_of(one)) == "1K pace 99x(99x(99x(99x(99x100)))) (21.0) · 30 s"
    assert len(bars(one.main)) == 2000
    assert description(one, plan_of(one)).startswith("99 x (99 x (99 x")


def test_a_block_is_written_as_on_a_board() -> None:
    block = times(6, rep(400, GOAL), between=(recovery(Distance(400)),))
    assert block_text(block) == "6 x 400 m @ goal 1K (84.0), 400 m jog between"
    sets = times(2, times(4, rep(200, GOAL)), between=(recovery(Duration(180), Mode.WALK),))
    assert block_text(sets) == "2 x (4 x 200 m @ goal 1K (42.0)), 3 min walk between sets"


def test_a_step_has_its_target_per_kilometre_and_per_lap() -> None:
    note = step_note(rep(600, GOAL))
    assert note == "Goal 1K: 2:06 (3:30/km), 200 in 42.0, 400 in 1:24.0. RPE 9."
    assert "(5:38/mi)" in step_note(rep(600, GOAL), Voice(units=Units.MI))
