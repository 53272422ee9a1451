"""Lists of lengths that share what stands behind the last: "1000-800-600m @ 5K", "12', 8', 3' … w 2' jog"."""

from dataclasses import replace

from onek_sync.model.intensity import Split
from onek_sync.model.units import Distance, Duration
from onek_sync.model.workout import Role
from onek_sync.planning.shorthand.codes import Code
from onek_sync.planning.shorthand.cursor import Cursor
from onek_sync.planning.shorthand.drafts import Item, Joined, StepDraft
from onek_sync.planning.shorthand.quantities import Quantity, is_metres
from onek_sync.planning.shorthand.recoveries import Rest, read_rest
from onek_sync.planning.shorthand.rows import is_long
from onek_sync.planning.shorthand.step_checks import check_size
from onek_sync.planning.shorthand.steps import continue_step
from onek_sync.planning.shorthand.tokens import Sort, Token
from onek_sync.planning.shorthand.words import INTROS, LENGTH_UNITS, METRE, TIME_UNITS

_LEAST = 3
_MOST_TIMES = 3.0


def read_ladder(cursor: Cursor, *, repeated: bool) -> tuple[list[StepDraft], list[Rest]] | None:
    """ "1000-800-600 @ 5K w/ 2min": its steps and the recovery between them, or None with nothing taken."""
    start = cursor.at
    numbers = _numbers(cursor, "-")
    if len(numbers) >= _LEAST:
        drafts = _steps(cursor, numbers)
        return drafts, _shared(cursor, drafts, repeated)
    cursor.at = start
    return None if repeated else _read_slashed(cursor)


def _read_slashed(cursor: Cursor) -> tuple[list[StepDraft], list[Rest]] | None:
    """ "400/800/400 w/ 200 jog": a recovery says that the slashes part repetitions, not work and recovery."""
    start = cursor.at
    numbers = _numbers(cursor, "/")
    if len(numbers) >= _LEAST and all(_is_distance(*each) for each in numbers):
        drafts = _steps(cursor, numbers)
        rests = _shared(cursor, drafts, repeated=False)
        if any(rest.scope != "sets" for rest in rests) or (not rests and _sees_rest(cursor)):
            return drafts, rests
    cursor.at = start
    return None


def _is_distance(number: Token, unit: Token | None) -> bool:
    return is_metres(number.value) if unit is None else unit.key in LENGTH_UNITS


def _sees_rest(cursor: Cursor) -> bool:
    """Whether a recovery follows behind a comma."""
    start = cursor.at
    introduced = cursor.takes(",", ";") and cursor.phrase(INTROS) is not None
    rest = read_rest(cursor, introduced=introduced) if cursor.at > start else None
    cursor.at = start
    return rest is not None and not rest.scope and not is_long(rest)


def read_number_list(cursor: Cursor) -> list[StepDraft] | None:
    """ "(6,5,4,3,2,1) minutes", its bracket not yet taken: lengths whose unit stands behind the bracket."""
    start = cursor.at
    cursor.next()
    numbers = _numbers(cursor, ",", "-", "/")
    if len(numbers) < 2 or not cursor.takes(")") or _unit(cursor.token) is None or numbers[-1][1]:
        cursor.at = start
        return None
    unit = cursor.next()
    return _steps(cursor, [*numbers[:-1], (numbers[-1][0], unit)])


def _numbers(cursor: Cursor, *separators: str) -> list[tuple[Token, Token | None]]:
    """Numbers and the units behind them, as far as the separators go."""
    found: list[tuple[Token, Token | None]] = []
    while cursor.is_sort(Sort.NUMBER):
        number = cursor.next()
        unit = cursor.next() if _unit(cursor.token) is not None else None
        found.append((number, unit))
        if not (cursor.sees(*separators) and cursor.ahead().sort is Sort.NUMBER):
            break
        cursor.next()
    return found


def _unit(token: Token) -> tuple[float, bool] | None:
    """The unit a token is, and whether it is one of time."""
    if token.sort not in {Sort.WORD, Sort.MARK} or token.raw in {"M", "H"}:
        return None
    if token.key in TIME_UNITS:
        return TIME_UNITS[token.key], True
    return (LENGTH_UNITS[token.key], False) if token.key in LENGTH_UNITS else None


def _steps(cursor: Cursor, numbers: list[tuple[Token, Token | None]]) -> list[StepDraft]:
    last = numbers[-1][1]
    drafts = []
    for number, own in numbers:
        unit = own or last
        known = _unit(unit) if unit else None
        if known is None and not is_metres(number.value):
            now = "write the unit behind the last number: 1000-800-600m, 3-2-1min"
            raise cursor.refuse(Code.QUANTITY, f'"{number.raw}" without a unit', now, number.column)
        scale, is_time = known or (METRE, False)
        if not 0 < number.value * scale <= 50_000:
            raise cursor.refuse(Code.QUANTITY, f'"{number.raw}" is no length', "check it", number.column)
        end = Duration(number.value * scale) if is_time else Distance(number.value * scale)
        quantity = Quantity(end, number.column, number.raw + (unit.raw if unit else ""), bare=known is None)
        draft = StepDraft(number.column, quantity, end)
        check_size(cursor, draft, True)
        drafts.append(draft)
    if len({type(draft.end) for draft in drafts}) > 1:
        now = "write the steps with their units and commas"
        raise cursor.refuse(Code.RANGE, "times and distances in one list", now, numbers[0][0].column)
    return drafts


def _shared(cursor: Cursor, drafts: list[StepDraft], repeated: bool) -> list[Rest]:
    """Read what stands behind the last and share it; the recovery is returned, and put between them."""
    last = drafts[-1]
    continue_step(cursor, last, repeated=repeated)
    rests, last.rests = last.rests, []
    _spread(cursor, drafts)
    for draft in drafts:
        check_size(cursor, draft, repeated)
    between = [rest for rest in rests if rest.scope != "sets"][:1]
    for draft in drafts[:-1]:
        draft.rests = [replace(rest, scope="") for rest in between]
    return rests


def _spread(cursor: Cursor, drafts: list[StepDraft]) -> None:
    """Say of all what is said of the last; a time for the distance fits one distance only."""
    last = drafts[-1]
    if any(isinstance(each, Split) for each in last.intensities) and len(set(map(_size, drafts))) > 1:
        now = "write the time behind each distance, or a pace with its unit (3:20/km)"
        raise cursor.refuse(Code.SLOW, "one time for several distances", now, last.column)
    for draft in drafts[:-1]:
        draft.intensities = list(last.intensities)
        draft.style, draft.cues = last.style, list(last.cues)


def share(cursor: Cursor, joined: list[Joined]) -> None:
    """G7: a bare comma list shares the last one's target and recovery; where that is unclear, refused."""
    items = [each.item for each in joined]
    start = 0
    for place, each in enumerate(joined):
        item = each.item
        if not (
            place and each.by == "comma" and isinstance(item, StepDraft) and _alike(items[place - 1], item)
        ):
            start = place
        if place > start and isinstance(item, StepDraft) and not item.plain:
            _share_run(cursor, [run for run in items[start : place + 1] if isinstance(run, StepDraft)])
            start = place + 1


def _alike(before: Item, item: StepDraft) -> bool:
    """Whether the one before is nothing but a length of the same kind."""
    return (
        isinstance(before, StepDraft)
        and before.plain
        and item.role is Role.WORK
        and before.quantity is not None
        and item.quantity is not None
        and isinstance(before.quantity.end, type(item.quantity.end))
    )


def _share_run(cursor: Cursor, run: list[StepDraft]) -> None:
    last = run[-1]
    clear = len(run) >= _LEAST and (last.targeted or bool(last.rests))
    if not clear:
        first = run[0].quantity.words if run[0].quantity else "the first"
        what = f'does what stands behind the last belong to "{first}" too?'
        now = "write it behind each, or join the steps with + or then"
        raise cursor.refuse(Code.OWNER, what, now, run[0].column)
    _refuse_first(cursor, run)
    _spread(cursor, run)
    last.rests = [replace(rest, scope="") for rest in last.rests]
    last.shared = True
    for draft in run[:-1]:
        draft.rests = list(last.rests)


def _refuse_first(cursor: Cursor, run: list[StepDraft]) -> None:
    """ "15 min, 3 min, 2 min, 1 min hard": a first step this long may be the warm-up."""
    first, *others = (_size(draft) for draft in run)
    words = run[0].quantity.words if run[0].quantity else ""
    if first > _MOST_TIMES * max(others):
        what = f'"{words}": a part of the list, or before it?'
        now = f'write "{words} easy" or "warm-up", or its pace behind it'
        raise cursor.refuse(Code.OWNER, what, now, run[0].column)


def _size(draft: StepDraft) -> float:
    match draft.end:
        case Duration(seconds=seconds):
            return seconds
        case Distance(metres=metres):
            return metres
    return 0.0
