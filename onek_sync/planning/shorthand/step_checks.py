"""What is said of a step must go together, and its length must make sense."""

from onek_sync.model.intensity import (
    AbsolutePace,
    Effort,
    Intensity,
    PaceName,
    RaceName,
    RacePace,
    Ramp,
    TrainingPace,
)
from onek_sync.model.units import UntilLap
from onek_sync.model.workout import Role, Style
from onek_sync.planning.shorthand import bounds
from onek_sync.planning.shorthand.codes import Code
from onek_sync.planning.shorthand.cursor import Cursor
from onek_sync.planning.shorthand.drafts import StepDraft
from onek_sync.planning.shorthand.tokens import Sort

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


def add(cursor: Cursor, draft: StepDraft, intensity: Intensity, column: int) -> None:
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


def finish(cursor: Cursor, draft: StepDraft, repeated: bool) -> None:
    """Settle what was said of a step, and refuse one without a length or with a doubtful one."""
    settle_nouns(cursor, draft)
    if draft.base and not draft.intensities:
        draft.intensities.append(TrainingPace(PaceName.EASY))
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


def settle_nouns(cursor: Cursor, draft: StepDraft) -> None:
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
