"""How an item goes with the one before it: a recovery finds its repeat, what is unclear is refused (G3)."""

from dataclasses import replace

from onek_sync.model.intensity import PaceName, TrainingPace
from onek_sync.model.units import Distance, Duration
from onek_sync.model.workout import Mode, Role, Step
from onek_sync.planning.shorthand.attaching import give, has_room, refuse_cooldown
from onek_sync.planning.shorthand.bare_times import refuse_bare
from onek_sync.planning.shorthand.codes import Code
from onek_sync.planning.shorthand.cursor import Cursor
from onek_sync.planning.shorthand.drafts import Item, Joined, RepeatDraft, RestItem, StepDraft
from onek_sync.planning.shorthand.quantities import Quantity
from onek_sync.planning.shorthand.recoveries import Rest
from onek_sync.planning.shorthand.separators import APART
from onek_sync.planning.shorthand.sets import takes_into_set
from onek_sync.planning.shorthand.step_checks import check_size

_EASY = TrainingPace(PaceName.EASY)
_EASY_REST_SECONDS, _EASY_REST_METRES = 180.0, 400.0
"""Up to so long, "easy" behind the comma after repetitions is their recovery …"""
_EASY_STEP_SECONDS, _EASY_STEP_METRES = 480.0, 1500.0
"""… from so long on a step of its own."""


def join(cursor: Cursor, joined: list[Joined], by: str, item: Item, *, top: bool) -> None:
    """Put an item behind the others, or give it to the one before."""
    before = joined[-1].item if joined else None
    if isinstance(before, RepeatDraft) and before.counted and takes_into_set(cursor, before, by, item):
        return
    if by == "plus" and isinstance(before, RepeatDraft):
        _refuse_added(cursor, before, item)
    if isinstance(item, StepDraft):
        refuse_bare(cursor, joined, by, item)
    if isinstance(before, StepDraft) and isinstance(item, StepDraft):
        _refuse_two_phases(cursor, before, item)
    if isinstance(item, RestItem):
        if isinstance(before, RepeatDraft) and by not in APART and _takes_mode(before, item.rest):
            return
        sets_of_the_group = not top and item.rest.scope == "sets"
        if before is not None and by not in APART and not sets_of_the_group and has_room(before, item.rest):
            assert isinstance(before, RepeatDraft)
            refuse_cooldown(cursor, item.rest)
            give(cursor, before, item.rest)
            return
        item = _own_rest(cursor, joined, item, top=top)
    elif isinstance(item, StepDraft) and isinstance(before, RepeatDraft) and by not in APART:
        if _takes_easy(cursor, before, item):
            give(cursor, before, as_easy_rest(item))
            return
        _refuse_unclear(cursor, before, item)
    joined.append(Joined(by, item))


def _takes_mode(before: RepeatDraft, rest: Rest) -> bool:
    """ "6x400m w/ 90s, walking": the way to recover behind its length."""
    step = rest.steps[0]
    if len(before.between) != 1 or step.end is not None or step.mode is None or rest.scope:
        return False
    if before.between[0].mode is not None:
        return False
    before.between = (replace(before.between[0], mode=step.mode),)
    return True


def _own_rest(cursor: Cursor, joined: list[Joined], item: RestItem, *, top: bool) -> Item:
    """A recovery as a step of its own; a jog before any work is easy running."""
    rest = item.rest
    if top and (rest.scope or rest.sets):
        now = "write it behind the repeat it belongs to"
        raise cursor.refuse(Code.OWNER, f'"{rest.words}": between what?', now, rest.column)
    if not top or item.introduced or any(_works(each.item) for each in joined):
        return item
    step = rest.steps[0]
    if step.mode is Mode.WALK:
        return item
    if step.mode is not Mode.JOG or not isinstance(step.end, Distance | Duration):
        now = 'write "30min easy" for an easy run, or the work before its recovery'
        raise cursor.refuse(Code.OWNER, f'"{rest.words}": a recovery before any work', now, rest.column)
    recovery = "recovery" in rest.words.lower()
    draft = StepDraft(
        item.column,
        Quantity(step.end, item.column, rest.words.split()[0]),
        step.end,
        step.within,
        intensities=[TrainingPace(PaceName.RECOVERY) if recovery else _EASY],
        cues=[] if recovery else ["jog", *([step.cue] if step.cue else [])],
    )
    check_size(cursor, draft, repeated=False)
    return draft


def _works(item: Item) -> bool:
    match item:
        case StepDraft(role=role):
            return role is Role.WORK
        case RepeatDraft():
            return True
        case _:
            return False


def is_easy_only(item: StepDraft) -> bool:
    """Whether a step is said to be easy by that word, and nothing else."""
    return (
        item.easy
        and item.role is Role.WORK
        and item.intensities == [_EASY]
        and not (item.targeted or item.style or item.rests or item.within)
    )


def as_easy_rest(item: StepDraft) -> Rest:
    """An easy step as the recovery it is."""
    step = Step(role=Role.RECOVERY, end=item.end, mode=Mode.EASY, cue=", ".join(item.cues))
    return Rest((step,), item.column, item.quantity.words if item.quantity else "", worded=True)


def _takes_easy(cursor: Cursor, before: RepeatDraft, item: StepDraft) -> bool:
    """ "6x400m @ 5K, 90s easy": the recovery, where it is as short as one."""
    rest = as_easy_rest(item)
    if not is_easy_only(item) or not has_room(before, rest):
        return False
    match item.end:
        case Duration(seconds=seconds):
            short, long = seconds <= _EASY_REST_SECONDS, seconds >= _EASY_STEP_SECONDS
        case Distance(metres=metres):
            short, long = metres <= _EASY_REST_METRES, metres >= _EASY_STEP_METRES
        case _:
            return False
    if not short and not long:
        now = f'write "w/ {rest.words} easy" for the recovery, "+ {rest.words} easy" for a step of its own'
        raise cursor.refuse(Code.LONG_RECOVERY, "the recovery, or a step of its own?", now, item.column)
    return short


def _refuse_added(cursor: Cursor, before: RepeatDraft, item: Item) -> None:
    """ "5 x 3 min @ 10k + 1 min easy": a short recovery added to repetitions that have none."""
    if before.grouped or before.slashed or before.between:
        return
    if isinstance(item, StepDraft) and is_easy_only(item):
        rest = as_easy_rest(item)
    elif isinstance(item, RestItem):
        rest = item.rest
    else:
        return
    match rest.steps[0].end:
        case Duration(seconds=seconds) if seconds >= _EASY_STEP_SECONDS:
            return
        case Distance(metres=metres) if metres >= _EASY_STEP_METRES:
            return
    now = f'write "w/ {rest.words}" for the recovery, "then" for a step of its own'
    raise cursor.refuse(Code.OWNER, f'"+ {rest.words}": repeated too, or once?', now, rest.column)


def _refuse_two_phases(cursor: Cursor, before: StepDraft, item: StepDraft) -> None:
    """ "10 min wu & cd": one length for both?"""
    if (before.role, item.role) != (Role.WARMUP, Role.COOLDOWN):
        return
    if before.quantity is None or item.quantity is None:
        now = "write each with its length, the cool-down at the end"
        raise cursor.refuse(Code.OWNER, "one length for warm-up and cool-down?", now, item.column)


def _is_free(repeat: RepeatDraft) -> bool:
    """Whether the sets of a nested repeat have no recovery yet."""
    return repeat.inner is not None and not repeat.between


def _refuse_unclear(cursor: Cursor, before: RepeatDraft, item: StepDraft) -> None:
    """ "3 x 400, 800": is the 800 repeated too?"""
    if item.plain and _is_free(before):
        words = item.quantity.words if item.quantity else ""
        now = f'write "w/ {words}" for the recovery, "+ {words}" for a step of its own'
        raise cursor.refuse(Code.OWNER, f'"{words}": the recovery, or a step?', now, item.column)
    alone = before.between or before.grouped or len(before.body) != 1 or before.inner is not None
    if alone or item.role is not Role.WORK or is_easy_only(item) or item.style:
        return
    first = before.body[0]
    if not isinstance(first, StepDraft) or first.style:
        return
    one, other = (each.quantity.words if each.quantity else "…" for each in (first, item))
    count = before.count.low
    now = (
        f'write "{count}x({one}, {other})" where both are repeated, "{count}x{one} + {other}" where '
        f'"{other}" comes once, "{count}x{one} w/ {other}" where it is the recovery'
    )
    raise cursor.refuse(Code.REPEATED, "unclear what is repeated", now, first.column)


def check_adjacent(cursor: Cursor, before: Item, item: Item, column: int) -> None:
    """Between two items without a separator the second must be a repeat, a phase or a recovery."""
    if isinstance(item, RepeatDraft | RestItem) or (
        isinstance(item, StepDraft) and item.role is not Role.WORK
    ):
        return
    now = "put a comma between two steps"
    raise cursor.refuse(Code.SEPARATOR, "two steps without anything between them", now, column)
