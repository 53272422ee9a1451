"""A plain list: a day and its workout on a line, as people write plans into notes and mails.

A line begins with a date (2027-03-01, 1.3.2027, 1 March 2027), or with a weekday under a line "Week 3". What
follows is shorthand. Lines further in, or without a day, belong to the session before; "#" begins a comment.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, time

from onek_sync.model.errors import Finding, Place, PlanError
from onek_sync.planning.importing.days import WEEKDAYS, day_ahead, slashed_order
from onek_sync.planning.importing.found import Found
from onek_sync.planning.importing.limits import gathered, numbered, unread
from onek_sync.planning.importing.shorthand_text import read_shorthand

_MAX_LINES = 10_000
_WEEK = re.compile(r"\W*(?:week|wk|woche|semaine)\.?\s*(\d{1,2})\b(.{0,60})", re.ASCII | re.IGNORECASE)
# A point of a list, a box to tick, a quotation, bold.
_BULLET = re.compile(r"\s*(?:[-*•>]\s+)?(?:\[[ xX]?\]\s+)?(?:\*\*|__|\[)?")
# Two letters are a weekday only before a date or with a sign behind them: "So" and "Do" are English words.
_WEEKDAY = re.compile(r"([^\W\d_]{2,10})\b([.,:]?)\s*")
_MARCH = re.compile(r"\s*\d{1,2}(?:st|nd|rd|th)?\s*(?:[:,;–—]|-\s|$)", re.IGNORECASE)  # behind "Mar"
_ANOTHER = re.compile(
    r"\s*(?:[/&+,–-]|\b(?:and|to|or|und|bis|oder|et|ou)\b)\s*([^\W\d_]{2,10})\b", re.IGNORECASE
)
_REPEATED = re.compile(r"[\s,]*\(?([^\W\d_]{2,10})(?:\)|[.,:]|\b)")
_SEPARATOR = re.compile(r"(?:\*\*|__|\])?\s*(?::|;|,|\||–|—|-(?=\s)|\t|T(?=\d\d:))?(?:\*\*|__)?\s*")
_NO_LENGTH = r"(?!\s*(?:easy|min|@|/|warm|cool|w/?u\b|c/?d\b))"  # "12:00 warm up" may last that long
_TIME = re.compile(
    rf"(?:at\s+)?([01]?\d|2[0-3]):([0-5]\d)(?:\s*(?:h|uhr)\b)?(?=[\s:,;|–—-]){_NO_LENGTH}",
    re.IGNORECASE,
)
_HALF_DAY = re.compile(
    r"(?:at\s+)?(1[0-2]|0?[1-9])(?:[:.]([0-5]\d))?\s?([ap])\.?m\b\.?", re.ASCII | re.IGNORECASE
)
_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


@dataclass(frozen=True, slots=True)
class DayLine:
    """A line that begins with a day: the day, the time, and where its text begins (from 0).

    `otherwise`: the weekday that is named beside a date, where that date has another.
    """

    when: date | int
    weekday: int | None
    at: time | None
    start: int
    otherwise: str = ""


def read(text: str, name: str) -> tuple[Found, ...]:
    """Every day's session, with the lines that belong to it."""
    return gathered(_sessions(text, name), name)


def week_of(line: str) -> int | None:
    """The number of the week that a line is the heading of."""
    found = _WEEK.fullmatch(line.strip()) if len(line) <= 100 else None
    return int(found[1]) or None if found else None


def day_of(line: str, week: int | None, slashed: str = "?") -> DayLine | None:
    """What a line says of its day; None where it begins with none. `week`: the one of the heading, from 1.

    Raises ValueError for a day that does not exist or may be two, and for several days.
    """
    start = _end(_BULLET, line, 0)
    if dated := day_ahead(line[start : start + 40], slashed):
        day, end = dated[0], start + dated[1]
        behind = _REPEATED.match(line, end)
        named = WEEKDAYS.get(behind[1].lower()) if behind else None
        return _with_time(line, day, None, behind.end() if behind and named is not None else end, named)
    found = _WEEKDAY.match(line, start)
    named = WEEKDAYS.get(found[1].lower()) if found else None
    if found is None or named is None:
        return None
    if dated := day_ahead(line[found.end() : found.end() + 40], slashed):
        return _with_time(line, dated[0], None, found.end() + dated[1], named)
    if not week or not _is_weekday(found, line):
        return None
    another = _ANOTHER.match(line, found.end(1))
    if another and another[1].lower() in WEEKDAYS:
        raise ValueError(f'"{line[start : another.end()]}" are several days; write a line for each')
    return _with_time(line, 7 * (week - 1) + named, named, found.end())


def _is_weekday(found: re.Match[str], line: str) -> bool:
    """Whether a word that may be a weekday is one: "Mar 7" is in March, "so" is a word."""
    if found[1].lower() == "mar" and _MARCH.match(line, found.end()):
        return False
    return len(found[1]) > 2 or bool(found[2])


def _with_time(
    line: str, when: date | int, weekday: int | None, start: int, named: int | None = None
) -> DayLine:
    start = _end(_SEPARATOR, line, start)
    at, end = _time_ahead(line, start)
    wrong = isinstance(when, date) and named is not None and when.weekday() != named
    otherwise = _NAMES[named] if wrong and named is not None else ""
    return DayLine(when, weekday, at, _end(_SEPARATOR, line, end) if at else start, otherwise)


def _time_ahead(line: str, start: int) -> tuple[time | None, int]:
    """The time of day that stands there, and where it ends."""
    if half := _HALF_DAY.match(line, start):
        hour = int(half[1]) % 12 + (12 if half[3].lower() == "p" else 0)
        return time(hour, int(half[2] or 0)), half.end()
    clock = _TIME.match(line, start)
    return (time(int(clock[1]), int(clock[2])), clock.end()) if clock else (None, start)


def _end(form: re.Pattern[str], line: str, start: int) -> int:
    found = form.match(line, start)
    return found.end() if found else start


@dataclass(slots=True)
class _Open:
    """A session to which lines may still belong; `before`: those that stand before the first day."""

    found: Found
    day: DayLine
    before: list[str]
    doubts: list[Finding]
    lines: list[str] = field(default_factory=list)

    def is_bare(self) -> bool:
        """Whether there is nothing but a day so far: its workout may stand on the next line."""
        return self.found.option is None and not (self.found.note or self.lines)

    def closed(self) -> Found:
        """The session with the lines as its note."""
        lines = (*self.before, self.found.note, *self.lines)
        findings = (*self.found.findings, *self.doubts)
        return replace(self.found, note="\n".join(line for line in lines if line), findings=findings)


def _sessions(text: str, name: str) -> Iterator[Found]:
    week: int | None = None
    open_: _Open | None = None
    early: list[str] = []
    doubts: list[Finding] = []
    slashed = slashed_order(text)
    for place, line in numbered(text, name, _MAX_LINES):
        if number := week_of(line):
            week = number
        if number or not line.strip() or line.startswith("#"):
            continue
        day, doubt = _day(line, week, slashed, place)
        if day:
            if open_:
                yield open_.closed()
            open_ = _Open(_session(line, day, place), day, early, doubts)
            early, doubts = [], []
        elif open_ is None:
            early.append(line.strip())
            doubts.append(doubt)
        elif open_.is_bare():
            start = len(line) - len(line.lstrip())
            open_.found = _session(line, replace(open_.day, start=start), place)
        else:
            open_.lines.append(line.strip())
            open_.doubts += [] if line[0].isspace() else [doubt]  # what stands further in is meant so
    if open_:
        yield open_.closed()
    elif doubts:
        raise PlanError(*doubts)


def _day(line: str, week: int | None, slashed: str, place: Place) -> tuple[DayLine | None, Finding]:
    """The day that a line begins with; or none, and why."""
    now = "kept as a note of the day beside it; begin it with a day, or with # if it is a comment"
    doubt = unread("I12", f'"{line.strip()[:40]}" has no day', now, place)
    try:
        return day_of(line, week, slashed), doubt
    except ValueError as error:
        what, _, now = str(error).rpartition("; ")
        return None, unread("I12", f"{what}; kept as a note of the day beside it", now, place)


def _session(line: str, day: DayLine, place: Place) -> Found:
    body = line[day.start :].strip()
    found = Found(place=place, when=day.when, weekday=day.weekday, at=day.at)
    if not body:
        doubt = unread("I11", "nothing is planned on this day", "write a workout, or rest", place)
        return replace(found, findings=(doubt,))
    options, findings = read_shorthand(body, replace(place, column=day.start + 1))
    if day.otherwise:
        what = f"{day.when} is no {day.otherwise}"
        findings = (unread("I12", what, "read by its date; look which is meant", place), *findings)
    if not options:
        return replace(found, note=body, findings=findings)
    return replace(found, option=options[0], alternatives=options[1:], findings=findings)
