"""What a step of Garmin's is to be done at: speeds, heart rates, zones and cadences as intensities."""

from collections.abc import Iterator
from dataclasses import dataclass

from onek_sync.model.intensity import AbsolutePace, Cadence, HeartRate, Intensity, Speed, Zone, ZoneOf
from onek_sync.model.units import METRES_PER_MILE
from onek_sync.planning.importing.garmin_ids import AIMS, Aim
from onek_sync.planning.importing.garmin_values import Json, number_in

_BEATS = range(30, 251)
_STEPS = range(30, 301)
_ZONES = range(1, 6)
_FASTEST = 12.5  # m/s on foot
_KEPT = 0.00051  # m/s: half of what a speed is rounded to


@dataclass(frozen=True, slots=True)
class _Names:
    """Under which JSON keys a target and its values stand."""

    target: str
    one: str
    two: str
    zone: str


_MAIN = _Names("targetType", "targetValueOne", "targetValueTwo", "zoneNumber")
_SECOND = _Names(
    "secondaryTargetType", "secondaryTargetValueOne", "secondaryTargetValueTwo", "secondaryZoneNumber"
)


def targets_of(step: Json, *, on_foot: bool) -> Iterator[Intensity | str]:
    """The step's targets; as words where a plan has no counterpart, or where the values cannot be meant."""
    for names in (_MAIN, _SECOND):
        if not AIMS.is_said(step, names.target) or AIMS.read(step, names.target) is Aim.NONE:
            continue
        yield _read(step, names, on_foot=on_foot) or _words(step, names)


def _read(step: Json, names: _Names, *, on_foot: bool) -> Intensity | None:
    zone = number_in(step, names.zone)
    values = sorted(v for v in (number_in(step, names.one), number_in(step, names.two)) if v is not None)
    match AIMS.read(step, names.target):
        case Aim.HEART if zone is not None:
            return _zone(zone, ZoneOf.HEART)
        case Aim.PACE if zone is not None:
            return _zone(zone, ZoneOf.PACE)
        case Aim.HEART:
            return HeartRate(round(values[0]), round(values[-1])) if _within(values, _BEATS) else None
        case Aim.CADENCE:
            return Cadence(round(values[0]), round(values[-1])) if _within(values, _STEPS) else None
        case Aim.PACE | Aim.SPEED:
            return _moving(values, on_foot=on_foot)
        case _:
            return None


def _zone(number: float, of: ZoneOf) -> Zone | None:
    return Zone(int(number), int(number), of) if number in _ZONES else None


def _within(values: list[float], span: range) -> bool:
    return bool(values) and all(round(value) in span for value in values)


def _moving(values: list[float], *, on_foot: bool) -> AbsolutePace | Speed | None:
    """Metres per second as a pace, or as km/h in a sport that has no paces."""
    if not values or values[0] <= 0:
        return None
    slow, fast = values[0], values[-1]
    if not on_foot:
        return Speed(round(slow * 3.6, 1), round(fast * 3.6, 1))
    return _pace(fast, slow) if fast <= _FASTEST else None


def _pace(fast: float, slow: float) -> AbsolutePace:
    """The pace in whole seconds per km or per mile that was meant, else per km to the tenth.

    The service keeps speeds to the thousandth, which is up to a tenth of a second beside the pace.
    """
    for per in (1000.0, METRES_PER_MILE):
        whole = round(per / fast), round(per / slow)
        if all(abs(per / w - v) <= _KEPT for w, v in zip(whole, (fast, slow), strict=True)):
            return AbsolutePace(*whole, per)
    return AbsolutePace(round(1000 / fast, 1), round(1000 / slow, 1), 1000.0)


def _words(step: Json, names: _Names) -> str:
    """The target for people: power zone 240-270."""
    zone = number_in(step, names.zone)
    values = [number_in(step, names.one), number_in(step, names.two)]
    numbers = [f"{zone:g}"] if zone is not None else [f"{value:g}" for value in values if value is not None]
    return f"{AIMS.said(step, names.target)} {'-'.join(numbers)}".strip()
