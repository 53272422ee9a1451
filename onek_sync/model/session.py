"""Sessions made ready for one athlete: every intensity a range, every length a number. What exporters say."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property

from onek_sync.model.errors import Finding
from onek_sync.model.plan import Kind, Plan, Session
from onek_sync.model.units import Count, Distance, Duration, UntilLap
from onek_sync.model.workout import Block, Role, Step, StrengthSet, Text

HEART_ANSWERS = 180.0
"""Seconds after which a heart rate says what is run: it is a minute or two late."""


@dataclass(frozen=True, slots=True)
class PaceBand:
    """Seconds per kilometre, fast <= slow."""

    fast: float
    slow: float

    @property
    def middle(self) -> float:
        """Seconds per kilometre in the middle."""
        return (self.fast + self.slow) / 2

    def over(self, metres: float) -> tuple[float, float]:
        """Seconds for so many metres, fast and slow."""
        return self.fast * metres / 1000, self.slow * metres / 1000

    def speeds(self) -> tuple[float, float]:
        """Metres per second, the faster first."""
        return 1000 / self.fast, 1000 / self.slow


@dataclass(frozen=True, slots=True)
class HeartBand:
    """Beats per minute, low <= high; `method`: how they were found ("80-85 % HRmax"); `zone` if written."""

    low: int
    high: int
    method: str = ""
    zone: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ResolvedStep:
    """A step as this athlete runs it.

    `end` has one value. `pace`, `heart`, `cadence`, `rpe` and `effort` say the same effort in different
    words; any may be missing. `aim` is the written intensity in short words ("goal 1K", "T", "easy").
    `leads_to` is the band that today's band moves towards over the plan, where the two differ.
    `seconds` and `metres` are estimates of what the step takes, for totals and pictures.
    """

    step: Step
    end: Distance | Duration | UntilLap
    pace: PaceBand | None = None
    leads_to: PaceBand | None = None
    heart: HeartBand | None = None
    cadence: tuple[int, int] | None = None
    rpe: tuple[float, float] | None = None
    effort: str = ""
    aim: str = ""
    seconds: float = 0.0
    metres: float = 0.0

    @property
    def role(self) -> Role:
        """What the step is for."""
        return self.step.role


@dataclass(frozen=True, slots=True, kw_only=True)
class ResolvedRepeat:
    """Blocks done `count` times, `between` run between the passes and never after the last.

    `written` is the count as written, perhaps a range.
    """

    count: int
    written: Count
    blocks: tuple["ResolvedBlock", ...]
    between: tuple[ResolvedStep, ...] = ()


ResolvedBlock = ResolvedStep | ResolvedRepeat | StrengthSet | Text


@dataclass(frozen=True, kw_only=True)
class ResolvedOption:
    """One option of a session made ready; see `Option`."""

    kind: Kind
    sport: str = ""
    blocks: tuple[ResolvedBlock, ...] = ()
    label: str = ""
    note: str = ""
    written: tuple[Block, ...] = ()

    def played(self) -> Iterator[ResolvedStep | StrengthSet]:
        """What is done, in order, every repetition written out, the last recovery left out."""
        yield from played(self.blocks)

    @cached_property
    def seconds(self) -> float:
        """Estimated time, seconds, recoveries and sets included."""
        return total(self.blocks, _seconds)

    @cached_property
    def metres(self) -> float:
        """Estimated distance on foot, metres."""
        return total(self.blocks, _metres)


def played(blocks: tuple[ResolvedBlock, ...]) -> Iterator[ResolvedStep | StrengthSet]:
    """What is done, in order, every repetition written out."""
    for block in blocks:
        if isinstance(block, ResolvedRepeat):
            for turn in range(block.count):
                if turn:
                    yield from block.between
                yield from played(block.blocks)
        elif not isinstance(block, Text):
            yield block


def total(blocks: tuple[ResolvedBlock, ...], of: Callable[[ResolvedStep | StrengthSet], float]) -> float:
    """The sum over what is done, without writing out the repetitions (there may be millions)."""
    so_far = 0.0
    for block in blocks:
        if isinstance(block, ResolvedRepeat):
            so_far += block.count * total(block.blocks, of) + (block.count - 1) * total(block.between, of)
        elif not isinstance(block, Text):
            so_far += of(block)
    return so_far


def _seconds(item: ResolvedStep | StrengthSet) -> float:
    return item.seconds if isinstance(item, ResolvedStep) else strength_seconds(item)


def _metres(item: ResolvedStep | StrengthSet) -> float:
    return item.metres if isinstance(item, ResolvedStep) else 0.0


def strength_seconds(item: StrengthSet) -> float:
    """Estimated seconds for all sets: 3 s a repetition, 0.5 s a metre, rest 60 s unless said."""
    match item.amount:
        case Duration():
            one = item.amount.chosen
        case Distance():
            one = item.amount.chosen * 0.5
        case Count():
            one = item.amount.chosen * 3.0
        case _:
            one = 30.0
    one *= 2 if item.per_side else 1
    sets = item.sets.chosen
    rest = item.rest.chosen if item.rest else 60.0
    return sets * one + max(0, sets - 1) * rest


@dataclass(frozen=True, kw_only=True)
class ResolvedSession:
    """A session made ready for its athlete. `findings` are the doubts that came up on the way."""

    session: Session
    options: tuple[ResolvedOption, ...]
    hardness: int = 0
    findings: tuple[Finding, ...] = ()

    @property
    def key(self) -> str:
        """The session's key."""
        return self.session.key

    @property
    def kind(self) -> Kind:
        """The kind of what is planned."""
        return self.session.kind

    @property
    def main(self) -> ResolvedOption:
        """What is planned."""
        return self.options[0]


@dataclass(frozen=True, kw_only=True)
class ResolvedPlan:
    """A plan and all its sessions, ready to be said in any format.

    `findings` are doubts about the athlete: results that do not fit, a goal out of reach.
    """

    plan: Plan
    sessions: tuple[ResolvedSession, ...] = ()
    findings: tuple[Finding, ...] = ()
