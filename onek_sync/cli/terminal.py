"""What every view shares: the two consoles, a finding's line, a plain table, lengths, how we are called."""

import sys
from pathlib import Path
from shutil import which

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from onek_sync.model.errors import Finding, Level
from onek_sync.model.units import Units

# Without emoji: rich would make a telephone of the name env:PHONE: in a sentence.
out = Console(highlight=False, emoji=False)
err = Console(stderr=True, highlight=False, emoji=False)


def finding_line(finding: Finding) -> str:
    """A finding as markup: level and code in colour, then the sentence."""
    colour = "red" if finding.level is Level.ERROR else "yellow"
    return f"[{colour}]{finding.level.value} {finding.code}[/] {escape(str(finding))}"


def plain(text: str) -> str:
    """What somebody else wrote, as one line without control characters."""
    return "".join(sign if sign.isprintable() else " " for sign in text)


def width_of(most: int) -> int:
    """How wide a picture may be, in columns of this terminal."""
    return max(10, min(most, out.width - 4))


def distance(metres: float, units: Units) -> str:
    """Metres in the athlete's unit, one decimal."""
    return f"{metres / units.metres:.1f} {units.value}"


def duration(seconds: float) -> str:
    """Seconds as "58 min" or "1 h 05"."""
    minutes = round(seconds / 60)
    return f"{minutes} min" if minutes < 60 else f"{minutes // 60} h {minutes % 60:02d}"


def columns(first: str, *others: str) -> Table:
    """A table without lines: names to the left, figures to the right."""
    table = Table(box=None, padding=(0, 2, 0, 0))
    table.add_column(first, no_wrap=True)
    for heading in others:
        table.add_column(heading, justify="right", no_wrap=True)
    return table


def onek_here() -> str:
    """How this program is called from here: by its name if that is found, else by its place."""
    called = Path(sys.argv[0])
    if called.name == "__main__.py":
        return "python -m onek_sync"
    found = which("onek")
    if found and Path(found).resolve() == called.resolve():
        return "onek"
    here = Path.cwd()
    return str(called.relative_to(here) if called.is_relative_to(here) else called)
