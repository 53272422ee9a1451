"""What a written pace means for one athlete: named, of a race, in numbers, as a split or in per cent."""

import math
from collections.abc import Iterator
from dataclasses import replace

from onek_sync.model.errors import Finding
from onek_sync.model.intensity import (
    AbsolutePace,
    Intensity,
    Offset,
    OffsetUnit,
    PaceName,
    Percent,
    RaceName,
    RacePace,
    Speed,
    Split,
    TrainingPace,
    Zone,
)
from onek_sync.model.session import PaceBand
from onek_sync.model.units import METRES_PER_MILE
from onek_sync.planning.paces.results import RACE_METRES
from onek_sync.planning.resolve import efforts
from onek_sync.planning.resolve.scene import UNKNOWN, Meaning, Scene, doubt, sane, unknown, widened

_PACE_ZONES = {1: (1.29, 1.45), 2: (1.14, 1.29), 3: (1.06, 1.13), 4: (0.99, 1.05), 5: (0.90, 0.98)}
"""Friel's zones as shares of the threshold pace's time."""

_LADDER = (
    PaceName.REPETITION,
    PaceName.INTERVAL,
    RaceName.K5,
    RaceName.K10,
    PaceName.THRESHOLD,
    PaceName.TEMPO,
    PaceName.STEADY,
    PaceName.EASY,
)
_ABOUT = 1.01  # a per cent slower still feels the same
_SAME = 0.05  # s/km: closer bands are one


def of_training(said: TrainingPace, scene: Scene) -> Meaning:
    """A training pace by name."""
    feels = Meaning(rpe=efforts.OF_PACE[said.name], effort="easy" if said.name is PaceName.EASY else "")
    band = scene.paces.training.get(said.name)
    if band is None:
        return replace(feels, findings=(unknown(said, scene),))
    found = _shifted(band, said.offset, said, scene)
    return replace(feels, pace=found.pace, findings=found.findings)


def of_race(said: RacePace, scene: Scene) -> Meaning:
    """The pace of a race: today's; the goal's moves there with the plan, and `leads_to` says where."""
    rpe = efforts.OF_RACE.get(said.race, efforts.SHORT_RACE)
    band, goal = _race_band(said.race, scene, goal=said.goal)
    if band is None:
        return Meaning(rpe=rpe, findings=(unknown(said, scene),))
    found = _shifted(band, said.offset, said, scene)
    return Meaning(
        pace=found.pace,
        leads_to=_shifted(goal, said.offset, said, scene).pace if goal else None,
        rpe=rpe,
        findings=(*found.findings, *_goal_doubts(said, scene)),
    )


def _race_band(race: RaceName, scene: Scene, *, goal: bool) -> tuple[PaceBand | None, PaceBand | None]:
    """Today's band of a race and, where it moves, the goal's. "Race pace" is the goal's if there is one."""
    today = scene.paces.races.get(race)
    if not (goal or race is RaceName.RACE):
        return today, None
    band, final = scene.paces.goal_pace(race, scene.progress), scene.paces.goal_pace(race)
    moves = band is not None and final is not None and abs(band.middle - final.middle) >= _SAME
    return band or today, final if moves else None


def _goal_doubts(said: RacePace, scene: Scene) -> Iterator[Finding]:
    race = scene.paces.race
    if not said.goal:
        return
    if race is None or race.goal is None:
        what = f"{scene.words(said)}, but the plan has no goal: used today's pace"
        yield doubt("R02", what, "give race.goal")
    elif RACE_METRES.get(said.race, race.metres) != race.metres:
        what = f"{scene.words(said)}, but the goal is over {race.metres:g} m: took the same gain in per cent"
        yield doubt("R02", what, "write a pace per km to be exact")


def _shifted(band: PaceBand, offset: Offset | None, said: Intensity, scene: Scene) -> Meaning:
    """A band moved by an offset, wide enough for the step's length."""
    if offset is None:
        return sane(widened(band, scene), said, scene)
    if offset.unit is OffsetUnit.PERCENT:
        moved = PaceBand(band.fast * (1 + offset.low / 100), band.slow * (1 + offset.high / 100))
        return sane(widened(moved, scene), said, scene)
    metres = _offset_metres(offset.unit, scene)
    if metres is None:
        what = f"{scene.words(said)} counts seconds per repetition, but the step has no length"
        unmoved = sane(widened(band, scene), said, scene)
        return replace(unmoved, findings=(doubt("R03", what, "write the seconds per km"),))
    moved = PaceBand(band.fast + offset.low / metres * 1000, band.slow + offset.high / metres * 1000)
    return sane(widened(moved, scene), said, scene)


def _offset_metres(unit: OffsetUnit, scene: Scene) -> float | None:
    return {
        OffsetUnit.PER_KM: 1000.0,
        OffsetUnit.PER_MILE: METRES_PER_MILE,
        OffsetUnit.PER_400: 400.0,
        OffsetUnit.PER_REP: scene.metres,
    }.get(unit, scene.paces.units.metres)


def of_numbers(said: AbsolutePace | Speed | Split, scene: Scene) -> Meaning:
    """A pace in numbers: a range is kept as it was written, a single pace gets the step's tolerance."""
    band = _numbers(said, scene)
    if band is None:
        what = f"{scene.words(said)} is a time for a distance, but the step has none"
        return Meaning(findings=(doubt("R03", what, "write the step in metres, or a pace per km"),))
    return sane(widened(band, scene) if band.fast == band.slow else band, said, scene)


def _numbers(said: AbsolutePace | Speed | Split, scene: Scene) -> PaceBand | None:
    match said:
        case AbsolutePace():
            per = said.per or scene.paces.units.metres
            return PaceBand(said.fast / per * 1000, said.slow / per * 1000)
        case Speed():
            return PaceBand(_pace(said.high / 3.6), _pace(said.low / 3.6))
        case Split():
            if scene.metres is None:
                return None
            return PaceBand(said.fast / scene.metres * 1000, said.slow / scene.metres * 1000)


def rating(band: PaceBand | None, scene: Scene) -> efforts.Rating | None:
    """How hard a pace feels that has no name: like the fastest named pace that is not faster."""
    if band is None:
        return None
    for name in _LADDER:
        known = scene.paces.band(name)
        if known and band.middle <= known.slow * _ABOUT:
            return efforts.OF_PACE[name] if isinstance(name, PaceName) else efforts.OF_RACE[name]
    return None


def of_percent(said: Percent, scene: Scene) -> Meaning:
    """Per cent of a race's speed; of the plan's race where none is named, as in Canova's notation."""
    base, goal = _race_band(said.race or RaceName.RACE, scene, goal=False)
    if base is None:
        return Meaning(findings=(unknown(said, scene),))
    found = sane(widened(_at_percent(base, said), scene), said, scene)
    if goal:
        found = replace(found, leads_to=sane(widened(_at_percent(goal, said), scene), said, scene).pace)
    if said.race is not None:
        return found
    what = f"{scene.words(said)}: a percentage without a word of what is read as of race pace"
    return replace(found, findings=(*found.findings, doubt("R04", what, "write e.g. 95% of 5K or 85% HRmax")))


def of_top_speed(said: Percent, scene: Scene) -> Meaning:
    """Per cent of the top speed, which only a sprint tells."""
    if scene.paces.top_speed is None:
        what = f"{scene.words(said)}: the top speed is not known"
        return Meaning(findings=(doubt(UNKNOWN, what, "give athlete.sprint, e.g. a flying 60 m"),))
    top = _pace(scene.paces.top_speed)
    return sane(widened(_at_percent(PaceBand(top, top), said), scene), said, scene)


def of_pace_zone(said: Zone, scene: Scene) -> Meaning:
    """A zone of the threshold pace."""
    threshold = scene.paces.training.get(PaceName.THRESHOLD)
    if threshold is None or not {said.low, said.high} <= _PACE_ZONES.keys():
        return Meaning(findings=(unknown(said, scene),))
    fast, slow = _PACE_ZONES[said.high][0], _PACE_ZONES[said.low][1]
    return sane(PaceBand(fast * threshold.middle, slow * threshold.middle), said, scene)


def _at_percent(base: PaceBand, said: Percent) -> PaceBand:
    """A band at so many per cent of its speed: 105 is faster."""
    if said.low <= 0:
        return PaceBand(math.inf, math.inf)
    return PaceBand(base.fast / said.high * 100, base.slow / said.low * 100)


def _pace(speed: float) -> float:
    """Seconds per kilometre of metres per second."""
    return 1000 / speed if speed > 0 else math.inf
