"""Workouts by chance: every end, mode, style and intensity, nested repeats, ranges, labels, notes."""

from hypothesis import strategies as st

from onek_sync.model.intensity import (
    AbsolutePace,
    Cadence,
    Effort,
    HeartRate,
    Intensity,
    Offset,
    OffsetUnit,
    PaceName,
    Percent,
    PercentOf,
    RaceName,
    RacePace,
    Ramp,
    Rpe,
    Speed,
    Split,
    TrainingPace,
    Zone,
    ZoneOf,
)
from onek_sync.model.units import METRES_PER_MILE, Count, Distance, Duration, UntilLap
from onek_sync.model.workout import (
    Block,
    Equal,
    Full,
    Measure,
    Mode,
    Ratio,
    Repeat,
    Role,
    Step,
    Style,
    Text,
    Workout,
)
from onek_sync.planning.shorthand.words import EFFORTS

LINE = st.text(st.characters(exclude_characters="\n"), min_size=1, max_size=30)
WORDS = LINE.map(str.strip).filter(bool)
NOTE = st.lists(WORDS, max_size=3).map("\n".join)


def ordered(values: st.SearchStrategy[float]) -> st.SearchStrategy[tuple[float, float]]:
    return st.tuples(values, values).map(lambda pair: (min(pair), max(pair)))


def either(values: st.SearchStrategy[float]) -> st.SearchStrategy[tuple[float, float]]:
    """One value twice, or two in order."""
    return st.one_of(values.map(lambda value: (value, value)), ordered(values))


def tenths(low: float, high: float) -> st.SearchStrategy[float]:
    return st.integers(round(low * 10), round(high * 10)).map(lambda value: value / 10)


def thousandths(low: float, high: float) -> st.SearchStrategy[float]:
    return st.integers(round(low * 1000), round(high * 1000)).map(lambda value: value / 1000)


METRES = st.one_of(
    st.sampled_from((200.0, 300, 400, 800, 1000, 1200, 1500, 2000, 5000, 10000)),
    st.sampled_from((0.25, 0.5, 1, 1.5, 2, 3, 5)).map(lambda miles: miles * METRES_PER_MILE),
    thousandths(200, 42195),
)
SECONDS = st.one_of(st.integers(10, 9000).map(float), thousandths(10, 9000))


def ranged(
    values: st.SearchStrategy[float], kind: type[Distance] | type[Duration]
) -> st.SearchStrategy[object]:
    def make(pair: tuple[float, float | None]) -> object:
        low, high = pair
        return kind(low) if high is None or round(high, 3) <= round(low, 3) else kind(low, high)

    return st.tuples(values, st.none() | values).map(make)


LENGTHS = st.one_of(ranged(METRES, Distance), ranged(SECONDS, Duration), st.just(UntilLap()))
OFFSETS = st.one_of(
    st.none(),
    st.builds(
        lambda pair, unit: Offset(*pair, unit), either(tenths(-30, 30)), st.sampled_from(list(OffsetUnit))
    ),
)
NAMED = st.one_of(
    st.builds(TrainingPace, st.sampled_from(list(PaceName)), OFFSETS),
    st.builds(RacePace, st.sampled_from(list(RaceName)), st.booleans(), OFFSETS),
)
PACES = st.builds(
    lambda pair, per: AbsolutePace(*(second * (per or 1000) / 1000 for second in pair), per),
    either(st.integers(150, 500).map(float)),
    st.sampled_from((None, 1000.0, METRES_PER_MILE, 400.0, 200.0)),
).map(lambda pace: AbsolutePace(round(pace.fast, 3), round(pace.slow, 3), pace.per))
MEASURED = st.one_of(
    st.builds(lambda pair: Speed(*pair), either(tenths(5, 25))),
    st.builds(lambda pair, of: Percent(*pair, of), either(tenths(50, 130)), st.sampled_from(list(PercentOf))),
    st.builds(
        lambda pair, race: Percent(*pair, PercentOf.PACE, race),
        either(tenths(50, 130)),
        st.sampled_from(list(RaceName)),
    ),
    st.builds(lambda pair, of: Zone(*pair, of), either(st.integers(1, 5)), st.sampled_from(list(ZoneOf))),
    st.builds(lambda pair: HeartRate(*pair), either(st.integers(60, 220))),
    st.builds(lambda pair: Rpe(*pair), either(tenths(0, 10))),
    st.builds(lambda pair: Cadence(*pair), either(st.integers(150, 220))),
    st.builds(Effort, st.sampled_from(sorted({effort.word for effort in EFFORTS.values()}))),
)
STEADY = st.one_of(NAMED, PACES, MEASURED)
RAMPS = st.builds(Ramp, STEADY, STEADY)


@st.composite
def intensities(draw: st.DrawFn, end: object) -> tuple[Intensity, ...]:
    """One pace by name or in numbers at most, and what goes with it."""
    paces: list[st.SearchStrategy[Intensity]] = [NAMED, PACES, RAMPS]
    if isinstance(end, Distance):
        paces.append(st.builds(lambda pair: Split(*pair), _splits(end)))
    pace = draw(st.none() | st.one_of(*paces))
    others = draw(st.lists(MEASURED, max_size=2, unique=True))
    return tuple(others) if pace is None else (pace, *others)


def _splits(end: Distance) -> st.SearchStrategy[tuple[float, float]]:
    return either(tenths(150 * end.metres / 1000, 450 * end.metres / 1000))


@st.composite
def works(draw: st.DrawFn) -> Step:
    end = draw(LENGTHS)
    return Step(
        end=end,
        within=draw(st.none() | ranged(SECONDS, Duration)) if isinstance(end, Distance) else None,
        intensities=draw(intensities(end)),
        style=draw(st.none() | st.sampled_from(list(Style))),
        cue=draw(st.just("") | WORDS),
    )


@st.composite
def phases(draw: st.DrawFn) -> Step:
    role = draw(st.sampled_from((Role.WARMUP, Role.COOLDOWN, Role.DRILLS)))
    end = draw(st.none() | LENGTHS) if role is Role.DRILLS else draw(LENGTHS)
    at = () if role is Role.DRILLS else draw(intensities(end))
    return Step(role=role, end=end, intensities=at, cue=draw(st.just("") | WORDS))


@st.composite
def recoveries(draw: st.DrawFn) -> Step:
    special = st.one_of(
        st.none(),
        st.just(Full()),
        st.builds(Equal, st.sampled_from(list(Measure))),
        st.builds(Ratio, tenths(0.5, 9), tenths(0.5, 9)),
    )
    end = draw(LENGTHS | special)
    mode = draw(st.none() | st.sampled_from(list(Mode)))
    return Step(
        role=Role.RECOVERY,
        end=end,
        within=draw(st.none() | ranged(SECONDS, Duration)) if isinstance(end, Distance) else None,
        intensities=draw(st.just(()) | intensities(None)) if end else (),
        mode=mode,
        cue=draw(st.just("") | WORDS),
    )


COUNTS = st.tuples(st.integers(1, 99), st.integers(1, 99)).map(lambda pair: Count(min(pair), max(pair)))
BETWEEN = st.lists(recoveries(), max_size=2).map(tuple)
LEAVES = st.one_of(works(), works(), phases(), recoveries(), st.builds(Text, WORDS))
UNMEASURED = st.builds(
    Repeat,
    count=COUNTS,
    blocks=st.tuples(st.builds(Step, style=st.sampled_from((Style.STRIDE, Style.HILL)))),
    between=BETWEEN,
)


def repeats(inner: st.SearchStrategy[Block]) -> st.SearchStrategy[Block]:
    blocks = st.lists(inner, min_size=1, max_size=3).map(tuple)
    return st.builds(Repeat, count=COUNTS, blocks=blocks, between=BETWEEN)


BLOCKS = st.recursive(LEAVES | UNMEASURED, repeats, max_leaves=6)
WORKOUTS = st.builds(
    Workout,
    blocks=st.lists(BLOCKS, min_size=1, max_size=4).map(tuple),
    label=st.just("") | st.just("fartlek") | WORDS,
    note=NOTE,
)
