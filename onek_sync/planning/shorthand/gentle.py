"""Which targets are plainly those of a recovery: nobody works at them."""

from onek_sync.model.intensity import Effort, Intensity, PaceName, Rpe, TrainingPace, Zone

_RPE = 4.0
_ZONE = 2
_WORDS = frozenset({"slow", "relaxed", "gentle"})


def is_gentle(intensity: Intensity) -> bool:
    """Whether a target is so easy that it is the recovery's, not the work's before it."""
    match intensity:
        case TrainingPace(name=name):
            return name in {PaceName.EASY, PaceName.RECOVERY}
        case Zone(high=high):
            return high <= _ZONE
        case Rpe(high=high):
            return high <= _RPE
        case Effort(word=word):
            return word in _WORDS
    return False
