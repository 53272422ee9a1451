"""How to spend a race: a quick start, a settled middle, a kick; as splits and as steps of a workout.

With g the mean time of 200 m, the first 200 m take 0.975 g, the last 0.985 g, the middle what is left, so
that the sum is the goal: over 1000 m three times 1.0133 g. On a 400 m track these are the finish-line passes
at 200, 600 and 1000 m.
"""

from dataclasses import dataclass

from onek_sync.model.intensity import Split
from onek_sync.model.units import Distance, Units, clock
from onek_sync.model.workout import Step

LAP = 200.0
START, KICK = 0.975, 0.985  # of the mean 200 m time
CAP = 0.96  # nobody wins by a start that is more than 4 % faster
_SHAPED = (600.0, 2000.0)  # metres between which start and kick pay; shorter is one sprint, longer is even


@dataclass(frozen=True, slots=True)
class RaceSplit:
    """A mark in the race: metres from the start, seconds since the mark before, seconds since the start."""

    metres: float
    lap: float
    total: float


@dataclass(frozen=True, slots=True)
class _Segment:
    """A part of the race: metres, seconds, the band to run it in in shares of the seconds, and a thought."""

    metres: float
    seconds: float
    fast: float
    slow: float
    cue: str


def split_budget(metres: float, goal: float) -> tuple[RaceSplit, ...]:
    """The clock at every 200 m (every kilometre from 2 km on) of a race run in `goal` seconds."""
    every = LAP if metres < _SHAPED[1] else 1000.0
    before_the_end = (every * turn for turn in range(1, int(metres // every) + 1))
    marks = [*(mark for mark in before_the_end if mark < metres - 1), metres]
    totals = [0.0, *(_clock_at(mark, metres, goal) for mark in marks)]
    return tuple(
        RaceSplit(mark, total - before, total)
        for mark, before, total in zip(marks, totals, totals[1:], strict=False)
    )


def race_steps(metres: float, goal: float, units: Units = Units.KM) -> tuple[Step, ...]:
    """The race as steps with splits to hit and a thought for each: 200, 600 and 200 m of a 1000 m race."""
    return tuple(
        Step(
            end=Distance(part.metres),
            intensities=(_split(part),),
            cue=part.cue,
        )
        for part in _segments(metres, goal, units)
    )


def _split(part: _Segment) -> Split:
    """The band to the tenth, around a middle that is a tenth too: what the thought names, the step names."""
    middle = round(part.seconds * (part.fast + part.slow) / 2, 1)
    fast = round(part.seconds * part.fast, 1)
    return Split(fast, round(2 * middle - fast, 1))


def _clock_at(mark: float, metres: float, goal: float) -> float:
    left, total = mark, 0.0
    for part in _segments(metres, goal):
        covered = min(left, part.metres)
        total += part.seconds * covered / part.metres
        left -= covered
    return total


def _segments(metres: float, goal: float, units: Units = Units.KM) -> tuple[_Segment, ...]:
    mean = goal / metres * LAP
    if not _SHAPED[0] <= metres < _SHAPED[1]:
        long = f"Even: {clock(mean / LAP * units.metres)} per {units}."
        cue = f"Even: {clock(mean, 1)} per 200." if metres < _SHAPED[0] else long
        return (_Segment(metres, goal, 0.99, 1.005, cue),)
    start, kick = START * mean, KICK * mean
    middle = goal - start - kick
    inner = metres - 2 * LAP
    cap = CAP * mean
    return (
        _Segment(
            LAP,
            start,
            CAP / START,
            2 - CAP / START,
            f"Quick and relaxed: {clock(start, 1)}. No faster than {clock(cap, 1)} (4 %), easy as it feels.",
        ),
        _Segment(
            inner,
            middle,
            0.995,
            1.005,
            f"Settle into the rhythm: {clock(round(middle, 1) / inner * LAP, 1)} per 200, tall and relaxed; "
            f"{clock(start + middle, 1)} at {metres - LAP:g} m.",
        ),
        _Segment(LAP, kick, 0.985, 1.015, f"Everything that is left: {clock(kick, 1)} or faster."),
    )
