"""How hard a recovery is, and what else is said of it: "@ Z1", "(easy)", "(~0.15K)"."""

from dataclasses import replace

from onek_sync.model.intensity import Intensity
from onek_sync.model.workout import Mode
from onek_sync.planning.shorthand.codes import Code
from onek_sync.planning.shorthand.cursor import Cursor
from onek_sync.planning.shorthand.free_words import read_free_words
from onek_sync.planning.shorthand.gentle import is_gentle
from onek_sync.planning.shorthand.quantities import Quantity, read_quantity
from onek_sync.planning.shorthand.recovery_parts import RestDraft, read_easy, read_mode, read_within
from onek_sync.planning.shorthand.targets import AT, read_bare_target, read_target
from onek_sync.planning.shorthand.tokens import Sort

MEASURES = frozenset({"z", "zone", "rpe"})
"""Words that begin an intensity and nothing else."""


def read_rest_target(cursor: Cursor, draft: RestDraft, introduced: bool) -> bool:
    """A recovery's own intensity: any behind a float, an easy one behind another word."""
    if draft.quantity is None or not (introduced or draft.modes):
        return False
    start, column = cursor.at, cursor.column
    at = cursor.token.key in AT and cursor.token.sort is not Sort.QUOTED
    if at:
        cursor.next()
        found: Intensity | None = read_target(cursor, draft.quantity)
    else:
        found = _read_measure(cursor, draft.quantity)
    if found is not None and (Mode.FLOAT in draft.modes or is_gentle(found)):
        draft.intensities.append(found)
        return True
    if at:
        raise whose(cursor, column)
    cursor.at = start
    return False


def _read_measure(cursor: Cursor, length: Quantity) -> Intensity | None:
    """ "w/ 3min Z1", "w/ 2min E": what needs no "@"."""
    bare = cursor.sees(*MEASURES) or cursor.token.raw == "E"
    return read_bare_target(cursor, length) if bare else None


def whose(cursor: Cursor, column: int | None = None) -> Exception:
    """The error for what stands behind a recovery and may be the work's."""
    what = "this stands behind the recovery: whose is it?"
    now = "write the work's before the recovery (6x400m @ 5K w/ 90s jog), its own in brackets: 90s jog (@ Z3)"
    return cursor.refuse(Code.OWNER, what, now, column)


def read_rest_cue(cursor: Cursor, draft: RestDraft) -> bool:
    """A quoted cue, or an estimate in brackets ("90s jog (~0.15K)"), which stays as it is written."""
    if draft.quantity is None and not draft.modes:
        return False
    if cursor.is_sort(Sort.QUOTED) and not (draft.quantity and draft.quantity.bare):
        draft.cues.append(cursor.next().free)
        return True
    if cursor.sees("(") and cursor.ahead().key in {"~", "about", "approx", "ca"}:
        start = cursor.at
        cursor.next()
        inner = cursor.at
        while cursor.sees("about", "approx", "ca"):
            cursor.next()
        if read_quantity(cursor, recovery=True) and cursor.sees(")"):
            draft.cues.append(cursor.words(inner))
            cursor.next()
            return True
        cursor.at = start
    return False


def read_aside(cursor: Cursor, draft: RestDraft) -> bool:
    """Brackets behind a recovery that say more about it: "90s jog (easy)", "400m jog (@ 5:00/km)"."""
    if draft.end is None or not cursor.sees("("):
        return False
    start = cursor.at
    tried = replace(
        draft, modes=list(draft.modes), intensities=list(draft.intensities), cues=list(draft.cues)
    )
    cursor.next()
    while _aside_part(cursor, tried):
        if cursor.takes(")"):
            draft.within, draft.modes, draft.easy = tried.within, tried.modes, tried.easy
            draft.intensities, draft.cues = tried.intensities, tried.cues
            return True
        cursor.takes(",")
    cursor.at = start
    return False


def _aside_part(cursor: Cursor, draft: RestDraft) -> bool:
    if read_mode(cursor, draft) or read_easy(cursor, draft) or read_within(cursor, draft):
        return True
    start = cursor.at
    at = cursor.takes("@") or cursor.takes("at")
    found = read_target(cursor, draft.quantity) if at else read_bare_target(cursor, draft.quantity)
    if found is not None and cursor.sees(")", ","):
        # "400m jog (@ 5:00/km)" says whose it is by the brackets; "90s (5K)" does not.
        own = Mode.FLOAT in draft.modes or is_gentle(found) or (at and bool(draft.modes))
        draft.intensities += [found] if own else []
        return own
    cursor.at = start
    words = read_free_words(cursor)
    if words is not None:
        draft.cues.append(words)
    return words is not None
