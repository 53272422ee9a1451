"""A time behind a step or a repeat, with nothing said of it: a recovery, most likely, and never a guess."""

from onek_sync.model.units import Distance, Duration
from onek_sync.model.workout import Role
from onek_sync.planning.shorthand.codes import Code
from onek_sync.planning.shorthand.cursor import Cursor
from onek_sync.planning.shorthand.drafts import Item, Joined, RepeatDraft, RestItem, StepDraft

_RUN_SECONDS, _RUN_METRES = 480.0, 1500.0
"""From so long on, what follows repetitions is a run of its own."""


def refuse_bare(cursor: Cursor, joined: list[Joined], by: str, item: StepDraft) -> None:
    """ "1000m, 3 min, 800m", "6x400m w/ 90s, 4 min", "10x400 + 200": refused where it may be a recovery."""
    if not item.plain or not joined or by in {"ladder", "then"}:
        return
    before = joined[-1].item
    if isinstance(before, RestItem) and len(joined) > 1:
        before = joined[-2].item
    match item.end:
        case Duration(seconds=seconds):
            unclear = seconds < _RUN_SECONDS and _runs_by_distance(before)
        case Distance(metres=metres):
            unclear = metres < _RUN_METRES and by == "plus" and _repeats_alone(before)
        case _:
            return
    if unclear and item.quantity is not None:
        words = item.quantity.words
        now = f'write "{words} jog" or "{words} rest" for a recovery, "{words} easy" or "@ …" for a step'
        raise cursor.refuse(Code.OWNER, f'"{words}": a recovery, or a step?', now, item.column)


def _runs_by_distance(item: Item) -> bool:
    """Whether a bare time behind it is of another kind: behind metres, or behind repetitions."""
    if isinstance(item, StepDraft):
        return item.role is Role.WORK and isinstance(item.end, Distance)
    return isinstance(item, RepeatDraft)


def _repeats_alone(item: Item) -> bool:
    return isinstance(item, RepeatDraft) and not item.grouped and not item.between
