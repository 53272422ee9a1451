"""The real runner, and short names for what coaches write: for the tests of resolving."""

from datetime import date

from onek_sync.model.athlete import Athlete, Heart, Result
from onek_sync.model.errors import Finding
from onek_sync.model.intensity import (
    Intensity,
    PaceName,
    RaceName,
    RacePace,
    TrainingPace,
)
from onek_sync.model.plan import Kind, Race
from onek_sync.model.session import ResolvedOption, ResolvedRepeat, ResolvedStep
from onek_sync.model.units import Count, Duration
from onek_sync.model.workout import Block, End, Mode, Repeat, Role, Step, Workout
from onek_sync.planning.paces import Paces, find_paces
from onek_sync.planning.resolve import resolve_workout

RUNNER = Athlete(recent=(Result(1000, 214), Result(5000, 1250)), heart=Heart(max=190, rest=48, threshold=172))
RACE = Race(day=date(2027, 5, 8), goal=205)
PACES = find_paces(RUNNER, RACE)

E, T, R = (TrainingPace(name) for name in (PaceName.EASY, PaceName.THRESHOLD, PaceName.REPETITION))
TEMPO = TrainingPace(PaceName.TEMPO)
GOAL = RacePace(RaceName.K1, goal=True)
COOLDOWN = Step(role=Role.COOLDOWN, end=Duration(600))


def run(end: End, *at: Intensity) -> Step:
    return Step(end=end, intensities=at)


def rest(end: End, mode: Mode | None = None) -> Step:
    return Step(role=Role.RECOVERY, end=end, mode=mode)


def times(low: int, *blocks: Block, upto: int | None = None, between: tuple[Step, ...] = ()) -> Repeat:
    return Repeat(count=Count(low, upto or low), blocks=blocks, between=between)


def resolved(
    *blocks: Block, paces: Paces | None = PACES, kind: Kind = Kind.RUN, progress: float = 1.0
) -> tuple[ResolvedOption, tuple[Finding, ...]]:
    return resolve_workout(Workout(blocks=blocks), paces, kind=kind, progress=progress)


def steps(*blocks: Block, paces: Paces | None = PACES, kind: Kind = Kind.RUN) -> list[ResolvedStep]:
    """What is run, in order, every repetition written out."""
    option, _ = resolved(*blocks, paces=paces, kind=kind)
    return [step for step in option.played() if isinstance(step, ResolvedStep)]


def one(step: Step, paces: Paces | None = PACES, progress: float = 1.0) -> ResolvedStep:
    option, _ = resolved(step, paces=paces, progress=progress)
    (only,) = option.blocks
    assert isinstance(only, ResolvedStep)
    return only


def first_repeat(*blocks: Block, paces: Paces | None = PACES) -> ResolvedRepeat:
    option, _ = resolved(*blocks, paces=paces)
    return next(block for block in option.blocks if isinstance(block, ResolvedRepeat))


def doubts(*blocks: Block, paces: Paces | None = PACES, kind: Kind = Kind.RUN) -> list[str]:
    """The codes of what was in doubt."""
    return [finding.code for finding in resolved(*blocks, paces=paces, kind=kind)[1]]
