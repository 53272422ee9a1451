"""What an athlete's recent races say: today's 1000 m, the own exponent, the aerobic fitness, the doubts."""

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from itertools import combinations, pairwise

from onek_sync.model.athlete import Result
from onek_sync.model.errors import AthleteError, Finding, Level
from onek_sync.model.intensity import RaceName
from onek_sync.model.units import METRES_PER_MILE, clock
from onek_sync.planning.equivalence import (
    BALANCED,
    POWER_LAW_ENDS,
    exponent_between,
    power_law,
    race_seconds,
    thousand_from,
    vdot,
)

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

AEROBIC_SHARE = 0.96
"""VDOT for easy to interval paces as a share of VDOT(1000 m), when no longer race is known: most runners'
threshold is worse than their 1000 m says, and paces that err on the slow side cost little."""

SAME_DISTANCE = 0.01  # a 1010 m road kilometre is a 1K
FRESH = timedelta(weeks=12)  # fitness changes; older results than that beside newer ones mislead
EXPONENT_BOUNDS = (1.03, 1.25)
EXPONENT_RACES = (400.0, 3000.0)  # metres between which two races tell the own exponent
EXPONENT_APART = 1.25  # two closer distances tell more about the day than about the runner
AEROBIC_RACES = (1500.0, 10_000.0)
AEROBIC_BOUNDS = (0.85, 1.02)  # VDOT of the long race in VDOT(1000 m); outside, one of the two is off

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
_WALKING = 900.0  # s/km; what is slower is no race


class RunnerType(StrEnum):
    """What the own exponent says about the runner: who fades least over distance is the endurance type."""

    ENDURANCE = "endurance type"
    BALANCED = "balanced"
    SPEED = "speed type"


def runner_type(exponent: float) -> RunnerType:
    """Below 1.09 endurance, above 1.15 speed."""
    if exponent < 1.09:
        return RunnerType.ENDURANCE
    return RunnerType.SPEED if exponent > 1.15 else RunnerType.BALANCED


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """Today's form: seconds over 1000 m, the power law's exponent, VDOT for aerobic paces, the races used.

    `notes` say where each number comes from and how sure it is; `findings` are doubts.
    """

    thousand: float
    exponent: float
    aerobic: float
    results: tuple[Result, ...]
    notes: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()

    @property
    def runner(self) -> RunnerType:
        """The type the exponent tells."""
        return runner_type(self.exponent)

    def seconds_over(self, metres: float) -> float:
        """Today's race time over a distance, never at odds with the results that were run."""
        guess = self._model(metres)
        for result in self.results:
            if _same(result.metres, metres):
                return result.seconds * metres / result.metres
            bound = result.seconds / result.metres * metres  # the same pace over this distance
            guess = max(guess, bound) if result.metres < metres else min(guess, bound)
        return guess

    def _model(self, metres: float) -> float:
        if metres <= POWER_LAW_ENDS:
            return power_law(self.thousand, 1000.0, metres, self.exponent)
        mile = power_law(self.thousand, 1000.0, METRES_PER_MILE, self.exponent)
        return max(race_seconds(self.aerobic, metres), mile * metres / METRES_PER_MILE)


def find_form(recent: tuple[Result, ...]) -> Form | None:
    """Today's form from recent races; None without a usable one.

    Raises AthleteError where a result is impossible or two contradict each other.
    """
    for result in recent:
        check_possible(result)
    findings: list[Finding] = []
    results = _usable(recent, findings)
    if not results:
        return None
    _check_order(results)
    exponent, exponent_note = _own_exponent(results, findings)
    thousand, thousand_note = _thousand(results, exponent)
    aerobic, aerobic_note = _aerobic(results, thousand, findings)
    notes = tuple(note for note in (thousand_note, exponent_note, aerobic_note) if note)
    return Form(
        thousand=thousand,
        exponent=exponent,
        aerobic=aerobic,
        results=results,
        notes=notes,
        findings=tuple(findings),
    )


def said(result: Result) -> str:
    """A result in words: "1K 3:34", "1200 m 4:30"."""
    for race, metres in RACE_METRES.items():
        if _same(result.metres, metres):
            name = f"{race.value} m" if race.value.isdigit() else race.value
            return f"{name} {clock(result.seconds)}"
    return f"{result.metres:g} m {clock(result.seconds)}"


def _same(metres: float, other: float) -> bool:
    return abs(metres - other) <= SAME_DISTANCE * other


def check_possible(result: Result) -> None:
    """Raise AthleteError for a result that nobody can have run."""
    numbers = (result.metres, result.seconds)
    if not all(math.isfinite(number) and number > 0 for number in numbers):
        raise AthleteError(Finding("A02", "a race result needs a distance and a time above zero"))
    if result.seconds < _record(result.metres):
        raise AthleteError(
            Finding(
                "A02", f"{said(result)} is faster than anyone ever ran", "check the distance and the time"
            )
        )
    if result.seconds / result.metres * 1000 > _WALKING:
        raise AthleteError(
            Finding("A02", f"{said(result)} is slower than walking", "check the distance and the time")
        )


def _record(metres: float) -> float:
    """The time over a distance at the record pace of the next shorter distance: certainly too fast."""
    over, seconds = max(record for record in _RECORDS if record[0] <= max(1.0, metres * (1 + SAME_DISTANCE)))
    return seconds * metres / over


def _usable(recent: tuple[Result, ...], findings: list[Finding]) -> tuple[Result, ...]:
    """Races from 400 m to the marathon, the fresh ones, one for each distance, shortest first."""
    days = [result.day for result in recent if result.day]
    newest = max(days, default=None)
    kept: list[Result] = []
    for result in recent:
        if not 396 <= result.metres <= 42_700:
            findings.append(
                _left_out(result, "says too little about 1000 m", "give a race from 400 m to 10 km")
            )
        elif newest and result.day and newest - result.day > FRESH:
            findings.append(
                _left_out(
                    result, "is more than 12 weeks older than the newest", "give a newer one in its place"
                )
            )
        else:
            kept.append(result)
    return tuple(_one_for_each_distance(kept))


def _left_out(result: Result, why: str, now: str) -> Finding:
    return Finding("A05", f"{said(result)} {why}: left out", now, level=Level.WARNING)


def _one_for_each_distance(results: list[Result]) -> Iterator[Result]:
    """The newest where both have a day, else the fastest."""
    previous: Result | None = None
    for result in sorted(results, key=lambda each: (each.metres, each.seconds)):
        if previous is None or not _same(previous.metres, result.metres):
            if previous:
                yield previous
            previous = result
        elif previous.day and result.day and result.day > previous.day:
            previous = result
    if previous:
        yield previous


def _check_order(results: tuple[Result, ...]) -> None:
    """Nobody holds a faster pace over a longer race: then one of the two was no race, or is misread."""
    for short, long in pairwise(results):
        if short.seconds / short.metres >= long.seconds / long.metres:
            raise AthleteError(
                Finding(
                    "A03",
                    f"{said(short)} and {said(long)} contradict each other: the shorter is not faster per km",
                    "check both times; leave out the one that was not run all out",
                )
            )


def _own_exponent(results: tuple[Result, ...], findings: list[Finding]) -> tuple[float, str]:
    low, high = EXPONENT_RACES
    short = [r for r in results if low * (1 - SAME_DISTANCE) <= r.metres <= high * (1 + SAME_DISTANCE)]
    pairs = [(a, b) for a, b in combinations(short, 2) if b.metres / a.metres >= EXPONENT_APART]
    if not pairs:
        return BALANCED, ""
    a, b = min(pairs, key=lambda pair: sum(_away(each) for each in pair))
    found = exponent_between(a.metres, a.seconds, b.metres, b.seconds)
    exponent = min(max(found, EXPONENT_BOUNDS[0]), EXPONENT_BOUNDS[1])
    if exponent != found:
        findings.append(
            Finding(
                "A04",
                f"{said(a)} and {said(b)} give an exponent of {found:.2f}, outside {EXPONENT_BOUNDS[0]} to"
                f" {EXPONENT_BOUNDS[1]}: used {exponent}",
                "one of the two was probably not run all out; leave it out or give a newer one",
                level=Level.WARNING,
            )
        )
    return exponent, f"Own exponent {exponent:.2f} from {said(a)} and {said(b)}: {runner_type(exponent)}."


def _away(result: Result) -> float:
    """How far a race is from 1000 m, as a ratio of lengths."""
    return abs(math.log(result.metres / 1000.0))


def _thousand(results: tuple[Result, ...], exponent: float) -> tuple[float, str]:
    near = [result for result in results if 800 * (1 - SAME_DISTANCE) <= result.metres <= 3030]
    source = min(near or results, key=_away)
    if _same(source.metres, 1000.0):
        return source.seconds * 1000.0 / source.metres, f"1K pace from {said(source)}."
    seconds = thousand_from(source.metres, source.seconds, exponent)
    doubt = 2 if 750 <= source.metres <= POWER_LAW_ENDS else 4
    return seconds, f"1K today about {clock(seconds)}, predicted from {said(source)}: ±{doubt} %."


def _aerobic(results: tuple[Result, ...], thousand: float, findings: list[Finding]) -> tuple[float, str]:
    own = vdot(1000.0, thousand)
    source = _aerobic_race(results)
    if source is None:
        aerobic = AEROBIC_SHARE * own
        note = f"Easy to interval paces from {AEROBIC_SHARE:.0%} of the 1K's VDOT (VDOT {aerobic:.1f}): ±4 %."
        return aerobic, f"{note} A race of 3 to 10 km would say it better."
    found = vdot(source.metres, source.seconds)
    low, high = AEROBIC_BOUNDS
    if not low <= found / own <= high:
        findings.append(_mismatch(source, thousand, found / own > high))
    # A 1K that is too weak for the long race was not raced; then the careful one of the two is taken.
    aerobic = min(found, high * own)
    return aerobic, f"Easy to interval paces from {said(source)} (VDOT {aerobic:.1f}): ±2 %."


def _aerobic_race(results: Iterable[Result]) -> Result | None:
    """The longest from 1500 m to 10 km; else the shortest beyond."""
    low, high = AEROBIC_RACES[0] * (1 - SAME_DISTANCE), AEROBIC_RACES[1] * (1 + SAME_DISTANCE)
    within = [result for result in results if low <= result.metres <= high]
    if within:
        return within[-1]
    return next((result for result in results if result.metres > high), None)


def _mismatch(source: Result, thousand: float, weak_thousand: bool) -> Finding:
    pair = (f"1K {clock(thousand)}", said(source))
    weak, strong = pair if weak_thousand else pair[::-1]
    return Finding(
        "A06",
        f"{weak} is much weaker than {strong}: paces between the two are doubtful",
        "check both; leave out the one that was not run all out or is old",
        level=Level.WARNING,
    )
