"""Perceived exertion: what RPE belongs to a pace, a word, a zone; and how hard a session is by it."""

from onek_sync.model.intensity import PaceName, RaceName
from onek_sync.model.plan import Kind
from onek_sync.model.session import ResolvedBlock, ResolvedOption, ResolvedRepeat, ResolvedStep
from onek_sync.model.workout import Role, Style

Rating = tuple[float, float]

OF_PACE: dict[PaceName, Rating] = {
    PaceName.RECOVERY: (1, 2),
    PaceName.EASY: (2, 4),
    PaceName.AEROBIC_THRESHOLD: (4, 5),
    PaceName.STEADY: (5, 5),
    PaceName.MARATHON: (5, 6),
    PaceName.TEMPO: (6, 7),
    PaceName.THRESHOLD: (7, 7),
    PaceName.INTERVAL: (8, 9),
    PaceName.REPETITION: (9, 9),
}
OF_RACE: dict[RaceName, Rating] = {
    RaceName.MARATHON: (5, 6),
    RaceName.HALF: (6, 7),
    RaceName.K10: (7, 8),
    RaceName.K5: (8, 8),
    RaceName.K3: (8, 9),
}  # what is shorter: 9
SHORT_RACE: Rating = (9, 9)
OF_ZONE: dict[int, Rating] = {1: (1, 2), 2: (2, 4), 3: (5, 6), 4: (7, 8), 5: (9, 10)}
OF_WORD: dict[str, Rating] = {
    "easy": (2, 4),
    "slow": (2, 3),
    "relaxed": (3, 4),
    "conversational": (2, 4),
    "float": (4, 5),
    "moderate": (5, 6),
    "medium": (5, 6),
    "steady": (5, 5),
    "comfortably hard": (6, 7),
    "strong": (7, 8),
    "brisk": (6, 7),
    "hard": (8, 8),
    "fast": (9, 9),
    "very hard": (9, 9),
    "max": (10, 10),
    "all out": (10, 10),
    "sprint": (10, 10),
}

_VERY_HARD, _HARD = 8.5, 6.0  # middle of the rating from which work counts as such
_ENOUGH_VERY_HARD, _ENOUGH_HARD = 150.0, 300.0  # seconds of it that make a session so
_LONG = 75 * 60.0
_BIG_STRENGTH = 25 * 60.0


def hardness(option: ResolvedOption) -> int:
    """How hard a session is, 0 (rest) to 3 (race, repetitions at 3K pace and faster)."""
    match option.kind:
        case Kind.REST | Kind.MOBILITY:
            return 0
        case Kind.RACE:
            return 3
        case Kind.STRENGTH:
            return 2 if option.seconds > _BIG_STRENGTH else 1
    if _time_from(_VERY_HARD, option.blocks) >= _ENOUGH_VERY_HARD:
        return 3
    return 2 if _time_from(_HARD, option.blocks) >= _ENOUGH_HARD or option.seconds > _LONG else 1


def _time_from(rating: float, blocks: tuple[ResolvedBlock, ...]) -> float:
    """Seconds of work rated so or higher; strides are no work. Repetitions are counted, not written out."""
    total = 0.0
    for block in blocks:
        if isinstance(block, ResolvedRepeat):
            total += block.count * _time_from(rating, block.blocks)
        elif isinstance(block, ResolvedStep) and _is_work(block, rating):
            total += block.seconds
    return total


def _is_work(step: ResolvedStep, rating: float) -> bool:
    if step.role is not Role.WORK or step.step.style is Style.STRIDE or step.rpe is None:
        return False
    return sum(step.rpe) / 2 >= rating
