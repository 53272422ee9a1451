"""A plan template: what to train in which order before a race. No dates, no paces, no athlete."""

from dataclasses import dataclass, field
from enum import StrEnum

from onek_sync.model.athlete import RunnerLevel
from onek_sync.model.plan import Option
from onek_sync.model.units import Duration
from onek_sync.model.workout import Step

LEVELS = tuple(RunnerLevel)
SHORTEST_LONG, LONGEST_LONG = 20, 75
"""Minutes of a long run: what is shorter is none, what is longer is a hard day."""


class Phase(StrEnum):
    """Parts of a plan, in order. The words stand in the plan file."""

    BASE = "base"
    SPECIFIC = "specific"
    PEAK = "peak"
    RACE = "race"


@dataclass(frozen=True, slots=True, kw_only=True)
class Effort:
    """A session's main part for each level, in the order of LEVELS; alternatives behind the first option."""

    by_level: tuple[tuple[Option, ...], ...]
    purpose: str = ""
    note: str = ""

    def options(self, level: RunnerLevel) -> tuple[Option, ...]:
        """What that level does."""
        return self.by_level[LEVELS.index(level)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """The sessions of one week; `weeks`: lengths of plans that use it."""

    speed: Effort
    threshold: Effort
    fartlek: Effort
    long: Effort
    weeks: range = range(0)

    def long_minutes(self, level: RunnerLevel) -> float:
        """What the long run takes; 0 where no minutes are written."""
        (option, *_) = self.long.options(level)
        ends = (block.end for block in option.workout.blocks if isinstance(block, Step))
        return sum(end.chosen for end in ends if isinstance(end, Duration)) / 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Template:
    """A template as its coach wrote it.

    `rows`: the weeks from the first to the peak, lighter ones aside; `lighter`, `peak`: those, in order.
    `level`: for whom the efforts are written. `strength`: by phase, for the first, the second … day.
    """

    name: str
    title: str
    for_whom: str
    weeks: range
    level: RunnerLevel
    warm_up: Effort
    cool_down: Effort
    rows: tuple[Row, ...]
    lighter: tuple[Row, ...]
    peak: tuple[Row, ...]
    last_tempo: Effort
    sharpener: Effort
    strength: dict[Phase, tuple[Effort, ...]] = field(default_factory=dict)

    def spread(self, weeks: int, count: int) -> tuple[tuple[Row, int], ...]:
        """`count` rows for a plan of so many weeks, in order, each with how often it was there before.

        Too many rows: some are left out, evenly, never the first or the last. Too few: some are repeated.
        """
        rows = [row for row in self.rows if weeks in row.weeks]
        last = len(rows) - 1
        if count > len(rows):
            picks = [index * len(rows) // count for index in range(count)]
        else:
            picks = [round(index * last / max(1, count - 1)) for index in range(count)]
        return tuple((rows[pick], picks[:turn].count(pick)) for turn, pick in enumerate(picks))
