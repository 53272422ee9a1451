"""`python -m benchmarks [NAME…]`: our times beside those of our peers, measured in turns, in one table.

Calls of a service are counted: so many that read + so many that write.

Nothing here is a test: a busy machine makes no fault.
"""

import sys
from collections.abc import Iterator
from importlib import import_module

from rich.console import Console
from rich.table import Table

from benchmarks._ratio import Calls, Missing, Ratio, Size

BENCHMARKS = ("ical", "fit", "formats", "shorthand", "build", "startup", "calls", "feed")
WIDTH = 130


def main(names: list[str]) -> int:
    """Measure those benchmarks, all by default. 2: there is none of that name."""
    talk = Console(stderr=True)
    if unknown := [name for name in names if name not in BENCHMARKS]:
        talk.print(f"there is no benchmark {unknown[0]!r}; there are {', '.join(BENCHMARKS)}")
        return 2
    rows = list(_measured(names or list(BENCHMARKS), talk))
    out = Console(width=None if sys.stdout.isatty() else WIDTH)  # in a pipe no line is broken
    out.print(_table([row for row in rows if not isinstance(row, Missing)]))
    for row in rows:
        if isinstance(row, Missing):
            talk.print(f"not measured: {row.name}: {row.now}", highlight=False)
    return 0


def _measured(names: list[str], talk: Console) -> Iterator[Ratio | Calls | Size | Missing]:
    for name in names:
        with talk.status(f"measuring {name}"):
            try:
                yield from import_module(f"benchmarks.{name}").measure()
            except ModuleNotFoundError as error:
                yield Missing(name, f"pip install --group bench, or {error.name} alone")


def _table(rows: list[Ratio | Calls | Size]) -> Table:
    table = Table("what", "ours", "peer", "its time", "ratio", "wanted", "met", box=None, pad_edge=False)
    for column in table.columns[1::2]:
        column.justify = "right"
    for row in rows:
        said = {True: "yes", False: "[red]no[/]", None: ""}[row.met]
        table.add_row(*_cells(row), said)
    return table


def _cells(row: Ratio | Calls | Size) -> tuple[str, ...]:
    match row:
        case Calls():
            return _counted(row)
        case Size():
            return _weighed(row)
        case Ratio():
            return _timed(row)


def _timed(row: Ratio) -> tuple[str, ...]:
    ours, peers = _time(row.ours_seconds), _time(row.peer_seconds)
    return row.name, ours, row.peer, peers, _ratio(row), row.wanted


def _counted(row: Calls) -> tuple[str, ...]:
    most = f"≤ {_calls(row.most)}" if row.most else ""
    return row.name, _calls(row.ours), "the least possible", _calls(row.least), "", most


def _weighed(row: Size) -> tuple[str, ...]:
    ratio = f"{row.now / row.before:.2f}× as much"
    return row.name, f"{row.now:.0f} MB", "before", f"{row.before:.0f} MB", ratio, f"≤ {row.most}×"


def _calls(calls: tuple[int, int]) -> str:
    return "{} + {} calls".format(*calls)


def _ratio(row: Ratio) -> str:
    """As what is wanted counts it, else as it reads best: so many times as fast, or as long."""
    if row.wanted.startswith("≥") or (row.factor >= 1 and not row.wanted):
        return f"{row.factor:.{1 if row.factor >= 1 else 2}f}× as fast"
    return f"{1 / row.factor:.1f}× as long"


def _time(seconds: float) -> str:
    if seconds < 1e-3:
        return f"{seconds * 1e6:.0f} µs"
    return f"{seconds * 1e3:.1f} ms" if seconds < 1 else f"{seconds:.2f} s"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
