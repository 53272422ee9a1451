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

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from onek_sync.model.errors import ShorthandError
from onek_sync.model.notation import said
from onek_sync.model.units import Count
from onek_sync.model.workout import Block, Repeat, Role, Step, Workout
from onek_sync.planning.importing.prose_lines import as_shorthand, is_doubtful, is_race
from onek_sync.planning.importing.recoveries import with_separations
from onek_sync.planning.shorthand import parse_workout

_MOST_LINES = 200
_LONGEST_LINE = 400
_RULE = re.compile(r"[-=_*–—]{3,}")
_BULLET = re.compile(r"(?:[•·▪◦‣*-]|\d{1,2}[.)])\s+")
_REPEAT = re.compile(
    r"""(?:main\s(?:set|session)|set|session)?[\s:]*(?:
        repeat(?:\s(?:the\sfollowing|this|these|below))?[\s:,]*(?:x\s?(?P<a>\d{1,3})|(?P<b>\d{1,3})\s?(?:x|×|times))
      | (?P<c>\d{1,3})\s?(?:reps?|rounds?|repeats?|repetitions?|sets?)\sof
      | (?P<d>\d{1,3})\s?(?:x|×|times)
    )\s*:?""",
    re.IGNORECASE | re.VERBOSE | re.ASCII,
)
_SECTION = re.compile(
    r"(warm[\s-]?up|cool[\s-]?down|main\s?(?:set|session)?|session|workout|set|intervals?|description)\s*:?",
    re.IGNORECASE,
)
_MAIN = re.compile(r"^(?:main\s?(?:set|session)|session|workout)\s*:\s*(?=\S)", re.IGNORECASE)
_UNIT = r"(?:km|miles?|mi|m|min|mins|minutes|h|hrs?|hours?|s|secs?|tss|kcal|bpm|%)"
_FIGURE = rf"(?:about\s|[~≈])?[\d.:,]{{1,8}}\s?{_UNIT}?(?:\s?\d{{1,3}}\s?{_UNIT})?(?:/km|/mi)?"
_METRIC = re.compile(
    rf"""\W*(?:(?:total|estimated|est\.?|planned|moving|elapsed)\s)?
        (?:total|distance|duration|time|tss|if|calories|pace|avg\.?\space|average\space)\s*[:=]\s*
        {_FIGURE}(?:\s?(?:-|–|to|/|,)\s?{_FIGURE})*\W* | week\s\d+(?:\s?(?:of|/)\s?\d+)?\W*""",
    re.IGNORECASE | re.VERBOSE,
)
_LINK = re.compile(r"https?://\S+", re.IGNORECASE)
_LABELS = frozenset(
    {
        *("run", "easy run", "long run", "easy", "long", "recovery run", "tempo", "tempo run", "threshold"),
        *("intervals", "interval", "fartlek", "hills", "hill repeats", "strides", "track", "speed", "main"),
        *("progression", "progression run", "workout", "session", "reps", "repeats", "steady run"),
    }
)
SUMMED = re.compile(rf"(?:\s+•\s+{_FIGURE}(?:\s?[-–]\s?{_FIGURE})?)+", re.IGNORECASE)
"""Distance and time behind a name, as apps sum a session up: • 6.5km • 45m - 50m."""
_RUN = re.compile(
    r"""\d | \b(?:repeat|then|finish|followed|strides?|sprints?|surges?|drills?|hills?|half|hour|twice|double
      |one|two|three|four|five|six|seven|eight|nine|ten|twelve|times|minutes?|miles?|kilomet\w+|laps?|between|each)\b
      | ^\W*(?:walk|jog|float|rest|recover\w*|full|stand)\b""",
    re.IGNORECASE | re.VERBOSE,
)
_JOG = re.compile(r"[\d.,]+\s?[a-z]+\s(?:easy\s|slow\s|light\s)?jog(?:ging)?", re.IGNORECASE | re.ASCII)
_SENTENCE = re.compile(r"(?<=[a-z)!])\.\s+(?=[A-Z])")


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


class _Unread(Exception):
    """A line that cannot be left out and cannot be read."""

    def __init__(self, line: str, why: str) -> None:
        self.line, self.why = line, why
        super().__init__(line)


def read_prose(lines: Iterable[str]) -> Prose:
    """The workout that clean lines say; None without a step, or where a line was not understood."""
    bench = _Bench()
    try:
        for number, line in enumerate(lines):
            if number >= _MOST_LINES:
                raise _Unread(line, f"more than {_MOST_LINES} lines are no workout")
            bench.take(line)
        blocks = with_separations(_in_order(bench.done()))
    except _Unread as error:
        return Prose(None, tuple(bench.words), unread=error.line, why=error.why)
    return Prose(Workout(blocks=blocks) if blocks else None, tuple(bench.words), tuple(bench.doubts))


@dataclass(slots=True)
class _Open:
    """A repeat that is being read: its count and line, its blocks, and what will end it."""

    count: int
    line: str
    blocks: list[Block] = field(default_factory=list)
    ruled: bool = False
    bulleted: bool = False

    @property
    def is_marked(self) -> bool:
        """Whether it is shown what is repeated, and what is not."""
        return self.ruled or self.bulleted


@dataclass(slots=True)
class _Bench:
    """What was read so far: blocks, open repeats (the inner one last), the section, the words."""

    blocks: list[Block] = field(default_factory=list)
    open: list[_Open] = field(default_factory=list)
    section: str = ""
    is_new: bool = False  # nothing stands in the section yet
    marked: Block | None = None  # the last repeat whose end was shown
    words: list[str] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)

    def take(self, line: str) -> None:
        """One line more."""
        if not line:
            self._pause()
        elif len(line) > _LONGEST_LINE and _RUN.search(line):
            raise _Unread(line[:60], "a line this long is no step")
        elif _RULE.fullmatch(line):
            self._rule()
        elif found := _REPEAT.fullmatch(line):
            self._repeat(int(next(filter(None, found.groups()))), line)
        elif found := _SECTION.fullmatch(line):
            self._close_all()
            self.section = found[1] if found[1].lower().startswith(("warm", "cool")) else ""
            self.is_new = True
        elif _METRIC.fullmatch(line) or _is_summary(line):
            self.words.append(line)
        elif line.lower().rstrip(":") in _LABELS or not _RUN.search(_LINK.sub("", line)):
            self._end_of_bullets(bool(_BULLET.match(line)))
            self.words.append(line)
        else:
            self._step(line)

    def done(self) -> tuple[Block, ...]:
        """Everything, at the end of the text."""
        self._close_all()
        return tuple(self.blocks)

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
        if self.open and not self.open[-1].ruled and self.open[-1].blocks:
            self._close()
        if not 1 <= count <= 100:
            raise _Unread(line, "it repeats nothing, or more than a day holds")
        self.open.append(_Open(count, line))

    def _step(self, line: str) -> None:
        bullet = _BULLET.match(line)
        text = line[bullet.end() :] if bullet else line
        self._end_of_bullets(bool(bullet))
        blocks = self._read(text)
        if self.open and _is_cooldown(blocks) and not self.open[-1].ruled:
            self._close_all()
        if blocks and _is_rest(blocks[0]) and self._restless():
            raise _Unread(text, "is it between the repetitions above, or behind them?")
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
        return bool(blocks) and blocks[-1] is not self.marked and _has_no_rest(blocks[-1])

    def _end_of_bullets(self, bullet: bool) -> None:
        """A line without a bullet, behind lines with one, is not repeated any more."""
        while self.open and self.open[-1].bulleted and not bullet and not self.open[-1].ruled:
            self._close()

    def _read(self, text: str) -> tuple[Block, ...]:
        """The blocks of a line, none for words; sentence by sentence where it is not read as one."""
        try:
            return self._parsed(text)
        except ShorthandError as error:
            parts = _SENTENCE.split(text)
            if len(parts) > 1:
                return tuple(block for part in parts for block in self._read(part))
            if _RUN.search(text):
                raise _Unread(text, error.findings[0].what) from None
            self.words.append(text)
            return ()

    def _parsed(self, text: str) -> tuple[Block, ...]:
        if not _RUN.search(text):
            self.words.append(text)
            return ()
        text = _LINK.sub("", text)
        if is_doubtful(text):
            raise _Unread(text, 'is "m" metres or minutes?')
        if is_race(text):
            raise _Unread(text, "a race, or race pace?")
        clause = _MAIN.sub("", as_shorthand(text))
        if _JOG.fullmatch(clause) and self._is_behind_work():
            clause = f"w/ {clause}"
        reading = parse_workout(f"{self.section}: {clause}" if self.section else clause)
        workout = reading.workout
        self.doubts += (f"{said(text)}: {doubt.what}" for doubt in reading.findings)
        if workout.label and workout.label.lower() not in _LABELS:
            raise _Unread(text, f"what is {said(workout.label)}?")
        self.words.extend(word for word in (workout.label, workout.note) if word)
        self.is_new = False
        return workout.blocks

    def _close_all(self) -> None:
        while self.open:
            self._close()

    def _close(self, *, paragraph: bool = False, by_rule: bool = False) -> None:
        done = self.open.pop()
        if done.ruled and not by_rule:
            raise _Unread(done.line, "the second rule is missing: where does it end?")
        if not done.blocks:
            raise _Unread(done.line, "nothing follows that is repeated")
        if not (done.is_marked or _is_clear(done.blocks, paragraph=paragraph)):
            raise _Unread(done.line, "unclear how many of the lines below it are repeated")
        repeat = Repeat(count=Count.exactly(done.count), blocks=tuple(done.blocks))
        made = (repeat,) if done.count > 1 else repeat.blocks
        self.marked = made[-1] if done.is_marked else self.marked
        (self.open[-1].blocks if self.open else self.blocks).extend(made)


def _is_summary(line: str) -> bool:
    """Whether a line is a session's name with its sums behind it."""
    found = SUMMED.search(line)
    return found is not None and found.end() == len(line) and not re.search(r"\d", line[: found.start()])


def _in_order(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """The same, refused where a warm-up stands behind what it is for, or work behind the cool-down."""
    seen = Role.WARMUP
    for block in blocks:
        role = block.role if isinstance(block, Step) else Role.WORK
        if (role is Role.WARMUP and seen is not Role.WARMUP) or (role is Role.WORK and seen is Role.COOLDOWN):
            raise _Unread(f"{role.value} behind {seen.value}", "the order is not the one in which it is run")
        seen = role if role in {Role.WORK, Role.COOLDOWN} else seen
    return blocks


def _is_clear(blocks: list[Block], *, paragraph: bool) -> bool:
    """Whether lines without rules or bullets can be one thing only: a step, or work and its recovery.

    As a paragraph of their own they are also two steps, or more that end with a recovery.
    """
    last = _is_rest(blocks[-1])
    if paragraph:
        return len(blocks) <= 2 or last
    return len(blocks) == 1 or (len(blocks) == 2 and last and not _is_rest(blocks[0]))


def _has_no_rest(block: Block | None) -> bool:
    return isinstance(block, Repeat) and not block.between and not any(map(_is_rest, block.blocks))


def _is_rest(block: Block) -> bool:
    return isinstance(block, Step) and block.role is Role.RECOVERY


def _is_cooldown(blocks: tuple[Block, ...]) -> bool:
    return bool(blocks) and isinstance(blocks[0], Step) and blocks[0].role is Role.COOLDOWN
