"""A plain list: a day and its workout on a line, as people write plans into notes and mails.

A line begins with a date (2027-03-01, 1.3.2027, 1 March 2027), or with a weekday under a line "Week 3". What
follows is shorthand. Lines further in, or without a day, belong to the session before; "#" begins a comment.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, time

from onek_sync.model.errors import Finding, Place
from onek_sync.planning.importing.days import WEEKDAYS, day_ahead
from onek_sync.planning.importing.found import Found
from onek_sync.planning.importing.limits import gathered, numbered, unread
from onek_sync.planning.importing.shorthand_text import read_shorthand

_MAX_LINES = 10_000
_WEEK = re.compile(r"\W*(?:week|woche|semaine)\s*(\d{1,2})\b(.{0,60})", re.ASCII | re.IGNORECASE)
_BULLET = re.compile(r"\s*(?:[-*•]\s+)?")
# Two letters are a weekday only with a sign behind them: "So" and "Do" are English words.
_WEEKDAY = re.compile(r"([^\W\d_]{3,10}\b[.,:]?|[^\W\d_]{2}[.,:])\s*")
_REPEATED = re.compile(r"[\s,]*\(?([^\W\d_]{2,10})(?:\)|[.,:]|\b)")
_SEPARATOR = re.compile(r"\s*(?::|;|,|\||–|—|-(?=\s)|\t)?\s*")
_TIME = re.compile(
    r"(?:at\s+)?([01]?\d|2[0-3]):([0-5]\d)(?:\s*(?:h|uhr)\b)?(?=[\s:,;|–—-])(?!\s*(?:easy|min|@|/))",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class DayLine:
    """A line that begins with a day: the day, the time, and where its text begins (from 0)."""

    when: date | int
    weekday: int | None
    at: time | None
    start: int


def read(text: str, name: str) -> tuple[Found, ...]:
    """Every day's session, with the lines that belong to it."""
    return gathered(_sessions(text, name), name)


def week_of(line: str) -> int | None:
    """The number of the week that a line is the heading of."""
    found = _WEEK.fullmatch(line.strip()) if len(line) <= 100 else None
    return int(found[1]) or None if found else None


def day_of(line: str, week: int | None) -> DayLine | None:
    """What a line says of its day; None where it begins with none. `week`: the one of the heading, from 1.

    Raises ValueError for a day that does not exist or may be two.
    """
    start = _end(_BULLET, line, 0)
    weekday = _weekday_ahead(line, start)
    after = weekday[1] if weekday else start
    if dated := day_ahead(line[after : after + 40]):
        return _with_time(line, dated[0], None, _behind_weekday(line, after + dated[1]))
    if weekday and week:
        return _with_time(line, 7 * (week - 1) + weekday[0], weekday[0], after)
    return None


def _weekday_ahead(line: str, start: int) -> tuple[int, int] | None:
    found = _WEEKDAY.match(line, start)
    number = WEEKDAYS.get(found[1].lower().rstrip(".,:")) if found else None
    return (number, found.end()) if found and number is not None else None


def _behind_weekday(line: str, start: int) -> int:
    """Where the text goes on behind a weekday that only repeats the date: "2027-03-06 (Sat)"."""
    found = _REPEATED.match(line, start)
    return found.end() if found and found[1].lower() in WEEKDAYS else start


def _with_time(line: str, when: date | int, weekday: int | None, start: int) -> DayLine:
    start = _end(_SEPARATOR, line, start)
    clock = _TIME.match(line, start)
    if clock is None:
        return DayLine(when, weekday, None, start)
    at = time(int(clock[1]), int(clock[2]))
    return DayLine(when, weekday, at, _end(_SEPARATOR, line, clock.end()))


def _end(form: re.Pattern[str], line: str, start: int) -> int:
    found = form.match(line, start)
    return found.end() if found else start


@dataclass(slots=True)
class _Open:
    """A session to which lines may still belong."""

    found: Found
    day: DayLine
    lines: list[str] = field(default_factory=list)
    doubts: list[Finding] = field(default_factory=list)

    def is_bare(self) -> bool:
        """Whether there is nothing but a day so far: its workout may stand on the next line."""
        return self.found.option is None and not (self.found.note or self.lines)

    def closed(self) -> Found:
        """The session with the lines as its note."""
        lines = (self.found.note, *self.lines)
        findings = (*self.found.findings, *self.doubts)
        return replace(self.found, note="\n".join(line for line in lines if line), findings=findings)


def _sessions(text: str, name: str) -> Iterator[Found]:
    week: int | None = None
    open_: _Open | None = None
    early: list[Finding] = []
    for place, line in numbered(text, name, _MAX_LINES):
        if number := week_of(line):
            week = number
        if number or not line.strip() or line.startswith("#"):
            continue
        day, doubt = _day(line, week, place)
        if day:
            if open_:
                yield open_.closed()
            open_ = _Open(_session(line, day, place), day, doubts=early)
            early = []
        elif open_ and open_.is_bare() and line[0].isspace():
            start = len(line) - len(line.lstrip())
            open_.found = _session(line, replace(open_.day, start=start), place)
        elif open_:
            open_.lines.append(line.strip())
            open_.doubts += [] if line[0].isspace() else [doubt]  # what stands further in is meant so
        else:
            now = "begin the line with a day, or with # if it is a comment"
            early.append(
                unread("I12", f'"{line.strip()[:40]}" stands before the first day; left out', now, place)
            )
    if open_:
        yield open_.closed()


def _day(line: str, week: int | None, place: Place) -> tuple[DayLine | None, Finding]:
    """The day that a line begins with; or none, and why."""
    now = "kept as a note of the day before; begin it with a day"
    doubt = unread("I12", f'"{line.strip()[:40]}" has no day', now, place)
    try:
        return day_of(line, week), doubt
    except ValueError as error:
        what, _, now = str(error).rpartition("; ")
        return None, unread("I12", f"{what}; kept as a note of the day before", now, place)


def _session(line: str, day: DayLine, place: Place) -> Found:
    body = line[day.start :].strip()
    found = Found(place=place, when=day.when, weekday=day.weekday, at=day.at)
    if not body:
        doubt = unread("I11", "nothing is planned on this day", "write a workout, or rest", place)
        return replace(found, findings=(doubt,))
    options, findings = read_shorthand(body, replace(place, column=day.start + 1))
    if not options:
        return replace(found, note=body, findings=findings)
    return replace(found, option=options[0], alternatives=options[1:], findings=findings)
