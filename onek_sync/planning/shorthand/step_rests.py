"""The recovery that stands behind a step: "w/ 90s jog", "R2'", "300 x 200", "90 sec rec.", "- 1 min"."""

from dataclasses import replace

from onek_sync.model.units import Distance, Duration
from onek_sync.model.workout import Mode, Role
from onek_sync.planning.shorthand.codes import Code
from onek_sync.planning.shorthand.counts import sees_count
from onek_sync.planning.shorthand.cursor import Cursor
from onek_sync.planning.shorthand.drafts import StepDraft
from onek_sync.planning.shorthand.recoveries import Rest, read_rest
from onek_sync.planning.shorthand.recovery_targets import MEASURES, whose
from onek_sync.planning.shorthand.tokens import Sort
from onek_sync.planning.shorthand.words import (
    INTROS,
    MODES,
)

_LONGEST_DASHED_METRES, _LONGEST_DASHED_SECONDS = 800.0, 600.0


def read_introduced(cursor: Cursor, draft: StepDraft, repeated: bool) -> bool:
    """A recovery behind "w/", "R", "off", a dash or a second "x"."""
    start = cursor.at
    if draft.quantity is None and not draft.style:
        return False
    intro = cursor.token.key
    if cursor.phrase(INTROS) or takes_r(cursor):
        rest = None if sees_count(cursor) else read_rest(cursor, introduced=True)
        if rest is None:
            _refuse_unitless(cursor)
            cursor.at = start
            return False
        if cursor.sees(*MEASURES):
            raise whose(cursor)
        draft.rests.append(replace(rest, plain=intro in {"r", "off"}))
        return True
    if not repeated:
        return False
    if _sees_x(cursor, draft):
        cursor.next()
        rest = read_rest(cursor, introduced=True)
    elif cursor.sees("-") and cursor.token.spaced:
        cursor.next()
        rest = read_rest(cursor, introduced=True)
        rest = rest if rest and _ends(cursor) else None
        _refuse_long_dash(cursor, rest)
    else:
        return False
    if rest is None:
        cursor.at = start
        return False
    draft.rests.append(rest)
    return True


def _refuse_unitless(cursor: Cursor) -> None:
    """ "w/ 90": seconds or metres?"""
    token = cursor.token
    if token.sort is Sort.NUMBER and not sees_count(cursor):
        now = f"write {token.raw}s, {token.raw}m or {token.raw}min"
        raise cursor.refuse(Code.QUANTITY, f'the recovery "{token.raw}" has no unit', now)


def takes_r(cursor: Cursor) -> bool:
    """Take the R of "R2'", "r=400", "R: 90s" (G9: a number must follow)."""
    start = cursor.at
    if not (cursor.is_sort(Sort.WORD) and cursor.takes("r")):
        return False
    while cursor.takes("=", ":"):
        pass
    if cursor.is_sort(Sort.NUMBER, Sort.CLOCK):
        return True
    cursor.at = start
    return False


def _sees_x(cursor: Cursor, draft: StepDraft) -> bool:
    """The second x of "300 x 200"."""
    if not cursor.is_sort(Sort.TIMES) or draft.quantity is None:
        return False
    if cursor.ahead().sort is not Sort.NUMBER or (
        cursor.ahead().value < 100 and cursor.ahead(2).sort is not Sort.WORD
    ):
        now = f'write the count first: "{cursor.ahead().raw or 6}x{draft.quantity.words}"'
        raise cursor.refuse(Code.COUNT, "the count stands behind the length", now)
    return True


def _ends(cursor: Cursor) -> bool:
    token = cursor.token
    return token.sort in {Sort.END, Sort.LINE, Sort.NOTE} or token.key in {
        ",",
        ";",
        ".",
        "+",
        ")",
        "]",
        "-",
        "(",
        "[",
    }


def _refuse_long_dash(cursor: Cursor, rest: Rest | None) -> None:
    if rest is None or rest.worded or rest.scope:
        return
    end = rest.steps[0].end
    long = (isinstance(end, Distance) and end.metres > _LONGEST_DASHED_METRES) or (
        isinstance(end, Duration) and end.seconds > _LONGEST_DASHED_SECONDS
    )
    if long:
        now = f'write "w/ {rest.words} jog" for a recovery, or a comma before a step of its own'
        raise cursor.refuse(Code.LONG_RECOVERY, f'"- {rest.words}": a recovery, or a step?', now, rest.column)


def read_own(cursor: Cursor, draft: StepDraft, repeated: bool) -> bool:
    """A recovery with its own word and no introduction: "5x1000m 90 sec rec.", "@ Rep full recovery"."""
    if draft.quantity is None and not draft.style and draft.role is Role.WORK:
        return False
    if draft.role in {Role.WARMUP, Role.COOLDOWN, Role.DRILLS}:
        start = cursor.at
        if (found := cursor.phrase(MODES)) is not None and found[0] in {Mode.JOG, Mode.WALK, Mode.WALK_JOG}:
            draft.cues.append(found[1])
            return True
        cursor.at = start
        return False
    start = cursor.at
    rest = read_rest(cursor, introduced=False)
    if rest is None:
        return False
    step = rest.steps[0]
    if step.end is None and step.mode in {
        None,
        Mode.JOG,
        Mode.WALK,
        Mode.REST,
        Mode.FLOAT,
        Mode.STAND,
        Mode.WALK_JOG,
    }:
        words = cursor.words(start)
        length = draft.quantity.words if draft.quantity else ""
        now = f'write the length of the recovery ("w/ 90s {words}"), or "{length} easy" for a step'
        raise cursor.refuse(
            Code.OWNER, f'"{words}": how long, or is "{length}" its length?', now, rest.column
        )
    draft.rests.append(rest)
    return True
