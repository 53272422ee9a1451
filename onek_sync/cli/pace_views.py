"""The pace table as a person looks at it, with where it comes from."""

from collections.abc import Sequence

from rich.text import Text

from onek_sync.app.paces import PaceRow, PaceSheet
from onek_sync.cli.terminal import columns, err, finding_line, out
from onek_sync.model.session import HeartBand
from onek_sync.model.units import clock


def paces(sheet: PaceSheet) -> None:
    """The pace table, then where it comes from and how sure it is."""
    table = columns("pace", "per km", "per mile", "200 m", "400 m")
    for row in sheet.rows:
        table.add_row(*_pace_row(row), style="bold" if row.goal else "")
    out.print(table)
    _heart_rates(sheet.rows)
    for note in sheet.notes:
        out.print(Text(note), style="dim")
    for finding in sheet.findings:
        err.print(finding_line(finding))


def _pace_row(row: PaceRow) -> tuple[str, ...]:
    band = row.band
    laps = (_between(*band.over(metres), decimals=1) for metres in (200, 400))
    return row.name, _between(band.fast, band.slow), _between(*row.per_mile), *laps


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
