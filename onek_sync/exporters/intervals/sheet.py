"""The shape of a workout text: sections of steps. A section may be repeated; there is none within another.

A repeat does all of its section, the last recovery too. So N x work with a recovery between becomes N - 1
passes of (work, recovery) and the work once more. What nests is written out from the outside.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from onek_sync.exporters.intervals.notation import MOST_PASSES, MOST_STEPS, Header, Kind, Line

_HEADERS = {Kind.WARMUP: Header.WARMUP, Kind.COOLDOWN: Header.COOLDOWN}


class TooManySteps(Exception):
    """More than `MOST_STEPS`, or a repeat of more than `MOST_PASSES`."""


@dataclass(frozen=True, slots=True)
class Group:
    """Nodes done `passes` times, `between` done between the passes and never after the last."""

    passes: int
    body: tuple["Node", ...]
    between: tuple["Node", ...] = ()


Node = Line | Group


@dataclass(frozen=True, slots=True)
class Section:
    """Steps under a header, done `passes` times in their order."""

    header: Header
    lines: tuple[Line, ...]
    passes: int = 1


def laid_out(nodes: Sequence[Node]) -> tuple[Section, ...]:
    """The nodes as sections, in the order in which they are done. TooManySteps when there is no end to it."""
    sheet = _Sheet()
    sheet.lay(tuple(nodes))
    return tuple(sheet.sections)


def how_many(sections: Sequence[Section]) -> int:
    """Steps as a watch counts them: a repeat is one too."""
    return sum(len(section.lines) + (section.passes > 1) for section in sections)


def written(sections: Sequence[Section]) -> str:
    """The sections as text, an empty line between two. A header is not said twice in a row."""
    paragraphs, above = [], None
    for section in sections:
        head = f"{section.header} {section.passes}x" if section.passes > 1 else f"{section.header}"
        shown = [head] if head != above else []
        paragraphs.append("\n".join([*shown, *map(str, section.lines)]))
        above = section.header.value
    return "\n\n".join(paragraphs)


class _Sheet:
    """Sections as they are laid, with so much room and no more."""

    def __init__(self) -> None:
        self.sections: list[Section] = []
        self.room = MOST_STEPS

    def lay(self, nodes: tuple[Node, ...]) -> None:
        at = 0
        while at < len(nodes):
            node = nodes[at]
            at += 1
            if isinstance(node, Line):
                self.add(node)
                continue
            # What follows is the very recovery that was left out: the passes are all alike.
            closed = bool(node.between) and nodes[at : at + len(node.between)] == node.between
            at += len(node.between) if closed else 0
            self.lay_group(node, closed)

    def lay_group(self, group: Group, closed: bool) -> None:
        whole = group.body + group.between
        last = whole if closed else group.body
        lines = tuple(node for node in whole if isinstance(node, Line))
        if len(lines) < len(whole):
            if group.passes > self.room:
                raise TooManySteps
            self.lay(whole * (group.passes - 1) + last)
        elif last == whole:
            self.repeat(lines, group.passes)
        else:
            self.repeat(lines, group.passes - 1)
            self.lay(_marked_last(group.body) if group.passes > 1 else group.body)

    def repeat(self, lines: tuple[Line, ...], passes: int) -> None:
        if passes > MOST_PASSES:
            raise TooManySteps
        if passes == 1:
            self.lay(lines)
        elif passes and lines:
            self.take(len(lines))
            self.sections.append(Section(Header.MAIN, lines, passes))

    def add(self, line: Line) -> None:
        self.take(1)
        header = _HEADERS.get(line.kind, Header.MAIN)
        last = self.sections[-1] if self.sections else None
        if last and last.passes == 1 and last.header is header:
            self.sections[-1] = replace(last, lines=(*last.lines, line))
        else:
            self.sections.append(Section(header, (line,)))

    def take(self, steps: int) -> None:
        self.room -= steps
        if self.room < 0:
            raise TooManySteps


def _marked_last(nodes: tuple[Node, ...]) -> tuple[Node, ...]:
    """The counter on the watch has ended; the cue says that one more is meant."""
    match nodes:
        case (Line() as first, *others):
            return (replace(first, cue=f"Last. {first.cue}" if first.cue else "Last."), *others)
    return nodes
