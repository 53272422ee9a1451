"""Rules about how much: growth, lighter weeks, the long run, race pace."""

from collections.abc import Iterator

from onek_sync.model.athlete import RunnerLevel
from onek_sync.model.errors import Finding
from onek_sync.model.intensity import RaceName, RacePace
from onek_sync.model.session import ResolvedRepeat, ResolvedStep
from onek_sync.model.units import Distance, Units
from onek_sync.planning.load import SESSION_CAP, WEEK_CAP, fast_metres
from onek_sync.planning.rules.facts import Facts, WeekFacts, doubt

_GROWTH, _JUMP = 1.10, 1.30
_LOOK_BACK = 3
_LIGHTER = 0.88  # of the weeks before: what a body feels as less
_MOST_LOADING = 4
_LONG_SHARE = {RunnerLevel.BEGINNER: 0.35, RunnerLevel.INTERMEDIATE: 0.30, RunnerLevel.ADVANCED: 0.30}
_LONG_SECONDS = 75 * 60.0
_FEWEST_RUNS = 3  # a week of fewer has no shares
_ROOM = 1.005  # rounding is no offence
_SHORT_RACES = {RaceName.M400, RaceName.M600, RaceName.M800, RaceName.K1}
_LONG_REPS, _MANY, _REST = 800.0, 3, 240.0


def growth(facts: Facts) -> Iterator[Finding]:
    """V8: a week's volume at most a tenth above the largest of the three weeks before."""
    for index, week in enumerate(facts.weeks[1:], 1):
        before = max(each.metres for each in facts.weeks[max(0, index - _LOOK_BACK) : index])
        if before and week.metres > before * _GROWTH * _ROOM:
            units = facts.plan.plan.athlete.units
            rise = week.metres / before - 1
            risk = "; a jump like that is where injuries begin" if rise > _JUMP - 1 else ""
            what = (
                f"week {week.week.number} has {_length(week.metres, units)}, {rise:.0%} more than the most of"
                f" the three weeks before ({_length(before, units)}){risk}"
            )
            yield doubt("V8", what, f"keep it to {_length(before * _GROWTH, units)}", week)


def lighter_weeks(facts: Facts) -> Iterator[Finding]:
    """V11: a lighter week after four at the latest."""
    loading = 0
    for index, week in enumerate(facts.weeks):
        before = max((each.metres for each in facts.weeks[max(0, index - _LOOK_BACK) : index]), default=0.0)
        loading = 0 if week.metres < _LIGHTER * before else loading + 1
        if loading == _MOST_LOADING + 1:
            what = f"week {week.week.number} is the fifth in a row without a lighter one"
            yield doubt("V11", what, "take a quarter off one of them", week)


def long_run(facts: Facts) -> Iterator[Finding]:
    """V9: a long run of at most 75 min and 30 % of its week, 35 % for beginners."""
    share = _LONG_SHARE[facts.level]
    for week in facts.weeks:
        for session in week.long_runs:
            if session.main.seconds > _LONG_SECONDS * _ROOM:
                what = f"the long run of {session.session.day} takes {session.main.seconds / 60:.0f} min"
                yield doubt("V9", what, "75 min are enough for 1000 m", session)
            elif _runs(week) >= _FEWEST_RUNS and session.main.metres > share * _ROOM * week.metres:
                part = session.main.metres / week.metres
                what = f"the long run of {session.session.day} is {part:.0%} of its week"
                yield doubt(
                    "V9", what, f"keep it to {share:.0%}: shorten it, or run more on other days", session
                )


def race_pace_caps(facts: Facts) -> Iterator[Finding]:
    """V12: metres at 1K pace and faster, in a session and in a week."""
    if not facts.knows_race_pace:
        return
    cap = SESSION_CAP[facts.level]
    for week in facts.weeks:
        for session in week.sessions:
            fast = fast_metres(session.main, facts.paces)
            if fast > cap * _ROOM:
                what = f"{fast:.0f} m at race pace and faster on {session.session.day}"
                yield doubt("V12", what, f"{cap:.0f} m are enough for a session: fewer repetitions", session)
        if week.fast > cap * WEEK_CAP * _ROOM:
            what = f"week {week.week.number} has {week.fast:.0f} m at race pace and faster"
            yield doubt("V12", what, f"{cap * WEEK_CAP:.0f} m are enough for a week", week)


def long_repetitions(facts: Facts) -> Iterator[Finding]:
    """V15: three or more 800s at goal 1K pace with less than four minutes: nearly three 800 m races."""
    for session in facts.plan.sessions:
        repeats = (block for block in session.main.blocks if isinstance(block, ResolvedRepeat))
        if any(_is_brutal(repeat, facts) for repeat in repeats):
            what = f"three or more 800s at goal 1K pace with short rest on {session.session.day}"
            now = "run two with 6 to 8 min rest, three at 1500 m pace, or 3x600m with 4 to 5 min"
            yield doubt("V15", f"{what}: each is nearly an 800 m race", now, session)


def _is_brutal(repeat: ResolvedRepeat, facts: Facts) -> bool:
    steps = [block for block in repeat.blocks if isinstance(block, ResolvedStep)]
    long = any(
        isinstance(step.end, Distance) and step.end.metres >= _LONG_REPS and _at_goal(step, facts)
        for step in steps
    )
    return long and repeat.count >= _MANY and sum(step.seconds for step in repeat.between) < _REST


def _at_goal(step: ResolvedStep, facts: Facts) -> bool:
    """Whether it is run at the goal's pace over 1000 m or less."""
    return any(
        isinstance(each, RacePace)
        and (facts.races_short if each.race is RaceName.RACE else each.goal and each.race in _SHORT_RACES)
        for each in step.step.intensities
    )


def _runs(week: WeekFacts) -> int:
    return sum(session.main.metres > 0 for session in week.sessions)


def _length(metres: float, units: Units) -> str:
    return f"{metres / units.metres:.1f} {units.value}"
