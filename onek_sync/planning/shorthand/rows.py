"""A recovery at the end of a row of steps or repeats: shared by all, the last one's own, or refused (G7)."""

from dataclasses import replace

from onek_sync.model.intensity import PaceName, TrainingPace
from onek_sync.model.units import Distance, Duration
from onek_sync.model.workout import Equal, Full, Mode, Role, Step, Style
from onek_sync.planning.shorthand.codes import Code
from onek_sync.planning.shorthand.cursor import Cursor
from onek_sync.planning.shorthand.drafts import Item, Joined, RepeatDraft, RestItem, StepDraft
from onek_sync.planning.shorthand.recoveries import Rest

_LEAST = 3
_LONGEST_SECONDS, _LONGEST_METRES = 300.0, 800.0
"""What is longer behind the last step is the way home, not a recovery between steps."""
_EASY_SECONDS, _EASY_METRES = 480.0, 1500.0
_EASY = TrainingPace(PaceName.EASY)
_NOW = "write the recovery behind each, or join it with + where it comes once"


def settle_rows(cursor: Cursor, joined: list[Joined], *, top: bool) -> list[Item]:
    """The items, every recovery shared where that is certain; a row that ends in one recovery is refused."""
    _share_item(cursor, joined, top=top)
    items = [each.item for each in joined]
    for place, item in enumerate(items):
        goes_on = any(map(_is_hard, items[place + 1 :]))
        if top and isinstance(item, RestItem) and place:
            _refuse_second(cursor, joined[place - 1].item, joined[place], goes_on=place + 1 < len(items))
        if isinstance(item, StepDraft) and item.rests and item.role is Role.WORK:
            _settle_step(cursor, joined, place, top=top, goes_on=goes_on)
        elif isinstance(item, RepeatDraft) and item.between:
            _settle_repeat(cursor, joined, place)
    return items


def _share_item(cursor: Cursor, joined: list[Joined], *, top: bool) -> None:
    """ "400-800-400, 400 jog": what stands behind the comma is shared, where nothing else follows."""
    for place, each in enumerate(joined):
        item = each.item
        if not isinstance(item, RestItem) or each.by in {"plus", "then"} or is_long(item.rest):
            continue
        row = _row(joined, place)
        ladder = place > 0 and joined[place - 1].by == "ladder"
        goes_on = any(_is_hard(other.item) for other in joined[place + 1 :])
        if item.rest.scope or len(row) < 2 or not (ladder or (top and not goes_on)):
            continue
        if goes_on or not top or not _is_even(row):
            raise _whose(cursor, item.rest, row)
        for step in row[:-1]:
            step.rests = [item.rest]
        del joined[place]
        return


def _settle_step(cursor: Cursor, joined: list[Joined], place: int, *, top: bool, goes_on: bool) -> None:
    item = joined[place].item
    assert isinstance(item, StepDraft)
    if item.shared:
        if top and not goes_on:
            item.rests = []
        return
    row = _row(joined, place + 1)
    if len(row) >= 2 and _is_even(row) and not goes_on:
        for step in row[:-1]:
            step.rests = [replace(rest, scope="") for rest in item.rests]
        item.rests = [] if top else item.rests
    elif len(row) >= 2 and not goes_on and not is_long(item.rests[0]):
        raise _whose(cursor, item.rests[0], row)
    elif top and not any(isinstance(each.item, StepDraft) and each.item.rests for each in joined[:place]):
        _refuse_inner(cursor, item, goes_on=goes_on)


def _row(joined: list[Joined], end: int) -> list[StepDraft]:
    """The steps of work without recovery, one behind the other, up to a place; the last may have its own."""
    row: list[StepDraft] = []
    for place in range(end - 1, -1, -1):
        item = joined[place].item
        if not isinstance(item, StepDraft) or not _is_hard(item) or (row and item.rests):
            break
        row.insert(0, item)
        if joined[place].by in {"plus", "then"}:
            break
    return row


def _is_hard(item: Item) -> bool:
    """Whether an item is work that wants a recovery: no phase, no easy running, no strides."""
    if isinstance(item, RepeatDraft):
        return any(map(_is_hard, item.body))
    return (
        isinstance(item, StepDraft)
        and item.role is Role.WORK
        and _EASY not in item.intensities
        and item.style is not Style.STRIDE
    )


def _is_even(row: list[StepDraft]) -> bool:
    """Whether the steps are clearly one list: three or more, all with a pace or all without."""
    return len(row) >= _LEAST and len({bool(step.intensities) for step in row}) == 1


def is_long(rest: Rest) -> bool:
    """Whether a jog is rather the way home than a recovery between steps."""
    step = rest.steps[0]
    if step.mode not in {Mode.JOG, Mode.EASY, Mode.WALK_JOG}:
        return False
    match step.end:
        case Duration(seconds=seconds):
            return seconds > _LONGEST_SECONDS
        case Distance(metres=metres):
            return metres > _LONGEST_METRES
    return False


def _whose(cursor: Cursor, rest: Rest, row: list[StepDraft]) -> Exception:
    first = row[0].quantity.words if row[0].quantity else "the first"
    what = f'"{rest.words}" once, or behind "{first}" too?'
    return cursor.refuse(Code.OWNER, what, _NOW, rest.column)


def _refuse_inner(cursor: Cursor, item: StepDraft, *, goes_on: bool) -> None:
    """ "10 mi with 4 mi easy": of which four are easy, or four more?"""
    rest = item.rests[0]
    step = rest.steps[0]
    match step.end:
        case Duration(seconds=seconds):
            long = seconds >= _EASY_SECONDS
        case Distance(metres=metres):
            long = metres >= _EASY_METRES
        case _:
            return
    said = rest.worded or rest.plain
    if not said and (long or not goes_on):
        now = f'write "+ {rest.words}" for what comes behind, or both parts with their lengths'
        raise cursor.refuse(Code.OWNER, f'"{rest.words}": of the step, or behind it?', now, rest.column)


def _refuse_second(cursor: Cursor, before: Item, here: Joined, *, goes_on: bool) -> None:
    """ "10x200m w/ 100m walk, 100m jog": a second recovery as short as the first is not run once."""
    item = here.item
    assert isinstance(item, RestItem)
    if here.by == "then" or not isinstance(before, RepeatDraft) or not before.between or is_long(item.rest):
        return
    first, second = _seconds(before.between[-1]), _seconds(item.rest.steps[0])
    if goes_on and second and second >= 1.5 * first:
        return
    words = item.rest.words
    now = f'write "w/ (…, {words})" for both between the repetitions, "then {words}" for once behind them'
    what = f'"{words}": a second recovery, each time or once?'
    raise cursor.refuse(Code.OWNER, what, now, item.column)


def _seconds(step: Step) -> float:
    """About how long a recovery takes, a jogged metre as 0.4 s; 0 where that is not said."""
    match step.end:
        case Duration(seconds=seconds):
            return seconds
        case Distance(metres=metres):
            return metres * 0.4
    return 0.0


def _settle_repeat(cursor: Cursor, joined: list[Joined], place: int) -> None:
    """ "3x300m, 3x200m, 3x100m, full recovery": shared by three or more, refused with two."""
    last = joined[place].item
    assert isinstance(last, RepeatDraft)
    if not _is_single(last):
        return
    others: list[RepeatDraft] = []
    for at in range(place - 1, -1, -1):
        item = joined[at].item
        if joined[at + 1].by == "then" or not isinstance(item, RepeatDraft) or item.between:
            break
        if not _is_single(item) or _style(item) is not _style(last):
            break
        others.append(item)
    if not others:
        return
    shared = isinstance(last.between[0].end, Full | Equal)
    if len(others) + 1 < _LEAST and not shared:
        what = "one recovery behind two repeats: is it for both?"
        raise cursor.refuse(Code.OWNER, what, "write it behind each", last.column)
    for other in others:
        other.between = last.between


def _style(repeat: RepeatDraft) -> Style | None:
    only = repeat.body[0]
    return only.style if isinstance(only, StepDraft) else None


def _is_single(repeat: RepeatDraft) -> bool:
    """Whether one hard step is repeated and nothing else."""
    only = repeat.body[0]
    return not repeat.grouped and len(repeat.body) == 1 and isinstance(only, StepDraft) and _is_hard(only)
