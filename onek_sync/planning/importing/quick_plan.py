"""quick-plan's grid: a row for a week, a column for a day, workouts in the cells.

A cell defines a workout ("running: 4x1k" and steps below), names one that is defined in another cell, says
"rest", or holds words; words are tried as shorthand. Source: the tool's README and sample plan.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import chain, pairwise

from onek_sync.model.errors import Finding, Place
from onek_sync.planning.importing.clean_words import one_line
from onek_sync.planning.importing.days import WEEKDAYS
from onek_sync.planning.importing.found import Found
from onek_sync.planning.importing.kept import kept
from onek_sync.planning.importing.limits import gathered, unread
from onek_sync.planning.importing.quick_plan_workouts import Definition, read_definition
from onek_sync.planning.importing.rows import Cell, Row, rows_of
from onek_sync.planning.importing.shorthand_text import read_shorthand

_WEEK = re.compile(r"(?:week|woche|w)?\s*\d{1,3}", re.ASCII | re.IGNORECASE)
_FORMULA = re.compile(r"=|#[A-Z/0]+[!?]?$")
_MAX_SHORTHAND = 500  # characters; a cell with more is prose


def read(text: str, name: str) -> tuple[Found, ...]:
    """Every cell with a session, by week and day."""
    grid = _Grid(tuple(rows_of(text, name)), name)
    found = gathered(grid.sessions(), name)
    left = tuple(grid.left_out())
    return (replace(found[0], findings=(*left, *found[0].findings)), *found[1:])


@dataclass(frozen=True, slots=True)
class _Grid:
    rows: tuple[Row, ...]
    name: str

    def weeks(self) -> tuple[Row, ...]:
        """The rows that are weeks: those that begin with a number."""
        return tuple(row for row in self.rows if _WEEK.fullmatch(row[0].text))

    def sessions(self) -> Iterator[Found]:
        weekdays = self._weekdays()
        defined = self._definitions()
        weeks = self.weeks()
        for number, week in zip(_numbers(weeks), weeks, strict=True):
            for column, cell in enumerate(self._days(week)):
                if cell.text:
                    found = _session(cell, Place(self.name, cell.line), defined)
                    weekday = weekdays[column] if column < len(weekdays) else None
                    yield replace(found, when=7 * number + column, weekday=weekday)

    def left_out(self) -> Iterator[Finding]:
        """What stands in no day of a week: totals behind it, rows without a number."""
        head, *others = self.rows
        days = self._days(head)
        extra = [cell.text for cell in head[1:] if cell.text and cell not in days]
        if extra:
            what = f'the columns beside the seven days are left out: "{one_line(", ".join(extra))[:60]}"'
            yield unread("I14", what, "write what matters into a day", Place(self.name, head[0].line))
        for row in others:
            words = one_line(" ".join(cell.text for cell in (row[0], *self._days(row))))
            if words and not _WEEK.fullmatch(row[0].text):
                what = f'this row has no week number; "{words[:40]}" is left out'
                yield unread("I14", what, "number the row if it is a week", Place(self.name, row[0].line))

    def _weekdays(self) -> tuple[int | None, ...]:
        return tuple(map(_weekday, self._days(self.rows[0]))) if self.rows else ()

    def _days(self, row: Row) -> Row:
        """The seven cells that are days: from the first column headed with a weekday, else the second."""
        named = (place for place, cell in enumerate(self.rows[0]) if _weekday(cell) is not None)
        first = max(1, next(named, 1))
        return row[first : first + 7]

    def _definitions(self) -> Mapping[str, Definition]:
        """The workouts by name; of two with the same name the first is the one."""
        defined: dict[str, Definition] = {}
        for cell in chain.from_iterable(map(self._days, self.weeks())):
            if one := read_definition(cell.text, Place(self.name, cell.line)):
                defined.setdefault(one.name, one)
        return defined


def _weekday(cell: Cell) -> int | None:
    return WEEKDAYS.get(cell.text.lower().rstrip("."))


def _numbers(weeks: tuple[Row, ...]) -> tuple[int, ...]:
    """The weeks counted from 0: as they are numbered if the numbers rise, else as they stand."""
    said = [int("".join(filter(str.isdigit, week[0].text))) for week in weeks]
    rising = all(one < other for one, other in pairwise(said))
    return tuple(number - said[0] for number in said) if rising else tuple(range(len(weeks)))


def _session(cell: Cell, place: Place, defined: Mapping[str, Definition]) -> Found:
    if own := read_definition(cell.text, place):
        note = "" if own.option else cell.text
        found = Found(place=place, title=own.name, option=own.option, note=note, findings=own.findings)
        return kept(found, cell.text)
    if known := defined.get(cell.text):
        note = "" if known.option else known.text
        return kept(Found(place=place, title=known.name, option=known.option, note=note), known.text)
    if _FORMULA.match(cell.text):
        doubt = unread("I13", "this cell holds a formula", "export the values, not the formulas", place)
        return Found(place=place, note=cell.text, findings=(doubt,))
    options, findings = read_shorthand(cell.text, place) if len(cell.text) <= _MAX_SHORTHAND else ((), ())
    if not options:
        what = f'"{one_line(cell.text)[:40]}" is neither a workout, nor the name of one, nor shorthand'
        doubt = unread("I11", what, "kept as words; write its steps", place)
        return Found(place=place, note=cell.text, findings=(doubt,))
    return Found(place=place, option=options[0], alternatives=options[1:], findings=findings)
