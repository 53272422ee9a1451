"""The athlete's paces and heart rates, as a table with where they come from."""

from dataclasses import dataclass

from onek_sync.model.athlete import Athlete
from onek_sync.model.errors import Finding
from onek_sync.model.plan import Aim
from onek_sync.model.units import Units
from onek_sync.planning.paces import PaceRow as PaceRow
from onek_sync.planning.paces import find_paces, pace_table


@dataclass(frozen=True)
class PaceSheet:
    """The rows, sentences about their sources and how sure they are, and doubts to settle."""

    units: Units
    rows: tuple[PaceRow, ...]
    notes: tuple[str, ...]
    findings: tuple[Finding, ...]


def pace_sheet(athlete: Athlete, race: Aim | None = None) -> PaceSheet:
    """Everything known about how fast that athlete should run."""
    paces = find_paces(athlete, race)
    return PaceSheet(paces.units, pace_table(paces), paces.notes, paces.findings)
