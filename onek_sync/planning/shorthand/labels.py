"""What stands before a colon: "Hill repeats: …", "fartlek …", \"\"Week 3\": …"."""

from dataclasses import dataclass

from onek_sync.model.workout import Block, Role, Style, steps_of
from onek_sync.planning.shorthand.codes import Code
from onek_sync.planning.shorthand.cursor import Cursor
from onek_sync.planning.shorthand.tokens import Sort
from onek_sync.planning.shorthand.words import FARTLEK, INTENSITIES_AFTER_AT, PHASES

_MOST_WORDS = 8


@dataclass(frozen=True, slots=True)
class Label:
    """A label, and its first word that says how hard, if there is one."""

    text: str = ""
    hard: str = ""
    column: int = 1

    def check(self, cursor: Cursor, blocks: tuple[Block, ...]) -> str:
        """The label's text; refused where it says how hard and a step of work does not."""
        silent = any(
            step.role is Role.WORK and not step.intensities and step.style is not Style.STRIDE
            for step in steps_of(blocks)
        )
        if self.hard and silent:
            now = f'write it at the step, as in "@ {self.hard}", or the label in quotes'
            raise cursor.refuse(
                Code.OWNER, f'the label says "{self.hard}", a step does not', now, self.column
            )
        return self.text


def read_label(cursor: Cursor) -> Label:
    """The label, or an empty one with nothing taken."""
    start, column = cursor.at, cursor.column
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
        found = cursor.find(INTENSITIES_AFTER_AT)
        hard = hard or (cursor.token.key if found else "")
        cursor.next()
    words = cursor.at - start
    if not 0 < words <= _MOST_WORDS or not cursor.sees(":") or _is_phase(cursor, start):
        cursor.at = start
        return Label()
    text = cursor.words(start)
    cursor.next()
    return Label(text, hard, column)


def _is_phase(cursor: Cursor, start: int) -> bool:
    """ "Warm-up: 10min" is no label."""
    here, cursor.at = cursor.at, start
    found = cursor.find(PHASES)
    cursor.at = here
    return found is not None and start + found[1] == here
