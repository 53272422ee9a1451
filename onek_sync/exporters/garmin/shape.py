"""The shape of a workout at Garmin Connect: repeat groups, the last recovery, and the numbers of steps."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import count

from onek_sync.exporters.garmin.ids import Ends, Json, Kind

SAFE_STEPS = 50  # what older watches take
MOST_STEPS = 100  # what any watch takes
# Groups within groups that a recorded answer of the service shows. What is deeper is written out.
MOST_NESTED = 2


class TooManySteps(Exception):
    """More than `MOST_STEPS`."""


@dataclass(frozen=True, slots=True)
class Leaf:
    """One step: what it is for, and all its fields but its numbers."""

    kind: Kind
    fields: Json


@dataclass(frozen=True, slots=True)
class Group:
    """Nodes done `passes` times; `skips_last`: without the last node in the last pass."""

    passes: int
    nodes: tuple["Node", ...]
    skips_last: bool = False


Node = Leaf | Group


def repeated(passes: int, body: Sequence[Node], between: Sequence[Node]) -> Iterator[Node]:
    """A repeat whose `between` is done between the passes and never after the last.

    The service can leave out one recovery at the very end of a group, no more: a longer separation,
    or one that is no recovery, is sent as one pass less and the body once more.
    """
    if passes == 1:
        yield from body
    elif _depth((*body, *between)) >= MOST_NESTED:
        yield from _written_out(passes, body, between)
    elif not between:
        if body:
            yield Group(passes, tuple(body))
    elif body and len(between) == 1 and _is_recovery(between[0]):
        yield Group(passes, (*body, *between), skips_last=True)
    else:
        yield from repeated(passes - 1, (*body, *between), ())
        yield from body


def numbered(nodes: Sequence[Node]) -> list[Json]:
    """The nodes as JSON, numbered depth first through all groups, as the service does it itself."""
    orders, groups = count(1), count(1)

    def number(nodes: Sequence[Node], parent: int | None) -> Iterator[Json]:
        for node in nodes:
            order = next(orders)
            if order > MOST_STEPS:
                raise TooManySteps
            if isinstance(node, Leaf):
                yield _leaf(node, order, parent)
            else:
                own = next(groups)
                yield _group(node, order, own, list(number(node.nodes, own)))

    return list(number(nodes, None))


def how_many(nodes: Sequence[Node]) -> int:
    """Steps as a watch counts them: a repeat is one too."""
    return sum(1 + (how_many(node.nodes) if isinstance(node, Group) else 0) for node in nodes)


def _written_out(passes: int, body: Sequence[Node], between: Sequence[Node]) -> Iterator[Node]:
    if passes * len(body) + (passes - 1) * len(between) > MOST_STEPS:
        raise TooManySteps
    for turn in range(passes):
        if turn:
            yield from between
        yield from body


def _depth(nodes: Sequence[Node]) -> int:
    return max((1 + _depth(node.nodes) for node in nodes if isinstance(node, Group)), default=0)


def _is_recovery(node: Node) -> bool:
    return isinstance(node, Leaf) and node.kind in {Kind.RECOVERY, Kind.REST}


def _leaf(leaf: Leaf, order: int, parent: int | None) -> Json:
    head = {"type": "ExecutableStepDTO", "stepOrder": order, "stepType": leaf.kind.json}
    return {**head, **({} if parent is None else {"childStepId": parent}), **leaf.fields}


def _group(group: Group, order: int, own: int, steps: list[Json]) -> Json:
    """A group carries its own number as `childStepId`, its plain steps carry their group's."""
    return {
        "type": "RepeatGroupDTO",
        "stepOrder": order,
        "stepType": Kind.REPEAT.json,
        "childStepId": own,
        "numberOfIterations": group.passes,
        "endCondition": Ends.ITERATIONS.json,
        "endConditionValue": group.passes,
        "smartRepeat": False,
        "skipLastRestStep": group.skips_last,
        "workoutSteps": steps,
    }
