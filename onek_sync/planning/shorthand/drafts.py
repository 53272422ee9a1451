"""What is read before it is put together: steps, repeats, recoveries that look for their repeat, text."""

from dataclasses import dataclass, field

from onek_sync.model.intensity import Effort, Intensity, TrainingPace
from onek_sync.model.units import Count, Duration
from onek_sync.model.workout import End, Role, Step, Style
from onek_sync.planning.shorthand.quantities import Quantity
from onek_sync.planning.shorthand.recoveries import Rest


@dataclass(slots=True)
class StepDraft:
    """One step as far as it is read. `easy`: said to be easy by the bare word."""

    column: int
    quantity: Quantity | None = None
    end: End = None
    within: Duration | None = None
    role: Role = Role.WORK
    intensities: list[Intensity] = field(default_factory=list)
    nouns: list[tuple[str, TrainingPace | Effort]] = field(default_factory=list)
    style: Style | None = None
    cues: list[str] = field(default_factory=list)
    rests: list[Rest] = field(default_factory=list)
    alternates: list[Intensity] = field(default_factory=list)
    total: Quantity | None = None
    easy: bool = False
    targeted: bool = False
    base: bool = False  # "Dauerlauf", which is easy where nothing else is said
    shared: bool = False  # its recovery is the whole list's

    @property
    def plain(self) -> bool:
        """Whether there is nothing but a length."""
        return (
            self.quantity is not None
            and self.role is Role.WORK
            and not (self.intensities or self.nouns or self.style or self.cues or self.rests or self.within)
        )

    def step(self) -> Step:
        """The step, its recoveries left to others."""
        return Step(
            role=self.role,
            end=self.end,
            within=self.within,
            intensities=tuple(dict.fromkeys(self.intensities)),
            style=self.style,
            cue=", ".join(dict.fromkeys(self.cues)),
        )


@dataclass(slots=True)
class RepeatDraft:
    """A repeat as far as it is read. `grouped`: its body stands in brackets; `slashed`: "A/B"."""

    column: int
    count: Count
    body: list["Item"]
    between: tuple[Step, ...] = ()
    grouped: bool = False
    slashed: bool = False
    counted: bool = False  # "3 sets of", without brackets
    lent: bool = False  # its recovery is the one between its steps, until the sets have their own

    @property
    def inner(self) -> "RepeatDraft | None":
        """The repeat that is the whole body."""
        only = self.body[0] if len(self.body) == 1 else None
        return only if isinstance(only, RepeatDraft) else None


@dataclass(slots=True)
class RestItem:
    """A recovery that stands between two separators."""

    rest: Rest
    column: int
    introduced: bool = False  # by "w/"


@dataclass(slots=True)
class TextItem:
    """Words in quotes that stand alone."""

    text: str
    column: int


Item = StepDraft | RepeatDraft | RestItem | TextItem


@dataclass(slots=True)
class Joined:
    """An item and what stood before it: "", "comma", "plus", "then", "slash" or "dash"."""

    by: str
    item: Item
