"""Recoveries: "90s jog", "full recovery", "equal rest", "1:1.5", "200m/400m jog", "3 min between sets"."""

from dataclasses import dataclass, field, replace

from onek_sync.model.intensity import Intensity
from onek_sync.model.units import Distance, Duration, UntilLap
from onek_sync.model.workout import End, Equal, Full, Measure, Mode, Ratio, Role, Step
from onek_sync.planning.shorthand.codes import Code
from onek_sync.planning.shorthand.cursor import OPEN, Cursor
from onek_sync.planning.shorthand.free_words import read_free_words
from onek_sync.planning.shorthand.gentle import is_gentle
from onek_sync.planning.shorthand.quantities import Quantity, read_quantity
from onek_sync.planning.shorthand.targets import AT, read_bare_target, read_target
from onek_sync.planning.shorthand.tokens import Sort
from onek_sync.planning.shorthand.words import (
    ADJECTIVES,
    EASY_WORDS,
    EQUAL,
    FULL,
    LAP,
    MODES,
    NONE_AT_ALL,
    SCOPES,
    SET_INTROS,
)

_FILLERS = frozenset({"a", "an", "the", "of", "for", "de", "von", "as", ":", "="})
_LEAST_METRES = 20.0
_SECONDS_BARE = (15.0, 100.0)
_CLOSE = frozenset(OPEN.values())


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


@dataclass(slots=True)
class _Draft:
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
        return bool(self.modes) or isinstance(self.end, Full | Equal | Ratio)


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
    draft = _Draft()
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


def _part(cursor: Cursor, draft: _Draft, introduced: bool) -> bool:
    """Take one part of a recovery; whether there was one."""
    return (
        _filler(cursor, draft)
        or _lap(cursor, draft)
        or _ratio(cursor, draft)
        or _equal(cursor, draft)
        or _full(cursor, draft)
        or _scope(cursor, draft)
        or _mode(cursor, draft)
        or _easy(cursor, draft, introduced)
        or _within(cursor, draft)
        or _length(cursor, draft)
        or _target(cursor, draft, introduced)
        or _cue(cursor, draft)
        or _aside(cursor, draft)
    )


def _filler(cursor: Cursor, draft: _Draft) -> bool:
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


def _lap(cursor: Cursor, draft: _Draft) -> bool:
    if draft.end is None and cursor.phrase(LAP):
        draft.end = UntilLap()
        draft.quantity = Quantity(UntilLap(), cursor.column)
        return True
    return False


def _ratio(cursor: Cursor, draft: _Draft) -> bool:
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


def _equal(cursor: Cursor, draft: _Draft) -> bool:
    if draft.end is not None or (found := cursor.find(EQUAL)) is None:
        return False
    cursor.phrase(EQUAL)
    if cursor.is_sort(Sort.NUMBER, Sort.CLOCK):
        now = "write the length, or equal, not both"
        raise cursor.refuse(Code.TWICE, f'"equal", and "{cursor.token.raw}" too?', now)
    draft.end = Equal(Measure(found[0]))
    draft.quantity = Quantity(UntilLap(), cursor.column)
    return True


def _full(cursor: Cursor, draft: _Draft) -> bool:
    if draft.quantity is not None and not draft.modes and (found := cursor.phrase(FULL)) is not None:
        draft.cues.append(found[0])  # "3 min full recovery"
        return True
    if draft.end is None and draft.quantity is None and cursor.phrase(FULL):
        draft.end = Full()
        draft.quantity = Quantity(UntilLap(), cursor.column)
        return True
    return False


def _scope(cursor: Cursor, draft: _Draft) -> bool:
    if draft.scope is not None or (draft.quantity is None and not draft.modes and draft.end is None):
        return False
    if (found := cursor.phrase(SCOPES)) is not None:
        draft.scope = found[0]
        return True
    return False


def _mode(cursor: Cursor, draft: _Draft) -> bool:
    if (found := cursor.phrase(MODES)) is None:
        return False
    draft.modes.append(found[0])
    return True


def _easy(cursor: Cursor, draft: _Draft, introduced: bool) -> bool:
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


def _within(cursor: Cursor, draft: _Draft) -> bool:
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


def _length(cursor: Cursor, draft: _Draft) -> bool:
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


def _second_length(cursor: Cursor, draft: _Draft, first: Quantity) -> None:
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


def _target(cursor: Cursor, draft: _Draft, introduced: bool) -> bool:
    """A recovery's own intensity: any behind a float, an easy one behind another word."""
    if cursor.token.key in AT and cursor.token.sort is not Sort.QUOTED:
        if draft.quantity is None or not (introduced or draft.modes):
            return False
        if not (Mode.FLOAT in draft.modes or cursor.ahead().key in {*EASY_WORDS, "recovery"} or draft.modes):
            raise whose(cursor)
        own = Mode.FLOAT in draft.modes
        column = cursor.column
        cursor.next()
        found = read_target(cursor, draft.quantity)
        if not own and not is_gentle(found):
            raise whose(cursor, column)
        draft.intensities.append(found)
        return True
    return False


def whose(cursor: Cursor, column: int | None = None) -> Exception:
    """The error for what stands behind a recovery and may be the work's."""
    what = "this stands behind the recovery: whose is it?"
    now = "write the work's before the recovery (6x400m @ 5K w/ 90s jog), its own in brackets: 90s jog (@ Z3)"
    return cursor.refuse(Code.OWNER, what, now, column)


def _cue(cursor: Cursor, draft: _Draft) -> bool:
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


def _aside(cursor: Cursor, draft: _Draft) -> bool:
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


def _aside_part(cursor: Cursor, draft: _Draft) -> bool:
    if _mode(cursor, draft) or _easy(cursor, draft, True) or _within(cursor, draft):
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


def _check(cursor: Cursor, draft: _Draft) -> None:
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


def _step(cursor: Cursor, draft: _Draft, column: int, words: str) -> Step:
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


def _one_mode(cursor: Cursor, draft: _Draft, column: int, words: str) -> tuple[Mode | None, list[str]]:
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
