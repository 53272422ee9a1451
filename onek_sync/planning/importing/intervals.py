"""intervals.icu's workout text: headings, steps under dashes, "6x" in front of what is repeated."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from onek_sync.model.errors import Finding, Place
from onek_sync.model.plan import Option
from onek_sync.model.units import Count
from onek_sync.model.workout import Block, Repeat, Role, Text, Workout
from onek_sync.planning.importing.clean_words import one_line
from onek_sync.planning.importing.found import Found
from onek_sync.planning.importing.intervals_steps import read_step, role_of
from onek_sync.planning.importing.kept import kept
from onek_sync.planning.importing.limits import gathered, numbered, unread
from onek_sync.planning.importing.recoveries import folded, with_separations

STEP = re.compile(r"\s*[-•]\s*(\S.*)")
HEADING = re.compile(r"(.*?)\b(?:(\d{1,3})\s?x|x\s?(\d{1,3}))\s*:?", re.ASCII | re.IGNORECASE)
_MAX_LINES = 1_000  # of one workout
_USUAL = {"main set", "main", "set", "workout", "intervals", "repeat", "repeats"}  # headings that say nothing


def read(text: str, name: str) -> tuple[Found, ...]:
    """The one workout that such a text is; it has no day."""
    bench = _Bench()
    for place, line in numbered(text, name, _MAX_LINES):
        bench.take(line, place)
    return gathered((kept(found, text) for found in bench.found(Place(name, 1))), name)


@dataclass(slots=True)
class _Bench:
    """What was read so far: blocks, the repeat that is open, the heading's role, words, findings."""

    blocks: list[Block] = field(default_factory=list)
    inner: list[Block] = field(default_factory=list)
    count: int = 0  # of the repeat that is open; 0: none
    opened: Place = Place()
    role: Role = Role.WORK
    ended: bool = False  # whether an empty line ends what the heading says
    words: list[str] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    def take(self, line: str, place: Place) -> None:
        """One line: a step, a heading, an empty line that ends a repeat, or words."""
        if step := STEP.fullmatch(line):
            self._step(step[1].strip(), place)
        elif not line.strip():
            self._pause()
        else:
            self._heading(line.strip(), place)

    def _pause(self) -> None:
        """An empty line; between a heading and its steps it does no harm."""
        if self.inner:
            self._close()
        if self.ended:
            self.role = Role.WORK

    def found(self, place: Place) -> Iterator[Found]:
        """The workout, if there is any step or word."""
        self._close()
        blocks = with_separations(folded(self.blocks))
        note = "\n".join(self.words)
        if any(not isinstance(block, Text) for block in blocks):
            yield Found(
                place=place,
                option=Option(workout=Workout(blocks=blocks)),
                note=note,
                findings=tuple(self.findings),
            )

    def _step(self, text: str, place: Place) -> None:
        self.ended = True
        reading = read_step(text, self.role)
        to = self.inner if self.count else self.blocks
        if reading is None:
            what = f'"{text[:40]}" has no length'
            self._doubt("I10", what, "kept as words; write one, like 10m or 400mtr", place)
            to.append(Text(one_line(text)))
            return
        if reading.unread:
            what = f'"{reading.unread[:40]}" is no target of a run that was understood'
            self._doubt("I10", what, "kept as words at the step; write a pace, or % HR", place)
        if reading.metres:
            now = "write mtr for metres, or hours"
            self._doubt("I30", f'"{text[:40]}" was read as metres; at intervals.icu m is minutes', now, place)
        to.append(reading.step)

    def _heading(self, line: str, place: Place) -> None:
        self._close()
        found = HEADING.fullmatch(line)
        words = found[1].strip(" -:") if found else line
        role = role_of(words)
        self.role, self.ended = role or Role.WORK, False
        if found and (count := int(found[2] or found[3])):
            self.count, self.opened = count, place
        if words and not role and words.lower().rstrip(":") not in _USUAL:
            self.words.append(words)

    def _close(self) -> None:
        if self.count and self.inner:
            self.blocks.append(Repeat(count=Count.exactly(self.count), blocks=tuple(self.inner)))
        elif self.count:
            self._doubt("I10", "nothing is repeated here", "write the steps below it", self.opened)
        self.count, self.inner = 0, []

    def _doubt(self, code: str, what: str, now: str, place: Place) -> None:
        self.findings.append(unread(code, what, now, place))
