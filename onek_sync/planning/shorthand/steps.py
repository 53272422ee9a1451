"""One step with all that is said of it: "15' easy w/u", "400m @ mile w/ 200m jog", "60s hard uphill"."""

from onek_sync.model.intensity import (
    AbsolutePace,
    Effort,
    Intensity,
    PaceName,
    RaceName,
    RacePace,
    Ramp,
    Split,
    TrainingPace,
)
from onek_sync.model.units import METRES_PER_MILE, Distance, Duration, UntilLap
from onek_sync.model.workout import Mode, Role, Style
from onek_sync.planning.shorthand import bounds
from onek_sync.planning.shorthand.brackets import read_bracket
from onek_sync.planning.shorthand.codes import Code
from onek_sync.planning.shorthand.counts import sees_count
from onek_sync.planning.shorthand.cursor import Cursor
from onek_sync.planning.shorthand.dialects import Dialect
from onek_sync.planning.shorthand.drafts import StepDraft
from onek_sync.planning.shorthand.quantities import Quantity, read_quantity
from onek_sync.planning.shorthand.recoveries import Rest, read_rest
from onek_sync.planning.shorthand.targets import AT, read_bare_target, read_split, read_target
from onek_sync.planning.shorthand.tokens import Sort
from onek_sync.planning.shorthand.words import (
    ALTERNATING,
    CUES,
    EASY_WORDS,
    EVERY,
    FILLERS,
    INTENSITIES,
    INTROS,
    LETTERS,
    MODES,
    PHASES,
    RECOVERY_RUNS,
    SPRINTS,
    STRIDES_SHORT,
    STYLES,
)

_SUSTAINED = {
    PaceName.EASY,
    PaceName.MARATHON,
    PaceName.THRESHOLD,
    PaceName.TEMPO,
    PaceName.STEADY,
    PaceName.RECOVERY,
    PaceName.AEROBIC_THRESHOLD,
}
_LONG_RACES = {RaceName.HALF, RaceName.MARATHON, RaceName.K10}
_SPRINT_WORDS = {"max", "near max", "all out", "sprint", "fast", "hard", "very hard", "quick"}
_LONGEST_DASHED_METRES, _LONGEST_DASHED_SECONDS = 800.0, 600.0


def read_step(cursor: Cursor, *, repeated: bool) -> StepDraft | None:
    """A step, or None with nothing taken. `repeated`: it is a repeat's body, what follows may be its rest."""
    draft = StepDraft(cursor.column)
    start = cursor.at
    while _part(cursor, draft, repeated):
        pass
    if draft == StepDraft(draft.column):
        cursor.at = start
        return None
    _finish(cursor, draft, repeated)
    return draft


def continue_step(cursor: Cursor, draft: StepDraft, *, repeated: bool) -> None:
    """Read what stands behind a step whose length is known already."""
    while _part(cursor, draft, repeated):
        pass
    _finish(cursor, draft, repeated)


def read_prefix(cursor: Cursor) -> StepDraft | None:
    """Words that may stand before a step in brackets, or None with nothing taken."""
    draft = StepDraft(cursor.column)
    start = cursor.at
    while (
        _phase(cursor, draft) or _style(cursor, draft) or _intensity(cursor, draft) or _filler(cursor, draft)
    ):
        pass
    return draft if cursor.at > start else None


def merge(cursor: Cursor, prefix: StepDraft, draft: StepDraft) -> None:
    """Say of a step what was said before its brackets."""
    draft.nouns = list(prefix.nouns)
    draft.intensities = [
        *draft.intensities,
        *(each for each in prefix.intensities if each not in draft.intensities),
    ]
    draft.easy = draft.easy or prefix.easy
    draft.style = draft.style or prefix.style
    if prefix.role is not Role.WORK:
        draft.role = prefix.role
    _settle_nouns(cursor, draft)


def _part(cursor: Cursor, draft: StepDraft, repeated: bool) -> bool:
    """Take one part of a step; whether there was one."""
    if draft.rests and not draft.rests[-1].closed:
        return (
            _cue(cursor, draft) or _bracket(cursor, draft, repeated) or _introduced(cursor, draft, repeated)
        )
    return (
        _cue(cursor, draft)
        or _at(cursor, draft)
        or _split(cursor, draft)
        or _bracket(cursor, draft, repeated)
        or _every(cursor)
        or _introduced(cursor, draft, repeated)
        or _letters(cursor, draft)
        or _own_pace(cursor, draft)
        or _rest(cursor, draft, repeated)
        or _length(cursor, draft)
        or _phase(cursor, draft)
        or _style(cursor, draft)
        or _alternating(cursor, draft, repeated)
        or _intensity(cursor, draft)
        or _filler(cursor, draft)
    )


def _cue(cursor: Cursor, draft: StepDraft) -> bool:
    if (found := cursor.find(CUES)) is not None and draft.quantity is not None:
        cursor.phrase(CUES)
        draft.cues.append(found[0])
        return True
    if not cursor.is_sort(Sort.QUOTED) or (
        draft.quantity is None and draft.role is Role.WORK and not draft.style
    ):
        return False
    before = cursor.before
    if before is not None and before.sort is Sort.NUMBER and draft.quantity and draft.quantity.bare:
        now = 'write the unit right behind the number: 30" or 30s'
        raise cursor.refuse(Code.QUANTITY, "a quote behind a number without unit: seconds, or words?", now)
    draft.cues.append(cursor.next().key)
    return True


def _at(cursor: Cursor, draft: StepDraft) -> bool:
    if not (cursor.token.key in AT and cursor.token.sort in {Sort.SIGN, Sort.WORD}):
        return False
    cursor.next()
    _add(cursor, draft, read_target(cursor, draft.quantity), cursor.column)
    draft.targeted = True
    return True


def _own_pace(cursor: Cursor, draft: StepDraft) -> bool:
    """An intensity without "@" that can be nothing else: "Z2", "5k pace", "4:30/km", "RPE 7", "goal 1K"."""
    if cursor.find(INTENSITIES) is not None or cursor.find(MODES) is not None:
        return False
    if cursor.token.raw in LETTERS and draft.quantity is None:
        return False
    column = cursor.column
    found = read_bare_target(cursor, draft.quantity)
    if found is None:
        return False
    _add(cursor, draft, found, column)
    draft.targeted = True
    return True


def _add(cursor: Cursor, draft: StepDraft, intensity: Intensity, column: int) -> None:
    """Add an intensity, unless it says the pace a second time and differently."""
    if intensity in draft.intensities:
        return
    if isinstance(intensity, TrainingPace | RacePace | Ramp) and any(
        isinstance(each, TrainingPace | RacePace | Ramp) for each in draft.intensities
    ):
        raise cursor.refuse(Code.TWICE, "two paces for one step", "keep one, or write two steps", column)
    if isinstance(intensity, AbsolutePace) and any(
        isinstance(each, AbsolutePace) for each in draft.intensities
    ):
        raise cursor.refuse(Code.TWICE, "two paces for one step", "keep one, or write two steps", column)
    draft.intensities.append(intensity)


def _split(cursor: Cursor, draft: StepDraft) -> bool:
    column = cursor.column
    if (
        cursor.sees("within")
        and draft.quantity is not None
        and draft.quantity.metres
        and draft.within is None
    ):
        start = cursor.at
        cursor.next()
        time = read_quantity(cursor)
        if time is not None and isinstance(time.end, Duration):
            draft.within = time.end
            return True
        cursor.at = start
        return False
    split = read_split(cursor, draft.quantity)
    if split is None:
        return False
    _add(cursor, draft, split, column)
    draft.targeted = True
    return True


def _bracket(cursor: Cursor, draft: StepDraft, repeated: bool) -> bool:
    if not cursor.sees("(", "[") or (draft.quantity is None and draft.role is Role.WORK and not draft.style):
        return False
    cursor.paced = any(isinstance(each, AbsolutePace | Split) for each in draft.intensities)
    for found in read_bracket(cursor, draft.quantity, repeated=repeated):
        match found:
            case Rest():
                _refuse_unmeasured(cursor, draft, found)
                draft.rests.append(found)
            case Quantity():
                draft.total = found
            case str():
                draft.cues.append(found)
            case _:
                _add(cursor, draft, found, cursor.column)
                draft.targeted = True
    return True


def _refuse_unmeasured(cursor: Cursor, draft: StepDraft, rest: Rest) -> None:
    """ "10 x hill (45s)": the hill, or the recovery?"""
    if draft.quantity is None and not rest.worded:
        now = f'write the length before the word, as in "{rest.words} hill", or "w/ {rest.words} jog"'
        raise cursor.refuse(Code.OWNER, f'"({rest.words})": the step, or its recovery?', now, rest.column)


def _every(cursor: Cursor) -> bool:
    """Changes inside a repeat, and starts by the clock: a workout cannot say them so."""
    start, column = cursor.at, cursor.column
    if cursor.sees("on") and cursor.ahead().sort in {Sort.NUMBER, Sort.CLOCK}:
        what = f'"on {cursor.ahead().raw}": a start by the clock is not supported'
        raise cursor.refuse(Code.UNSAYABLE, what, 'write the recovery, as in "w/ 60s rest"', column)
    if cursor.phrase(EVERY) is None:
        return False
    while cursor.is_sort(Sort.NUMBER) or (cursor.is_sort(Sort.WORD) and cursor.glued()):
        cursor.next()
    now = "write the steps out, e.g. 4 x (2 x 400 @ I w/ 1min, 1min rec, 400 @ R) w/ 1min"
    raise cursor.refuse(Code.EVERY, f'"{cursor.words(start)}" is not supported', now, column)


def _introduced(cursor: Cursor, draft: StepDraft, repeated: bool) -> bool:
    """A recovery behind "w/", "R", "off", a dash or a second "x"."""
    start = cursor.at
    if draft.quantity is None and not draft.style:
        return False
    if cursor.phrase(INTROS) or takes_r(cursor):
        rest = None if sees_count(cursor) else read_rest(cursor, introduced=True)
        if rest is None:
            _refuse_unitless(cursor)
            cursor.at = start
            return False
        draft.rests.append(rest)
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


def _letters(cursor: Cursor, draft: StepDraft) -> bool:
    """ "3T" and "9M": a bare number below 100 and a letter, in the athlete's unit."""
    number, letter = cursor.token, cursor.ahead()
    if (
        draft.quantity is not None
        or number.sort is not Sort.NUMBER
        or letter.sort is not Sort.WORD
        or letter.spaced
    ):
        return False
    if number.value >= 100 or not (letter.raw in LETTERS or letter.raw == "L") or letter.raw == "H":
        return False
    if letter.raw == "M" and cursor.dialect is not Dialect.DANIELS:
        what = f'"{number.raw}M" can be {number.raw} miles or {number.raw} km/mi at marathon pace'
        now = f'write {number.raw}mi or "{number.raw}mi @ MP" (or set dialect: daniels)'
        raise cursor.refuse(Code.MARATHON, what, now, letter.column)
    metres = number.value * cursor.units.metres
    if not 0 < metres < 100_000:
        raise cursor.refuse(Code.QUANTITY, f'"{number.raw}" is no length', "write a length above 0")
    cursor.at += 2
    draft.quantity = Quantity(Distance(metres), number.column, number.raw, miles=metres == METRES_PER_MILE)
    draft.end = draft.quantity.end
    if letter.raw == "L":
        draft.style = Style.LONG
        draft.intensities.append(TrainingPace(PaceName.EASY))
    else:
        draft.intensities.append(LETTERS[letter.raw])
    draft.targeted = True
    return True


def _rest(cursor: Cursor, draft: StepDraft, repeated: bool) -> bool:
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


def _length(cursor: Cursor, draft: StepDraft) -> bool:
    if draft.quantity is not None or sees_count(cursor):
        return False
    quantity = read_quantity(cursor)
    if quantity is None:
        return False
    draft.quantity, draft.end = quantity, quantity.end
    if quantity.about:
        draft.cues.append("about")
    return True


def _phase(cursor: Cursor, draft: StepDraft) -> bool:
    column = cursor.column
    if (found := cursor.phrase(PHASES)) is None:
        return False
    if draft.role is not Role.WORK:
        raise cursor.refuse(Code.SEPARATOR, "two phases in one step", "put a comma between them", column)
    draft.role = found[0]
    cursor.takes(":")
    return True


def _style(cursor: Cursor, draft: StepDraft) -> bool:
    column = cursor.column
    if cursor.token.raw == STRIDES_SHORT:
        cursor.next()
        draft.style = Style.STRIDE
        return True
    if (found := cursor.phrase(STYLES)) is None:
        return False
    if draft.style not in {None, found[0], Style.HILL}:
        now = "write two steps, with a comma between them"
        raise cursor.refuse(Code.TWICE, f'"{found[1]}" and {draft.style}', now, column)
    draft.style = Style.HILL if draft.style is Style.HILL else found[0]
    if found[1].lower() in SPRINTS:
        draft.intensities.append(Effort("sprint"))
    return True


def _alternating(cursor: Cursor, draft: StepDraft, repeated: bool) -> bool:
    """ "8 x 1min alternating slow/fast"."""
    column = cursor.column
    if cursor.phrase(ALTERNATING) is None:
        return False
    one = read_bare_target(cursor, draft.quantity)
    other = read_bare_target(cursor, draft.quantity) if cursor.takes("/", "and") else None
    if one is None or other is None or not repeated or draft.quantity is None:
        raise cursor.refuse(
            Code.REPEATED, "alternating between what?", "write 4x(1min slow, 1min fast)", column
        )
    draft.alternates = [one, other]
    return True


def _intensity(cursor: Cursor, draft: StepDraft) -> bool:
    """A word for the pace or the effort, before or behind the length."""
    if cursor.phrase(RECOVERY_RUNS):
        _add(cursor, draft, TrainingPace(PaceName.RECOVERY), cursor.column)
        return True
    if cursor.find(INTENSITIES) is None:
        return False
    start, column = cursor.at, cursor.column
    word = cursor.token.key
    found = read_bare_target(cursor, draft.quantity)
    if not isinstance(found, TrainingPace | Effort):
        if found is None:
            cursor.at = start
            return False
        _add(cursor, draft, found, column)
        return True
    draft.nouns.append((cursor.words(start), found))
    draft.easy = draft.easy or word in EASY_WORDS
    return True


def _filler(cursor: Cursor, draft: StepDraft) -> bool:
    if (found := cursor.find(FILLERS)) is None:
        return False
    if found[0] in {"on", "the", "a", "an", "de", "of"} and draft.quantity is not None and found[0] != "of":
        return False
    cursor.phrase(FILLERS)
    return True


def _finish(cursor: Cursor, draft: StepDraft, repeated: bool) -> None:
    _settle_nouns(cursor, draft)
    if draft.end is None:
        if draft.role in {Role.WARMUP, Role.COOLDOWN}:
            draft.end = UntilLap()
        elif draft.role is Role.WORK and not (repeated and draft.style in {Style.STRIDE, Style.HILL}):
            raise _no_length(cursor, draft)
    check_size(cursor, draft, repeated)


def _no_length(cursor: Cursor, draft: StepDraft) -> Exception:
    token = cursor.token
    if token.sort is Sort.NUMBER:
        now = f"write {token.raw}min, {token.raw}s, {token.raw}km or another unit"
        return cursor.refuse(Code.QUANTITY, f'"{token.raw}" without a unit', now)
    return cursor.refuse(
        Code.QUANTITY, "how far or how long?", 'write a length, as in "30min easy"', draft.column
    )


def _settle_nouns(cursor: Cursor, draft: StepDraft) -> None:
    """ "4 mile tempo at MP": behind "@" stands the pace, the word before it stays as a cue."""
    named = any(isinstance(each, TrainingPace | RacePace | Ramp) for each in draft.intensities)
    for words, noun in draft.nouns:
        if isinstance(noun, TrainingPace) and named and noun not in draft.intensities:
            if noun.name in {PaceName.EASY, PaceName.RECOVERY}:
                what = f'"{words}" and another pace for one step'
                raise cursor.refuse(Code.TWICE, what, "keep one, or write two steps", draft.column)
            draft.cues.append(words)
        elif isinstance(noun, TrainingPace):
            _add_noun(cursor, draft, noun)
            named = True
        elif noun not in draft.intensities:
            draft.intensities.append(noun)
    draft.nouns = []


def _add_noun(cursor: Cursor, draft: StepDraft, noun: TrainingPace) -> None:
    if noun not in draft.intensities:
        draft.intensities.insert(0, noun)


def check_size(cursor: Cursor, draft: StepDraft, repeated: bool) -> None:
    """Refuse so few metres that minutes may be meant (G2), and 1:30 that may be hours."""
    quantity = draft.quantity
    if quantity is None:
        return
    if quantity.clock and not repeated and draft.role is Role.WORK and (quantity.seconds or 0) < 600:
        now = f"write {quantity.words.replace(':', 'min')}s or {quantity.words.replace(':', 'h')}"
        raise cursor.refuse(
            Code.CLOCK, f'"{quantity.words}": minutes and seconds, or hours?', now, quantity.column
        )
    if quantity.metres is None:
        return
    words = {each.word for each in draft.intensities if isinstance(each, Effort)}
    sprint = draft.style in {Style.STRIDE, Style.HILL} or bool(words & _SPRINT_WORDS)
    sustained = (
        draft.role is not Role.WORK or draft.style is Style.LONG or any(map(_is_sustained, draft.intensities))
    )
    what = bounds.looks_like_minutes(
        quantity.metres,
        sustained=sustained,
        sprint=sprint,
        alone=cursor.repeats == 0 and draft.role is not Role.DRILLS,
    )
    if what:
        number = quantity.words.rstrip("metrsM ").strip()
        now = f'"m" is metres here; write {number}min'
        raise cursor.refuse(Code.METRES, what, now, quantity.column)


def _is_sustained(intensity: Intensity) -> bool:
    match intensity:
        case TrainingPace(name=name):
            return name in _SUSTAINED
        case RacePace(race=race):
            return race in _LONG_RACES
    return False
