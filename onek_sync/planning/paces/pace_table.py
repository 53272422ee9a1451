"""The paces of one athlete as a table."""

from collections.abc import Iterator
from dataclasses import dataclass

from onek_sync.model.intensity import PaceName
from onek_sync.model.session import HeartBand, PaceBand
from onek_sync.model.units import METRES_PER_MILE, clock
from onek_sync.planning.paces.heart import pace_bands
from onek_sync.planning.paces.known_paces import Paces
from onek_sync.planning.paces.results import RACE_METRES


@dataclass(frozen=True, slots=True, kw_only=True)
class PaceRow:
    """A line of the pace table: a name, the band, its heart rates by every known method, the best first.

    `goal`: it is a pace of the goal, not of today.
    """

    name: str
    band: PaceBand
    heart: tuple[HeartBand, ...] = ()
    goal: bool = False

    @property
    def per_mile(self) -> tuple[float, float]:
        """Seconds per mile, fast and slow."""
        return self.band.over(METRES_PER_MILE)


_TABLE = (
    ("recovery", PaceName.RECOVERY),
    ("E easy", PaceName.EASY),
    ("long", None),
    ("steady", PaceName.STEADY),
    ("M marathon", PaceName.MARATHON),
    ("tempo", PaceName.TEMPO),
    ("T threshold", PaceName.THRESHOLD),
    ("I interval", PaceName.INTERVAL),
    ("R repetition", PaceName.REPETITION),
)


def pace_table(paces: Paces) -> tuple[PaceRow, ...]:
    """The table `onek paces` prints: training paces from slow to fast, races from long to short, the goal."""
    return (*_training_rows(paces), *_race_rows(paces))


def _training_rows(paces: Paces) -> Iterator[PaceRow]:
    for words, name in _TABLE:
        band = paces.training.get(name) if name else paces.long
        if band:
            yield PaceRow(name=words, band=band, heart=pace_bands(name or PaceName.EASY, paces.heart))
    if paces.strides:
        yield PaceRow(name="strides", band=paces.strides)


def _race_rows(paces: Paces) -> Iterator[PaceRow]:
    for race in reversed(RACE_METRES):
        if band := paces.races.get(race):
            yield PaceRow(name=race.value, band=band)
    if (goal := paces.goal) and paces.race:
        yield PaceRow(name=f"goal {clock(paces.race.goal or 0)}", band=PaceBand(goal, goal), goal=True)
