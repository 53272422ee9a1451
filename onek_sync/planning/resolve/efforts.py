"""Perceived exertion: what RPE belongs to a pace, a word, a zone; and how hard a session is by it."""

from onek_sync.model.athlete import Heart
from onek_sync.model.intensity import PaceName, PercentOf, RaceName
from onek_sync.model.plan import Kind
from onek_sync.model.session import ResolvedBlock, ResolvedOption, ResolvedRepeat, ResolvedStep, total
from onek_sync.model.workout import Role, StrengthSet, Style

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
_BY_HEART: tuple[tuple[Rating, dict[PercentOf, float]], ...] = (
    ((1, 2), {PercentOf.HR_MAX: 64, PercentOf.HRR: 57, PercentOf.LTHR: 84}),
    ((2, 4), {PercentOf.HR_MAX: 78, PercentOf.HRR: 73, PercentOf.LTHR: 89}),
    ((5, 5), {PercentOf.HR_MAX: 82, PercentOf.HRR: 79, PercentOf.LTHR: 91}),
    ((6, 7), {PercentOf.HR_MAX: 87, PercentOf.HRR: 84, PercentOf.LTHR: 94}),
    ((7, 7), {PercentOf.HR_MAX: 92, PercentOf.HRR: 89, PercentOf.LTHR: 100}),
)  # per cent up to which the middle of a range feels so: between the bands of the paces in paces/heart.py
_ABOVE_THRESHOLD: Rating = (8, 9)

# Hardness, from so many seconds of work that is rated so (the middle) or higher.
_ENOUGH = ((3, 150.0, 8.5), (2, 150.0, 7.5), (2, 300.0, 6.0))
_ENOUGH_UNRATED = 300.0
_BIG_STRENGTH = 25 * 60.0


def of_heart(low: float, high: float, of: PercentOf) -> Rating:
    """The rating of so many per cent of a heart rate (the maximum, the reserve or the threshold)."""
    middle = (low + high) / 2
    return next((rating for rating, upto in _BY_HEART if middle <= upto[of]), _ABOVE_THRESHOLD)


def of_beats(low: int, high: int, heart: Heart) -> Rating | None:
    """The rating of beats per minute; None where neither threshold nor maximum are known."""
    for base, of in ((heart.threshold, PercentOf.LTHR), (heart.max, PercentOf.HR_MAX)):
        if base:
            return of_heart(low / base * 100, high / base * 100, of)
    return None


def hardness(option: ResolvedOption) -> int:
    """How hard a session is, 0 (rest) to 3 (race, repetitions at 3K pace and faster).

    It is a matter of effort, as the RPE is: a long easy run is easy. That it can be too long is V9's to say.
    """
    match option.kind:
        case Kind.REST | Kind.MOBILITY:
            return 0
        case Kind.RACE:
            return 3
        case Kind.STRENGTH:
            return 2 if option.seconds > _BIG_STRENGTH else 1
    rated = (level for level, enough, rating in _ENOUGH if _time_from(rating, option.blocks) >= enough)
    unrated = _unrated_time(option.blocks) if option.kind is Kind.RUN else 0.0
    return next(rated, 2 if unrated >= _ENOUGH_UNRATED else 1)


def _time_from(rating: float, blocks: tuple[ResolvedBlock, ...]) -> float:
    """Seconds of work rated so or higher."""
    return total(blocks, lambda item: _work(item) if (_middle(item) or 0.0) >= rating else 0.0)


def _unrated_time(blocks: tuple[ResolvedBlock, ...], *, repeated: bool = False) -> float:
    """Seconds of repetitions nobody can rate ("5x1km @ 3:55/km", no race known): who recovers, works."""
    seconds = 0.0
    for block in blocks:
        if isinstance(block, ResolvedRepeat):
            rests = any(map(_is_recovery, (*block.blocks, *block.between)))
            seconds += block.count * _unrated_time(block.blocks, repeated=repeated or rests)
        elif repeated and isinstance(block, ResolvedStep) and block.rpe is None:
            seconds += _work(block)
    return seconds


def _work(item: ResolvedStep | StrengthSet) -> float:
    """Seconds of work; strides are none."""
    if isinstance(item, StrengthSet) or item.role is not Role.WORK or item.step.style is Style.STRIDE:
        return 0.0
    return item.seconds


def _middle(item: ResolvedStep | StrengthSet) -> float | None:
    return sum(item.rpe) / 2 if isinstance(item, ResolvedStep) and item.rpe else None


def _is_recovery(block: ResolvedBlock) -> bool:
    return isinstance(block, ResolvedStep) and block.role is Role.RECOVERY
