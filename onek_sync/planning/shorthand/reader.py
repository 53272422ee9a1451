"""The shorthand for running workouts: its grammar from the workout down to what stands between separators.

Grammar, after signs that look alike are taken as one::

    workout  = [ label ":" ] item { sep item } [ "--" note ]
    sep      = "," | ";" | "." | "and" | newline       a recovery behind it belongs to the repeat before
             | "+" | "then"                            a recovery behind it is a step of its own
    item     = repeat | ladder | step | recovery | '"free text"'
    repeat   = count "x" body { mod } | ( length | "(" … ")" ) "x" count { mod }
    body     = "(" item { ( sep | "/" ) item } ")" [ unit ] | repeat | step [ "/" step ]
    ladder   = NUM "-" NUM "-" NUM { "-" NUM } [ unit ] { mod }       with "/" where a recovery follows
    step     = { word } length { mod }                 see steps.py
    mod      = "@" target | word | recovery | "(" … ")" | '"cue"'
"""

from onek_sync.model.errors import Finding
from onek_sync.model.units import Units
from onek_sync.model.workout import Workout
from onek_sync.planning.shorthand.building import build
from onek_sync.planning.shorthand.codes import Code, refuse
from onek_sync.planning.shorthand.cursor import Cursor
from onek_sync.planning.shorthand.dialects import Dialect
from onek_sync.planning.shorthand.labels import read_label
from onek_sync.planning.shorthand.missing import doubt_defaults
from onek_sync.planning.shorthand.normalise import normalise
from onek_sync.planning.shorthand.reading import Reading
from onek_sync.planning.shorthand.separators import unexpected
from onek_sync.planning.shorthand.sequences import read_sequence
from onek_sync.planning.shorthand.tokens import Sort, tokens_of
from onek_sync.planning.shorthand.totals import check_totals

LONGEST = 2_000


def parse_workout(
    text: str, *, units: Units = Units.KM, dialect: Dialect = Dialect.PLAIN, easy: float | None = None
) -> Reading:
    """The workout a text says, and the doubts that came up; a ShorthandError has one finding with its column.

    `units` is what paces and letters ("3T") without unit are counted in; `easy` the athlete's slow easy pace
    in s/km, to tell a pace from a split.
    """
    if len(text) > LONGEST:
        now = f"keep it under {LONGEST} characters; words belong into a note"
        raise refuse(Code.SIZE, LONGEST + 1, "this is too long for a workout", now)
    cursor = Cursor(tokens_of(normalise(text)), units, dialect, easy)
    label = read_label(cursor)
    items = read_sequence(cursor, top=True)
    note = _note(cursor)
    if not items:
        now = 'write something like "6x400m @ 1K pace w/ 400m jog", or rest: true'
        raise refuse(Code.EMPTY, 1, "empty workout", now)
    label.dress(items)
    blocks = build(cursor, items)
    check_totals(cursor, items, blocks)
    workout = Workout(blocks=blocks, label=label.check(cursor, blocks), note=note)
    doubt_defaults(cursor, items, blocks)
    return Reading(workout, _in_order(cursor.findings))


def _in_order(findings: list[Finding]) -> tuple[Finding, ...]:
    return tuple(sorted(dict.fromkeys(findings), key=lambda finding: finding.place.column))


def _note(cursor: Cursor) -> str:
    """The notes, each to the end of its line; behind the first nothing but notes follows."""
    notes: list[str] = []
    while cursor.is_sort(Sort.NOTE, Sort.LINE):
        token = cursor.next()
        if token.sort is Sort.NOTE:
            notes.append(token.free)
    if not cursor.is_sort(Sort.END):
        raise unexpected(cursor)
    return "\n".join(notes)
