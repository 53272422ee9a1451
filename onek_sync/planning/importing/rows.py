"""A table of separated values: its rows, each cell with the line on which it begins."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass

from onek_sync.model.errors import Place
from onek_sync.planning.importing.limits import refuse

MAX_ROWS = 10_000
MAX_CELLS = 1_000  # in one row
_SEPARATORS = ",;\t"


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell's text, without space around it, and its line in the file."""

    text: str
    line: int


Row = tuple[Cell, ...]


def rows_of(text: str, name: str) -> Iterator[Row]:
    """Every row that is not empty. Raises PlanError where the table is broken or far too long.

    Comma, semicolon or tab separates: whichever the first line has most of.
    """
    reader = csv.reader(text.splitlines(keepends=True), delimiter=_separator(text), strict=True)
    line = 1
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            what, now = f"this table is broken ({error})", "look at the quotes, or export it once more"
            raise refuse("I06", what, now, Place(name, line)) from None
        if len(cells) > MAX_CELLS or reader.line_num > MAX_ROWS:
            what = "this table is far too large for a plan"
            raise refuse("I01", what, "keep the weeks that are meant", Place(name, line))
        if any(cell.strip() for cell in cells):
            yield tuple(_placed(cells, line))
        line = reader.line_num + 1


def _separator(text: str) -> str:
    first = next((line for line in text.split("\n") if line.strip()), "")
    return max(_SEPARATORS, key=first.count)


def _placed(cells: list[str], line: int) -> Iterator[Cell]:
    for cell in cells:
        body = cell.lstrip()
        yield Cell(body.rstrip(), line + cell[: len(cell) - len(body)].count("\n"))
        line += cell.count("\n")
