"""The paces that follow from today's form. The shares and why: docs/decisions/pace-model.md."""

from collections.abc import Mapping

from onek_sync.model.athlete import RunnerLevel
from onek_sync.model.intensity import PaceName, RaceName
from onek_sync.model.session import PaceBand
from onek_sync.planning.paces.equivalence import pace_at
from onek_sync.planning.paces.form import Form
from onek_sync.planning.paces.results import RACE_METRES

# Shares of the aerobic VDOT, slow and fast. E, T and I are Daniels' (fitted to his table), the others lie
# between them by coaching judgement; a single share is a point that resolving widens.
_SHARES = {
    PaceName.RECOVERY: (0.55, 0.63),
    PaceName.EASY: (0.63, 0.73),
    PaceName.AEROBIC_THRESHOLD: (0.74, 0.79),
    PaceName.STEADY: (0.78, 0.82),
    PaceName.TEMPO: (0.84, 0.88),
    PaceName.THRESHOLD: (0.88, 0.88),
    PaceName.INTERVAL: (0.975, 0.975),
}
_LONG = (0.63, 0.70)
_R_BEFORE_I = 0.98  # R is the mile's pace and always a little faster than I
_STRIDES_OF_1K = (1.10, 1.25)  # of today's 1000 m speed
_STRIDES_OF_TOP = {
    RunnerLevel.BEGINNER: (0.80, 0.90),
    RunnerLevel.INTERMEDIATE: (0.80, 0.95),
    RunnerLevel.ADVANCED: (0.80, 0.95),
}


def race_paces(form: Form, own_race: float | None = None) -> dict[RaceName, PaceBand]:
    """Today's pace of every race; `own_race`: metres of the one the plan leads to."""
    lengths = RACE_METRES | ({RaceName.RACE: own_race} if own_race else {})
    return {name: _point(form.seconds_over(metres) / metres * 1000) for name, metres in lengths.items()}


def training_paces(form: Form, races: Mapping[RaceName, PaceBand]) -> dict[PaceName, PaceBand]:
    """Every training pace by its name."""
    bands = {name: _share(form.aerobic, *shares) for name, shares in _SHARES.items()}
    almost_i = bands[PaceName.INTERVAL].fast * _R_BEFORE_I
    bands[PaceName.REPETITION] = _point(min(races[RaceName.MILE].middle, almost_i))
    bands[PaceName.MARATHON] = races[RaceName.MARATHON]
    return bands


def long_pace(form: Form) -> PaceBand:
    """The slower part of easy."""
    return _share(form.aerobic, *_LONG)


def stride_pace(top_speed: float | None, thousand: PaceBand | None, level: RunnerLevel) -> PaceBand | None:
    """Fast and relaxed: of the top speed (m/s) where it is known, else of today's 1000 m speed."""
    if top_speed:
        low, high = _STRIDES_OF_TOP[level]
        return PaceBand(1000 / (high * top_speed), 1000 / (low * top_speed))
    if thousand:
        low, high = _STRIDES_OF_1K
        return PaceBand(thousand.middle / high, thousand.middle / low)
    return None


def _share(aerobic: float, slow: float, fast: float) -> PaceBand:
    return PaceBand(pace_at(fast * aerobic), pace_at(slow * aerobic))


def _point(pace: float) -> PaceBand:
    return PaceBand(pace, pace)
