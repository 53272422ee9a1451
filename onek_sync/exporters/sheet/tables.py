"""Tables of figures: what to run, per 200 and 400 m, per rep, and per kilometre or mile."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from onek_sync.exporters.words import figures
from onek_sync.exporters.words.aims import aim_of
from onek_sync.exporters.words.plain import capital
from onek_sync.exporters.words.race_words import own_legs, race_of, split_table
from onek_sync.exporters.words.shape import Shape, shape, work_steps
from onek_sync.exporters.words.split_lines import paced
from onek_sync.model.plan import Race
from onek_sync.model.session import PaceBand, ResolvedPlan, ResolvedSession, ResolvedStep
from onek_sync.model.units import Distance, Units, clock

_MARKS = (200.0, 400.0)
_EVEN = (100.0, 200.0, 400.0)


@dataclass(frozen=True, slots=True)
class Table:
    """Cells as text; the first column names the row, `says` the whole."""

    says: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def targets(told: Shape, units: Units) -> Table | None:
    """The paces of a session's reps and held runs, None where nothing is run by the watch."""
    reps, held = paced(told)
    if not reps and not held:
        return None
    lengths = {step.end.chosen for steps in reps.values() for step in steps if isinstance(step.end, Distance)}
    marks = sorted({*_MARKS, *lengths})
    rows = [row for pace, steps in reps.items() for row in _rep_rows(pace, steps[0], marks, units)]
    rows += [(name or "Pace", *_ranges(pace, marks, units)) for pace, name in held.items()]
    head = (*(figures.length(mark) for mark in marks), f"per {units.value}")
    return Table("Targets", ("Target", *head), tuple(rows))


def _rep_rows(
    pace: PaceBand, step: ResolvedStep, marks: Sequence[float], units: Units
) -> Iterator[tuple[str, ...]]:
    """The middle of the band; its ends, where they differ; and the pace that it leads to."""
    aim = aim_of(step)
    middle = _middles(pace, marks, units)
    yield (capital(aim.words.removeprefix("@ ")) if aim and aim.words else "Rep", *middle)
    if pace.fast != pace.slow:
        yield ("between", *_ranges(pace, marks, units))
    if step.leads_to and (leads := _middles(step.leads_to, marks, units)) != middle:
        yield ("on the way to", *leads)


def _middles(pace: PaceBand, marks: Sequence[float], units: Units) -> tuple[str, ...]:
    splits = (figures.split(figures.seconds_over(mark, pace)) for mark in marks)
    return (*splits, figures.one_pace(pace, units).partition("/")[0])


def _ranges(pace: PaceBand, marks: Sequence[float], units: Units) -> tuple[str, ...]:
    return (*(figures.split_range(*pace.over(mark)) for mark in marks), figures.bare_pace(pace, units))


def race_marks(session: ResolvedSession, plan: ResolvedPlan) -> Table | None:
    """The clock at the marks of the plan's race, if the session is that race and has a goal."""
    race = race_of(session, plan)
    if race is None or not race.goal:
        return None
    legs = _legs(session, race)
    marks = split_table(legs, race.metres, race.goal, plan.plan.athlete.units)
    head = ("At", *(mark for mark, _ in marks))
    return Table("Splits" if legs else "Even splits", head, (("clock", *(passed for _, passed in marks)),))


def race_legs(plan: ResolvedPlan) -> Table | None:
    """The legs of the plan's race with their times, None where it is run evenly or without a goal."""
    race = plan.plan.race
    own = next((one for one in plan.sessions if race and race_of(one, plan) and _legs(one, race)), None)
    if race is None or own is None:
        return None
    legs = _legs(own, race)
    metres = list(accumulate((run for run, _ in legs), initial=0.0))
    clocks = list(accumulate(seconds for _, seconds in legs))
    rows = (
        (
            f"{start:g}-{end:g} m",
            figures.split(seconds),
            figures.split(seconds / run * 200),
            figures.split(at),
        )
        for start, end, (run, seconds), at in zip(metres, metres[1:], legs, clocks, strict=False)
    )
    return Table("The race in legs", ("Leg", "time", "per 200 m", "clock"), tuple(rows))


def even_paces(race: Race, units: Units) -> Table | None:
    """The mean pace of a goal: per 100, 200 and 400 m, per kilometre or mile."""
    if not race.goal:
        return None
    pace = race.goal / race.metres
    head = (*(f"{mark:g} m" for mark in _EVEN), units.value)
    cells = (*(figures.split(pace * mark) for mark in _EVEN), clock(pace * units.metres))
    return Table("Goal pace", ("per", *head), (("mean", *cells),))


def _legs(session: ResolvedSession, race: Race) -> list[tuple[float, float]]:
    return own_legs(list(work_steps(shape(session.main).main)), race.metres, race.goal) if race.goal else []
