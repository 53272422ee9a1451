"""Race results: their names, and which of them can be believed and used."""

import math
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from itertools import pairwise

from onek_sync.model.athlete import Result
from onek_sync.model.errors import AthleteError, Finding, Level
from onek_sync.model.intensity import RaceName
from onek_sync.model.units import METRES_PER_MILE, clock

RACE_METRES: dict[RaceName, float] = {
    RaceName.M400: 400.0,
    RaceName.M600: 600.0,
    RaceName.M800: 800.0,
    RaceName.K1: 1000.0,
    RaceName.M1500: 1500.0,
    RaceName.MILE: METRES_PER_MILE,
    RaceName.K3: 3000.0,
    RaceName.K5: 5000.0,
    RaceName.K10: 10_000.0,
    RaceName.HALF: 21_097.5,
    RaceName.MARATHON: 42_195.0,
}
"""Every race with a length of its own, shortest first."""

SAME_DISTANCE = 0.01  # a 1010 m road kilometre is a 1K
FRESH = timedelta(weeks=12)  # fitness changes; older results than that beside newer ones mislead
# Metres and seconds nobody has beaten: what is faster was misread or mistyped. The first line is a sprint.
_RECORDS = (
    (1, 0.08),
    (400, 42),
    (800, 100),
    (1000, 131),
    (1500, 205),
    (3000, 436),
    (5000, 754),
    (10_000, 1570),
    (42_195, 7200),
)
_TELLING = (400.0, 42_195.0)  # metres: races that say something about middle distance
_FAR_APART = 0.05  # between two results over one distance
_WALKING = 900.0  # s/km; what is slower is no race


def said(result: Result) -> str:
    """A result in words: "1K 3:34", "1200 m 4:30"."""
    for race, metres in RACE_METRES.items():
        if same_distance(result.metres, metres):
            name = f"{race.value} m" if race.value.isdigit() else race.value
            return f"{name} {clock(result.seconds)}"
    return f"{result.metres:g} m {clock(result.seconds)}"


def same_distance(metres: float, other: float) -> bool:
    """Whether two lengths are those of one race, within a per cent."""
    return abs(metres - other) <= SAME_DISTANCE * other


def check_possible(result: Result) -> None:
    """Raise AthleteError for a result that nobody can have run."""
    numbers = (result.metres, result.seconds)
    if not all(math.isfinite(number) and number > 0 for number in numbers):
        raise _impossible("a race result without a distance or a time")
    if result.seconds < _record(result.metres):
        raise _impossible(f"{said(result)} is faster than anyone ever ran")
    if result.seconds / result.metres * 1000 > _WALKING:
        raise _impossible(f"{said(result)} is slower than walking")


def _impossible(what: str) -> AthleteError:
    return AthleteError(Finding("A02", what, "check the distance and the time"))


def _record(metres: float) -> float:
    """The time over a distance at the record pace of the next shorter distance: certainly too fast."""
    over, seconds = max(record for record in _RECORDS if record[0] <= max(1.0, metres * (1 + SAME_DISTANCE)))
    return seconds * metres / over


def usable(recent: Iterable[Result]) -> tuple[tuple[Result, ...], tuple[Finding, ...]]:
    """The results to go by, one for each distance, shortest first; and which were left out, and why."""
    recent = tuple(recent)
    newest = max((result.day for result in recent if result.day), default=None)
    kept: list[Result] = []
    out: list[Finding] = []
    for result in recent:
        if reason := _useless(result, newest):
            out.append(_left_out(result, reason))
        else:
            kept.append(result)
    used = tuple(_one_for_each_distance(kept))
    return used, (*out, *_far_apart(kept, used))


def _far_apart(kept: Iterable[Result], used: Sequence[Result]) -> Iterator[Finding]:
    """What is to be looked at where two results over one distance tell of two runners."""
    for result in kept:
        best = next((one for one in used if same_distance(one.metres, result.metres)), result)
        if abs(result.seconds / best.seconds - 1) > _FAR_APART:
            what = f"{said(result)} and {said(best)} are far apart; {said(best)} is used"
            now = "leave out the one that was not run all out or is old"
            yield Finding("A05", what, now, level=Level.WARNING)


def _useless(result: Result, newest: date | None) -> str:
    shortest, longest = _TELLING
    if not shortest * (1 - SAME_DISTANCE) <= result.metres <= longest * (1 + SAME_DISTANCE):
        return "says too little about 1000 m"
    if newest and result.day and newest - result.day > FRESH:
        return "is more than 12 weeks older than the newest"
    return ""


def _left_out(result: Result, why: str) -> Finding:
    now = "give a newer race of 400 m to 10 km"
    return Finding("A05", f"{said(result)} {why}: left out", now, level=Level.WARNING)


def _one_for_each_distance(results: list[Result]) -> Iterator[Result]:
    """The newest where both have a day, else the fastest."""
    previous: Result | None = None
    for result in sorted(results, key=lambda each: (each.metres, each.seconds)):
        if previous is None or not same_distance(previous.metres, result.metres):
            if previous:
                yield previous
            previous = result
        elif previous.day and result.day and result.day > previous.day:
            previous = result
    if previous:
        yield previous


def check_order(results: Sequence[Result]) -> None:
    """Raise AthleteError where a longer race was faster per km: one of the two was no race, or is misread."""
    for short, long in pairwise(results):
        if short.seconds / short.metres >= long.seconds / long.metres:
            what = f"{said(short)} and {said(long)} contradict each other: the shorter is not faster per km"
            now = "check both times; leave out the one that was not run all out"
            raise AthleteError(Finding("A03", what, now))
