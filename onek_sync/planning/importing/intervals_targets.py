"""The targets of a step in intervals.icu's workout text: "3:30-3:25/km Pace", "75-80% HR", "Z2", "90rpm"."""

import re
from dataclasses import replace

from onek_sync.model.intensity import (
    AbsolutePace,
    Cadence,
    HeartRate,
    Intensity,
    Offset,
    OffsetUnit,
    PaceName,
    Percent,
    PercentOf,
    Ramp,
    Steady,
    TrainingPace,
    Zone,
    ZoneOf,
)
from onek_sync.model.units import METRES_PER_MILE, METRES_PER_YARD

_PER = {
    "/km": 1000.0,
    "/mi": METRES_PER_MILE,
    "/100m": 100.0,
    "/250m": 250.0,
    "/400m": 400.0,
    "/500m": 500.0,
    "/100y": 100 * METRES_PER_YARD,
    "": None,
}
_UNIT = r"(/km|/mi|/\d{3}m|/100y|)"
_PACE = re.compile(
    rf"(\d{{1,2}}:[0-5]\d){_UNIT}(?:-(\d{{1,2}}:[0-5]\d){_UNIT})?(?: pace)?", re.ASCII | re.IGNORECASE
)
_PERCENT = re.compile(
    r"(\d{1,3}(?:\.\d)?)%?(?:-(\d{1,3}(?:\.\d)?))?% (hr|lthr|pace)", re.ASCII | re.IGNORECASE
)
_ZONE = re.compile(r"z([1-5])(?:-z?([1-5]))?( hr| pace|)", re.ASCII | re.IGNORECASE)
_BEATS = re.compile(r"(\d{2,3})(?:-(\d{2,3}))? ?bpm(?: hr)?", re.ASCII | re.IGNORECASE)
_CADENCE = re.compile(r"(\d{2,3})(?:-(\d{2,3}))?(?:rpm|spm)", re.ASCII | re.IGNORECASE)
_BOTH_FEET_FROM = 120  # a runner's "90rpm" counts one foot


def read_targets(words: list[str]) -> tuple[tuple[Intensity, ...], str]:
    """The targets that the words say, and those that are none, as they stand.

    Behind a figure that was not read nothing is: "10m Z2 - 5m Z1" is not 10 min in both zones.
    """
    found: list[Intensity] = []
    left: list[str] = []
    ramp, at = False, 0
    while at < len(words):
        if words[at].lower() in {"ramp", "freeride"}:
            ramp, at = words[at].lower() == "ramp", at + 1
            continue
        for size in (2, 1):  # "95% LTHR" before "95%"
            target = _target(" ".join(words[at : at + size]), ramp=ramp)
            if target:
                found.append(target)
                at += size
                break
        else:
            if words[at] in {"-", "+", "/"} or any(map(str.isdigit, words[at])):
                left += words[at:]
                break
            left.append(words[at])
            at += 1
    return tuple(found), " ".join(left)


def _target(text: str, *, ramp: bool) -> Intensity | None:
    """One target; of a ramp from its first value to its second."""
    for form, made in _FORMS:
        if found := form.fullmatch(text):
            ends = made(found)
            if ends is None:
                return None
            first, last = ends
            return Ramp(first, last) if ramp and first != last else _between(first, last)
    return None


Ends = tuple[Steady, Steady]


def _pace(found: re.Match[str]) -> Ends | None:
    units = {unit.lower() for unit in (found[2], found[4] or "") if unit}
    if len(units) > 1 or not units <= _PER.keys():
        return None
    per = _PER[next(iter(units), "")]
    one = _clock(found[1])
    other = _clock(found[3]) if found[3] else one
    return (AbsolutePace(one, one, per), AbsolutePace(other, other, per)) if one and other else None


def _percent(found: re.Match[str]) -> Ends | None:
    one, other = float(found[1]), float(found[2] or found[1])
    if min(one, other) < 20 or max(one, other) > 250:
        return None
    match found[3].lower():
        case "hr":
            return Percent(one, one, PercentOf.HR_MAX), Percent(other, other, PercentOf.HR_MAX)
        case "lthr":
            return Percent(one, one, PercentOf.LTHR), Percent(other, other, PercentOf.LTHR)
        case _:
            return _of_threshold(one), _of_threshold(other)


def _of_threshold(percent: float) -> TrainingPace:
    """A share of the threshold's speed, as a shift of its time: 80 % of the speed is 25 % more time."""
    shift = round(10000 / percent - 100, 1)
    offset = Offset(shift, shift, OffsetUnit.PERCENT) if shift else None
    return TrainingPace(PaceName.THRESHOLD, offset)


def _zone(found: re.Match[str]) -> Ends:
    of = ZoneOf(found[3].strip().lower())
    one, other = int(found[1]), int(found[2] or found[1])
    return Zone(one, one, of), Zone(other, other, of)


def _beats(found: re.Match[str]) -> Ends:
    one, other = int(found[1]), int(found[2] or found[1])
    return HeartRate(one, one), HeartRate(other, other)


def _cadence(found: re.Match[str]) -> Ends:
    one, other = int(found[1]), int(found[2] or found[1])
    feet = 2 if max(one, other) < _BOTH_FEET_FROM else 1
    return Cadence(feet * one, feet * one), Cadence(feet * other, feet * other)


_FORMS = ((_PACE, _pace), (_PERCENT, _percent), (_ZONE, _zone), (_BEATS, _beats), (_CADENCE, _cadence))


def _between(one: Steady, other: Steady) -> Steady:
    """The range from one value to the other, whichever is the lower."""
    match one, other:
        case AbsolutePace(fast=a), AbsolutePace(fast=b):
            return AbsolutePace(min(a, b), max(a, b), one.per)
        case TrainingPace(offset=a), TrainingPace(offset=b) if one != other:
            low, high = sorted((a.low if a else 0.0, b.low if b else 0.0))
            return TrainingPace(one.name, Offset(low, high, OffsetUnit.PERCENT))
        case Percent(low=p), Percent(low=q):
            return replace(one, low=min(p, q), high=max(p, q))
        case Zone(low=x), Zone(low=y):
            return replace(one, low=min(x, y), high=max(x, y))
        case HeartRate(low=x), HeartRate(low=y):
            return replace(one, low=min(x, y), high=max(x, y))
        case Cadence(low=x), Cadence(low=y):
            return replace(one, low=min(x, y), high=max(x, y))
    return one


def _clock(text: str) -> float:
    minutes, seconds = text.split(":")
    return 60.0 * int(minutes) + int(seconds)
