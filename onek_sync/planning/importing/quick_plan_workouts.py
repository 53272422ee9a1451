"""A workout in quick-plan's notation: a sport, a name, and steps under dashes."""

import re
from dataclasses import dataclass, field

from onek_sync.model.errors import Finding, Place
from onek_sync.model.plan import Kind, Option
from onek_sync.model.units import Count
from onek_sync.model.workout import Block, Repeat, Text, Workout
from onek_sync.planning.importing.clean_words import one_line
from onek_sync.planning.importing.limits import unread
from onek_sync.planning.importing.quick_plan_steps import REPEAT, STEP, read_step
from onek_sync.planning.importing.recoveries import with_separations

HEADER = re.compile(r"(workout|running|cycling|swimming|walking|hiking)\s*:\s*(\S.*)", re.IGNORECASE)
MAX_DEPTH = 4  # the notation has one level, its imitators two

# The sport's word: what the session is, and the sport where it is no running.
_SPORTS = {
    "cycling": (Kind.CROSS, "cycling"),
    "swimming": (Kind.CROSS, "swimming"),
    "walking": (Kind.CROSS, "walking"),
    "hiking": (Kind.CROSS, "hiking"),
}
_COUNT = re.compile(r"(\d{1,3})\s*x?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Definition:
    """A workout with its name; `option` is None where not one step was read."""

    name: str
    text: str
    option: Option | None
    findings: tuple[Finding, ...]


def read_definition(text: str, place: Place) -> Definition | None:
    """The workout that a cell defines; None for a cell that defines none. `place`: where it begins."""
    first, *lines = text.split("\n")
    header = HEADER.fullmatch(first.strip())
    if not header:
        return None
    bench = _Bench(place)
    for offset, line in enumerate(lines, 1):
        if line.strip():
            bench.take(line, Place(place.file, place.line + offset))
    kind, sport = _SPORTS.get(header[1].lower(), (Kind.RUN, ""))
    blocks = with_separations(bench.blocks())
    read = any(not isinstance(block, Text) for block in blocks)
    option = Option(kind=kind, sport=sport, workout=Workout(blocks=blocks)) if read else None
    return Definition(header[2].strip(), text, option, (*bench.findings, *_empty(lines, place)))


def _empty(lines: list[str], place: Place) -> tuple[Finding, ...]:
    if any(line.strip() for line in lines):
        return ()
    what = "this workout has a name but no steps"
    return (unread("I10", what, 'write them below it: "- run: 8km"', place),)


@dataclass(slots=True)
class _Group:
    """A repeat that is being read: what is in it stands further to the right than `indent`."""

    indent: int
    count: int
    place: Place
    blocks: list[Block] = field(default_factory=list)


@dataclass(slots=True)
class _Bench:
    """The steps so far, the repeats that are open, and what was not read."""

    place: Place
    findings: list[Finding] = field(default_factory=list)
    open: list[_Group] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.open.append(_Group(-1, 1, self.place))

    def take(self, line: str, place: Place) -> None:
        """One line: a step, the head of a repeat, or words that stay as a text in their place."""
        found = STEP.fullmatch(line)
        if not found:
            return self._keep(line, place)
        indent = len(found[1].expandtabs())
        while len(self.open) > 1 and indent <= self.open[-1].indent:
            self._close()
        if found[2].lower() == REPEAT:
            return self._repeat(indent, found[3].strip(), line, place)
        reading = read_step(found[2], found[3])
        if reading is None:
            return self._keep(line, place)
        if reading.unread:
            what = f'the target "{reading.unread[:40]}" was not read'
            self.findings.append(unread("I10", what, "kept as words at the step; write a pace", place))
        self.open[-1].blocks.append(reading.step)
        return None

    def blocks(self) -> tuple[Block, ...]:
        """All of them, every repeat closed."""
        while len(self.open) > 1:
            self._close()
        return tuple(self.open[0].blocks)

    def _repeat(self, indent: int, count: str, line: str, place: Place) -> None:
        found = _COUNT.fullmatch(count)
        if not found or not int(found[1]) or len(self.open) > MAX_DEPTH:
            return self._keep(line, place)
        self.open.append(_Group(indent, int(found[1]), place))
        return None

    def _close(self) -> None:
        group = self.open.pop()
        if group.blocks:
            repeat = Repeat(count=Count.exactly(group.count), blocks=tuple(group.blocks))
            self.open[-1].blocks.append(repeat)
        else:
            now = 'write its steps below, two spaces in: "  - run: 400m"'
            self.findings.append(unread("I10", "this repeat has no steps; it is left out", now, group.place))

    def _keep(self, line: str, place: Place) -> None:
        words = one_line(line)
        what = f'"{words[:40]}" was not read as a step'
        self.findings.append(unread("I10", what, "kept as words; write it as - run: 1km @ 5:00-4:40", place))
        self.open[-1].blocks.append(Text(words))
