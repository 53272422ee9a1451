"""Resolved sessions of every shape for hypothesis: no pace, no heart, until lap, nested, empty, odd words."""

import re
from datetime import date, time

from hypothesis import strategies as st

from onek_sync.model.athlete import Athlete
from onek_sync.model.plan import Kind, Notes, Option, Plan, Race, Session, Week
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
from onek_sync.model.units import Count, Distance, Duration, Units, UntilLap
from onek_sync.model.workout import Full, Load, LoadUnit, Mode, Role, Step, StrengthSet, Style, Text

DAY = date(2027, 5, 8)
PROGRAMMERS = re.compile(r"\b(None|nan|inf)\b|Distance\(|Duration\(|UntilLap|<[A-Z]\w+\.")
"""What only a programmer would write; the generated words hold none of it, so that what is said may not."""
words = (
    st.text(max_size=12)
    | st.sampled_from(
        ["", "tall", "HR below 150", "run.com", "a\x00b\u202e", "\ud800", "🏃‍♀️ 10 km", "long words " * 30]
    )
).filter(lambda text: not PROGRAMMERS.search(text))
aims = st.sampled_from(
    ["", "easy", "T", "goal 1K", "1K pace -3 to -2 s", "800 pace to 400 pace", "tempo, 80-85 % HRmax", "Z2",
     "in 65-67", "4:25/km", "105 % of 1K pace", "hard", "RPE 7", "150-160 bpm", "very hard indeed, uphill"]
)  # fmt: skip
distances = st.floats(1, 42_195).map(Distance)
durations = st.floats(1, 20_000).map(Duration)
ends = distances | durations | st.just(UntilLap())
paces = st.tuples(st.floats(120, 900), st.floats(0, 120)).map(lambda p: PaceBand(p[0], p[0] + p[1]))
bands = st.builds(
    HeartBand, st.integers(60, 120), st.integers(121, 220), words, st.none() | st.integers(1, 5)
)


@st.composite
def steps(draw: st.DrawFn) -> ResolvedStep:
    end = draw(ends)
    role = draw(st.sampled_from(Role))
    # What is written may be a range, a full recovery or nothing where the resolved end is one value.
    written = draw(st.sampled_from([end, Full(), None, Distance(800, 1200), Duration(60, 900)]))
    return ResolvedStep(
        step=Step(
            role=role,
            end=written,
            within=draw(st.none() | durations),
            mode=draw(st.none() | st.sampled_from(Mode)),
            style=draw(st.none() | st.sampled_from(Style)),
            cue=draw(words),
        ),
        end=end,
        pace=draw(st.none() | paces),
        leads_to=draw(st.none() | paces),
        heart=draw(st.none() | bands),
        cadence=draw(st.none() | st.just((175, 185))),
        rpe=draw(st.none() | st.sampled_from([(9.0, 9.0), (2.0, 4.5)])),
        effort=draw(words),
        aim=draw(aims | words),
        seconds=draw(st.floats(0, 20_000)),
        metres=draw(st.floats(0, 42_195)),
    )


counts = st.integers(1, 4).flatmap(lambda low: st.integers(low, low + 2).map(lambda high: Count(low, high)))
loads = st.builds(Load, st.sampled_from(LoadUnit), st.floats(0, 50), st.floats(50, 100))
exercises = st.builds(
    StrengthSet,
    exercise=words,
    sets=counts,
    amount=st.none() | counts | distances | durations,
    per_side=st.booleans(),
    load=st.none() | loads,
    rest=st.none() | durations,
    tempo=words,
    note=words,
)


def _repeats(inner: st.SearchStrategy[ResolvedBlock]) -> st.SearchStrategy[ResolvedBlock]:
    return st.builds(
        lambda written, blocks, between: ResolvedRepeat(
            count=written.chosen, written=written, blocks=tuple(blocks), between=tuple(between)
        ),
        counts,
        st.lists(inner, max_size=3),
        st.lists(steps(), max_size=2),
    )


leaves: st.SearchStrategy[ResolvedBlock] = steps() | exercises | words.map(Text)
blocks = leaves | _repeats(leaves | _repeats(leaves | _repeats(leaves)))
options = st.builds(
    ResolvedOption,
    kind=st.sampled_from(Kind),
    sport=words,
    blocks=st.lists(blocks, max_size=4).map(tuple),
    label=words | st.just("fartlek"),
    note=words,
)
notes = st.builds(Notes, text=words, food=words, drink=words, sleep=words, mobility=words)


@st.composite
def sessions(draw: st.DrawFn) -> ResolvedSession:
    chosen = tuple(draw(st.lists(options, min_size=1, max_size=2)))
    return ResolvedSession(
        session=Session(
            key="w01-sat-1",
            day=DAY,
            at=draw(st.none() | st.times()),
            week=draw(st.integers(1, 30)),
            phase=draw(words),
            title=draw(words),
            options=tuple(Option(kind=option.kind, sport=option.sport) for option in chosen),
            purpose=draw(words),
            cues=tuple(draw(st.lists(words, max_size=3))),
            notes=draw(notes),
        ),
        options=chosen,
        hardness=draw(st.integers(0, 3)),
    )


races = st.builds(
    Race,
    name=words,
    metres=st.floats(50, 42_195),
    day=st.just(DAY),
    at=st.none() | st.just(time(15, 30)),
    goal=st.none() | st.floats(5, 20_000),
)


@st.composite
def plans(draw: st.DrawFn) -> ResolvedPlan:
    """A plan with a race or without, whose day is the generated session's."""
    athlete = Athlete(units=draw(st.sampled_from(Units)))
    weeks = tuple(Week(number=number, start=DAY) for number in range(1, draw(st.integers(0, 16)) + 1))
    race = draw(st.none() | races)
    plan = Plan(id="p", title=draw(words), start=DAY, weeks=weeks, race=race, athlete=athlete)
    return ResolvedPlan(plan=plan, sessions=tuple(draw(st.lists(sessions(), max_size=1))))
