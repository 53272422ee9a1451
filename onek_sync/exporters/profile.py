"""The profile of a workout, as bars: width is time, height is how hard. For terminal, page and print."""

from dataclasses import dataclass
from itertools import islice

from onek_sync.exporters.words.aims import aim_of
from onek_sync.exporters.words.plain import one_line
from onek_sync.exporters.words.shape import written_once
from onek_sync.model.session import PaceBand, ResolvedOption, ResolvedStep, strength_seconds
from onek_sync.model.workout import Load, LoadUnit, Mode, Role, StrengthSet, Style


@dataclass(frozen=True, slots=True)
class Bar:
    """One played step: estimated seconds, height 0 to 1, what it is for, and its aim in short words."""

    seconds: float
    height: float
    role: Role
    aim: str


_MOST = 2000  # finer than any screen or page; nested repetitions can be millions
# A recovery is lower than any running that is meant to train.
_REST = 0.06
_MODES = {
    Mode.STAND: _REST, Mode.REST: _REST, Mode.WALK: 0.12, Mode.WALK_BACK: 0.12, Mode.WALK_DOWN: 0.12,
    Mode.WALK_JOG: 0.17, Mode.JOG: 0.22, Mode.JOG_BACK: 0.22, Mode.JOG_DOWN: 0.22, Mode.EASY: 0.22,
    Mode.FLOAT: 0.4,
}  # fmt: skip
_ROLES = {Role.WARMUP: 0.28, Role.COOLDOWN: 0.25, Role.DRILLS: 0.35, Role.WORK: 0.5, Role.RECOVERY: 0.2}
# Easy running stands at 0.3. A runner's 1000 m speed is about 1.55 times the easy one: that stands at 0.9.
_EASY, _RACE, _FASTER = 0.3, 0.9, 1.55


def bars(option: ResolvedOption) -> tuple[Bar, ...]:
    """One bar for every played step or exercise, in order; the first 2000 of a workout that has more."""
    easy = _easy_pace(option)
    return tuple(_bar(item, easy) for item in islice(option.played(), _MOST))


def _bar(item: ResolvedStep | StrengthSet, easy: float | None) -> Bar:
    if isinstance(item, StrengthSet):
        return Bar(strength_seconds(item), _load(item.load), Role.WORK, one_line(item.exercise))
    return Bar(item.seconds, round(min(1.0, max(0.0, _height(item, easy))), 3), item.role, _aim(item))


def _aim(step: ResolvedStep) -> str:
    mode = step.step.mode.value if step.step.mode else ""
    return one_line(step.aim or step.effort or mode or step.role.value)


def _easy_pace(option: ResolvedOption) -> float | None:
    """Seconds per kilometre that are easy for this athlete: the slowest aim of the session that is easy."""
    easy = [
        step.pace.middle
        for step in written_once(option.blocks)
        if isinstance(step, ResolvedStep) and step.pace and _is_easy(step)
    ]
    return max(easy, default=None)


def _is_easy(step: ResolvedStep) -> bool:
    aim = aim_of(step)
    return aim is not None and 0 < aim.effort <= 3 and step.role is not Role.RECOVERY


def _height(step: ResolvedStep, easy: float | None) -> float:
    """From the pace beside the easy pace; else from RPE, effort or aim; else from what it is for."""
    if step.role is Role.RECOVERY:
        return _MODES.get(step.step.mode or Mode.REST, _ROLES[Role.RECOVERY])
    if step.pace and easy and step.step.style is not Style.HILL:
        return _by_pace(step.pace, easy)
    if step.rpe:
        return sum(step.rpe) / 20
    aim = aim_of(step)
    return aim.effort / 10 if aim and aim.effort else _ROLES[step.role]


def _by_pace(pace: PaceBand, easy: float) -> float:
    faster = easy / pace.middle - 1
    return _EASY + (_RACE - _EASY) * faster / (_FASTER - 1)


def _load(load: Load | None) -> float:
    """Heavier is higher; an exercise without a load stands in the middle."""
    if load is None or load.unit in {LoadUnit.KG, LoadUnit.LB, LoadUnit.BODYWEIGHT}:
        return 0.5
    middle = (load.low + load.high) / 2
    share = {LoadUnit.PERCENT_1RM: middle / 100, LoadUnit.RPE: middle / 10, LoadUnit.RIR: 1 - middle / 10}
    return min(1.0, max(0.1, share[load.unit]))
