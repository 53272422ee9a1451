"""What is heard from a watch: the neutral form in which a format is read back and compared with the plan.

A test decodes a file into a list of `Heard` (repeats executed, nothing nested), asks `expected` for the
same from the plan, and asserts that `undeclared(heard, expected(option), artifact.losses) == []`: whatever
is missing or different must be named by a `Loss`.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from onek_sync.model.exchange import Loss
from onek_sync.model.plan import Kind
from onek_sync.model.session import HeartBand, PaceBand, ResolvedOption, ResolvedStep
from onek_sync.model.units import Count, Distance, Duration
from onek_sync.model.workout import LoadUnit, Role, StrengthSet

KILOGRAMS_PER_POUND = 0.45359237


class End(StrEnum):
    """What ends a step. `OPEN`: the lap button."""

    DISTANCE = "distance"  # metres, to the centimetre
    TIME = "time"  # seconds, to the millisecond
    REPS = "reps"
    OPEN = "open"


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """One step as it is done. A strength set is one such step per side, with a recovery between two sets.

    `fast` and `slow` are whole millimetres per second: both watch formats carry speeds, and seconds per
    kilometre would not round the same way twice. `heart` is beats per minute, low first; `zone` stands
    instead of it where the coach wrote a zone. `exercise` is the exercise in the coach's own words.
    """

    role: Role
    end: End
    value: float = 0.0
    fast: int | None = None
    slow: int | None = None
    heart: tuple[int, int] | None = None
    zone: int | None = None
    exercise: str = ""
    kilograms: float | None = None


# A field may differ when a loss names it by one of these words.
WORDS = {
    "role": ("drills",),
    "end": ("end", "distance", "length"),
    "value": ("end", "distance", "length", "range"),
    "fast": ("pace",),
    "slow": ("pace",),
    "heart": ("heart rate",),
    "zone": ("heart rate", "zone"),
    "exercise": ("exercise",),
    "kilograms": ("load", "weight"),
}


def expected(option: ResolvedOption) -> list[Heard]:
    """All that a format could possibly say of an option's steps, in the order in which they are done."""
    heard: list[Heard] = []
    open_above = _last_leg_of_a_race(option)
    for item in option.played():
        heard.extend([_of_step(item)] if isinstance(item, ResolvedStep) else _of_sets(item))
        if item is open_above and item.pace:
            heard[-1] = replace(heard[-1], fast=round(1000 / (item.pace.fast * 0.7) * 1000))
    return heard


def _last_leg_of_a_race(option: ResolvedOption) -> ResolvedStep | None:
    """A watch's upper limit for it is 70 % of its time: nobody is called back from a finish."""
    work = [item for item in option.blocks if isinstance(item, ResolvedStep) and item.role is Role.WORK]
    return work[-1] if option.kind is Kind.RACE and len(work) > 1 else None


def undeclared(heard: Sequence[Heard], wanted: Sequence[Heard], losses: Sequence[Loss]) -> list[str]:
    """Every difference that no loss names, a line each; empty when the format is honest."""
    if len(heard) != len(wanted):
        return [f"{len(heard)} steps heard, {len(wanted)} wanted"]
    said = [loss.what for loss in losses]
    return [
        f"step {number}: {field} is {getattr(got, field)!r}, wanted {getattr(want, field)!r}"
        for number, (got, want) in enumerate(zip(heard, wanted, strict=True), start=1)
        for field, words in WORDS.items()
        if getattr(got, field) != getattr(want, field)
        and not any(word in what for what in said for word in words)
    ]


def millimetres_per_second(pace: PaceBand | None) -> tuple[int, int] | tuple[None, None]:
    """A pace band as whole millimetres per second, the faster first."""
    if pace is None:
        return None, None
    fast, slow = pace.speeds()
    return round(fast * 1000), round(slow * 1000)


def _of_step(step: ResolvedStep) -> Heard:
    end, value = _end(step.end)
    fast, slow = millimetres_per_second(step.pace)
    heart, zone = _heart(step.heart)
    return Heard(role=step.role, end=end, value=value, fast=fast, slow=slow, heart=heart, zone=zone)


def _heart(band: HeartBand | None) -> tuple[tuple[int, int] | None, int | None]:
    if band is None:
        return None, None
    if band.zone is not None:
        return None, band.zone
    return (band.low, band.high), None


def _of_sets(sets: StrengthSet) -> Iterator[Heard]:
    """Each set once, or once per side; rest between sets ends by the lap button unless a time was said."""
    end, value = _end(sets.amount)
    rest, seconds = _end(sets.rest)
    work = Heard(role=Role.WORK, end=end, value=value, exercise=sets.exercise, kilograms=_kilograms(sets))
    for turn in range(sets.sets.chosen):
        if turn:
            yield Heard(role=Role.RECOVERY, end=rest, value=seconds)
        yield from [work] * (2 if sets.per_side else 1)


def _kilograms(sets: StrengthSet) -> float | None:
    match sets.load:
        case None:
            return None
        case load if load.unit is LoadUnit.KG:
            return round(load.low, 3)
        case load if load.unit is LoadUnit.LB:
            return round(load.low * KILOGRAMS_PER_POUND, 3)
    return None


def _end(end: object) -> tuple[End, float]:
    match end:
        case Distance():
            return End.DISTANCE, round(end.chosen, 2)
        case Duration():
            return End.TIME, end.chosen
        case Count():
            return End.REPS, end.chosen
        case _:
            return End.OPEN, 0.0
