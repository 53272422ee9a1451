"""A day's line: what kind of session it is, its sport and its alternatives."""

from dataclasses import replace

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from onek_sync.model.errors import Level, ShorthandError
from onek_sync.model.intensity import PaceName, TrainingPace
from onek_sync.model.plan import Kind, Option
from onek_sync.model.units import Count, Distance, Duration, Units
from onek_sync.model.workout import Mode, Role, Step, StrengthSet, Workout
from onek_sync.planning.shorthand import Dialect, parse_workout
from onek_sync.planning.shorthand.options import parse_options, write_options

REST = Option(kind=Kind.REST)
SQUAT = StrengthSet(exercise="squat", sets=Count(3, 3), amount=Count(8, 8))


def run(text: str) -> Option:
    return Option(workout=parse_workout(text, units=Units.KM, dialect=Dialect.PLAIN, easy=None).workout)


def lasting(minutes: float) -> Workout:
    return Workout(blocks=(Step(end=Duration(minutes * 60)),))


def cross(sport: str, minutes: float | None = None) -> Option:
    return Option(kind=Kind.CROSS, sport=sport, workout=lasting(minutes) if minutes else Workout())


def strength(*sets: StrengthSet) -> Option:
    return Option(kind=Kind.STRENGTH, workout=Workout(blocks=sets))


def mobility(sport: str, minutes: float | None = None) -> Option:
    return Option(kind=Kind.MOBILITY, sport=sport, workout=lasting(minutes) if minutes else Workout())


LINES: dict[str, tuple[Option, ...]] = {
    "40min easy": (run("40min easy"),),
    "run 40min easy": (run("40min easy"),),
    "Run: 40min easy": (run("40min easy"),),
    "20min tempo or 2x1.5km tempo w/ 2min rest": (run("20min tempo"), run("2x1.5km tempo w/ 2min rest")),
    "6x400m @ 1K w/ 90s or 40min easy": (run("6x400m @ 1K w/ 90s"), run("40min easy")),
    "6x400m @ 1K w/ 90s or run 5min easy": (run("6x400m @ 1K w/ 90s"), run("5min easy")),
    "20min tempo OR 40min easy": (run("20min tempo"), run("40min easy")),
    "20min tempo, or 40min easy": (run("20min tempo"), run("40min easy")),
    "3x600m @ 1K w/ 4min rest or rest": (run("3x600m @ 1K w/ 4min rest"), REST),
    "cross 45min bike": (cross("bike", 45),),
    "cross: bike 45min": (cross("bike", 45),),
    "cross training 45min": (cross("", 45),),
    "cross": (cross(""),),
    "cross 45min bike or rest": (cross("bike", 45), REST),
    "cross 45min bike or 30min swim or rest": (cross("bike", 45), cross("swim", 30), REST),
    'cross "white water rafting" 45min': (cross("white water rafting", 45),),
    "cycling or rest": (cross("cycling"), REST),
    "bike 45min": (cross("bike", 45),),
    "45min bike": (cross("bike", 45),),
    "Ruhetag oder 30min schwimmen": (REST, cross("schwimmen", 30)),
    "rest or 20min walk": (REST, cross("walk", 20)),
    "rest or 20min easy": (REST, run("20min easy")),
    "active recovery": (cross("active recovery"),),
    "active recovery or rest": (cross("active recovery"), REST),
    "active recovery: 20min walk": (cross("active recovery walk", 20),),
    "rest": (REST,),
    "Rest day": (REST,),
    "off": (REST,),
    "rest: true": (REST,),
    "rest -- or a short walk": (Option(kind=Kind.REST, workout=Workout(note="or a short walk")),),
    "strength squat 3x8": (strength(SQUAT),),
    "gym: squat 3x8": (strength(SQUAT),),
    "strength": (Option(kind=Kind.STRENGTH),),
    "strength 30min": (Option(kind=Kind.STRENGTH, workout=lasting(30)),),
    "strength squat 3x8 or rest": (strength(SQUAT), REST),
    "strength squat 3x8 (slow or fast)": (strength(replace(SQUAT, note="slow or fast")),),
    'strength squat 3x8 "slow or fast"': (strength(replace(SQUAT, note="slow or fast")),),
    "mobility 15min hips": (
        Option(
            kind=Kind.MOBILITY,
            workout=Workout(blocks=(StrengthSet(exercise="hips", amount=Duration(900)),)),
        ),
    ),
    "mobility 15min": (mobility("", 15),),
    "yoga 30min": (mobility("yoga", 30),),
    "30min yoga or rest": (mobility("yoga", 30), REST),
    "mobility yoga": (mobility("yoga"),),
    "race": (Option(kind=Kind.RACE),),
    "race 1000m": (Option(kind=Kind.RACE, workout=run("1000m").workout),),
}


@pytest.mark.parametrize("line", LINES)
def test_a_line_is_read_as_meant(line: str) -> None:
    reading = parse_options(line)
    assert reading.options == LINES[line]
    assert reading.findings == ()


@pytest.mark.parametrize("line", LINES)
def test_a_line_survives_writing(line: str) -> None:
    options = LINES[line]
    assert parse_options(write_options(options)).options == options


def test_a_walk_between_repetitions_makes_no_walk_of_the_run() -> None:
    (option,) = parse_options("8x200m @ R w/ 200m walk").options
    assert option == run("8x200m @ R w/ 200m walk")


def test_the_key_of_the_plan_file_decides_for_the_first_option_only() -> None:
    assert parse_options("squat 3x8 or rest", kind=Kind.STRENGTH).options == (strength(SQUAT), REST)
    assert parse_options("45min bike", kind=Kind.CROSS).options == (cross("bike", 45),)
    assert parse_options("true", kind=Kind.REST).options == (REST,)
    assert parse_options("strength squat 3x8", kind=Kind.STRENGTH).options == (strength(SQUAT),)


def test_an_unknown_sport_is_kept_and_doubted_where_it_stands() -> None:
    reading = parse_options("rest or cross 45min kitesurfing")
    assert reading.options == (REST, cross("kitesurfing", 45))
    (finding,) = reading.findings
    assert (finding.level, finding.place.column) == (Level.WARNING, 21)
    assert '"kitesurfing"' in finding.what


REFUSALS = {
    "": (1, "no workout"),
    "run": (4, "no workout"),
    "6x400m @ 1K w/ 90s or 2min rest": (23, "a recovery before any work"),
    "6x400m @ 1K w/ 90s or 2min jog": (23, "a session, or a recovery of what stands before?"),
    "6x400m @ 1K w/ 90s or 2min walk": (23, "a session, or a recovery of what stands before?"),
    "6x400m @ 1K w/ 200m or 400m": (24, "a session, or a recovery of what stands before?"),
    "strength squat 3x8 or 20min easy": (23, 'is "20min easy" a run or strength?'),
    "cycling or kitesurfing": (12, 'is "kitesurfing" a run or cross?'),
    "rest 90s": (6, 'a rest day with "90s"'),
    "rest: false": (7, "says nothing"),
    "rest or strength plank 3x40": (18, "repetitions or seconds?"),
    "40min easy or 6x400m @ Z9": (24, "zone"),
    "cross 45min bike or cross 45blurbs bike": (27, "not understood"),
    "x" * 5000: (1, "too long"),
}


@pytest.mark.parametrize("line", REFUSALS)
def test_what_is_unclear_is_refused_with_its_column_in_the_line(line: str) -> None:
    column, sentence = REFUSALS[line]
    with pytest.raises(ShorthandError) as caught:
        parse_options(line)
    (finding,) = caught.value.findings
    assert sentence in str(finding)
    assert finding.place.column == column
    assert finding.now


@pytest.mark.parametrize(
    ("kind", "text", "sentence"),
    [
        (Kind.RUN, "rest", '"rest" stands under "run:"; write "rest:" instead'),
        (Kind.STRENGTH, "run 40min", 'write "run:" instead'),
        (Kind.RUN, "true", 'write "run: 40min easy"'),
        (Kind.REST, "false", "leave the day out"),
        (Kind.REST, "40min easy", 'write "rest" alone'),
    ],
)
def test_a_key_and_a_text_that_disagree_are_refused(kind: Kind, text: str, sentence: str) -> None:
    with pytest.raises(ShorthandError) as caught:
        parse_options(text, kind=kind)
    assert sentence in str(caught.value)


lengths = st.integers(1, 180).map(lambda minutes: Duration(minutes * 60)) | st.integers(1, 40).map(
    lambda km: Distance(km * 1000)
)
steps = st.builds(Step, end=lengths, intensities=st.sampled_from([(), (TrainingPace(PaceName.EASY),)]))
notes = st.sampled_from(["", "keep it relaxed", "bring shoes"])
workouts = st.builds(lambda step: Workout(blocks=(step,)), steps)
sets = st.builds(
    StrengthSet,
    exercise=st.sampled_from(["squat", "bird dog", "90/90 switch", "this or that"]),
    sets=st.integers(1, 5).map(Count.exactly),
    amount=st.integers(1, 20).map(Count.exactly) | lengths,
    per_side=st.booleans(),
)
lifting = st.lists(sets, max_size=3).map(lambda found: Workout(blocks=tuple(found)))
A_WALK = Step(role=Role.RECOVERY, end=Duration(1200), mode=Mode.WALK)
pauses = st.builds(Step, role=st.just(Role.RECOVERY), end=lengths, mode=st.just(Mode.WALK))
walks = st.builds(lambda step: Workout(blocks=(step,)), pauses)
sports = st.sampled_from(
    ["", "bike", "swim", "walk", "active recovery", "active recovery walk", "kite surfing"]
)
options = st.one_of(
    st.builds(Option, kind=st.just(Kind.RUN), workout=workouts),
    st.builds(Option, kind=st.just(Kind.STRENGTH), workout=lifting),
    st.builds(Option, kind=st.just(Kind.MOBILITY), workout=lifting),
    st.builds(Option, kind=st.just(Kind.CROSS), sport=sports, workout=workouts | walks | st.just(Workout())),
    st.builds(Option, kind=st.just(Kind.RACE), workout=workouts | st.just(Workout())),
    st.just(REST),
)


@given(st.lists(options, min_size=1, max_size=3).map(tuple))
@example((Option(workout=Workout(blocks=(A_WALK,), note="slow")),))
def test_what_is_written_is_read_back(planned: tuple[Option, ...]) -> None:
    assert parse_options(write_options(planned)).options == planned


def test_a_note_between_alternatives_cannot_be_written() -> None:
    inner = Option(kind=Kind.REST, workout=Workout(note="sleep"))
    with pytest.raises(ValueError, match="cannot say"):
        write_options((inner, REST))


WRITTEN = """run|strength |cross|mobility|rest|race|or|OR|45min |bike|walk |squat 3x8|easy|--|"|(|)|: |, |
6x400m|yoga|active recovery|note:|kayak"""
pieces = st.sampled_from(WRITTEN.split("|"))


@given(
    line=st.text() | st.lists(pieces, max_size=10).map(" ".join),
    kind=st.none() | st.sampled_from(Kind),
)
def test_any_line_survives_writing_or_is_refused_with_its_column(line: str, kind: Kind | None) -> None:
    try:
        reading = parse_options(line, kind=kind)
    except ShorthandError as error:
        (finding,) = error.findings
        assert 1 <= finding.place.column <= len(line) + 1
        assert finding.what and finding.now
    else:
        assert parse_options(write_options(reading.options)).options == reading.options
