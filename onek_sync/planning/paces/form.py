"""What an athlete's recent races say: today's 1000 m, the own exponent, the aerobic fitness, the doubts."""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations

from onek_sync.model.athlete import Result
from onek_sync.model.errors import Finding, Level
from onek_sync.model.units import METRES_PER_MILE, clock
from onek_sync.planning.paces.equivalence import (
    BALANCED,
    POWER_LAW_ENDS,
    exponent_between,
    power_law,
    race_seconds,
    thousand_from,
    vdot,
)
from onek_sync.planning.paces.results import (
    SAME_DISTANCE,
    check_order,
    check_possible,
    said,
    same_distance,
    usable,
)

AEROBIC_SHARE = 0.96
"""VDOT for easy to interval paces as a share of VDOT(1000 m), when no longer race is known: most runners'
threshold is worse than their 1000 m says, and paces that err on the slow side cost little."""

EXPONENT_BOUNDS = (1.03, 1.25)
EXPONENT_RACES = (400.0, 3000.0)  # metres between which two races tell the own exponent
EXPONENT_APART = 1.25  # two closer distances tell more about the day than about the runner
AEROBIC_RACES = (1500.0, 10_000.0)
AEROBIC_BOUNDS = (0.85, 1.02)  # VDOT of the long race in VDOT(1000 m); outside, one of the two is off


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
            if same_distance(result.metres, metres):
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
    results, left_out = usable(recent)
    if not results:
        return None
    check_order(results)
    findings = list(left_out)
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
    if same_distance(source.metres, 1000.0):
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
