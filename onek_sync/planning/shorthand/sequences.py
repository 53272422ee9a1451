"""Items one behind the other, and repeats, whose bodies are items again."""

from onek_sync.model.intensity import Intensity, Split
from onek_sync.model.units import Count, Distance, Duration
from onek_sync.model.workout import Mode, Role, Step
from onek_sync.planning.shorthand.attaching import give
from onek_sync.planning.shorthand.brackets import read_bracket
from onek_sync.planning.shorthand.codes import Code
from onek_sync.planning.shorthand.counts import read_count, sees_count
from onek_sync.planning.shorthand.cursor import Cursor
from onek_sync.planning.shorthand.drafts import Item, Joined, RepeatDraft, RestItem, StepDraft, TextItem
from onek_sync.planning.shorthand.joining import as_easy_rest, check_adjacent, is_easy_only, join
from onek_sync.planning.shorthand.lists import read_ladder, read_number_list, share
from onek_sync.planning.shorthand.quantities import Quantity
from onek_sync.planning.shorthand.recoveries import Rest, read_rest, whose
from onek_sync.planning.shorthand.rows import settle_rows
from onek_sync.planning.shorthand.separators import separator, unexpected
from onek_sync.planning.shorthand.step_rests import takes_r
from onek_sync.planning.shorthand.steps import merge, read_prefix, read_step
from onek_sync.planning.shorthand.targets import AT, read_target
from onek_sync.planning.shorthand.tokens import Sort
from onek_sync.planning.shorthand.words import INTENSITIES_AFTER_AT, INTROS, LETTERS, PHASES

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
    for step in _works(inner[0]):
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
    rest = read_rest(cursor, introduced=introduced)
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
    scoped = [rest for rest in rests if rest.scope or rest.sets]
    plain = [rest for rest in rests if not (rest.scope or rest.sets)]
    for place, rest in enumerate([*scoped, *plain]):
        give(cursor, repeat, rest, others=len(rests) - 1 - place)
    return repeat


def _repeat(cursor: Cursor) -> tuple[RepeatDraft, list[Rest]] | None:
    """A repeat, and the recoveries that stand behind it."""
    column = cursor.column
    found = read_count(cursor)
    if found is None:
        return None
    cursor.depth += 1
    cursor.repeats += 1
    if cursor.depth > _DEEPEST:
        raise cursor.refuse(
            Code.SIZE, "repeats this deep are no workout", f"nest {_DEEPEST // 2} deep at most"
        )
    repeat, rests = _body(cursor, found[0], column)
    repeat.counted = found[1] and not repeat.grouped
    cursor.depth -= 1
    cursor.repeats -= 1
    return repeat, rests


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
    if step.alternates:
        return _alternated(cursor, count, column, step)
    if cursor.sees("/"):
        return _slashed(cursor, count, column, step)
    rests, step.rests = step.rests, []
    return RepeatDraft(column, count, [step]), rests


def _with_ladder_rest(repeat: RepeatDraft, rests: list[Rest]) -> tuple[RepeatDraft, list[Rest]]:
    """The recovery within a ladder separates the passes too, unless the sets have one (G8)."""
    unsaid = [rest for rest in rests if rest.scope != "sets"]
    sets = [rest for rest in rests if rest.scope == "sets"]
    if unsaid and not sets:
        repeat.between = unsaid[0].steps
    return repeat, [*unsaid[1:], *sets]


def _alternated(cursor: Cursor, count: Count, column: int, step: StepDraft) -> tuple[RepeatDraft, list[Rest]]:
    """ "8 x 1min alternating slow/fast" is 4 x (1min slow, 1min fast)."""
    if count.low != count.high or count.low % 2:
        now = "write an even number, or 4x(1min slow, 1min fast)"
        raise cursor.refuse(Code.COUNT, "alternating needs an even count", now, column)
    body: list[Item] = [_alternate(step, intensity) for intensity in step.alternates]
    rests, step.rests = step.rests, []
    if rests:
        what = "a recovery in what alternates: after which?"
        raise cursor.refuse(Code.OWNER, what, "write 4x(1min slow, 1min fast) w/ 1min", rests[0].column)
    return RepeatDraft(column, Count.exactly(count.low // 2), body, slashed=True), []


def _alternate(step: StepDraft, intensity: Intensity) -> StepDraft:
    return StepDraft(
        step.column, step.quantity, step.end, intensities=[*step.intensities, intensity], cues=list(step.cues)
    )


def _slashed(cursor: Cursor, count: Count, column: int, step: StepDraft) -> tuple[RepeatDraft, list[Rest]]:
    """ "1min hard/1min easy", "400m @ mile / 4min rest", "30s/30s"."""
    rests, step.rests = step.rests, []
    slash = cursor.next()
    start = cursor.at
    rest = read_rest(cursor, introduced=True)
    repeat = RepeatDraft(column, count, [step], slashed=True)
    if (
        rest is not None
        and not rest.steps[0].intensities
        and (rest.worded or not cursor.sees("/", "@", "at"))
    ):
        if rest.worded:
            return repeat, [*rests, rest]
        if rest.steps[0].mode is Mode.EASY:
            repeat.body.append(RestItem(rest, slash.column))
            return repeat, rests
        told = cursor.find(INTENSITIES_AFTER_AT) is not None or cursor.token.raw in LETTERS
        if not told and not isinstance(step.end, Distance) and not isinstance(rest.steps[0].end, Distance):
            return repeat, [*rests, rest]
    cursor.at = start
    second = read_step(cursor, repeated=True)
    told = second is not None and bool(second.quantity and (second.intensities or second.style))
    if second is None or not told or cursor.sees("/"):
        now = "write 3 x (400, 800) for steps, or a recovery with its word, as in 400m/200m jog"
        raise cursor.refuse(Code.REPEATED, "unclear what is repeated", now, step.column)
    more, second.rests = second.rests, []
    repeat.body.append(second)
    return repeat, [*rests, *more]


def _group(cursor: Cursor, count: Count, column: int) -> tuple[RepeatDraft, list[Rest]]:
    """ "( … )" with what stands behind it."""
    opening = cursor.column
    numbers = read_number_list(cursor)
    if numbers is None:
        items = _bracketed(cursor)
    else:
        items = list(numbers)
    if not items:
        raise cursor.refuse(Code.QUANTITY, "nothing is repeated", "write steps between the brackets", opening)
    slashed = len(items) == 2 and not any(isinstance(item, StepDraft) and item.rests for item in items)
    repeat = RepeatDraft(column, count, items, grouped=True, slashed=slashed and _sees_slash(cursor, opening))
    rests = _take_own(repeat)
    if numbers is None:
        rests += _take_timed(cursor, repeat)
    _mark_easy(repeat)
    return repeat, [*rests, *_behind(cursor, repeat)]


def _sees_slash(cursor: Cursor, opening: int) -> bool:
    """Whether the group before was written with a slash between its steps."""
    at = cursor.at - 1
    while at >= 0 and cursor.tokens[at].column > opening:
        if cursor.tokens[at].key == "/" and cursor.tokens[at].spaced:
            return True
        at -= 1
    return False


def _take_own(repeat: RepeatDraft) -> list[Rest]:
    """The recoveries of a group's last item that are the repeat's own."""
    last = repeat.body[-1]
    if isinstance(last, RestItem) and last.rest.scope and len(repeat.body) > 1:
        repeat.body.pop()
        return [last.rest]
    if isinstance(last, StepDraft) and last.rests and last.role is Role.WORK:
        repeat.between = tuple(step for rest in last.rests for step in rest.steps)
        last.rests = []
    return []


def _take_timed(cursor: Cursor, repeat: RepeatDraft) -> list[Rest]:
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


def _mark_easy(repeat: RepeatDraft) -> None:
    """ "(2min hard/2min easy)": easy behind hard is the recovery."""
    worked = False
    for place, item in enumerate(repeat.body):
        if isinstance(item, StepDraft) and worked and is_easy_only(item):
            repeat.body[place] = RestItem(as_easy_rest(item), item.column)
        elif isinstance(item, StepDraft) and item.role is Role.WORK and not is_easy_only(item):
            worked = True


def _behind(cursor: Cursor, repeat: RepeatDraft) -> list[Rest]:
    """What stands behind a group: targets for its steps, recoveries."""
    rests: list[Rest] = []
    works = [step for item in repeat.body for step in _works(item)]
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


def _works(item: Item) -> list[StepDraft]:
    """Every step of work in an item."""
    match item:
        case StepDraft(role=Role.WORK):
            return [item]
        case RepeatDraft():
            return [step for inner in item.body for step in _works(inner)]
        case _:
            return []
