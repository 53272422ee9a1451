"""To which repeat a recovery belongs: between repetitions, between sets (rules G3, G4, G5, G8)."""

from onek_sync.model.units import Distance, Duration
from onek_sync.model.workout import Mode, Role, Step
from onek_sync.planning.shorthand.codes import Code
from onek_sync.planning.shorthand.cursor import Cursor
from onek_sync.planning.shorthand.drafts import Item, RepeatDraft, RestItem, StepDraft
from onek_sync.planning.shorthand.recoveries import Rest

_LONGEST_LOOSE_METRES, _LONGEST_LOOSE_SECONDS = 800.0, 300.0
_MOVING = {Mode.JOG, Mode.EASY, Mode.WALK_JOG}
_SCOPE_NOW = 'write "between reps" or "between sets" behind it'


def give(cursor: Cursor, repeat: RepeatDraft, rest: Rest, *, others: int = 0) -> None:
    """Give a recovery that stands behind a repeat to it, or refuse. `others`: how many more stand there."""
    if rest.sets is not None:
        _give_both(cursor, repeat, rest)
    elif rest.scope == "sets":
        _give_sets(cursor, repeat, rest)
    elif rest.scope == "reps":
        _give_reps(cursor, repeat, rest)
    else:
        _give_unsaid(cursor, repeat, rest, others)


def _chain(repeat: RepeatDraft) -> list[RepeatDraft]:
    """The repeat and those that are its whole body, the outermost first."""
    chain = [repeat]
    while (inner := chain[-1].inner) is not None:
        chain.append(inner)
    return chain


def _set(cursor: Cursor, repeat: RepeatDraft, steps: tuple[Step, ...], rest: Rest) -> None:
    if repeat.between and not (repeat.lent and rest.scope == "sets"):
        now = "keep one, or say which is between reps and which between sets"
        raise cursor.refuse(Code.TWICE, f'"{rest.words}": a second recovery for one repeat', now, rest.column)
    repeat.between, repeat.lent = steps, False


def _give_both(cursor: Cursor, repeat: RepeatDraft, rest: Rest) -> None:
    chain = _chain(repeat)
    if len(chain) != 2 or rest.sets is None:
        now = 'write one length, or two for "2x6x200m w/ 200m/400m jog" (reps/sets)'
        raise cursor.refuse(Code.OWNER, f'"{rest.words}": two lengths need reps and sets', now, rest.column)
    if _amount(rest.steps[0]) > _amount(rest.sets):
        now = 'say which is which, as in "w/ 1min, 5min between sets"'
        raise cursor.refuse(
            Code.OWNER, f'"{rest.words}": longer between reps than between sets?', now, rest.column
        )
    _set(cursor, chain[1], rest.steps, rest)
    _set(cursor, chain[0], (rest.sets,), rest)


def _amount(step: Step) -> float:
    """Metres or seconds; the two of "a/b" are of one kind."""
    match step.end:
        case Distance(metres=amount) | Duration(seconds=amount):
            return amount
    return 0.0


def _give_sets(cursor: Cursor, repeat: RepeatDraft, rest: Rest) -> None:
    if not repeat.grouped and repeat.inner is None:
        now = 'write "2x(6x400m w/ 90s) w/ 3min between sets", or leave "between sets" out'
        raise cursor.refuse(Code.OWNER, f'"{rest.words}": there are no sets', now, rest.column)
    _set(cursor, repeat, rest.steps, rest)


def _give_reps(cursor: Cursor, repeat: RepeatDraft, rest: Rest) -> None:
    innermost = _chain(repeat)[-1]
    if _many_works(innermost):
        _interleave(innermost, rest.steps)
        innermost.lent = not innermost.between
        innermost.between = innermost.between or rest.steps
    else:
        _set(cursor, innermost, rest.steps, rest)


def _give_unsaid(cursor: Cursor, repeat: RepeatDraft, rest: Rest, others: int) -> None:
    """G4: to the reps where they have none and it is clear, else to the set."""
    chain = _chain(repeat)
    innermost = chain[-1]
    if not repeat.grouped:
        free = next((each for each in reversed(chain) if not each.between), None)
        _set(cursor, free or repeat, rest.steps, rest)
    elif len(chain) > 1 and not innermost.between:
        if not others and not repeat.between:
            what = f'"{rest.words}": between reps, or between sets?'
            raise cursor.refuse(Code.OWNER, what, _SCOPE_NOW, rest.column)
        _set(cursor, innermost, rest.steps, rest)
    elif _many_works(repeat) and not repeat.slashed:
        what = f'"{rest.words}": after each step, or after the whole set?'
        raise cursor.refuse(Code.OWNER, what, _SCOPE_NOW, rest.column)
    else:
        _set(cursor, repeat, rest.steps, rest)


def _many_works(repeat: RepeatDraft) -> bool:
    """Whether the body is two or more steps of work and nothing else."""
    return len(repeat.body) > 1 and all(_is_bare_work(item) for item in repeat.body)


def _is_bare_work(item: Item) -> bool:
    return isinstance(item, StepDraft) and item.role is Role.WORK and not item.rests


def _interleave(repeat: RepeatDraft, steps: tuple[Step, ...]) -> None:
    """Put a recovery behind every step of work but the last."""
    for item in repeat.body[:-1]:
        assert isinstance(item, StepDraft)
        item.rests.append(Rest(steps, item.column, ""))


def has_room(item: Item, rest: Rest) -> bool:
    """Whether a recovery behind a comma belongs to what stands before it (G3)."""
    if not isinstance(item, RepeatDraft):
        return False
    chain = _chain(item)
    if all(each.between and not (each.lent and rest.scope == "sets") for each in chain):
        return False
    return bool(rest.scope) or not _brings_its_own(item)


def _brings_its_own(repeat: RepeatDraft) -> bool:
    last = repeat.body[-1]
    return isinstance(last, RestItem) or (isinstance(last, StepDraft) and last.role is Role.RECOVERY)


def refuse_cooldown(cursor: Cursor, rest: Rest) -> None:
    """A long jog behind a comma may be the cool-down."""
    if rest.scope or not rest.steps or rest.steps[0].mode not in _MOVING:
        return
    match rest.steps[0].end:
        case Distance(metres=metres):
            long = metres > _LONGEST_LOOSE_METRES
        case Duration(seconds=seconds):
            long = seconds > _LONGEST_LOOSE_SECONDS
        case _:
            return
    if long:
        now = f'write "w/ {rest.words}" for a recovery, "cool-down" or "+" for a step of its own'
        raise cursor.refuse(
            Code.LONG_RECOVERY, f'"{rest.words}": the recovery, or the cool-down?', now, rest.column
        )
