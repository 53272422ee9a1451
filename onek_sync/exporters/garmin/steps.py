"""Steps as Garmin Connect says them: ends, the one target, and what goes into the note instead."""

from collections.abc import Iterator

from onek_sync.exporters.garmin.ids import Aim, Ends, Json, Kind, Sport, Unit
from onek_sync.exporters.garmin.says import IN_NOTE, Says, ending, no_target, number
from onek_sync.exporters.garmin.shape import Leaf, Node, repeated
from onek_sync.exporters.garmin.strength import sets_as_nodes
from onek_sync.exporters.watch_target import Guard, guard_of, without_ceiling
from onek_sync.exporters.words import figures, step_note
from onek_sync.exporters.words.plain import capital, one_line, sentence
from onek_sync.model.intensity import Ramp
from onek_sync.model.session import HeartBand, ResolvedBlock, ResolvedRepeat, ResolvedStep
from onek_sync.model.units import Distance, Duration, UntilLap
from onek_sync.model.workout import Mode, Role, StrengthSet, Text

_KILOMETRES_FROM = 2000.0  # a track's lengths are read in metres
_AIMS = {Guard.PACE: Aim.PACE, Guard.HEART: Aim.HEART, Guard.NOTHING: Aim.NONE}
_KINDS = {
    Role.WARMUP: Kind.WARMUP,
    Role.WORK: Kind.INTERVAL,
    Role.RECOVERY: Kind.RECOVERY,
    Role.COOLDOWN: Kind.COOLDOWN,
    Role.DRILLS: Kind.OTHER,
}
_STILL = frozenset({Mode.STAND, Mode.REST})
_HAVE_PACE = frozenset({Sport.RUNNING})
_HAVE_DISTANCE = frozenset({Sport.RUNNING, Sport.CYCLING, Sport.OTHER})
_HAVE_HEART = frozenset({Sport.RUNNING, Sport.CYCLING, Sport.OTHER, Sport.CARDIO})


def nodes_of(blocks: tuple[ResolvedBlock, ...], says: Says) -> Iterator[Node]:
    """Blocks as steps and groups. Free text is no step; the workout's description has it."""
    for block in blocks:
        match block:
            case ResolvedStep():
                yield _leaf(block, says)
            case ResolvedRepeat():
                yield from _repeat(block, says)
            case StrengthSet():
                yield from sets_as_nodes(block, says)
            case Text():
                says.losses.lose("words between the steps", "they stand in the description")


def open_step(says: Says) -> Leaf:
    """The one step of a workout that says no more than what it is."""
    says.losses.lose("a workout without steps", "it is one step that ends with the lap button")
    return Leaf(Kind.INTERVAL, {**says.until_lap(), **no_target()})


def _repeat(repeat: ResolvedRepeat, says: Says) -> Iterator[Node]:
    if repeat.written.high > repeat.written.low:
        said = f"{repeat.written.low}-{repeat.written.high}"
        says.losses.lose(f"a range of repetitions ({said})", f"{repeat.count} are set")
    body = tuple(nodes_of(repeat.blocks, says))
    between = tuple(nodes_of(repeat.between, says))
    yield from repeated(repeat.count, body, between)


def _leaf(step: ResolvedStep, says: Says) -> Leaf:
    _declare(step, says)
    end, aim = _end(step.end, says), _aim(step, says.sport)
    note = says.note(" ".join(sentence(capital(said)) for said in _remarks(step, aim, says) if said))
    return Leaf(_kind(step), {**note, **end, **_target(step, aim, says)})


def _kind(step: ResolvedStep) -> Kind:
    still = step.role is Role.RECOVERY and step.step.mode in _STILL
    return Kind.REST if still else _KINDS[step.role]


def _end(end: Distance | Duration | UntilLap, says: Says) -> Json:
    match end:
        case Distance() if says.sport in _HAVE_DISTANCE:
            unit = Unit.METRE if end.chosen < _KILOMETRES_FROM else Unit.KILOMETRE
            return {**ending(Ends.DISTANCE, end.chosen), "preferredEndConditionUnit": unit.json}
        case Distance():
            sport = says.sport.key.replace("_", " ")
            says.losses.lose(f"a distance as the end of a step in {sport}", "the lap button ends it")
            return says.until_lap()
        case Duration():
            return ending(Ends.TIME, end.chosen)
        case UntilLap():
            return says.until_lap()


def _aim(step: ResolvedStep, sport: Sport) -> Aim:
    return _AIMS[guard_of(step, can_pace=sport in _HAVE_PACE, can_heart=sport in _HAVE_HEART)]


def _target(step: ResolvedStep, aim: Aim, says: Says) -> Json:
    """The target with its values beside it: the faster first, the lower heart rate first, or a zone alone."""
    if aim is Aim.PACE and step.pace:
        band = without_ceiling(step.pace) if step is says.last_leg else step.pace
        one, two = (number(speed) for speed in band.speeds())
        return {"targetType": aim.json, "targetValueOne": one, "targetValueTwo": two}
    if aim is Aim.HEART and step.heart and step.heart.zone is not None:
        return {"targetType": aim.json, "zoneNumber": step.heart.zone}
    if aim is Aim.HEART and step.heart:
        return {"targetType": aim.json, "targetValueOne": step.heart.low, "targetValueTwo": step.heart.high}
    return no_target()


def _remarks(step: ResolvedStep, aim: Aim, says: Says) -> Iterator[str]:
    """What a runner wants to read when the step begins, and all that the step's fields cannot hold."""
    note = step_note(step, says.voice)
    yield note
    if step.effort.lower() not in note.lower():
        yield step.effort
    if step.role is not Role.RECOVERY:  # the note of a recovery has these already
        yield _range(step)
        yield f"in {figures.span(step.step.within.chosen)}" if step.step.within else ""
    if step.pace and aim is not Aim.PACE:
        pace = figures.pace(step.pace, says.voice.units)
        says.losses.lose(_unsaid("a pace", aim, says.sport, _HAVE_PACE), IN_NOTE)
        yield pace if pace not in note else ""
    if step.heart and aim is not Aim.HEART:
        says.losses.lose(_unsaid("a heart rate", aim, says.sport, _HAVE_HEART), IN_NOTE)
        yield _heart(step.heart)
    if step.cadence:
        says.losses.lose("a cadence to be kept", IN_NOTE)  # the note began with it


def _unsaid(what: str, aim: Aim, sport: Sport, able: frozenset[Sport]) -> str:
    """Why a target is none: there is another, the sport has no such target, or it is beyond people."""
    if aim is not Aim.NONE:
        return f"{what} as a second target"
    return f"{what} that nobody has" if sport in able else f"{what} in {sport.key.replace('_', ' ')}"


def _heart(band: HeartBand) -> str:
    method = f" ({one_line(band.method)})" if band.method else ""
    return f"heart rate {figures.beats(band)}{method}"


def _range(step: ResolvedStep) -> str:
    """The range of lengths as written: 10-15 min; nothing for a single length."""
    match step.step.end:
        case Distance(low, high) if high is not None and high > low:
            return f"{figures.length(low)} to {figures.length(high)}"
        case Duration(low, high) if high is not None and high > low:
            return f"{figures.span(low)} to {figures.span(high)}"
        case _:
            return ""


def _declare(step: ResolvedStep, says: Says) -> None:
    """Name what no field of a step can hold."""
    if said := _range(step):
        says.losses.lose(f"a range as the length of a step ({said})", "the middle of it is set")
    if step.step.within:
        says.losses.lose("a time beside the distance of a step", IN_NOTE)
    if any(isinstance(intensity, Ramp) for intensity in step.step.intensities):
        says.losses.lose("a change of intensity within a step", "the target spans all of it")
