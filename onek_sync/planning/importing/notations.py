"""The notations that can be imported, and how each is known by its content."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import import_module
from itertools import islice

from onek_sync.model.errors import Finding, Place, PlanError, UsageError
from onek_sync.planning.importing.day_list import day_of, week_of
from onek_sync.planning.importing.days import WEEKDAYS
from onek_sync.planning.importing.found import Found, Read
from onek_sync.planning.importing.intervals import STEP
from onek_sync.planning.importing.intervals_steps import read_step
from onek_sync.planning.importing.limits import refuse
from onek_sync.planning.importing.rows import Row, rows_of
from onek_sync.planning.importing.table import columns_of

_LOOKED_AT = 20_000  # characters; what a file is shows at its beginning
_COMMENTS = re.compile(r"^\s*#.*\n", re.MULTILINE)
_PLAN = re.compile(r"\s*(?:plan|title|timezone|start|weeks):(?=\s)")  # how a plan file of ours begins


@dataclass(frozen=True, slots=True)
class Notation:
    """A notation: the module with its `read`, what it is in words, and how its beginning is known."""

    module: str
    says: str
    knows: Callable[[str], bool]


def read_foreign(text: str, name: str, notation: str | None = None) -> tuple[Found, ...]:
    """The sessions of a foreign file; `name` stands for it in places.

    Raises PlanError where nothing can be read, UsageError where there is no such notation.
    """
    read: Read = import_module(NOTATIONS[notation_of(text, name, notation)].module).read
    return read(text, name)


def notation_of(text: str, name: str, said: str | None = None) -> str:
    """The notation that was said, else the one that the text looks like."""
    names = ", ".join(NOTATIONS)
    if said is not None:
        if said not in NOTATIONS:
            raise UsageError(Finding("I03", f'there is no notation "{said[:40]}"', f"there are {names}"))
        return said
    start = text[:_LOOKED_AT]
    if _PLAN.match(_COMMENTS.sub("", start)):
        raise refuse("I03", "this is a plan file already", "use it: onek check FILE", Place(name, 1))
    found = next((name for name, notation in NOTATIONS.items() if notation.knows(start)), None)
    if found:
        return found
    now = f"say what it is with --as ({names})"
    raise refuse("I03", "this is none of the notations that can be imported", now, Place(name, 1))


def _is_json(text: str) -> bool:
    return text.lstrip()[:1] in {"{", "["}


def _is_calendar(text: str) -> bool:
    return "BEGIN:VCALENDAR" in text.upper()


def _first_rows(text: str) -> tuple[Row, ...]:
    """The first rows of a table, none if it is none; its end may be cut off here."""
    try:
        return tuple(islice(rows_of(text.split("\n", 1)[0], ""), 1))
    except PlanError:
        return ()


def _is_table(text: str) -> bool:
    rows = _first_rows(text.lstrip("\n"))
    if not rows:
        return False
    columns = columns_of(rows[0]).keys()
    # One that names a date alone is meant as a table too; its reader says what is missing.
    return {"date", "workout"} <= columns or any(cell.text.lower() == "date" for cell in rows[0][:-1])


_CELL = re.compile(r"\"?(?:running|workout|cycling):\s.*\n\s*-\s[a-z]+\s*:?", re.IGNORECASE)


def _is_grid(text: str) -> bool:
    rows = _first_rows(text.lstrip("\n"))
    days = [cell for row in rows for cell in row[1:] if cell.text.lower().rstrip(".") in WEEKDAYS]
    return len(days) >= 3 or (bool(rows) and len(rows[0]) >= 3 and bool(_CELL.search(text)))


def _is_list(text: str) -> bool:
    lines = text.split("\n")
    week = 1 if any(map(week_of, lines)) else None
    return any(_begins_with_day(line, week) for line in lines)


def _begins_with_day(line: str, week: int | None) -> bool:
    try:
        return day_of(line, week) is not None
    except ValueError:  # a day that does not exist is meant as one
        return True


def _is_steps(text: str) -> bool:
    found = (STEP.fullmatch(line[:500]) for line in text.split("\n"))
    return any(step and read_step(step[1]) for step in found)


# In the order in which they are tried: what is known for certain first.
NOTATIONS: Mapping[str, Notation] = {
    "garmin": Notation(
        "onek_sync.planning.importing.garmin_json", "a workout of Garmin Connect, as JSON", _is_json
    ),
    "ical": Notation(
        "onek_sync.planning.importing.ics", "a calendar with workouts in its descriptions", _is_calendar
    ),
    "csv": Notation(
        "onek_sync.planning.importing.table", "a table with the columns date and workout", _is_table
    ),
    "quick-plan": Notation(
        "onek_sync.planning.importing.quick_plan", "a grid of weeks and weekdays", _is_grid
    ),
    "list": Notation("onek_sync.planning.importing.day_list", "lines of a day and its workout", _is_list),
    "intervals": Notation("onek_sync.planning.importing.intervals", "intervals.icu's text", _is_steps),
}
