"""Steps on a watch: ends, the one target, and what goes into the note instead."""

from collections.abc import Iterator

from onek_sync.exporters.fit.profile import GYM, HEART_OFFSET, RUNNING, Aim, Ends, Intensity, has_heart
from onek_sync.exporters.fit.says import IN_NOTE, NAME, Says
from onek_sync.exporters.fit.shape import Group, Node, WatchStep
from onek_sync.exporters.fit.strength import group_of_sets
from onek_sync.exporters.watch_target import Guard, guard_of, without_ceiling
from onek_sync.exporters.words import step_note
from onek_sync.exporters.words.figures import beats, length, pace, ranged, span
from onek_sync.exporters.words.plain import one_line
from onek_sync.model.intensity import Ramp
from onek_sync.model.session import HeartBand, PaceBand, ResolvedBlock, ResolvedRepeat, ResolvedStep
from onek_sync.model.units import Distance, Duration, UntilLap
from onek_sync.model.workout import Mode, Role, StrengthSet, Text

_INTENSITIES = {
    Role.WARMUP: Intensity.WARMUP,
    Role.WORK: Intensity.ACTIVE,
    Role.RECOVERY: Intensity.RECOVERY,
    Role.COOLDOWN: Intensity.COOLDOWN,
    Role.DRILLS: Intensity.WARMUP,  # "Warm up" with the name "drills" is nearer than "Run"
}
_STILL = frozenset({Mode.STAND, Mode.REST})


def nodes_of(blocks: tuple[ResolvedBlock, ...], says: Says) -> Iterator[Node]:
    """Blocks as steps and groups. Free text is no step; the workout's description has it."""
    for block in blocks:
        match block:
            case ResolvedStep():
                yield _step(block, says)
            case ResolvedRepeat():
                yield from _repeat(block, says)
            case StrengthSet():
                yield group_of_sets(block, says)
            case Text():
                says.lose("words between the steps", "they stand in the workout's description")


def open_step(says: Says) -> WatchStep:
    """The one step of a workout that says no more than what it is."""
    says.lose("a workout without steps", "it is one step that ends with the lap button")
    return WatchStep(ends=Ends.OPEN)


def _repeat(repeat: ResolvedRepeat, says: Says) -> Iterator[Node]:
    if repeat.written.high > repeat.written.low:
        said = f"{repeat.written.low}-{repeat.written.high}"
        says.lose(f"a range of repetitions ({said})", f"{repeat.count} are set")
    count = says.number(repeat.count, "repetitions")
    body = tuple(nodes_of(repeat.blocks, says))
    between = tuple(nodes_of(repeat.between, says))
    if body:
        yield Group(count, body, between)
    elif count > 1 and between:  # recoveries from nothing, but they were asked for
        yield Group(count - 1, between)


def _step(step: ResolvedStep, says: Says) -> WatchStep:
    guard = guard_of(step, can_pace=says.sport == RUNNING, can_heart=has_heart(says.sport))
    _declare(step, guard, says)
    ends, value = _end(step.end, says)
    aim, zone, low, high = _target(step, guard, says)
    still = step.role is Role.RECOVERY and step.step.mode in _STILL
    return WatchStep(
        ends=ends,
        value=value,
        aim=aim,
        zone=zone,
        low=low,
        high=high,
        intensity=Intensity.REST if still else _INTENSITIES[step.role],
        name=says.fitting(_name(step), "the name of a step", NAME),
        notes=says.note(*_remarks(step, guard, says)),
    )


def _end(end: Distance | Duration | UntilLap, says: Says) -> tuple[Ends, int]:
    match end:
        case Distance() if says.sport in GYM:
            says.lose("a distance as the end of a step in this sport", "the lap button ends it")
            return Ends.OPEN, 0
        case Distance():
            return Ends.DISTANCE, says.number(round(end.chosen, 2) * 100, "centimetres")
        case Duration():
            return Ends.TIME, says.number(end.chosen * 1000, "milliseconds")
        case UntilLap():
            return Ends.OPEN, 0


def _target(step: ResolvedStep, guard: Guard, says: Says) -> tuple[Aim, int, int, int]:
    """Target, zone, low, high: a zone or a range, never both."""
    if guard is Guard.PACE and step.pace:
        band = without_ceiling(step.pace) if step is says.last_leg else step.pace
        return Aim.SPEED, 0, *_speeds(band)
    if guard is Guard.HEART and step.heart and step.heart.zone is not None:
        return Aim.HEART, step.heart.zone, 0, 0
    if guard is Guard.HEART and step.heart:
        return Aim.HEART, 0, step.heart.low + HEART_OFFSET, step.heart.high + HEART_OFFSET
    return Aim.OPEN, 0, 0, 0


def _speeds(band: PaceBand) -> tuple[int, int]:
    """Millimetres per second, the slower first."""
    fast, slow = band.speeds()
    return round(slow * 1000), round(fast * 1000)


def _declare(step: ResolvedStep, guard: Guard, says: Says) -> None:
    """Name what no field of a step can hold."""
    if (said := _ranged(step)) != _length(step.end):
        says.lose(f"a range as the length of a step ({said})", f"{_length(step.end)} is set")
    if step.role is Role.DRILLS:
        says.lose("drills as a kind of step", "they are a warm-up step named drills")
    for what, given, guarded in (
        ("a pace", step.pace, Guard.PACE),
        ("a heart rate", step.heart, Guard.HEART),
    ):
        if given and guard is not guarded:
            why = "as the target of this step" if guard is Guard.NOTHING else "as a second target"
            says.lose(f"{what} {why}", IN_NOTE)
    if step.cadence:
        says.lose("a cadence to be kept", IN_NOTE)
    if step.step.within:
        says.lose("a time beside the distance of a step", IN_NOTE)
    if any(isinstance(intensity, Ramp) for intensity in step.step.intensities):
        says.lose("a change of intensity within a step", "the target spans all of it")


def _name(step: ResolvedStep) -> str:
    """What the watch shows above the step."""
    if step.role is Role.DRILLS:
        return "drills"
    if step.role is Role.RECOVERY and step.step.mode:
        return step.step.mode.value
    return one_line(step.aim or step.effort or (step.step.style.value if step.step.style else ""))


def _remarks(step: ResolvedStep, guard: Guard, says: Says) -> Iterator[str]:
    """What a runner wants to read when the step begins, and all that the step's fields cannot hold."""
    note = step_note(step, says.voice)
    yield note if note.rstrip(".").casefold() != _name(step).casefold() else ""
    if step.effort.casefold() not in f"{note} {_name(step)}".casefold():
        yield step.effort
    if step.role is not Role.RECOVERY:  # the note of a recovery has these already
        yield _ranged(step) if _ranged(step) != _length(step.end) else ""
        yield f"in {span(step.step.within.chosen)}" if step.step.within else ""
    if isinstance(step.end, Distance) and says.sport in GYM:
        yield _length(step.end)
    if step.pace and guard is not Guard.PACE:
        said = pace(step.pace, says.voice.units)
        yield said if said not in note else ""
    if step.heart and guard is not Guard.HEART:
        yield _heart(step.heart)


def _ranged(step: ResolvedStep) -> str:
    """The length that is set, with the range as written behind it."""
    return ranged(_length(step.end), step.step.end)


def _length(end: Distance | Duration | UntilLap) -> str:
    match end:
        case Distance():
            return length(end.chosen)
        case Duration():
            return span(end.chosen)
        case UntilLap():
            return "lap button"


def _heart(band: HeartBand) -> str:
    zone = f"zone {band.zone}, " if band.zone is not None else ""
    method = f" ({method})" if (method := one_line(band.method)) else ""
    return f"heart rate {zone}{beats(band)}{method}"
