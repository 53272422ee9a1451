"""The weeks of a plan before anything stands in them: phases, lighter weeks, shares of the volume.

Everything is counted backwards from the race. The shares follow published 8, 12 and 16 week rows:

* every loading week adds a twelfth of the volume that the plan starts with, seven times at most;
* then the volume is held; a lighter week has 76 % of the loading week before it;
* 92 % two weeks before the race, 68 % in the week before, 45 % in race week.
"""

from dataclasses import dataclass

from onek_sync.planning.building.template import Phase

SHORT = 6
"""Plans of fewer weeks only sharpen: no base, no growth."""

_STEP, _MOST_STEPS = 1 / 12, 7
_LIGHTER = 0.76
_TAPER = (0.92, 0.68, 0.45)  # the last three weeks


@dataclass(frozen=True, slots=True)
class Period:
    """A week: its number from 1, its phase, whether it is a lighter one, its share of the largest volume."""

    number: int
    phase: Phase
    lighter: bool
    share: float


def periods(weeks: int, lighter_every: int = 4) -> tuple[Period, ...]:
    """The weeks of a plan of 4 to 24; the last one is race week."""
    phases = _phases(weeks)
    lighter = _lighter_weeks(phases, lighter_every)
    shares = _shares(weeks, phases, lighter)
    return tuple(
        Period(number, phase, number in lighter, share)
        for number, (phase, share) in enumerate(zip(phases, shares, strict=True), 1)
    )


def _phases(weeks: int) -> tuple[Phase, ...]:
    """Race week; one or two weeks of peak; a third to a half of the weeks base; the rest specific."""
    peak = 2 if 10 < weeks < 15 else 1
    share = min(0.5, max(0.35, 0.35 + 0.15 * (weeks - 12) / 4))
    base = int(share * weeks + 0.5) if weeks >= SHORT else 0
    specific = weeks - base - peak - 1
    return (*[Phase.BASE] * base, *[Phase.SPECIFIC] * specific, *[Phase.PEAK] * peak, Phase.RACE)


def _lighter_weeks(phases: tuple[Phase, ...], every: int) -> frozenset[int]:
    """Every fourth (third) week. The week before the peak is none: that one comes a week earlier, or not."""
    first_peak = phases.index(Phase.PEAK) + 1
    found = list(range(every, first_peak, every)) if len(phases) >= SHORT else []
    if found and found[-1] == first_peak - 1:
        found.pop()
        before = found[-1] if found else 0
        if first_peak - 2 - before > 2:
            found.append(first_peak - 2)
    return frozenset(found)


def _shares(weeks: int, phases: tuple[Phase, ...], lighter: frozenset[int]) -> list[float]:
    loading = [number for number in range(1, weeks - 2) if number not in lighter]
    held = max(1, round(weeks / 4) - 1)
    steps = min(_MOST_STEPS, max(0, len(loading) - held)) if weeks >= SHORT else 0
    top = 1 + steps * _STEP
    share, done, out = 1.0, 0, []
    for number in range(1, weeks - 2):
        if number in lighter:
            out.append(_LIGHTER * share)
        else:
            share = (1 + min(done, steps) * _STEP) / top
            done += 1
            out.append(share)
    return out + list(_TAPER[-min(weeks, 3) :])
