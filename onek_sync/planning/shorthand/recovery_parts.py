"""The parts of one recovery: how long, which way, how easy, between what."""

from dataclasses import dataclass, field

from onek_sync.model.intensity import Intensity
from onek_sync.model.units import Distance, Duration, UntilLap
from onek_sync.model.workout import End, Equal, Full, Measure, Mode, Ratio
from onek_sync.planning.shorthand.codes import Code
from onek_sync.planning.shorthand.cursor import OPEN, Cursor
from onek_sync.planning.shorthand.on_off import sees_off
from onek_sync.planning.shorthand.quantities import Quantity, read_quantity
from onek_sync.planning.shorthand.tokens import Sort
from onek_sync.planning.shorthand.words import (
    ADJECTIVES,
    EASY_WORDS,
    EQUAL,
    FULL,
    LAP,
    MODES,
    RECOVERY_RUNS,
    SCOPES,
)

_FILLERS = frozenset({"a", "an", "the", "of", "for", "de", "von", "as", ":", "="})
_SECONDS_BARE = (15.0, 100.0)
_CLOSE = frozenset(OPEN.values())


@dataclass(slots=True)
class RestDraft:
    """One recovery as far as it is read. `sets`: the b of "a/b"."""

    end: End = None
    quantity: Quantity | None = None
    sets: Quantity | None = None
    within: Duration | None = None
    modes: list[Mode | None] = field(default_factory=list)
    easy: bool = False
    intensities: list[Intensity] = field(default_factory=list)
    scope: str | None = None
    cues: list[str] = field(default_factory=list)

    @property
    def worded(self) -> bool:
        """Whether a word says that it is a recovery."""
        return bool(self.modes) or isinstance(self.end, Full | Equal | Ratio)


def read_filler(cursor: Cursor, draft: RestDraft) -> bool:
    """ "w/ a 90s jog", "recover with 400m jog": words that change nothing."""
    if draft.quantity is None and draft.end is None and cursor.token.key in _FILLERS:
        if cursor.token.sort in {Sort.QUOTED, Sort.NOTE}:
            return False
        cursor.next()
        return True
    if (
        cursor.sees("with", "w", "by")
        and draft.modes == [None]
        and draft.quantity is None
        and draft.end is None
    ):
        cursor.next()  # "recover with 400m jog"
        cursor.takes("/")
        return True
    if cursor.sees("of") and not draft.modes:
        cursor.next()
        if cursor.find(MODES) is not None:
            return True
        cursor.at -= 1
    return False


def read_lap(cursor: Cursor, draft: RestDraft) -> bool:
    """ "Until lap button"."""
    if draft.end is None and cursor.phrase(LAP):
        draft.end = UntilLap()
        draft.quantity = Quantity(UntilLap(), cursor.column)
        return True
    return False


def read_ratio(cursor: Cursor, draft: RestDraft) -> bool:
    """ "1:1", "2:1 work:rest", "1:1.5"."""
    tokens = (cursor.token, cursor.ahead(), cursor.ahead(2))
    if draft.end is not None or tokens[1].key != ":" or tokens[1].spaced or tokens[2].spaced:
        return False
    if not (tokens[0].sort is tokens[2].sort is Sort.NUMBER and tokens[0].value and tokens[2].value):
        return False
    if max(tokens[0].value, tokens[2].value) > 10:
        return False
    cursor.at += 3
    draft.end = Ratio(tokens[0].value, tokens[2].value)
    draft.quantity = Quantity(UntilLap(), tokens[0].column)
    names = [cursor.token.key, cursor.ahead().key, cursor.ahead(2).key]
    if (
        names[0] in {"run", "work"}
        and names[1] in {":", "/", "-", "to"}
        and names[2] in {"recovery", "rest", "rec"}
    ):
        cursor.at += 3
        draft.modes.append(None)
    cursor.takes("ratio")
    return True


def read_equal(cursor: Cursor, draft: RestDraft) -> bool:
    """ "Equal time", "same distance"."""
    if draft.end is not None or (found := cursor.find(EQUAL)) is None:
        return False
    cursor.phrase(EQUAL)
    if cursor.is_sort(Sort.NUMBER, Sort.CLOCK):
        now = "write the length, or equal, not both"
        raise cursor.refuse(Code.TWICE, f'"equal", and "{cursor.token.raw}" too?', now)
    draft.end = Equal(Measure(found[0]))
    draft.quantity = Quantity(UntilLap(), cursor.column)
    return True


def read_full(cursor: Cursor, draft: RestDraft) -> bool:
    """ "Full recovery"; behind a length it stays as a cue."""
    if draft.quantity is not None and not draft.modes and (found := cursor.phrase(FULL)) is not None:
        draft.cues.append(found[0])  # "3 min full recovery"
        return True
    if draft.end is None and draft.quantity is None and cursor.phrase(FULL):
        draft.end = Full()
        draft.quantity = Quantity(UntilLap(), cursor.column)
        return True
    return False


def read_scope(cursor: Cursor, draft: RestDraft) -> bool:
    """ "Between reps", "between sets"."""
    if draft.scope is not None or (draft.quantity is None and not draft.modes and draft.end is None):
        return False
    if (found := cursor.phrase(SCOPES)) is not None:
        draft.scope = found[0]
        return True
    return False


def read_mode(cursor: Cursor, draft: RestDraft) -> bool:
    """ "Jog", "walk", "standing"; the "off" of "1min off" leaves open which."""
    if draft.quantity is not None and sees_off(cursor):
        cursor.next()
        draft.modes.append(None)
        return True
    if cursor.find(RECOVERY_RUNS) is not None or (found := cursor.phrase(MODES)) is None:
        return False
    draft.modes.append(found[0])
    return True


def read_easy(cursor: Cursor, draft: RestDraft) -> bool:
    """ "easy" and other adjectives: "90s easy", "short recovery", "very light jog"."""
    if cursor.token.key in EASY_WORDS and cursor.is_sort(Sort.WORD):
        cursor.next()
        draft.easy = True
        return True
    found = cursor.find(ADJECTIVES)
    if found is None:
        return False
    start = cursor.at
    cursor.phrase(ADJECTIVES)
    if not (
        cursor.find(MODES) is not None
        or cursor.find(ADJECTIVES) is not None
        or cursor.token.key in EASY_WORDS
    ):
        cursor.at = start
        return False
    draft.cues.append(found[0])
    return True


def read_within(cursor: Cursor, draft: RestDraft) -> bool:
    """The time beside a distance: "400m jog in 3 min", "within 90s"."""
    if not (
        cursor.sees("in", "within") and draft.quantity and draft.quantity.metres and draft.within is None
    ):
        return False
    start = cursor.at
    cursor.next()
    time = read_quantity(cursor, recovery=True)
    if time is None or not isinstance(time.end, Duration):
        cursor.at = start
        return False
    draft.within = time.end
    return True


def read_length(cursor: Cursor, draft: RestDraft) -> bool:
    """The length, once; "a/b" is reps/sets for like units, distance and time for unlike ones (G5)."""
    if draft.quantity is not None or draft.end is not None:
        return False
    bracket = cursor.sees("(") and bool(draft.modes)
    start = cursor.at
    if bracket:
        cursor.next()
    quantity = read_quantity(cursor, recovery=True) or _bare_seconds(cursor)
    if quantity is None or (bracket and not cursor.takes(")")):
        cursor.at = start
        return False
    draft.quantity, draft.end = quantity, quantity.end
    if cursor.sees("/"):
        _second_length(cursor, draft, quantity)
    return True


def _bare_seconds(cursor: Cursor) -> Quantity | None:
    """A bare 90, where brackets close behind it, is seconds; read with a doubt."""
    token = cursor.token
    if token.sort is not Sort.NUMBER or cursor.ahead().key not in _CLOSE:
        return None
    low, high = _SECONDS_BARE
    if not low <= token.value < high or token.value % 5:
        return None
    cursor.next()
    return Quantity(Duration(token.value), token.column, token.raw, bare=True)


def _second_length(cursor: Cursor, draft: RestDraft, first: Quantity) -> None:
    start = cursor.at
    cursor.next()
    second = read_quantity(cursor, recovery=True)
    if second is None:
        cursor.at = start
        return
    if isinstance(first.end, type(second.end)):
        draft.sets = second
    elif isinstance(first.end, Distance) and isinstance(second.end, Duration):
        draft.within = second.end
    elif isinstance(second.end, Distance) and isinstance(first.end, Duration):
        draft.quantity, draft.end, draft.within = second, second.end, first.end
    else:
        cursor.at = start
