"""A group in brackets: which recovery its last item leaves to it, and what stands behind it."""

from onek_sync.model.intensity import Intensity, Split
from onek_sync.model.units import Duration
from onek_sync.model.workout import Role, Step
from onek_sync.planning.shorthand.brackets import read_bracket
from onek_sync.planning.shorthand.codes import Code
from onek_sync.planning.shorthand.counts import sees_count
from onek_sync.planning.shorthand.cursor import Cursor
from onek_sync.planning.shorthand.drafts import Item, RepeatDraft, RestItem, StepDraft
from onek_sync.planning.shorthand.joining import as_easy_rest, is_easy_only
from onek_sync.planning.shorthand.quantities import Quantity
from onek_sync.planning.shorthand.recoveries import Rest, read_rest
from onek_sync.planning.shorthand.recovery_targets import whose
from onek_sync.planning.shorthand.step_rests import takes_r
from onek_sync.planning.shorthand.targets import AT, read_target
from onek_sync.planning.shorthand.tokens import Sort
from onek_sync.planning.shorthand.words import INTROS


def sees_slash(cursor: Cursor, opening: int) -> bool:
    """Whether the group before was written with a slash between its steps."""
    at = cursor.at - 1
    while at >= 0 and cursor.tokens[at].column > opening:
        if cursor.tokens[at].key == "/" and cursor.tokens[at].spaced:
            return True
        at -= 1
    return False


def take_own(repeat: RepeatDraft) -> list[Rest]:
    """The recoveries of a group's last item that are the repeat's own."""
    last = repeat.body[-1]
    if isinstance(last, RestItem) and last.rest.scope and len(repeat.body) > 1:
        repeat.body.pop()
        return [last.rest]
    if isinstance(last, StepDraft) and last.rests and last.role is Role.WORK:
        repeat.between = tuple(step for rest in last.rests for step in rest.steps)
        last.rests = []
    return []


def take_timed(cursor: Cursor, repeat: RepeatDraft) -> list[Rest]:
    """ "10x(30s/30s)" is 10x30s/30s; a bare time behind a comma may be so, or a step."""
    if len(repeat.body) != 2:
        return []
    first, second = repeat.body
    if not isinstance(first, StepDraft) or first.role is not Role.WORK or not _is_bare_time(second):
        return []
    sign = _before(cursor, second.column)
    if sign == "then":
        return []
    assert isinstance(second, StepDraft) and second.quantity
    words = second.quantity.words
    if not (_is_bare_time(first) and sign == "/"):
        what = f'"{words}": the recovery, or a step?'
        now = f'write "{words} recovery", or how hard it is, as in "{words} hard"'
        raise cursor.refuse(Code.OWNER, what, now, second.column)
    repeat.body, repeat.grouped = [first], False
    return [Rest((Step(role=Role.RECOVERY, end=second.end),), second.column, words)]


def _is_bare_time(item: Item) -> bool:
    return isinstance(item, StepDraft) and item.plain and isinstance(item.end, Duration)


def _before(cursor: Cursor, column: int) -> str:
    """The word or sign before what stands at a column."""
    return [token.key for token in cursor.tokens if token.column < column][-1]


def mark_easy(repeat: RepeatDraft) -> None:
    """ "(2min hard/2min easy)": easy behind hard is the recovery."""
    worked = False
    for place, item in enumerate(repeat.body):
        if isinstance(item, StepDraft) and worked and is_easy_only(item):
            repeat.body[place] = RestItem(as_easy_rest(item), item.column)
        elif isinstance(item, StepDraft) and item.role is Role.WORK and not is_easy_only(item):
            worked = True


def read_behind(cursor: Cursor, repeat: RepeatDraft) -> list[Rest]:
    """What stands behind a group: targets for its steps, recoveries."""
    rests: list[Rest] = []
    works = [step for item in repeat.body for step in works_of(item)]
    length = works[0].quantity if works else None
    while True:
        start = cursor.at
        if not rests and cursor.token.key in AT and cursor.token.sort in {Sort.SIGN, Sort.WORD}:
            cursor.next()
            _target_all(cursor, works, read_target(cursor, length))
            continue
        rest = _rest_behind(cursor)
        if rest is not None:
            rests.append(rest)
        elif cursor.sees("(", "["):
            rests += _rests_in_bracket(cursor, works, length, behind=bool(rests))
        elif len(rests) == 1 and (between_sets := _set_rest(cursor)) is not None:
            rests.append(between_sets)
        else:
            cursor.at = start
            return rests


def _rest_behind(cursor: Cursor) -> Rest | None:
    start = cursor.at
    if cursor.phrase(INTROS) or takes_r(cursor) or _loose_dash(cursor):
        rest = None if sees_count(cursor) else read_rest(cursor, introduced=True)
    else:
        rest = read_rest(cursor, introduced=False)
    if rest is None:
        cursor.at = start
    return rest


def _set_rest(cursor: Cursor) -> Rest | None:
    """The ", 5min between sets" behind the recovery between repetitions; None with nothing taken."""
    start = cursor.at
    if cursor.takes(",", ";", "and", "&"):
        rest = _rest_behind(cursor)
        if rest is not None and rest.scope == "sets":
            return rest
    cursor.at = start
    return None


def _loose_dash(cursor: Cursor) -> bool:
    return cursor.token.spaced and cursor.takes("-")


def _rests_in_bracket(
    cursor: Cursor, works: list[StepDraft], length: Quantity | None, *, behind: bool
) -> list[Rest]:
    """The recoveries in brackets behind a group; `behind`: one stands before them already."""
    rests: list[Rest] = []
    column = cursor.column
    for found in read_bracket(cursor, length, repeated=True):
        match found:
            case Rest():
                rests.append(found)
            case _ if behind:
                raise whose(cursor, column)
            case str() | Quantity():
                now = "write it at a step, or in quotes behind a comma"
                raise cursor.refuse(Code.OWNER, "words behind a group: whose are they?", now, column)
            case _:
                _target_all(cursor, works, found)
    return rests


def _target_all(cursor: Cursor, works: list[StepDraft], intensity: Intensity) -> None:
    """G6: a target behind a group goes to every step of work without one."""
    if isinstance(intensity, Split) and len({step.end for step in works}) > 1:
        now = "write the time behind each distance, or a pace with its unit (3:20/km)"
        raise cursor.refuse(Code.SLOW, "one time for several distances", now)
    for step in works:
        if not step.targeted and not step.intensities:
            step.intensities.append(intensity)


def works_of(item: Item) -> list[StepDraft]:
    """Every step of work in an item."""
    match item:
        case StepDraft(role=Role.WORK):
            return [item]
        case RepeatDraft():
            return [step for inner in item.body for step in works_of(inner)]
        case _:
            return []
