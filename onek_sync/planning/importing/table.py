"""A table with a row for each session and headed columns: our own CSV, and everybody's spreadsheet.

Only a date and a workout are needed. The headings are those of `onek export csv` and what others call them.
"""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, time

from onek_sync.model.errors import Finding, Place
from onek_sync.model.plan import Kind, Notes, Option
from onek_sync.planning.file.values import ALL_DAY, time_of
from onek_sync.planning.importing.days import WEEKDAYS, day_ahead, slashed_order
from onek_sync.planning.importing.found import Found
from onek_sync.planning.importing.limits import gathered, refuse, unread
from onek_sync.planning.importing.rows import Cell, Row, rows_of
from onek_sync.planning.importing.shorthand_text import read_shorthand
from onek_sync.planning.shorthand.sports import KINDS, SPORTS, plain

HEADINGS: Mapping[str, str] = {
    name: column
    for column, names in {
        "date": "date day datum",
        "at": "at time start",
        "phase": "phase",
        "key": "key id",
        "kind": "kind type sport activity",
        "title": "title name",
        "workout": "workout session training plan planned",
        "note": "note notes description comment comments",
        **{name: name for name in ("purpose", "cues", "food", "drink", "sleep", "mobility")},
    }.items()
    for name in names.split()
}
_KINDS = {**{kind.value: kind for kind in Kind}, **KINDS, **SPORTS}
_CARE = ("food", "drink", "sleep", "mobility")
_CUES_APART = " | "  # as our CSV has them
_BARE = {Kind.REST, Kind.RACE, Kind.STRENGTH, Kind.CROSS, Kind.MOBILITY}  # kinds that need no words
# What follows from the date, and what follows from a workout; any other column is kept in the note.
_FOLLOWS = re.compile(
    r"week\w*|day.of.the.week|wochentag|dow|no|nr|#|hardness|headline|advice", re.IGNORECASE
)
_MEASURES = re.compile(r"in.words:|(?:total|distance|duration|km|mi|min)\b.*:", re.IGNORECASE)
_GUARD = re.compile(r"(^|;\s*)'(?='*[=+\-@＝＋－＠])")  # our CSV's, in front of what would be run
_NAMED = re.compile(rf"^(?:{'|'.join(WEEKDAYS)})\b[.,]?\s*", re.IGNORECASE)  # in front of a date
_FORMULA = re.compile(r"=|#[A-Z/0]+[!?]?$")


def columns_of(row: Row) -> dict[str, int]:
    """Which column is where, from the row of headings.

    One of which nothing is known, and the second of two with the same meaning, has its heading with a colon,
    as it will stand in the note.
    """
    headings = [cell.text.lower().replace("_", " ") for cell in row]
    columns: dict[str, int] = {}
    for place, (cell, heading) in enumerate(zip(row, headings, strict=True)):
        column = HEADINGS.get(heading)
        if heading == "day" and "date" in headings:
            continue  # its name, beside the day itself
        if column and column not in columns:
            columns[column] = place
        elif heading and not _FOLLOWS.fullmatch(heading):
            columns.setdefault(f"{cell.text}:", place)
    return columns


def read(text: str, name: str) -> tuple[Found, ...]:
    """Every row's session."""
    rows = rows_of(text, name)
    head = next(rows, ())
    columns = columns_of(head)
    if missing := [column for column in ("date", "workout") if column not in columns]:
        what = f"the first row of this table names no {' and no '.join(missing)}"
        raise refuse("I04", what, "head the columns date and workout", Place(name, 1))
    slashed = slashed_order(text)
    return gathered((_session(row, columns, slashed, name) for row in rows), name)


def _session(row: Row, columns: Mapping[str, int], slashed: str, name: str) -> Found:
    cells = {column: _unguarded(row[place]) for column, place in columns.items() if place < len(row)}
    findings: list[Finding] = []
    nothing = Cell("", row[0].line)
    body = cells.get("workout", nothing)
    place = Place(name, row[0].line)
    when = _day(cells.get("date", nothing), slashed, place, findings)
    at = _time(cells.get("at", nothing), place, findings)
    options, doubts = _workout(body, cells.get("kind", nothing).text, Place(name, body.line))
    words = "" if options else body.text
    others = (
        f"{column} {cell.text}"
        for column, cell in cells.items()
        if column[-1] == ":" and cell.text and not (options and _MEASURES.fullmatch(column.replace("_", " ")))
    )
    notes = (words, cells.get("note", nothing).text, *others)
    return Found(
        place=place,
        when=when,
        at=at,
        title=cells.get("title", nothing).text,
        option=options[0] if options else None,
        alternatives=options[1:],
        note="\n".join(note for note in notes if note),
        key=cells.get("key", nothing).text,
        phase=cells.get("phase", nothing).text,
        purpose=cells.get("purpose", nothing).text,
        cues=tuple(cells.get("cues", nothing).text.split(_CUES_APART)),
        care=Notes(**{name: cells[name].text for name in _CARE if name in cells}),
        findings=(*findings, *doubts),
    )


def _unguarded(cell: Cell) -> Cell:
    return replace(cell, text=_GUARD.sub(r"\1", cell.text))


def _day(cell: Cell, slashed: str, place: Place, findings: list[Finding]) -> date | None:
    try:
        found = day_ahead(cell.text, slashed) or day_ahead(_NAMED.sub("", cell.text), slashed)
    except ValueError as error:
        what, _, now = str(error).rpartition("; ")
    else:
        if found:
            return found[0]
        what, now = f'"{cell.text[:40]}" is no date', "write it like 2027-03-01"
    findings.append(unread("I12", what, now, place))
    return None


def _time(cell: Cell, place: Place, findings: list[Finding]) -> time | None:
    if cell.text in {"", ALL_DAY}:
        return None
    try:
        return time_of(cell.text)
    except ValueError as error:
        what, _, now = str(error).rpartition("; ")
        findings.append(unread("I12", f"{what}; the session has no time now", now, place))
        return None


def _workout(cell: Cell, said: str, place: Place) -> tuple[tuple[Option, ...], tuple[Finding, ...]]:
    """What the cell plans; the kind of its own column counts where the text says none."""
    kind = _KINDS.get(plain(said))
    if not cell.text:
        if kind in _BARE:
            return (Option(kind=kind),), ()
        return (), (unread("I11", "nothing is planned in this row", "write a workout, or rest", place),)
    if _FORMULA.match(cell.text):  # no shorthand begins so
        return (), (unread("I13", "this cell holds a formula", "export the values, not the formulas", place),)
    if plain(said) in SPORTS:  # "bike", "45min": which sport it is, is part of the text
        options, findings = read_shorthand(f"{said} {cell.text}", replace(place, column=0))
        if options:
            return options, findings
    options, findings = read_shorthand(cell.text, place, kind)
    return (options, findings) if options or not kind else read_shorthand(cell.text, place)
