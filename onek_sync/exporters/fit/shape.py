"""The shape of a workout on a watch: repeats that leave out the last recovery, in a list that cannot.

FIT has one kind of repeat: go back to a step until a block was done so many times, all of it. So
N x work with a recovery between becomes N - 1 passes of (work, recovery) and the work once more.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum

from onek_sync.exporters.fit.profile import Aim, Ends, Intensity, WeightUnit

SAFE_STEPS = 50  # what every watch takes
MOST_STEPS = 100  # what the newer ones take


@dataclass(frozen=True, slots=True)
class Exercise:
    """An exercise by the profile's category and name."""

    category: int
    name: int


@dataclass(frozen=True, slots=True, kw_only=True)
class WatchStep:
    """One step, in the profile's raw numbers. `low` and `high` hold a custom target, `zone` a zone."""

    ends: Ends
    value: int = 0
    aim: Aim = Aim.OPEN
    zone: int = 0
    low: int = 0
    high: int = 0
    intensity: Intensity = Intensity.ACTIVE
    name: str = ""
    notes: str = ""
    exercise: Exercise | None = None
    weight: int | None = None
    weight_unit: WeightUnit = WeightUnit.KILOGRAM


@dataclass(frozen=True, slots=True)
class Again:
    """Back to line `first` until all from there was done `passes` times."""

    first: int
    passes: int


@dataclass(frozen=True, slots=True)
class Group:
    """Nodes done `count` times, `between` done between the passes and never after the last."""

    count: int
    body: tuple["Node", ...]
    between: tuple["Node", ...] = ()


Node = WatchStep | Group
Line = WatchStep | Again


class Shape(Enum):
    """How repeats are laid out, the best for the runner first."""

    WRITTEN_OUT = "no repeat within a repeat: sets are written out"
    NESTED = "repeats within repeats, the last recovery left out"
    COMPACT = "repeats within repeats, the last recovery done too"


@dataclass(frozen=True, slots=True)
class Program:
    """A workout as a watch runs through it."""

    lines: tuple[Line, ...]
    shape: Shape


def program(nodes: Sequence[Node]) -> Program | None:
    """The first shape that every watch takes; else the compact one; None when no watch takes even that."""
    for shape, room in (
        (Shape.WRITTEN_OUT, SAFE_STEPS),
        (Shape.NESTED, SAFE_STEPS),
        (Shape.COMPACT, MOST_STEPS),
    ):
        tape = _Tape(shape, room)
        try:
            tape.lay(tuple(nodes))
        except _FullError:
            continue
        return Program(tuple(tape.lines), shape)
    return None


class _FullError(Exception):
    """No room on the tape."""


class _Tape:
    """Lines as they are laid, with so much room and no more."""

    def __init__(self, shape: Shape, room: int) -> None:
        self.shape = shape
        self.room = room
        self.lines: list[Line] = []

    def lay(self, nodes: tuple[Node, ...]) -> None:
        at = 0
        while at < len(nodes):
            node = nodes[at]
            at += 1
            if isinstance(node, WatchStep):
                self.add(node)
                continue
            # What follows is the very recovery that was left out: the passes are all alike.
            closed = nodes[at : at + len(node.between)] == node.between
            at += len(node.between) if closed else 0
            self.lay_group(node, closed)

    def lay_group(self, group: Group, closed: bool) -> None:
        whole = group.body + group.between
        last = whole if closed else group.body
        if self.shape is Shape.WRITTEN_OUT and any(isinstance(node, Group) for node in group.body):
            if group.count > self.room:
                raise _FullError
            self.lay(whole * (group.count - 1) + last)
        elif last == whole or (self.shape is Shape.COMPACT and _can_be_run_again(group)):
            self.loop(whole, group.count)
        else:
            self.loop(whole, group.count - 1)
            self.lay(_marked_last(last) if group.count > 1 else last)

    def loop(self, nodes: tuple[Node, ...], passes: int) -> None:
        first = len(self.lines)
        if passes:
            self.lay(nodes)
        if passes > 1:
            self.add(Again(first, passes))

    def add(self, line: Line) -> None:
        if len(self.lines) == self.room:
            raise _FullError
        self.lines.append(line)


def _can_be_run_again(group: Group) -> bool:
    """Whether what separates the passes does no harm behind the last one."""
    kinds = (node.intensity if isinstance(node, WatchStep) else None for node in group.between)
    return group.count > 1 and all(kind in {Intensity.RECOVERY, Intensity.REST} for kind in kinds)


def _marked_last(nodes: tuple[Node, ...]) -> tuple[Node, ...]:
    """The counter on the watch has ended; the name says that one more is meant. Exercises keep theirs."""
    match nodes:
        case (WatchStep(exercise=None) as first, *others):
            return (replace(first, name=f"{first.name}, last" if first.name else "last"), *others)
    return nodes
