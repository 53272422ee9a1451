"""Workouts in prose, as training apps and coaches write them into a calendar: a step on each line.

::

    2km warm up at a conversational pace (no faster than 6:55/km), 90s walking rest
    Repeat the following 6x:            or: 6 reps of:, Repeat 6 times, 6x:
    ----------
    400m at 4:10/km
    90s walk
    ----------
    Cool down: 1km easy

What is repeated stands between two rules, under bullets, or in the next paragraph. Every line is read by the
shorthand. A line that is not read is words, unless it has a number or speaks of something to be run: then no
workout is made of the rest, because it would be another one. Nothing is guessed.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from onek_sync.model.errors import ShorthandError
from onek_sync.model.intensity import Effort, Intensity, RacePace, TrainingPace
from onek_sync.model.notation import said
from onek_sync.model.units import Count, UntilLap
from onek_sync.model.workout import Block, Repeat, Role, Step, Style, Workout
from onek_sync.planning.importing.prose_blocks import (
    OpenRepeat,
    Unread,
    has_no_rest,
    in_order,
    is_bare,
    is_clear,
    is_cooldown,
    is_rest,
)
from onek_sync.planning.importing.prose_lines import as_shorthand, is_doubtful, is_race
from onek_sync.planning.importing.prose_signs import (
    BULLET,
    JOG,
    LABELS,
    LINK,
    MAIN,
    METRIC,
    REPEAT,
    RULE,
    RUN,
    SECTION,
    SENTENCE,
    is_summary,
)
from onek_sync.planning.importing.recoveries import with_separations
from onek_sync.planning.shorthand import Reading, parse_workout
from onek_sync.planning.shorthand.gentle import is_gentle

_MOST_LINES = 200
_LONGEST_LINE = 400
_MAY_BE = frozenset({Role.WORK, Role.RECOVERY})  # what "10 min jog" is without a heading


@dataclass(frozen=True, slots=True)
class Prose:
    """What a text says: the workout, or None; the lines that are words; what is in doubt.

    `unread` is a line that speaks of something to be run and was not understood: there is no workout then.
    """

    workout: Workout | None
    words: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()
    unread: str = ""
    why: str = ""


def read_prose(lines: Iterable[str]) -> Prose:
    """The workout that clean lines say; None without a step, or where a line was not understood."""
    bench = _Bench()
    try:
        for number, line in enumerate(lines):
            if number >= _MOST_LINES:
                raise Unread(line, f"more than {_MOST_LINES} lines are no workout")
            bench.take(line)
        blocks = with_separations(in_order(bench.done()))
    except Unread as error:
        return Prose(None, tuple(bench.words), unread=error.line, why=error.why)
    workout = None if all(map(is_bare, blocks)) else Workout(blocks=blocks)
    return Prose(workout, tuple(bench.words), tuple(bench.doubts))


@dataclass(slots=True)
class _Bench:
    """What was read so far: blocks, open repeats (the inner one last), the section, the words."""

    blocks: list[Block] = field(default_factory=list)
    open: list[OpenRepeat] = field(default_factory=list)
    section: str = ""
    is_new: bool = False  # nothing stands in the section yet
    marked: Block | None = None  # the last repeat whose end was shown
    words: list[str] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)

    def take(self, line: str) -> None:
        """One line more."""
        if not line:
            self._pause()
        elif len(line) > _LONGEST_LINE and RUN.search(line):
            raise Unread(line[:60], "a line this long is no step")
        elif RULE.fullmatch(line):
            self._rule()
        elif found := REPEAT.fullmatch(line):
            self._repeat(int(next(filter(None, found.groups()))), line)
        elif found := SECTION.fullmatch(line):
            self._close_all()
            self._end_of_section()
            self.section = found[1] if found[1].lower().startswith(("warm", "cool")) else ""
            self.is_new = True
        elif METRIC.fullmatch(line) or is_summary(line):
            self.words.append(line)
        elif line.lower().rstrip(":") in LABELS or not RUN.search(LINK.sub("", line)):
            self._end_of_bullets(bool(BULLET.match(line)))
            self.words.append(line)
        else:
            self._step(line)

    def done(self) -> tuple[Block, ...]:
        """Everything, at the end of the text."""
        self._close_all()
        self._end_of_section()
        return tuple(self.blocks)

    def _end_of_section(self) -> None:
        """Behind a heading that says it all, "Cool down", the step is as long as its runner likes."""
        if self.section and self.is_new:
            role = Role.WARMUP if self.section.lower().startswith("warm") else Role.COOLDOWN
            self.blocks.append(Step(role=role, end=UntilLap()))
        self.section = ""

    def _pause(self) -> None:
        """An empty line: it ends what is repeated, unless a rule will, or nothing has been said yet."""
        while self.open and self.open[-1].blocks and not self.open[-1].ruled:
            self._close(paragraph=True)
        if not self.is_new:
            self.section = ""

    def _rule(self) -> None:
        while self.open and not self.open[-1].ruled and self.open[-1].blocks:
            self._close()
        if self.open and not self.open[-1].ruled:
            self.open[-1].ruled = True
        elif self.open:
            self._close(by_rule=True)

    def _repeat(self, count: int, line: str) -> None:
        self._end_of_section()
        if self.open and not self.open[-1].ruled and self.open[-1].blocks:
            self._close()
        if not 1 <= count <= 100:
            raise Unread(line, "it repeats nothing, or more than a day holds")
        self.open.append(OpenRepeat(count, line))

    def _step(self, line: str) -> None:
        bullet = BULLET.match(line)
        text = line[bullet.end() :] if bullet else line
        self._end_of_bullets(bool(bullet))
        blocks = self._read(text)
        if self.open and is_cooldown(blocks) and not self.open[-1].ruled:
            self._close_all()
        if blocks and is_rest(blocks[0]) and self._restless():
            raise Unread(text, "is it between the repetitions above, or behind them?")
        if self.open:
            self.open[-1].bulleted |= bool(bullet)
        (self.open[-1].blocks if self.open else self.blocks).extend(blocks)

    def _is_behind_work(self) -> bool:
        """Whether a jog on a line of its own is the recovery of the line before."""
        blocks = self.open[-1].blocks if self.open else self.blocks
        last = blocks[-1] if blocks else None
        return isinstance(last, Repeat) or (isinstance(last, Step) and last.role is Role.WORK)

    def _restless(self) -> bool:
        """Whether what was said last is repetitions without a recovery that nothing closes."""
        blocks = self.open[-1].blocks if self.open else self.blocks
        return bool(blocks) and blocks[-1] is not self.marked and has_no_rest(blocks[-1])

    def _end_of_bullets(self, bullet: bool) -> None:
        """A line without a bullet, behind lines with one, is not repeated any more."""
        while self.open and self.open[-1].bulleted and not bullet and not self.open[-1].ruled:
            self._close()

    def _read(self, text: str) -> tuple[Block, ...]:
        """The blocks of a line, none for words; sentence by sentence where it is not read as one."""
        try:
            return self._parsed(text)
        except ShorthandError as error:
            parts = SENTENCE.split(text)
            if len(parts) > 1:
                return tuple(block for part in parts for block in self._read(part))
            if RUN.search(text):
                raise Unread(text, error.findings[0].what) from None
            self.words.append(text)
            return ()

    def _parsed(self, text: str) -> tuple[Block, ...]:
        if not RUN.search(text):
            self.words.append(text)
            return ()
        text = LINK.sub("", text)
        if is_doubtful(text):
            raise Unread(text, 'is "m" metres or minutes?')
        if is_race(text):
            raise Unread(text, "a race, or race pace?")
        clause = MAIN.sub("", as_shorthand(text))
        if JOG.fullmatch(clause) and self._is_behind_work():
            clause = f"w/ {clause}"
        reading = self._in_section(clause, text) if self.section else parse_workout(clause)
        workout = reading.workout
        self.doubts += (f"{said(text)}: {doubt.what}" for doubt in reading.findings)
        if workout.label and workout.label.lower() not in LABELS:
            raise Unread(text, f"what is {said(workout.label)}?")
        self.words.extend(word for word in (workout.label, workout.note) if word)
        self.is_new = False
        return workout.blocks

    def _in_section(self, clause: str, text: str) -> Reading:
        """A line below "Warm up" or "Cool down": what may be one is, and what else comes ends the section."""
        plain = parse_workout(clause)
        first = plain.workout.blocks[0] if plain.workout.blocks else None
        if isinstance(first, Step) and first.role in _MAY_BE and first.style is not Style.STRIDE:
            if not any(map(_is_brisk, first.intensities)):
                return parse_workout(f"{self.section}: {clause}")
            if self.is_new:
                raise Unread(text, f"is this the {self.section.lower()}, or what follows?")
        if not isinstance(first, Step) or first.role is Role.WORK:
            self._end_of_section()
        return plain

    def _close_all(self) -> None:
        while self.open:
            self._close()

    def _close(self, *, paragraph: bool = False, by_rule: bool = False) -> None:
        done = self.open.pop()
        if done.ruled and not by_rule:
            raise Unread(done.line, "the second rule is missing: where does it end?")
        if not done.blocks:
            raise Unread(done.line, "nothing follows that is repeated")
        if not (done.is_marked or is_clear(done.blocks, paragraph=paragraph)):
            raise Unread(done.line, "unclear how many of the lines below it are repeated")
        repeat = Repeat(count=Count.exactly(done.count), blocks=tuple(done.blocks))
        made = (repeat,) if done.count > 1 else repeat.blocks
        self.marked = made[-1] if done.is_marked else self.marked
        (self.open[-1].blocks if self.open else self.blocks).extend(made)


def _is_brisk(intensity: Intensity) -> bool:
    """Whether a pace or a word is too hard for a warm-up; figures may be anything."""
    return isinstance(intensity, TrainingPace | RacePace | Effort) and not is_gentle(intensity)
