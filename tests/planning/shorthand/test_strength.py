"""The strength notation: what coaches write for the gym is read exactly, or refused with the column."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from onek_sync.model.errors import Level, ShorthandError
from onek_sync.model.units import Count, Distance, Duration
from onek_sync.model.workout import (
    Block,
    Load,
    LoadUnit,
    Mode,
    Repeat,
    Role,
    Step,
    StrengthSet,
    Text,
    Workout,
)
from onek_sync.planning.shorthand.strength import parse_strength, write_strength

THREE = Count(3, 3)
EIGHT = Count(8, 8)
SQUAT = StrengthSet(exercise="squat", sets=THREE, amount=EIGHT)
PAUSE = Step(role=Role.RECOVERY, end=Duration(60), mode=Mode.REST)


def squat(**more: object) -> StrengthSet:
    return StrengthSet(exercise="squat", sets=THREE, amount=EIGHT, **more)  # type: ignore[arg-type]


def plank(seconds: float, sets: int = 3) -> StrengthSet:
    return StrengthSet(exercise="plank", sets=Count(sets, sets), amount=Duration(seconds))


def bird_dog() -> StrengthSet:
    return StrengthSet(exercise="bird dog", sets=Count(2, 2), amount=Count(10, 10), per_side=True)


READINGS: dict[str, tuple[Block, ...]] = {
    "squat 3x8": (SQUAT,),
    "squat 3 × 8": (SQUAT,),
    "3x8 squat": (SQUAT,),
    "3 sets of 8 squat": (SQUAT,),
    "squat 3 sets of 8 reps": (SQUAT,),
    "squat: 3x8": (SQUAT,),
    "squat - 3x8": (SQUAT,),
    "squat 3x8 reps": (SQUAT,),
    "- squat 3x8\n- plank 3x40s": (SQUAT, plank(40)),
    "squat 3x8, plank 3x40s": (SQUAT, plank(40)),
    "squat 3x8; plank 3x40 sec": (SQUAT, plank(40)),
    "squat 3x8 + plank 3x40s": (SQUAT, plank(40)),
    'squat 3x8, plank 3x40", plank 3x30"': (SQUAT, plank(40), plank(30)),
    "plank 3x1:30": (plank(90),),
    "plank 3x1'30": (plank(90),),
    "plank 3x2min": (plank(120),),
    "plank 40s": (plank(40, 1),),
    "plank 3x40 reps": (StrengthSet(exercise="plank", sets=THREE, amount=Count(40, 40)),),
    "bounds 3x20m": (StrengthSet(exercise="bounds", sets=THREE, amount=Distance(20)),),
    "bird dog 2x10/side": (bird_dog(),),
    "bird dog 2x10 per side": (bird_dog(),),
    "bird dog 2x10 each side": (bird_dog(),),
    "bird dog 2x10 each leg": (bird_dog(),),
    "bird dog 2x10 je Seite": (bird_dog(),),
    "bird dog 2x10 par côté": (bird_dog(),),
    "squat 3-4x6-8": (StrengthSet(exercise="squat", sets=Count(3, 4), amount=Count(6, 8)),),
    "squat 3 sets": (StrengthSet(exercise="squat", sets=THREE),),
    "squat 3x": (StrengthSet(exercise="squat", sets=THREE),),
    "10 squats": (StrengthSet(exercise="squats", amount=Count(10, 10)),),
    "squat 3x8 @ 60kg": (squat(load=Load(LoadUnit.KG, 60, 60)),),
    "squat 3x8@60-62,5 kg": (squat(load=Load(LoadUnit.KG, 60, 62.5)),),
    "squat 3x8 135 lbs": (squat(load=Load(LoadUnit.LB, 135, 135)),),
    "squat 3x8 @ 80%": (squat(load=Load(LoadUnit.PERCENT_1RM, 80, 80)),),
    "squat 3x8 @ 70-80% of 1RM": (squat(load=Load(LoadUnit.PERCENT_1RM, 70, 80)),),
    "squat 3x8 RPE 7": (squat(load=Load(LoadUnit.RPE, 7, 7)),),
    "squat 3x8 @ RPE 7-8": (squat(load=Load(LoadUnit.RPE, 7, 8)),),
    "squat 3x8 @ RIR 2": (squat(load=Load(LoadUnit.RIR, 2, 2)),),
    "squat 3x8 2 RIR": (squat(load=Load(LoadUnit.RIR, 2, 2)),),
    "squat 3x8 @ bodyweight": (squat(load=Load(LoadUnit.BODYWEIGHT)),),
    "bodyweight squat 3x8": (StrengthSet(exercise="bodyweight squat", sets=THREE, amount=EIGHT),),
    "squat 3x8 rest 90s": (squat(rest=Duration(90)),),
    "squat 3x8 r 90s": (squat(rest=Duration(90)),),
    "squat 3x8 R90s": (squat(rest=Duration(90)),),
    "squat 3x8 w/ 90s rest between sets": (squat(rest=Duration(90)),),
    "squat 3x8, rest 1:30": (squat(rest=Duration(90)),),
    "squat 3x8 Pause 60-90s": (squat(rest=Duration(60, 90)),),
    "plank 40s rest 20s": (StrengthSet(exercise="plank", amount=Duration(40), rest=Duration(20)),),
    "squat 3x8 + 60s rest + plank 3x40s": (SQUAT, PAUSE, plank(40)),
    "squat 3x8 tempo 3-1-1": (squat(tempo="3-1-1"),),
    "tempo squat 3x8": (StrengthSet(exercise="tempo squat", sets=THREE, amount=EIGHT),),
    'squat 3x8 "slow, deep"': (squat(note="slow, deep"),),
    "squat 3x8 (slow, deep)": (squat(note="slow, deep"),),
    "squat 3x8 (60kg, rest 90s)": (squat(load=Load(LoadUnit.KG, 60, 60), rest=Duration(90)),),
    '"90/90 switch" 3x8': (StrengthSet(exercise="90/90 switch", sets=THREE, amount=EIGHT),),
    '"jump rope first", squat 3x8': (Text("jump rope first"), SQUAT),
    "squat 3x8; Core: plank 3x40s": (SQUAT, Text("Core:"), plank(40)),
    "3x(squat x8, plank 40s) w/ 60s rest": (
        Repeat(
            count=THREE,
            blocks=(StrengthSet(exercise="squat", amount=EIGHT), plank(40, 1)),
            between=(PAUSE,),
        ),
    ),
    "3 rounds of (8 squat, 60s rest, plank 40s), 60s rest": (
        Repeat(
            count=THREE,
            blocks=(StrengthSet(exercise="squat", amount=EIGHT), PAUSE, plank(40, 1)),
            between=(PAUSE,),
        ),
    ),
    "30min": (Step(end=Duration(1800)),),
}


@pytest.mark.parametrize("text", READINGS)
def test_a_text_is_read_as_meant(text: str) -> None:
    reading = parse_strength(text)
    assert reading.workout == Workout(blocks=READINGS[text])
    assert reading.findings == ()


def test_a_heading_labels_the_workout_and_the_rest_of_the_line_is_its_note() -> None:
    workout = parse_strength("Legs: squat 3x8 -- keep it short\n-- shoes off").workout
    assert workout == Workout(blocks=(SQUAT,), label="Legs", note="keep it short\nshoes off")


REFUSALS = {
    "": (1, "no exercise"),
    "plank 3x40": (1, "plank: repetitions or seconds?"),
    "side plank 3x1m": (1, "metres"),
    "squat 8": (7, '"8" of what?'),
    "90/90 switch 2x10": (1, '"90" of what?'),
    "squat 3x8 deep": (11, '"deep" is not understood'),
    "squat 3x8 deadlift 3x6": (11, "comma between exercises"),
    "Squat: 3x8 slow": (12, '"slow" is not understood'),
    "pull-up 3x max": (12, '"max" is not understood'),
    "3x8": (1, "what exercise?"),
    "squat 3x8, 30min": (12, "what exercise?"),
    "squat 3x8 @": (12, "@ 60kg"),
    "squat 3x8 @ 7": (13, '"7" is no load'),
    "squat 3x8 @ RPE 12": (17, "no load in RPE"),
    "squat 3x8x60kg": (10, 'a second "x"'),
    "squat 3x60kg": (9, "3x8 @ 60kg"),
    "squat 3x8 rest 90": (16, "no time to rest"),
    "squat 3x8, rest": (12, 'how long is "rest"'),
    "squat 3x8 rest 60s rest 90s": (20, "a second rest"),
    "squat 0x8": (7, "1 to 50"),
    "squat 3x400": (9, "1 to 200"),
    "squat 3x8-6": (9, "1 to 200"),
    "squat 3x2.5": (9, "1 to 200"),
    "plank 3x40s-30s": (9, "the smaller number first"),
    "plank 3x40s-1m": (9, "mixes units"),
    "plank 3x0:70": (9, "is no time"),
    "3x(squat x8": (12, "not closed"),
    "squat 3x8)": (10, "closes nothing"),
    "3x()": (4, "empty circuit"),
    "3x(" * 9 + "squat x8" + ")" * 9: (28, "too deep"),
    "squat 3x8 (slow": (11, "not closed"),
    "squat 3x8 ()": (11, "empty brackets"),
    'squat 3x8 "slow': (11, "not closed"),
    "squat 3x8 -- slow\nplank 3x40s": (19, "in quotes"),
    "squat 3x8 \x00": (11, "U+0000"),
    "squat 3x8 #1": (11, '"#" has no meaning'),
    "squat 3x8 RPE": (9, "no amount"),
    "squat 3x8 w/ 20m": (14, "no load"),
    "squat 3x8 rest 100m": (11, "metres"),
}


@pytest.mark.parametrize("text", REFUSALS)
def test_what_is_unclear_is_refused_with_column_and_remedy(text: str) -> None:
    column, sentence = REFUSALS[text]
    with pytest.raises(ShorthandError) as caught:
        parse_strength(text)
    (finding,) = caught.value.findings
    assert sentence in str(finding)
    assert finding.place.column == column
    assert finding.now


def test_an_exercise_without_a_number_is_kept_and_doubted() -> None:
    reading = parse_strength("squats and lunges")
    assert reading.workout.blocks == (StrengthSet(exercise="squats and lunges"),)
    (finding,) = reading.findings
    assert (finding.level, finding.place.column) == (Level.WARNING, 1)


def test_running_steps_have_no_place_in_it() -> None:
    with pytest.raises(ValueError, match="cannot say"):
        write_strength(Workout(blocks=(Step(end=Distance(400)), SQUAT)))
    with pytest.raises(ValueError, match="a heading above a rest"):
        write_strength(Workout(blocks=(PAUSE,), label="Legs"))


# Everything that can be said, from plain names to hostile ones.
counts = st.integers(1, 50).flatmap(lambda low: st.builds(Count, st.just(low), st.integers(low, 50)))
halves = st.integers(2, 200).map(lambda number: number / 2)
words = st.text(min_size=1, max_size=20).filter(lambda text: bool(text.strip()))
names = st.sampled_from(
    ["squat", "side plank", "T-spine", "rest", "r", "bodyweight squat", "3x8", "per side"]
)
names |= words
durations = st.builds(
    lambda low, more: Duration(low, low + more if more else None), halves, st.integers(0, 90)
)
distances = halves.map(Distance)
loads = st.one_of(
    st.builds(
        lambda unit, low, more: Load(unit, low, low + more),
        st.sampled_from([LoadUnit.KG, LoadUnit.LB, LoadUnit.PERCENT_1RM]),
        halves,
        st.integers(0, 40),
    ),
    st.builds(lambda rpe: Load(LoadUnit.RPE, rpe, rpe), st.integers(2, 20).map(lambda n: n / 2)),
    st.builds(lambda rir: Load(LoadUnit.RIR, rir, rir), st.integers(0, 5).map(float)),
    st.just(Load(LoadUnit.BODYWEIGHT)),
)
metres_need_no_hold = st.none() | counts | durations
exercises = st.builds(
    StrengthSet,
    exercise=names,
    sets=counts,
    amount=metres_need_no_hold,
    per_side=st.booleans(),
    load=st.none() | loads,
    rest=st.none() | durations,
    tempo=st.sampled_from(["", "3-1-1", "31X1", "3-0-1-0"]),
    note=st.text(max_size=20),
) | st.builds(StrengthSet, exercise=st.just("bounds"), sets=counts, amount=distances)
rests = st.builds(Step, role=st.just(Role.RECOVERY), end=durations | distances, mode=st.just(Mode.REST))
walks = st.builds(Step, role=st.just(Role.RECOVERY), end=durations, mode=st.just(Mode.WALK))
items = st.recursive(
    exercises | words.map(Text),
    lambda inner: st.builds(
        Repeat,
        count=counts,
        blocks=st.lists(inner | rests, min_size=1, max_size=3).map(tuple),
        between=st.just(()) | (rests | walks).map(lambda step: (step,)),
    ),
    max_leaves=5,
)
notes = st.lists(st.text(st.characters(exclude_characters="\n"), max_size=9).map(str.strip), max_size=2).map(
    "\n".join
)
lengths = st.builds(Workout, blocks=durations.map(lambda length: (Step(end=length),)))
workouts = lengths | st.builds(
    Workout,
    blocks=st.lists(items | rests, min_size=1, max_size=4).map(tuple),
    label=st.just("") | names,
    note=notes,
).filter(lambda workout: not workout.label or not isinstance(workout.blocks[0], Step))


@given(workouts)
@example(Workout(blocks=(StrengthSet(exercise="plank", amount=Duration(40), rest=Duration(90)),)))
@example(Workout(blocks=(StrengthSet(exercise="rest", note="“"), Text("-- no note"))))
def test_what_is_written_is_read_back(workout: Workout) -> None:
    assert parse_strength(write_strength(workout)).workout == workout


WRITTEN = """squat|plank |3x8|x|10|40s|/side| per |@|60kg|%|rest |90s|(|)|"|--|
|, |: |tempo 3-1-1|RPE|-|1:30|w/ |note:|then |'|walk|sets"""
pieces = st.sampled_from(WRITTEN.split("|"))


@given(st.text() | st.lists(pieces, max_size=12).map("".join))
def test_any_text_gives_a_reading_that_survives_or_an_error_with_its_column(text: str) -> None:
    try:
        workout = parse_strength(text).workout
    except ShorthandError as error:
        (finding,) = error.findings
        assert 1 <= finding.place.column <= len(text) + 1
        assert finding.what and finding.now
    else:
        assert parse_strength(write_strength(workout)).workout == workout


@pytest.mark.parametrize("word", [")", "(", "-", "@", "rest", "per", "rpe", "x", "rounds", "with"])
def test_words_in_quotes_never_mean_anything(word: str) -> None:
    workout = Workout(blocks=(Text(word),))
    assert parse_strength(write_strength(workout)).workout == workout
