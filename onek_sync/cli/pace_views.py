"""The pace table as a person looks at it, with where it comes from."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rich.text import Text

from onek_sync.app.paces import PaceRow, PaceSheet
from onek_sync.cli.terminal import columns, err, finding_line, out
from onek_sync.model.session import HeartBand
from onek_sync.model.units import Units, clock


def paces(sheet: PaceSheet) -> None:
    """The pace table, then where it comes from and how sure it is."""
    rows = _rows(sheet.rows)
    headings = _headings(rows, sheet.units)
    table = columns("pace", *headings)
    for row in rows:
        table.add_row(row.name, *(row.figures[each] for each in headings), style="bold" if row.goal else "")
    out.print(table)
    _heart_rates(sheet.rows)
    for note in sheet.notes:
        out.print(Text(note), style="dim")
    for finding in sheet.findings:
        err.print(finding_line(finding))


@dataclass(frozen=True)
class _Row:
    name: str
    figures: Mapping[str, str]
    goal: bool


def _rows(rows: Sequence[PaceRow]) -> list[_Row]:
    """The rows as text. Today's paces of the same figures are one row with both names."""
    by_figures: dict[tuple[str, ...], _Row] = {}
    for row in rows:
        figures = _figures(row)
        key = (*figures.values(), str(row.goal))
        known = by_figures.get(key)
        by_figures[key] = _Row(f"{known.name}, {row.name}" if known else row.name, figures, row.goal)
    return list(by_figures.values())


def _figures(row: PaceRow) -> dict[str, str]:
    laps = {f"{metres} m": _between(*row.band.over(metres), decimals=1) for metres in (200, 400)}
    return {
        "per km": _between(row.band.fast, row.band.slow),
        "per mile": _between(*row.per_mile),
        **laps,
    }


def _headings(rows: Sequence[_Row], units: Units) -> list[str]:
    """The columns that have room: the athlete's own unit stays the longest."""
    other = "per km" if units is Units.MI else "per mile"
    headings = ["per km", "per mile", "200 m", "400 m"]
    for spare in (other, "200 m", "400 m"):
        if _width(rows, headings) > out.width:
            headings.remove(spare)
    return headings


def _width(rows: Sequence[_Row], headings: Sequence[str]) -> int:
    """Characters of the table: each column as wide as its widest cell, and two between."""
    names = max((len(row.name) for row in rows), default=0)
    figures = (max(len(heading), *(len(row.figures[heading]) for row in rows)) for heading in headings)
    return names + sum(2 + width for width in figures) + 2


def _heart_rates(rows: Sequence[PaceRow]) -> None:
    """Beats per minute by every method that the athlete's data allows: they differ by a whole zone."""
    beating = [row for row in rows if row.heart]
    if not beating:
        return
    methods = list(dict.fromkeys(_method(band) for row in beating for band in row.heart))
    table = columns("\nheart rate", *(f"\n{method}" for method in methods))
    for row in beating:
        by_method = {_method(band): f"{band.low}-{band.high}" for band in row.heart}
        table.add_row(row.name, *(by_method.get(method, "") for method in methods))
    out.print(table)


def _method(band: HeartBand) -> str:
    return band.method.split()[-1]


def _between(fast: float, slow: float, decimals: int = 0) -> str:
    low, high = clock(fast, decimals), clock(slow, decimals)
    return low if low == high else f"{low}-{high}"
