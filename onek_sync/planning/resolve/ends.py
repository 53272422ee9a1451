"""Where a step ends, as one number: ranges chosen, "equal" and ratios worked out, the rest until the lap."""

from collections.abc import Iterable
from dataclasses import replace

from onek_sync.model.errors import Finding, Level
from onek_sync.model.units import Distance, Duration, UntilLap
from onek_sync.model.workout import Block, Equal, Full, Measure, Ratio, Repeat, Role, Step, Style
from onek_sync.planning.defaults import default_recovery
from onek_sync.planning.resolve.estimates import WAY_BACK, Estimate

StepEnd = Distance | Duration | UntilLap
_STRIDE = Distance(100)
_LONGEST_REST = 7200.0
_OPEN_ROLES = {Role.WARMUP, Role.COOLDOWN, Role.DRILLS}  # these may last as long as they take


def with_recoveries(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """The blocks with a default recovery in every repeat that has none and needs one."""
    return tuple(_with_recovery(block) if isinstance(block, Repeat) else block for block in blocks)


def _with_recovery(repeat: Repeat) -> Repeat:
    between = repeat.between or default_recovery(repeat)
    return replace(repeat, blocks=with_recoveries(repeat.blocks), between=between)


def end_of(step: Step, before: Estimate | None) -> tuple[StepEnd, Finding | None]:
    """A step's end as one value, and the doubt if it had to be filled in. `before`: the work before it."""
    match step.end:
        case Distance():
            return Distance(step.end.chosen), None
        case Duration():
            return Duration(step.end.chosen), None
        case Equal() | Ratio():
            return _measured(step.end, before)
        case UntilLap() | Full():
            return UntilLap(), None
        case None:
            return _unsaid(step)


def _measured(end: Equal | Ratio, before: Estimate | None) -> tuple[StepEnd, Finding | None]:
    """A recovery in proportion to the work before it."""
    if before is None:
        return UntilLap(), _doubt("no work stands before this recovery to measure it by")
    if isinstance(end, Equal) and end.by is Measure.DISTANCE:
        metres = round(before.metres / 10) * 10
        return (Distance(metres), None) if metres else (UntilLap(), _doubt("no way to go again as recovery"))
    share = 1.0 if isinstance(end, Equal) else end.rest / end.work if end.work > 0 else 0.0
    rest = before.seconds * share
    if not 1 <= rest <= _LONGEST_REST:
        return UntilLap(), _doubt(f"a recovery of {rest:.0f} s cannot be meant")
    return Duration(round(rest)), None


def _unsaid(step: Step) -> tuple[StepEnd, Finding | None]:
    if step.style is Style.STRIDE:
        return _STRIDE, _doubt(
            "strides without a length", f"used {_STRIDE.metres:g} m; write e.g. 6x100m strides"
        )
    if step.mode in WAY_BACK or step.role in _OPEN_ROLES:
        return UntilLap(), None
    what = "a recovery without a length" if step.role is Role.RECOVERY else "a step without a length"
    return UntilLap(), _doubt(what)


def _doubt(
    what: str, now: str = "it lasts until the lap button is pressed; write a time or a distance"
) -> Finding:
    return Finding("R06", what, now, level=Level.WARNING)
