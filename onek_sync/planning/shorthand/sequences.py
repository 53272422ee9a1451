"""Items one behind the other, and repeats, whose bodies are items again."""

from dataclasses import replace

from onek_sync.model.units import Count
from onek_sync.model.workout import Role
from onek_sync.planning.shorthand.attaching import give
from onek_sync.planning.shorthand.codes import Code
from onek_sync.planning.shorthand.counts import read_count, sees_count
from onek_sync.planning.shorthand.cursor import Cursor
from onek_sync.planning.shorthand.drafts import Item, Joined, RepeatDraft, RestItem, StepDraft, TextItem
from onek_sync.planning.shorthand.groups import (
    mark_easy,
    read_behind,
    sees_slash,
    take_own,
    take_timed,
    works_of,
)
from onek_sync.planning.shorthand.joining import check_adjacent, join
from onek_sync.planning.shorthand.lists import read_ladder, read_number_list, share
from onek_sync.planning.shorthand.recoveries import Rest, read_rest
from onek_sync.planning.shorthand.rows import settle_rows
from onek_sync.planning.shorthand.separators import separator, unexpected
from onek_sync.planning.shorthand.slashes import read_alternated, read_slashed
from onek_sync.planning.shorthand.step_rests import takes_r
from onek_sync.planning.shorthand.steps import continue_step, merge, read_prefix, read_step
from onek_sync.planning.shorthand.tokens import Sort
from onek_sync.planning.shorthand.turned import read_turned, sees_turned, take_count
from onek_sync.planning.shorthand.words import INTROS, PHASES

_DEEPEST = 20


def read_sequence(cursor: Cursor, *, top: bool) -> list[Item]:
    """Items up to the end, or up to the closing bracket."""
    cursor.depth += 1
    if cursor.depth > _DEEPEST:
        raise cursor.refuse(
            Code.SIZE, "repeats this deep are no workout", f"nest {_DEEPEST // 2} deep at most"
        )
    joined: list[Joined] = []
    while True:
        by = separator(cursor, top=top, first=not joined)
        if cursor.is_sort(Sort.END, Sort.NOTE) or (not top and cursor.sees(")", "]")):
            break
        column = cursor.column
        items = _items(cursor, top=top)
        if not items:
            raise unexpected(cursor)
        if joined and not by:
            check_adjacent(cursor, joined[-1].item, items[0], column)
        for place, item in enumerate(items):
            join(cursor, joined, "ladder" if place else by, item, top=top)
    cursor.depth -= 1
    share(cursor, joined)
    return settle_rows(cursor, joined, top=top)


def _items(cursor: Cursor, *, top: bool) -> list[Item]:
    """The item that stands here, or what it is made of; nothing where none begins."""
    if cursor.is_sort(Sort.QUOTED):
        token = cursor.next()
        return [TextItem(token.free, token.column)]
    if (repeat := read_repeat(cursor)) is not None:
        return [repeat]
    if cursor.sees("("):
        return _bracketed(cursor)
    if (ladder := read_ladder(cursor, repeated=not top)) is not None:
        drafts, rests = ladder
        drafts[-1].rests, drafts[-1].shared = rests[:1], True
        return list(drafts)
    if (prefixed := _prefixed(cursor)) is not None:
        return [prefixed]
    if (rest := _rest(cursor)) is not None:
        return [rest]
    step = read_step(cursor, repeated=False)
    return [] if step is None else [step]


def _bracketed(cursor: Cursor) -> list[Item]:
    """Items in brackets without a count."""
    opening = cursor.next()
    items = read_sequence(cursor, top=False)
    _close(cursor, opening.column)
    return items


def _close(cursor: Cursor, column: int) -> None:
    if not cursor.takes(")"):
        raise cursor.refuse(Code.BRACKET, '"(" is not closed', 'write ")" where the group ends', column)


def _prefixed(cursor: Cursor) -> Item | None:
    """ "Easy Run (30-45 min conversational)", "Strides (4-6 x 100m)": words before a step in brackets."""
    start = cursor.at
    prefix = read_prefix(cursor)
    opening = cursor.column
    inner = _prefixed_items(cursor, prefix) if prefix is not None else []
    if prefix is None or not inner:
        cursor.at = start
        return None
    if len(inner) != 1:
        now = "write the words at each step"
        raise cursor.refuse(Code.OWNER, "words before several steps: whose are they?", now, opening)
    for step in works_of(inner[0]):
        merge(cursor, prefix, step)
    return inner[0]


def _prefixed_items(cursor: Cursor, prefix: StepDraft) -> list[Item]:
    """What the words may be said of: a bracket, or repetitions ("strides 4x80m"); "easy run" is no prefix."""
    if cursor.sees("("):
        return _bracketed(cursor)
    if prefix.role is not Role.WORK or prefix.easy:
        return []
    repeat = read_repeat(cursor)
    return [] if repeat is None else [repeat]


def _rest(cursor: Cursor) -> RestItem | None:
    """A recovery between two separators."""
    start, column = cursor.at, cursor.column
    introduced = cursor.phrase(INTROS) is not None
    rest = read_rest(cursor, introduced=introduced or takes_r(cursor))
    if rest is None or cursor.find(PHASES) is not None:
        cursor.at = start
        return None
    return RestItem(rest, column, introduced)


def read_repeat(cursor: Cursor) -> RepeatDraft | None:
    """A repeat with its recoveries, or None with nothing taken."""
    found = _repeat(cursor)
    if found is None:
        return None
    repeat, rests = found
    rests = _scoped(rests) if repeat.grouped else rests
    scoped = [rest for rest in rests if rest.scope or rest.sets]
    scoped.sort(key=lambda rest: rest.scope != "sets")
    plain = [rest for rest in rests if not (rest.scope or rest.sets)]
    for place, rest in enumerate([*scoped, *plain]):
        give(cursor, repeat, rest, others=len(rests) - 1 - place)
    return repeat


def _scoped(rests: list[Rest]) -> list[Rest]:
    """ "r 60s, 5min between sets": beside one between sets, the other is between repetitions."""
    if len(rests) != 2 or "sets" not in {rest.scope for rest in rests}:
        return rests
    return [replace(rest, scope=rest.scope or "reps") if not rest.sets else rest for rest in rests]


def _repeat(cursor: Cursor) -> tuple[RepeatDraft, list[Rest]] | None:
    """A repeat, and the recoveries that stand behind it."""
    column = cursor.column
    found = read_count(cursor)
    cursor.depth += 1
    cursor.repeats += 1
    if cursor.depth > _DEEPEST:
        raise cursor.refuse(
            Code.SIZE, "repeats this deep are no workout", f"nest {_DEEPEST // 2} deep at most"
        )
    repeated = _turned(cursor) if found is None else _body(cursor, found[0], column)
    cursor.depth -= 1
    cursor.repeats -= 1
    if found and repeated:
        repeated[0].counted = found[1] and not repeated[0].grouped
    return repeated


def _turned(cursor: Cursor) -> tuple[RepeatDraft, list[Rest]] | None:
    """ "400m x 6", "( … ) x 4": the count stands behind."""
    column = cursor.column
    if cursor.sees("("):
        return _group(cursor, None, column) if sees_turned(cursor) else None
    found = read_turned(cursor)
    if found is None:
        return None
    quantity, count = found
    step = StepDraft(column, quantity, quantity.end)
    continue_step(cursor, step, repeated=True)
    return _single(cursor, count, column, step)


def _body(cursor: Cursor, count: Count, column: int) -> tuple[RepeatDraft, list[Rest]]:
    if cursor.sees("("):
        return _group(cursor, count, column)
    if sees_count(cursor):
        nested = _repeat(cursor)
        assert nested is not None
        return RepeatDraft(column, count, [nested[0]]), nested[1]
    if (ladder := read_ladder(cursor, repeated=True)) is not None:
        drafts, rests = ladder
        repeat = RepeatDraft(column, count, list(drafts), grouped=True)
        return _with_ladder_rest(repeat, rests)
    step = read_step(cursor, repeated=True)
    if step is None:
        now = 'write a length, as in "6x400m" or "6x2min"'
        raise cursor.refuse(Code.QUANTITY, "what is repeated?", now)
    return _single(cursor, count, column, step)


def _single(cursor: Cursor, count: Count, column: int, step: StepDraft) -> tuple[RepeatDraft, list[Rest]]:
    """One step repeated, or two that a slash divides."""
    if step.alternates:
        return read_alternated(cursor, count, column, step)
    if cursor.sees("/"):
        return read_slashed(cursor, count, column, step)
    rests, step.rests = step.rests, []
    return RepeatDraft(column, count, [step]), rests


def _with_ladder_rest(repeat: RepeatDraft, rests: list[Rest]) -> tuple[RepeatDraft, list[Rest]]:
    """The recovery within a ladder separates the passes too, unless the sets have one (G8)."""
    unsaid = [rest for rest in rests if rest.scope != "sets"]
    sets = [rest for rest in rests if rest.scope == "sets"]
    if unsaid and not sets:
        repeat.between = unsaid[0].steps
    return repeat, [*unsaid[1:], *sets]


def _group(cursor: Cursor, count: Count | None, column: int) -> tuple[RepeatDraft, list[Rest]]:
    """ "( … )" with what stands behind it; without `count`, that follows the bracket."""
    opening = cursor.column
    numbers = read_number_list(cursor)
    if numbers is None:
        items = _bracketed(cursor)
    else:
        items = list(numbers)
    if not items:
        raise cursor.refuse(Code.QUANTITY, "nothing is repeated", "write steps between the brackets", opening)
    slash = sees_slash(cursor, opening)
    count = count or take_count(cursor)
    slashed = len(items) == 2 and not any(isinstance(item, StepDraft) and item.rests for item in items)
    repeat = RepeatDraft(column, count, items, grouped=True, slashed=slashed and slash)
    rests = take_own(repeat)
    if numbers is None:
        rests += take_timed(cursor, repeat)
    mark_easy(repeat)
    return repeat, [*rests, *read_behind(cursor, repeat)]
