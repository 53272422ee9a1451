"""What stands before a colon: "Hill repeats: …", "fartlek …", \"\"Week 3\": …"."""

from dataclasses import dataclass

from onek_sync.model.workout import Block, Role, Style, steps_of
from onek_sync.planning.shorthand.codes import Code
from onek_sync.planning.shorthand.counts import sees_count
from onek_sync.planning.shorthand.cursor import Cursor
from onek_sync.planning.shorthand.drafts import Item, RepeatDraft, StepDraft
from onek_sync.planning.shorthand.tokens import Sort
from onek_sync.planning.shorthand.words import FARTLEK, INTENSITIES_AFTER_AT, PHASES

_MOST_WORDS = 8
_STYLES = {
    **dict.fromkeys(("hill", "hills", "hill repeats", "hill reps", "hill sprints", "uphill"), Style.HILL),
    **dict.fromkeys(("stride", "strides"), Style.STRIDE),
    **dict.fromkeys(("long", "long run"), Style.LONG),
}
_CHANGES = frozenset(
    {
        *("progressive", "progression", "descending", "ascending", "cutdown", "alternating"),
        *("odd", "even", "every", "without", "no", "not", "except"),
    }
)
_NO_PACES = frozenset({"vma", "mas", "cv", "pma", "vo"})
"""Names of an intensity for which there is no pace here."""
_REPS = frozenset({"rep", "reps"})
_INTERVALS = frozenset({"interval", "intervals", "intervalle"})


@dataclass(frozen=True, slots=True)
class Label:
    """A label, and its first word that says how hard, if there is one."""

    text: str = ""
    hard: str = ""
    column: int = 1
    style: Style | None = None

    def dress(self, items: list[Item]) -> None:
        """Say of the work what the label is: "Hills: 10x90s" are hills, "Long run: 90 min" is long."""
        style = self.style
        repeats = [item for item in items if isinstance(item, RepeatDraft)]
        steps = [item for item in items if isinstance(item, StepDraft) and item.role is Role.WORK]
        if style is Style.LONG:
            steps = [] if repeats else steps
        else:
            steps = [step for repeat in repeats for step in _repeated(repeat)] if style else []
        if style is not Style.LONG or len(steps) == 1:
            for step in steps:
                step.style = step.style or style

    def check(self, cursor: Cursor, blocks: tuple[Block, ...]) -> str:
        """The label's text; refused where it says how hard and a step of work does not."""
        silent = any(
            step.role is Role.WORK and not step.intensities and step.style is not Style.STRIDE
            for step in steps_of(blocks)
        )
        if self.hard and silent:
            known = "5K" if self.hard in _NO_PACES else self.hard
            now = f'write the pace at the step, as in "@ {known}", or the label in quotes'
            raise cursor.refuse(
                Code.OWNER, f'the label says "{self.hard}", a step does not', now, self.column
            )
        return self.text


def read_label(cursor: Cursor) -> Label:
    """The label, or an empty one with nothing taken."""
    start, column = cursor.at, cursor.column
    if cursor.token.key in _INTERVALS and cursor.is_sort(Sort.WORD):
        word = cursor.next()
        if sees_count(cursor):
            return Label(word.raw, word.key, column)
        cursor.at = start
    if cursor.is_sort(Sort.QUOTED) and cursor.ahead().key == ":":
        text = cursor.next().free
        cursor.next()
        return Label(text)
    if cursor.token.key in FARTLEK and cursor.is_sort(Sort.WORD):
        text = cursor.next().raw
        cursor.takes(":")
        return Label(text)
    hard = ""
    while cursor.is_sort(Sort.WORD) or cursor.sees("-", "/", "&", "'"):
        reps = cursor.token.key in _REPS and cursor.at > start  # "Mile reps: 4x1mi"
        found = (cursor.find(INTENSITIES_AFTER_AT) is not None and not reps) or cursor.token.key in _NO_PACES
        hard = hard or (cursor.token.key if found else "")
        cursor.next()
    words = cursor.at - start
    if not 0 < words <= _MOST_WORDS or not cursor.sees(":") or _is_phase(cursor, start):
        cursor.at = start
        return Label()
    text = cursor.words(start)
    _refuse_changes(cursor, start)
    cursor.next()
    return Label(text, hard, column, _STYLES.get(text.lower()))


def _refuse_changes(cursor: Cursor, start: int) -> None:
    """ "Descending: 6x400m" says how the steps differ, which no label can."""
    for token in cursor.tokens[start : cursor.at]:
        if token.key in _CHANGES:
            now = "write the steps out, or the label in quotes"
            what = f'the label says "{token.raw}", the steps do not'
            raise cursor.refuse(Code.OWNER, what, now, token.column)


def _repeated(repeat: RepeatDraft) -> list[StepDraft]:
    """The steps of work in a repeat that are not easy."""
    steps: list[StepDraft] = []
    for item in repeat.body:
        if isinstance(item, RepeatDraft):
            steps += _repeated(item)
        elif isinstance(item, StepDraft) and item.role is Role.WORK and not item.easy:
            steps.append(item)
    return steps


def _is_phase(cursor: Cursor, start: int) -> bool:
    """ "Warm-up: 10min" is no label."""
    here, cursor.at = cursor.at, start
    found = cursor.find(PHASES)
    cursor.at = here
    return found is not None and start + found[1] == here
