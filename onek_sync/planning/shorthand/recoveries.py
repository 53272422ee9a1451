"""Recoveries: "90s jog", "full recovery", "equal rest", "1:1.5", "200m/400m jog", "3 min between sets"."""

from dataclasses import dataclass, replace

from onek_sync.model.units import Distance
from onek_sync.model.workout import End, Mode, Role, Step
from onek_sync.planning.shorthand.codes import Code
from onek_sync.planning.shorthand.cursor import Cursor
from onek_sync.planning.shorthand.quantities import Quantity
from onek_sync.planning.shorthand.recovery_parts import (
    RestDraft,
    read_easy,
    read_equal,
    read_filler,
    read_full,
    read_lap,
    read_length,
    read_mode,
    read_ratio,
    read_scope,
    read_within,
)
from onek_sync.planning.shorthand.recovery_targets import read_aside, read_rest_cue, read_rest_target
from onek_sync.planning.shorthand.words import (
    NONE_AT_ALL,
    SCOPES,
    SET_INTROS,
)

_LEAST_METRES = 20.0


@dataclass(frozen=True, slots=True)
class Rest:
    """A recovery as written. `scope`: "reps", "sets" or "" (unsaid); `sets`: the b of "a/b"."""

    steps: tuple[Step, ...]
    column: int
    words: str
    scope: str = ""
    sets: Step | None = None
    worded: bool = False
    plain: bool = False  # introduced by "r" or "off", which nothing but a recovery has
    closed: bool = False  # written in brackets: a target behind it is not its own


def read_rest(cursor: Cursor, *, introduced: bool, scope: str = "") -> Rest | None:
    """A recovery; without an introducing word it must have one of its own. None with nothing taken."""
    start, column = cursor.at, cursor.column
    _refuse_none(cursor)
    if cursor.phrase(SET_INTROS):
        introduced, scope = True, "sets"
        while cursor.takes(":", "=", "of"):
            pass
    if introduced and cursor.sees("("):
        listed = _listed(cursor, column, scope)
        if listed is not None:
            return listed
    draft = RestDraft()
    while _part(cursor, draft, introduced):
        pass
    said = draft.worded or draft.scope is not None
    enough = said or (introduced and (draft.quantity is not None or draft.easy or bool(draft.intensities)))
    if not enough or (draft.quantity is None and draft.end is None and not draft.modes):
        cursor.at = start
        return None
    _check(cursor, draft)
    words = cursor.words(start)
    step = _step(cursor, draft, column, words)
    sets = replace(step, end=draft.sets.end, within=None) if draft.sets else None
    return Rest((step,), column, words, draft.scope or scope, sets, draft.worded)


def _refuse_none(cursor: Cursor) -> None:
    column = cursor.column
    if (found := cursor.phrase(NONE_AT_ALL)) is not None:
        now = "leave it out and write the work as one step, or give the recovery a length"
        raise cursor.refuse(
            Code.UNSAYABLE, f'"{found[1]}": repetitions without recovery are one step', now, column
        )


def _listed(cursor: Cursor, column: int, scope: str) -> Rest | None:
    """Several recoveries in a row: "w/ (60s walk, 200m jog) between sets"; None with nothing taken."""
    start = cursor.at
    cursor.next()
    steps: list[Step] = []
    while (rest := read_rest(cursor, introduced=True)) is not None:
        steps += rest.steps
        if not cursor.takes(",", "+"):
            break
    if len(steps) < 2 or not cursor.takes(")"):
        cursor.at = start
        return None
    if (found := cursor.phrase(SCOPES)) is not None:
        scope = found[0]
    return Rest(tuple(steps), column, cursor.words(start), scope, worded=True, closed=True)


def _part(cursor: Cursor, draft: RestDraft, introduced: bool) -> bool:
    """Take one part of a recovery; whether there was one."""
    return (
        read_filler(cursor, draft)
        or read_lap(cursor, draft)
        or read_ratio(cursor, draft)
        or read_equal(cursor, draft)
        or read_full(cursor, draft)
        or read_scope(cursor, draft)
        or read_mode(cursor, draft)
        or read_easy(cursor, draft)
        or read_within(cursor, draft)
        or read_length(cursor, draft)
        or read_rest_target(cursor, draft, introduced)
        or read_rest_cue(cursor, draft)
        or read_aside(cursor, draft)
    )


def _check(cursor: Cursor, draft: RestDraft) -> None:
    for quantity in (draft.quantity, draft.sets):
        _check_length(cursor, quantity)


def _check_length(cursor: Cursor, quantity: Quantity | None) -> None:
    if quantity is None:
        return
    if quantity.metres is not None and quantity.metres < _LEAST_METRES:
        number = quantity.words.replace("m", "").strip()
        now = f'"m" is metres here; write {number}min or {number}\''
        what = f"a recovery of {_span(quantity.end)} metres?"
        if "-" in quantity.words:
            low, high = (part.strip() for part in number.split("-", 1))
            now = f"\"m\" is metres here; write {low}-{high}min or {low}'-{high}'"
        raise cursor.refuse(Code.METRES, what, now, quantity.column)


def _span(end: End) -> str:
    assert isinstance(end, Distance)
    return f"{end.metres:g}" if end.upto is None else f"{end.metres:g}-{end.upto:g}"


def _step(cursor: Cursor, draft: RestDraft, column: int, words: str) -> Step:
    mode, cues = _one_mode(cursor, draft, column, words)
    cue = ", ".join([*cues, *draft.cues])
    if draft.quantity is not None and draft.quantity.about:
        cue = ", ".join(part for part in ("about", cue) if part)
    return Step(
        role=Role.RECOVERY,
        end=draft.end,
        within=draft.within,
        intensities=tuple(draft.intensities),
        mode=mode,
        cue=cue,
    )


def _one_mode(cursor: Cursor, draft: RestDraft, column: int, words: str) -> tuple[Mode | None, list[str]]:
    """The mode of "jogging rest" is jog; "easy" is a mode only where no other is named."""
    modes = [mode for mode in dict.fromkeys(draft.modes) if mode is not None]
    if len(modes) > 1 and Mode.REST in modes:
        modes.remove(Mode.REST)
    if len(modes) > 1:
        now = "name one: jog, walk, walk/jog, stand, float or easy"
        raise cursor.refuse(Code.TWICE, f'"{words}" names two ways to recover', now, column)
    if not draft.easy:
        return (modes[0] if modes else None), []
    return (modes[0], ["easy"]) if modes else (Mode.EASY, [])
