"""Steps as lines of workout text: ends, the one target, and what goes into the cue instead."""

from collections.abc import Iterator

from onek_sync.exporters.intervals.notation import Kind, Line, sayable
from onek_sync.exporters.intervals.says import IN_CUE, Says
from onek_sync.exporters.intervals.sheet import Group, Node
from onek_sync.exporters.intervals.strength import sets_as_nodes
from onek_sync.exporters.intervals.targets import guard, target
from onek_sync.exporters.watch_target import Guard
from onek_sync.exporters.words import figures
from onek_sync.exporters.words.plain import one_line
from onek_sync.model.session import ResolvedBlock, ResolvedRepeat, ResolvedStep
from onek_sync.model.units import Distance, Duration, Units, UntilLap, clock
from onek_sync.model.workout import Mode, Role, StrengthSet, Style, Text

_KINDS = {
    Role.WARMUP: Kind.WARMUP,
    Role.WORK: Kind.ACTIVE,
    Role.RECOVERY: Kind.RECOVERY,
    Role.COOLDOWN: Kind.COOLDOWN,
    Role.DRILLS: Kind.WARMUP,  # there is no nearer one
}
_STILL = frozenset({Mode.STAND, Mode.REST})
_STYLES = {Style.HILL: "uphill", Style.STRIDE: "stride", Style.PROGRESSION: "progression"}
_TENTHS_TELL = 100  # seconds of a split up to which they do
_UNKNOWN = 60  # seconds that a step is thought to take of which nothing is known


def nodes_of(blocks: tuple[ResolvedBlock, ...], says: Says) -> Iterator[Node]:
    """Blocks as lines and groups. Free text is no step; it stands above all steps."""
    for block in blocks:
        match block:
            case ResolvedStep():
                yield _line(block, says)
            case ResolvedRepeat():
                yield from _repeat(block, says)
            case StrengthSet():
                yield sets_as_nodes(block, says)
            case Text():
                says.lose("words between the steps", "they stand above the first")


def _repeat(repeat: ResolvedRepeat, says: Says) -> Iterator[Node]:
    if repeat.written.high > repeat.written.low:
        said = f"{repeat.written.low}-{repeat.written.high}"
        says.lose(f"a range of repetitions ({said})", f"{repeat.count} are set")
    body = tuple(nodes_of(repeat.blocks, says))
    between = tuple(nodes_of(repeat.between, says))
    if body:
        yield Group(repeat.count, body, between)
    elif repeat.count > 1 and between:  # recoveries from nothing, but they were asked for
        yield Group(repeat.count - 1, between)


def _line(step: ResolvedStep, says: Says) -> Line:
    guarded = guard(step, says)
    _declare(step, guarded, says)
    seconds, metres = _length(step, says)
    return Line(
        kind=Kind.REST if step.role is Role.RECOVERY and step.step.mode in _STILL else _KINDS[step.role],
        seconds=seconds,
        metres=metres,
        until_lap=isinstance(step.end, UntilLap),
        target=target(step, guarded, says),
        cue=says.cue(_remarks(step, guarded, says)),
    )


def _length(step: ResolvedStep, says: Says) -> tuple[int, float]:
    """Whole seconds or metres; what lies between two of them is rounded, and lost."""
    match step.end:
        case Distance():
            metres = sayable(step.end.chosen)
            if round(metres, 2) != round(step.end.chosen, 2):
                says.lose("a length to less than a metre", "it is rounded")
            return 0, metres
        case Duration():
            seconds = max(1, round(step.end.chosen))
            if seconds != step.end.chosen:
                says.lose("a length to less than a second", "it is rounded")
            return seconds, 0.0
        case UntilLap():
            return max(1, round(step.seconds)) if step.seconds else _UNKNOWN, 0.0


def _remarks(step: ResolvedStep, guarded: Guard, says: Says) -> Iterator[str]:
    """What a runner wants to read when the step begins, and all that the notation cannot hold."""
    what, split = _what(step), _split(step, guarded, says.athlete.units)
    yield split if split and what.startswith("in ") else f"{what} {split}"  # in 85: the time is the aim
    yield one_line(step.effort) if step.effort.lower() not in what.lower() else ""
    yield f"RPE {figures.number_range(*step.rpe)}" if step.rpe and "RPE" not in step.aim else ""
    yield _range(step)
    yield f"within {figures.span(step.step.within.chosen)}" if step.step.within else ""
    yield f"{figures.number_range(*step.cadence)} steps per minute" if step.cadence else ""
    if step.pace and guarded is not Guard.PACE:
        yield figures.pace(step.pace, says.athlete.units).replace("/", " per ")
    if step.heart and guarded is not Guard.HEART:
        yield f"heart rate {figures.beats(step.heart)}"
    yield step.step.cue


def _split(step: ResolvedStep, guarded: Guard, units: Units) -> str:
    """What a track runner wants to know of a pace: in 84.2. Strides and hills are run by feel."""
    by_feel = step.step.style in {Style.STRIDE, Style.HILL}
    if not isinstance(step.end, Distance) or guarded is not Guard.PACE or not step.pace or by_feel:
        return ""
    metres = step.end.chosen
    if metres == units.metres or not figures.suits_split(metres, step.pace):
        return ""
    seconds = figures.seconds_over(metres, step.pace)
    return f"in {figures.lap(seconds) if seconds < _TENTHS_TELL else clock(seconds)}"


def _what(step: ResolvedStep) -> str:
    """In short words: drills, easy, goal 1K uphill, walk back."""
    if step.role is Role.DRILLS:
        return "drills"
    style = _STYLES.get(step.step.style, "") if step.step.style else ""
    mode = step.step.mode.value if step.role is Role.RECOVERY and step.step.mode else ""
    aim = one_line(step.aim)
    parts = (mode, aim if aim != mode else "", style if style not in aim else "")
    return " ".join(filter(None, parts))


def _range(step: ResolvedStep) -> str:
    """The range of lengths as written: 10 min to 15 min; nothing for a single length."""
    match step.step.end:
        case Distance(low, high) if high is not None and high > low:
            return f"{figures.length(low)} to {figures.length(high)}"
        case Duration(low, high) if high is not None and high > low:
            return f"{figures.span(low)} to {figures.span(high)}"
        case _:
            return ""


def _declare(step: ResolvedStep, guarded: Guard, says: Says) -> None:
    """Name what no part of a line can hold."""
    if said := _range(step):
        says.lose(f"a range as the length of a step ({said})", "the middle of it is set")
    if step.role is Role.DRILLS:
        says.lose("drills as a kind of step", "they are a warm-up step called drills")
    if step.step.within:
        says.lose("a time beside the distance of a step", IN_CUE)
    if step.cadence:
        says.lose("a cadence to be kept", IN_CUE)
    for what, given, guards in (
        ("a pace", step.pace, Guard.PACE),
        ("a heart rate", step.heart, Guard.HEART),
    ):
        if given and guarded is not guards:
            why = "as the target of this step" if guarded is Guard.NOTHING else "as a second target"
            says.lose(f"{what} {why}", IN_CUE)
