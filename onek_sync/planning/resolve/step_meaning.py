"""What a step means for one athlete: its written intensities, and what goes without saying.

Without saying go the easy pace of a warm-up and cool-down, the lesser pace of a long run, the speed of
strides, and heart rates beside easy, long, steady, tempo and threshold running. A heart rate is never added
to a repetition of less than three minutes: the heart is a minute or two late.
"""

from collections.abc import Iterator
from dataclasses import replace

from onek_sync.model.intensity import (
    AbsolutePace,
    HeartRate,
    Intensity,
    PaceName,
    Percent,
    PercentOf,
    RaceName,
    RacePace,
    Ramp,
    Rpe,
    Speed,
    Split,
    TrainingPace,
    Zone,
    ZoneOf,
)
from onek_sync.model.session import HEART_ANSWERS
from onek_sync.model.workout import Role, Step, Style
from onek_sync.planning.paces.heart import pace_bands
from onek_sync.planning.resolve import efforts
from onek_sync.planning.resolve.aims import aim_of
from onek_sync.planning.resolve.meaning import meaning_of
from onek_sync.planning.resolve.scene import Meaning, Scene, doubt

_EASY = TrainingPace(PaceName.EASY)
_PROGRESSION = Ramp(_EASY, TrainingPace(PaceName.TEMPO))
_HEART_PERCENTS = {PercentOf.HR_MAX, PercentOf.HRR, PercentOf.LTHR}
_NO_HEART = (Style.STRIDE, Style.HILL)  # too short, too steep


def step_meaning(step: Step, scene: Scene, *, on_foot: bool) -> Meaning:
    """A step's effort, heart rate and aim. What is not `on_foot` (cycling, swimming) has no pace."""
    if not on_foot:
        meaning = meaning_of(_off_foot(step.intensities), scene)
        return replace(meaning, aim=aim_of(step.intensities, scene.paces.units))
    if not step.intensities:
        return _unwritten(step, scene)
    intensities = tuple(_uphill(step.intensities)) if step.style is Style.HILL else step.intensities
    meaning = meaning_of(intensities, scene)
    meaning = replace(meaning, aim=aim_of(step.intensities, scene.paces.units))
    meaning = _with_heart(step, _styled(step, meaning, scene), scene)
    if _asks_for_heart(step) and _is_short(meaning, scene):
        late = doubt(
            "R07",
            f'"{meaning.aim}" on less than {HEART_ANSWERS / 60:g} min: the heart is a minute or two late',
            "write a pace, a split or an RPE",
        )
        meaning = replace(meaning, findings=(*meaning.findings, late))
    return meaning


def _unwritten(step: Step, scene: Scene) -> Meaning:
    """The effort of a step without an intensity: easy, of its style, or none at all."""
    if step.style is Style.PROGRESSION:
        late = doubt(
            "R08", "a progression run without paces: read as from easy to tempo", "write e.g. @ E->T"
        )
        meaning = meaning_of((_PROGRESSION,), scene)
        return replace(meaning, aim="easy to tempo", findings=(late,))
    if step.role in {Role.WARMUP, Role.COOLDOWN} or step.style is Style.LONG:
        meaning = replace(meaning_of((_EASY,), scene), aim="easy", findings=())
        return _with_heart(replace(step, intensities=(_EASY,)), _styled(step, meaning, scene), scene)
    return _styled(step, Meaning(), scene)


def _styled(step: Step, meaning: Meaning, scene: Scene) -> Meaning:
    """Strides are fast and relaxed; a long run stays at the slower end of easy."""
    if step.style is Style.STRIDE:
        aims = ", ".join(filter(None, ("strides", meaning.aim)))
        pace, effort = meaning.pace or scene.paces.strides, meaning.effort or "fast, relaxed"
        return replace(meaning, pace=pace, effort=effort, aim=aims)
    if step.style is Style.LONG and step.intensities in ((), (_EASY,)):
        return replace(meaning, pace=scene.paces.long or meaning.pace)
    return meaning


def _with_heart(step: Step, meaning: Meaning, scene: Scene) -> Meaning:
    """The heart rate beside a pace that is held long enough, unless one was written."""
    if meaning.heart or step.role is not Role.WORK or step.style in _NO_HEART or _is_short(meaning, scene):
        return meaning
    names = (_held(intensity) for intensity in step.intensities)
    bands = next((pace_bands(name, scene.paces.heart) for name in names if name), ())
    return replace(meaning, heart=bands[0]) if bands else meaning


def _held(intensity: Intensity) -> PaceName | None:
    """The training pace whose heart rate belongs to an intensity."""
    match intensity:
        case TrainingPace(offset=None):
            return intensity.name
        case RacePace(race=RaceName.MARATHON, offset=None):
            return PaceName.MARATHON
        case _:
            return None


def _is_short(meaning: Meaning, scene: Scene) -> bool:
    seconds = scene.seconds
    if seconds is None and scene.metres is not None:
        seconds = scene.metres / 1000 * (meaning.pace.middle if meaning.pace else 300.0)
    return seconds is not None and seconds < HEART_ANSWERS


def _asks_for_heart(step: Step) -> bool:
    return step.role is Role.WORK and any(
        isinstance(each, HeartRate)
        or (isinstance(each, Zone) and each.of is not ZoneOf.PACE)
        or (isinstance(each, Percent) and each.of in _HEART_PERCENTS)
        for each in step.intensities
    )


def _uphill(intensities: tuple[Intensity, ...]) -> Iterator[Intensity]:
    """On a hill a named pace is an effort: nobody runs it in that time."""
    for each in intensities:
        match each:
            case TrainingPace():
                yield Rpe(*efforts.OF_PACE[each.name])
            case RacePace():
                yield Rpe(*efforts.OF_RACE.get(each.race, efforts.SHORT_RACE))
            case _:
                yield each


def _off_foot(intensities: tuple[Intensity, ...]) -> Iterator[Intensity]:
    """On a bike a running pace is an effort too, and a pace in numbers says nothing we can check."""
    for each in _uphill(intensities):
        match each:
            case AbsolutePace() | Split() | Speed() | Ramp():
                continue
            case Percent(of=PercentOf.PACE | PercentOf.MAX_SPEED) | Zone(of=ZoneOf.PACE):
                continue
            case _:
                yield each
