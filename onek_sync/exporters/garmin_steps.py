"""Steps as Garmin Connect says them: ends, the one target, and what goes into the note instead."""

from collections.abc import Iterator

from onek_sync.exporters import figures
from onek_sync.exporters.garmin_ids import Aim, Ends, Json, Kind, Sport, Unit
from onek_sync.exporters.garmin_says import IN_NOTE, Says, ending, no_target, number
from onek_sync.exporters.garmin_shape import Leaf, Node, repeated
from onek_sync.exporters.garmin_strength import sets_as_nodes
from onek_sync.exporters.plain import capital, one_line, sentence
from onek_sync.exporters.wording import step_note
from onek_sync.model.intensity import HeartRate, Intensity, Percent, PercentOf, Ramp, Zone, ZoneOf
from onek_sync.model.session import HeartBand, PaceBand, ResolvedBlock, ResolvedRepeat, ResolvedStep
from onek_sync.model.units import Distance, Duration, UntilLap
from onek_sync.model.workout import Mode, Role, StrengthSet, Text

_KILOMETRES_FROM = 2000.0  # a track's lengths are read in metres
# A watch warns late, the heart answers later: a shorter rep has no use for a heart rate.
_HEART_ANSWERS = 180.0
_HUMAN = range(100, 15_000)  # millimetres per second
_BEATING = range(30, 251)
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
_OF_HEART = frozenset({PercentOf.HR_MAX, PercentOf.LTHR, PercentOf.HRR})


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
    return Leaf(_kind(step), {**note, **end, **_target(step, aim)})


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
    """The one target a step can have.

    Pace before heart rate, unless the coach wrote a heart rate for a step that is long enough for the
    heart to answer: then the heart rate is what was meant, and the pace what it will look like.
    """
    pace = step.pace if sport in _HAVE_PACE and step.pace and _is_human(step.pace) else None
    heart = step.heart if sport in _HAVE_HEART and step.heart and _is_beating(step.heart) else None
    if pace and heart:
        meant = step.seconds >= _HEART_ANSWERS and any(map(_is_of_heart, step.step.intensities))
        return Aim.HEART if meant else Aim.PACE
    return Aim.PACE if pace else Aim.HEART if heart else Aim.NONE


def _is_of_heart(intensity: Intensity) -> bool:
    match intensity:
        case HeartRate():
            return True
        case Zone(of=of):
            return of is not ZoneOf.PACE
        case Percent(of=of):
            return of in _OF_HEART
        case _:
            return False


def _is_human(pace: PaceBand) -> bool:
    return all(round(speed * 1000) in _HUMAN for speed in pace.speeds())


def _is_beating(heart: HeartBand) -> bool:
    return heart.low in _BEATING and heart.high in _BEATING


def _target(step: ResolvedStep, aim: Aim) -> Json:
    """The target with its values beside it: the faster first, the lower heart rate first, or a zone alone."""
    if aim is Aim.PACE and step.pace:
        one, two = (number(speed) for speed in step.pace.speeds())
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
    return f"heart rate {band.low}-{band.high}{method}"


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
