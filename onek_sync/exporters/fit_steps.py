"""Running steps on a watch: ends, targets and notes in the raw numbers of the FIT profile."""

from collections.abc import Iterator

from onek_sync.exporters.figures import length, ranged, span
from onek_sync.exporters.fit_losing import Losing
from onek_sync.exporters.fit_profile import HEART_OFFSET, Aim, Ends, Intensity
from onek_sync.exporters.fit_shape import Group, Node, WatchStep
from onek_sync.exporters.fit_strength import sets_on_a_watch
from onek_sync.exporters.plain import one_line
from onek_sync.exporters.wording import Voice, step_note
from onek_sync.model.intensity import Ramp
from onek_sync.model.session import HeartBand, PaceBand, ResolvedBlock, ResolvedRepeat, ResolvedStep
from onek_sync.model.units import Distance, Duration, UntilLap
from onek_sync.model.workout import Mode, Role, StrengthSet, Text

INTENSITIES = {
    Role.WARMUP: Intensity.WARMUP,
    Role.WORK: Intensity.ACTIVE,
    Role.RECOVERY: Intensity.RECOVERY,
    Role.COOLDOWN: Intensity.COOLDOWN,
    Role.DRILLS: Intensity.WARMUP,  # "Warm up" with the name "drills" is nearer than "Run"
}
STILL = {Mode.STAND, Mode.REST}


def nodes_of(blocks: tuple[ResolvedBlock, ...], losing: Losing, voice: Voice) -> Iterator[Node]:
    """Blocks as a watch does them; free text is no step and left to the workout's description."""
    for block in blocks:
        match block:
            case ResolvedStep():
                yield _step(block, losing, voice)
            case ResolvedRepeat():
                yield from _repeat(block, losing, voice)
            case StrengthSet():
                yield sets_on_a_watch(block, losing)
            case Text(text):
                losing.lose(f"words between the steps ({text})", "they stand in the workout's description")


def _repeat(repeat: ResolvedRepeat, losing: Losing, voice: Voice) -> Iterator[Group]:
    body = tuple(nodes_of(repeat.blocks, losing, voice))
    between = tuple(nodes_of(repeat.between, losing, voice))
    if repeat.written.high > repeat.written.low:
        losing.lose(
            f"a range of repetitions ({repeat.written.low}-{repeat.written.high})", f"{repeat.count} are set"
        )
    if body:
        yield Group(repeat.count, body, between)


def _step(step: ResolvedStep, losing: Losing, voice: Voice) -> WatchStep:
    ends, value = _end(step, losing)
    target, zone, low, high = _target(step)
    _declare(step, losing)
    still = step.role is Role.RECOVERY and step.step.mode in STILL
    return WatchStep(
        ends=ends,
        value=value,
        aim=target,
        zone=zone,
        low=low,
        high=high,
        intensity=Intensity.REST if still else INTENSITIES[step.role],
        name=losing.fitting(_name(step), "the whole name of a step"),
        notes=losing.notes(list(_remarks(step, voice)), f"the step {_name(step)!r}"),
    )


def _end(step: ResolvedStep, losing: Losing) -> tuple[Ends, int]:
    match step.end:
        case Distance():
            return Ends.DISTANCE, losing.number(step.end.chosen * 100, "centimetres")
        case Duration():
            return Ends.TIME, losing.number(step.end.chosen * 1000, "milliseconds")
        case UntilLap():
            return Ends.OPEN, 0


def _target(step: ResolvedStep) -> tuple[Aim, int, int, int]:
    """Target, zone, low, high. A watch has one target for a run: pace before heart rate."""
    if step.pace:
        return Aim.SPEED, 0, *_speeds(step.pace)
    if step.heart and step.heart.zone is not None:
        return Aim.HEART, step.heart.zone, 0, 0
    if step.heart:
        return Aim.HEART, 0, step.heart.low + HEART_OFFSET, step.heart.high + HEART_OFFSET
    return Aim.OPEN, 0, 0, 0


def _speeds(band: PaceBand) -> tuple[int, int]:
    """Millimetres per second, the slower first."""
    fast, slow = band.speeds()
    return round(slow * 1000), round(fast * 1000)


def _declare(step: ResolvedStep, losing: Losing) -> None:
    """Name what the step's fields cannot hold."""
    notes = "it stands in the step's notes"
    if (said := _ranged(step)) != _length(step.end):
        losing.lose(f"a range as the end of a step ({said})", f"{_length(step.end)} is set")
    if step.role is Role.DRILLS:
        losing.lose("drills as a kind of step", "they are a warm-up step named drills")
    if step.pace and step.heart:
        losing.lose(f"a heart rate beside a pace ({_heart(step.heart)})", notes)
    if step.cadence:
        losing.lose(f"a cadence ({_cadence(step.cadence)})", notes)
    if step.step.within:
        losing.lose(f"a time beside the end of a step (in {span(step.step.within.chosen)})", notes)
    if any(isinstance(intensity, Ramp) for intensity in step.step.intensities):
        losing.lose(f"a change of pace within a step ({step.aim})", "the target spans all of it")


def _name(step: ResolvedStep) -> str:
    """What the watch shows above the step."""
    if step.role is Role.DRILLS:
        return "drills"
    if step.role is Role.RECOVERY and step.step.mode:
        return step.step.mode.value
    return one_line(step.aim or step.effort or (step.step.style.value if step.step.style else ""))


def _remarks(step: ResolvedStep, voice: Voice) -> Iterator[str]:
    """What a runner wants to read when the step begins: the usual note, and what FIT has no field for."""
    yield step_note(step, voice)
    if step.role is not Role.RECOVERY and (said := _ranged(step)) != _length(step.end):
        yield said
    if step.heart and step.pace:
        yield _heart(step.heart)
    if step.cadence:
        yield _cadence(step.cadence)


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
    return f"heart rate {zone}{band.low}-{band.high}"


def _cadence(cadence: tuple[int, int]) -> str:
    return f"{cadence[0]}-{cadence[1]} steps/min"
