"""How long a step takes and how far it goes, for totals, pictures and lap-button recoveries."""

from dataclasses import dataclass

from onek_sync.model.intensity import PaceName
from onek_sync.model.session import PaceBand
from onek_sync.model.units import Distance, Duration, UntilLap
from onek_sync.model.workout import Full, Mode, Role, Step
from onek_sync.planning.paces.known_paces import Paces
from onek_sync.planning.resolve.scene import Meaning
from onek_sync.planning.resolve.sports import pace_of
from onek_sync.planning.resolve.unmarked import is_short

WALK = 660.0  # s/km: 11 min per km
_EASY = PaceBand(350.0, 390.0)  # who nothing is known of runs easily at about 6:10/km
_JOG = 1.2  # of the slow end of the easy pace
_STILL = {Mode.STAND, Mode.REST}
_WALKED = {Mode.WALK, Mode.WALK_BACK, Mode.WALK_DOWN}
_JOGGED = {Mode.JOG, Mode.JOG_BACK, Mode.JOG_DOWN}
_ON_FOOT = {*_STILL, *_WALKED, *_JOGGED, Mode.WALK_JOG}  # whatever the sport
WAY_BACK = {Mode.WALK_BACK, Mode.WALK_DOWN, Mode.JOG_BACK, Mode.JOG_DOWN}
# RPE up to which a step takes this share of the easy pace's time: the pace table's proportions.
_BY_RPE = ((4.5, 1.0), (5.5, 0.875), (7.5, 0.81), (8.5, 0.745), (10.0, 0.67))
_UNSAID_REP = 0.745  # a short stretch of work without an intensity is a fast one
_FULL = 240.0  # seconds
_OPEN = {Role.WARMUP: 720.0, Role.COOLDOWN: 600.0, Role.DRILLS: 300.0, Role.WORK: 300.0, Role.RECOVERY: 180.0}


@dataclass(frozen=True, slots=True)
class Estimate:
    """Seconds and metres on foot."""

    seconds: float
    metres: float


def easy_band(paces: Paces) -> PaceBand:
    """The athlete's easy pace, or anybody's."""
    return paces.training.get(PaceName.EASY, _EASY)


def estimate(
    step: Step,
    end: Distance | Duration | UntilLap,
    meaning: Meaning,
    paces: Paces,
    before: Estimate | None,
    sport: str = "",
) -> Estimate:
    """What a step takes. `before`: the work before it, whose way a walk back goes again."""
    off_foot = None if step.mode in _ON_FOOT else pace_of(sport)
    pace = off_foot or _pace(step, end, meaning, paces)
    match end:
        case Distance():
            seconds = step.within.chosen if step.within else end.chosen * (pace or WALK) / 1000
            return Estimate(seconds, end.chosen)
        case Duration():
            return Estimate(end.chosen, end.chosen / pace * 1000 if pace else 0.0)
        case UntilLap():
            return _until_lap(step, pace, before)


def _until_lap(step: Step, pace: float | None, before: Estimate | None) -> Estimate:
    if step.mode in WAY_BACK and before and pace:
        return Estimate(before.metres * pace / 1000, before.metres)
    if isinstance(step.end, Full) and step.mode not in _JOGGED:
        return Estimate(_FULL, 0.0)  # a few steps to and fro are no training
    seconds = _FULL if isinstance(step.end, Full) else _OPEN[step.role]
    return Estimate(seconds, seconds / pace * 1000 if pace else 0.0)


def _pace(step: Step, end: Distance | Duration | UntilLap, meaning: Meaning, paces: Paces) -> float | None:
    """Seconds per kilometre; None for standing still."""
    if meaning.pace:
        return meaning.pace.middle
    if step.role is Role.RECOVERY:
        return _recovery(step.mode, end, easy_band(paces))
    if step.role is Role.DRILLS:
        return None
    return easy_band(paces).middle * _share(step, end, meaning)


def _recovery(mode: Mode | None, end: Distance | Duration | UntilLap, easy: PaceBand) -> float | None:
    jog = _JOG * easy.slow
    if mode in _STILL:
        return None
    if mode in _WALKED:
        return WALK
    if mode is Mode.WALK_JOG:
        return (WALK + jog) / 2
    if mode is Mode.FLOAT:
        return easy.fast
    if mode is Mode.EASY:
        return easy.middle
    if mode in _JOGGED or isinstance(end, Distance):
        return jog
    return WALK  # "3 min": nobody said how


def _share(step: Step, end: Distance | Duration | UntilLap, meaning: Meaning) -> float:
    if meaning.rpe:
        rating = sum(meaning.rpe) / 2
        return next(share for upto, share in _BY_RPE if rating <= upto or upto == _BY_RPE[-1][0])
    if step.role is not Role.WORK:
        return 1.0
    return _UNSAID_REP if is_short(end) else 1.0
