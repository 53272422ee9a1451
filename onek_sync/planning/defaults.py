"""The recovery between repetitions when nobody wrote one."""

from onek_sync.model.intensity import Intensity, PaceName, RaceName, RacePace, TrainingPace
from onek_sync.model.units import Distance, Duration
from onek_sync.model.workout import Equal, Measure, Mode, Repeat, Role, Step, Style

_CONTINUOUS = {
    PaceName.EASY,
    PaceName.RECOVERY,
    PaceName.STEADY,
    PaceName.MARATHON,
    PaceName.AEROBIC_THRESHOLD,
    RaceName.MARATHON,
    RaceName.HALF,
}
_THRESHOLD = {PaceName.THRESHOLD, PaceName.TEMPO}
_INTERVAL = {PaceName.INTERVAL, RaceName.K3, RaceName.K5, RaceName.K10}
_REST_PER_KM = (60.0, 90.0)  # after a kilometre at threshold
_KM_AT_THRESHOLD = 270.0  # seconds, to count kilometres of repetitions by time


def default_recovery(repeat: Repeat) -> tuple[Step, ...]:
    """What separates the passes of a repeat without a separation of its own.

    Nothing where the body is more than one step: what alternates runs on, and sets take the recovery of
    their repetitions (see `settled`). Nothing between easy stretches either.
    """
    if repeat.between or repeat.count.high == 1 or len(repeat.blocks) != 1:
        return ()
    work = repeat.blocks[0]
    if not isinstance(work, Step) or work.role is not Role.WORK:
        return ()
    return _after(work)


def _after(work: Step) -> tuple[Step, ...]:
    if work.style is Style.STRIDE:
        return (Step(role=Role.RECOVERY, end=Duration(60), mode=Mode.WALK_BACK),)
    if work.style is Style.HILL:
        sprint = isinstance(work.end, Duration) and work.end.chosen <= 20
        return (Step(role=Role.RECOVERY, mode=Mode.WALK_DOWN if sprint else Mode.JOG_DOWN),)
    names = {_name(intensity) for intensity in work.intensities}
    if names & _CONTINUOUS or work.style is not None:
        return ()
    if names & _THRESHOLD:
        return (_rest_by_length(work),)
    if names & _INTERVAL or not isinstance(work.end, Distance):
        return (Step(role=Role.RECOVERY, end=Equal(Measure.TIME), mode=Mode.JOG),)
    return (_by_distance(work.end.chosen),)


def _by_distance(metres: float) -> Step:
    """After fast repetitions: a jog of 200 m, of the same distance, or 4 to 5 min."""
    if metres >= 600:
        return Step(role=Role.RECOVERY, end=Duration(240, 300), mode=Mode.WALK_JOG)
    jog = 200.0 if metres <= 200 else metres
    return Step(role=Role.RECOVERY, end=Distance(jog), mode=Mode.JOG)


def _rest_by_length(work: Step) -> Step:
    match work.end:
        case Distance():
            kilometres = work.end.chosen / 1000
        case Duration():
            kilometres = work.end.chosen / _KM_AT_THRESHOLD
        case _:
            kilometres = 1.0
    low, high = (max(30.0, round(rest * kilometres / 15) * 15) for rest in _REST_PER_KM)
    return Step(role=Role.RECOVERY, end=Duration(low, high), mode=Mode.JOG)


def _name(intensity: Intensity) -> PaceName | RaceName | None:
    match intensity:
        case TrainingPace():
            return intensity.name
        case RacePace():
            return intensity.race
        case _:
            return None
