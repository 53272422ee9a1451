"""One step of quick-plan's notation: "- run: 1200m @ 4:40-4:20", and what each word means."""

import re
from dataclasses import dataclass

from onek_sync.model.intensity import AbsolutePace, Cadence, HeartRate, Intensity, Speed, Zone, ZoneOf
from onek_sync.model.units import METRES_PER_MILE, Distance, Duration, UntilLap
from onek_sync.model.workout import Role, Step

STEP = re.compile(r"(\s*)-\s*([a-z]{2,12})\b\s*:?\s*(.*)", re.IGNORECASE)
REPEAT = "repeat"
ROLES = {
    "warmup": Role.WARMUP,
    "cooldown": Role.COOLDOWN,
    **dict.fromkeys(("run", "bike", "swim", "walk", "go", "interval", "work"), Role.WORK),
    **dict.fromkeys(("recover", "recovery", "rest"), Role.RECOVERY),
}

_METRES = {"km": 1000.0, "m": 1.0, "mi": METRES_PER_MILE}
_DISTANCE = re.compile(r"(\d{1,6}(?:\.\d{1,3})?)\s*(km|mi|m)", re.ASCII | re.IGNORECASE)
_TIME = re.compile(r"(?:(\d{1,2}):(?=\d\d:))?(\d{1,3}):([0-5]\d)", re.ASCII)
_ZONE = re.compile(r"z([1-5])", re.ASCII | re.IGNORECASE)
_PACE = re.compile(
    r"(\d{1,2}):([0-5]\d)(?:\s*-\s*(\d{1,2}):([0-5]\d))?\s*(mpk|mpm)?", re.ASCII | re.IGNORECASE
)
_RANGE = re.compile(
    r"(\d{1,3}(?:\.\d)?)\s*-\s*(\d{1,3}(?:\.\d)?)\s*(bpm|rpm|kph|mph|)", re.ASCII | re.IGNORECASE
)
_PER = {"mpk": 1000.0, "mpm": METRES_PER_MILE}
_BOTH_FEET_FROM = 120  # a runner's "90 rpm" counts one foot


@dataclass(frozen=True, slots=True)
class StepReading:
    """A step, and the words of its target where they were not read."""

    step: Step
    unread: str = ""


def read_step(word: str, rest: str) -> StepReading | None:
    """The step that a line says; None where it has no length or an unknown word in front."""
    length, at, target = rest.partition("@")
    role, end = ROLES.get(word.lower()), _end(length.strip())
    if role is None or end is None:
        return None
    if not at or not target.strip():
        return StepReading(Step(role=role, end=end))
    intensity = read_target(target.strip())
    if intensity is None:
        return StepReading(Step(role=role, end=end, cue=target.strip()), target.strip())
    return StepReading(Step(role=role, end=end, intensities=(intensity,)))


def _end(text: str) -> Distance | Duration | UntilLap | None:
    if text.lower() in {"lap-button", "lap button", "lap"}:
        return UntilLap()
    if found := _DISTANCE.fullmatch(text):
        metres = float(found[1]) * _METRES[found[2].lower()]
        return Distance(metres) if metres else None
    if found := _TIME.fullmatch(text):
        seconds = _seconds(found[2], found[3]) + 3600.0 * int(found[1] or 0)
        return Duration(seconds) if seconds else None
    return None


def read_target(text: str) -> Intensity | None:
    """The target behind an "@": a heart-rate zone, a pace, beats, speed or steps per minute."""
    if found := _ZONE.fullmatch(text):
        return Zone(int(found[1]), int(found[1]), ZoneOf.HEART)
    if found := _PACE.fullmatch(text):
        one = _seconds(found[1], found[2])
        other = _seconds(found[3], found[4]) if found[3] else one
        # Without a unit it is the athlete's, as there.
        per = _PER.get((found[5] or "").lower())
        return AbsolutePace(min(one, other), max(one, other), per) if one and other else None
    if found := _RANGE.fullmatch(text):
        low, high = sorted((float(found[1]), float(found[2])))
        return _ranged(low, high, found[3].lower()) if low else None
    return None


def _ranged(low: float, high: float, unit: str) -> Intensity:
    if unit == "bpm":
        return HeartRate(int(low), int(high))
    if unit == "rpm":
        feet = 2 if high < _BOTH_FEET_FROM else 1
        return Cadence(feet * int(low), feet * int(high))
    per = METRES_PER_MILE / 1000 if unit == "mph" else 1.0
    return Speed(round(low * per, 2), round(high * per, 2))


def _seconds(minutes: str, seconds: str) -> float:
    return 60.0 * int(minutes) + int(seconds)
