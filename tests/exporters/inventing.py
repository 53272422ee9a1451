"""Sessions that hypothesis invents: any shape, any length, any text a plan could hold."""

from datetime import date, time

from hypothesis import strategies as st

from onek_sync.model.intensity import Effort, HeartRate, Percent, PercentOf, Ramp, Rpe, Zone
from onek_sync.model.plan import Kind, Notes, Option, Plan, Session, Week
from onek_sync.model.session import (
    HeartBand,
    PaceBand,
    ResolvedBlock,
    ResolvedOption,
    ResolvedPlan,
    ResolvedRepeat,
    ResolvedSession,
    ResolvedStep,
)
from onek_sync.model.units import Count, Distance, Duration, UntilLap
from onek_sync.model.workout import Load, LoadUnit, Mode, Role, Step, StrengthSet, Style, Text, Workout
from tests.exporters.building import written

# Short and long, plain and odd: control characters, astral signs, joiners, lone surrogates, our own mark.
odd = st.sampled_from(
    ["\x00", "\x1b", "\u202e", "🏃🏽‍♀️", "é", "\ud800", "[onek v1 plan=a s=b h=00000000]", "\n"]
)
texts = st.one_of(
    st.just(""),
    st.text(max_size=20),
    st.lists(odd | st.text(max_size=3), max_size=8).map("".join),
    st.builds(lambda text, times: text * times, odd | st.text(min_size=1, max_size=4), st.integers(1, 1500)),
)
names = st.sampled_from(
    [
        "squat",
        "step-up",
        "Romanian deadlift",
        "lunges",
        "plank",
        "side plank",
        "bird dog",
        "box jumps",
        "zercher",
    ]
)

metres = st.floats(0.01, 50_000, allow_nan=False) | st.sampled_from([100.0, 200.0, 400.0, 1000.0, 1609.344])
seconds = st.floats(0.01, 20_000, allow_nan=False) | st.sampled_from([30.0, 60.0, 720.0])
counts = st.builds(lambda low, more: Count(low, low + more), st.integers(1, 100), st.integers(0, 3))
lengths = st.one_of(st.builds(Distance, metres), st.builds(Duration, seconds), st.builds(UntilLap))
ranges = st.one_of(
    lengths,
    st.builds(lambda low, more: Distance(low, low + more), metres, metres),
    st.builds(lambda low, more: Duration(low, low + more), seconds, seconds),
)
paces = st.builds(lambda fast, more: PaceBand(fast, fast + more), st.floats(100, 900), st.floats(0, 200))
hearts = st.builds(
    lambda low, more, method, zone: HeartBand(low, low + more, method, zone),
    st.integers(60, 180),
    st.integers(0, 20),
    texts,
    st.none() | st.integers(1, 5),
)
intensities = st.sampled_from(
    [
        HeartRate(120, 140),
        Zone(2, 2),
        Percent(80, 85, PercentOf.HR_MAX),
        Rpe(7, 8),
        Effort("hard"),
        Ramp(Effort("easy"), Effort("hard")),
    ]
)


@st.composite
def steps(draw: st.DrawFn, roles: tuple[Role, ...] = tuple(Role)) -> ResolvedStep:
    end = draw(ranges)
    match end:
        case Distance():
            settled: Distance | Duration | UntilLap = Distance(end.chosen)
        case Duration():
            settled = Duration(end.chosen)
        case _:
            settled = end
    return ResolvedStep(
        step=Step(
            role=draw(st.sampled_from(roles)),
            end=end,
            within=draw(st.none() | st.builds(Duration, seconds)),
            intensities=draw(st.lists(intensities, max_size=2).map(tuple)),
            mode=draw(st.none() | st.sampled_from(Mode)),
            style=draw(st.none() | st.sampled_from(Style)),
            cue=draw(texts),
        ),
        end=settled,
        pace=draw(st.none() | paces),
        heart=draw(st.none() | hearts),
        cadence=draw(st.none() | st.just((175, 185))),
        rpe=draw(st.none() | st.just((7.0, 8.0))),
        effort=draw(st.sampled_from(["", "hard"])),
        aim=draw(st.sampled_from(["", "easy", "goal 1K"]) | texts),
        seconds=draw(st.floats(0, 5000)),
        metres=draw(st.floats(0, 20_000)),
    )


def repeats(
    blocks: st.SearchStrategy[ResolvedBlock], most: st.SearchStrategy[Count]
) -> st.SearchStrategy[ResolvedBlock]:
    return st.builds(
        lambda count, inner, between: ResolvedRepeat(
            count=count.chosen, written=count, blocks=inner, between=between
        ),
        most,
        st.lists(blocks, max_size=3).map(tuple),
        st.lists(steps((*[Role.RECOVERY] * 4, Role.WORK)), max_size=2).map(tuple),
    )


loads = st.builds(
    lambda unit, low, more: Load(unit, low, low + more),
    st.sampled_from(LoadUnit),
    st.sampled_from([5.0, 20.0, 62.5]),
    st.sampled_from([0.0, 0.0, 5.0]),
)
strength = st.builds(
    StrengthSet,
    exercise=names | texts,
    sets=st.builds(lambda low, more: Count(low, low + more), st.integers(1, 5), st.integers(0, 1)),
    amount=st.none() | counts | st.builds(Duration, seconds) | st.builds(Distance, metres),
    per_side=st.booleans(),
    load=st.none() | loads,
    rest=st.none() | st.builds(Duration, seconds),
    tempo=texts,
    note=texts,
)
leaves: st.SearchStrategy[ResolvedBlock] = st.one_of(steps(), steps(), strength, st.builds(Text, texts))
few = st.builds(lambda low, more: Count(low, low + more), st.integers(1, 4), st.integers(0, 2))
# Passes stay few where repeats nest, so that a test can write them out; `wild` shows what happens else.
blocks = st.recursive(leaves, lambda inner: repeats(inner, few), max_leaves=6)
wild = st.recursive(leaves, lambda inner: repeats(inner, counts), max_leaves=4)


def options(of: st.SearchStrategy[ResolvedBlock] = blocks, *kinds: Kind) -> st.SearchStrategy[ResolvedOption]:
    return st.builds(
        lambda kind, sport, inner, label, note: ResolvedOption(
            kind=kind,
            sport=sport,
            blocks=inner,
            label=label,
            note=note,
            written=tuple(written(block) for block in inner),
        ),
        st.sampled_from(kinds or [kind for kind in Kind if kind is not Kind.REST]),
        st.sampled_from(["", "bike", "swim", "yoga"]) | texts,
        st.lists(of, max_size=4).map(tuple),
        texts,
        texts,
    )


@st.composite
def sessions(
    draw: st.DrawFn, of: st.SearchStrategy[ResolvedBlock] = blocks, kinds: tuple[Kind, ...] = ()
) -> ResolvedSession:
    chosen = draw(st.lists(options(of, *kinds), min_size=1, max_size=2).map(tuple))
    return ResolvedSession(
        session=Session(
            key=draw(st.from_regex(r"[a-z0-9-]{1,20}", fullmatch=True)),
            day=date(2027, 3, 1),
            at=draw(st.none() | st.just(time(18, 0))),
            title=draw(texts),
            purpose=draw(texts),
            cues=draw(st.lists(texts, max_size=2).map(tuple)),
            notes=Notes(text=draw(texts), food=draw(texts)),
            options=tuple(
                Option(kind=o.kind, sport=o.sport, workout=Workout(blocks=o.written)) for o in chosen
            ),
        ),
        options=chosen,
        hardness=draw(st.integers(0, 3)),
    )


def plan_of(session: ResolvedSession) -> ResolvedPlan:
    """A plan of one session."""
    week = Week(number=1, start=date(2027, 3, 1), sessions=(session.session,))
    return ResolvedPlan(plan=Plan(id="p", start=date(2027, 3, 1), weeks=(week,)), sessions=(session,))
