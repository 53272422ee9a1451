"""The events of a calendar as plain values: each cut out with its line, then read by `icalendar` alone.

One by one a broken event harms no other, and every event knows where it stands.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from html import unescape
from typing import Any
from zoneinfo import ZoneInfo

from icalendar import Component, Event

from onek_sync.model.errors import Place
from onek_sync.planning.importing.clean_words import lines_of, one_line
from onek_sync.planning.importing.ics_days import days_of
from onek_sync.planning.importing.ics_own import OWN
from onek_sync.planning.importing.limits import refuse

MOST_EVENTS = 5_000
_LONGEST = 100_000  # characters of one event
_BREAK = re.compile(r"<br\s*/?>|</(?:p|li|div|h\d)>", re.IGNORECASE)
_TAG = re.compile(r"</?[a-z][^<>]{0,300}>", re.IGNORECASE)
_CLOCK = re.compile(r"^X-(?:WR|USER)-TIMEZONE(?:;[^:\n]*)?:([^\r\n]{1,60})", re.MULTILINE | re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """An event as it stands: its days (more than one where it repeats), the time, title, lines, and marks.

    `words` is where the description begins. `is_open`: it repeats, and only its
    first day is known. `instead_of`: the day of a repeating event that it replaces. `is_utc`: the time is
    UTC, and the calendar does not say where it is read. `is_own`: the calendar is one of ours.
    """

    place: Place
    words: Place
    days: tuple[date, ...]
    at: time | None = None
    title: str = ""
    lines: tuple[str, ...] = ()
    uid: str = ""
    categories: str = ""
    instead_of: date | None = None
    is_cancelled: bool = False
    is_open: bool = False
    is_utc: bool = False
    is_own: bool = False


def events_of(text: str, file: str) -> Iterator[Said | Place]:
    """The events in order; the place alone of one that cannot be read. PlanError for more than 5,000."""
    clock, own = _clock_of(text), f"PRODID:{OWN}" in text[:2_000]
    for number, (place, words, body) in enumerate(_cut(text, file), 1):
        if number > MOST_EVENTS:
            raise refuse("K01", f"there are more than {MOST_EVENTS} events", "cut it into years", place)
        said = _said(place, words, body, clock)
        yield replace(said, is_own=own) if said else place


def _cut(text: str, file: str) -> Iterator[tuple[Place, Place, str]]:
    """Every event: where it begins, where its description does, and its own lines, unfolded by nobody."""
    body: list[str] = []
    begin = words = 0
    inner = 0  # alarms and the like within
    for number, line in enumerate(text.split("\n"), 1):
        name = line.rstrip("\r").upper().rstrip()
        if name == "BEGIN:VEVENT":
            body, begin, words, inner = ["BEGIN:VEVENT"], number, number, 0
        elif not begin:
            continue
        elif name == "END:VEVENT":
            yield Place(file, begin), Place(file, words), "\r\n".join((*body, "END:VEVENT", ""))
            begin = 0
        elif name.startswith(("BEGIN:", "END:")):
            inner += 1 if name.startswith("BEGIN:") else -1
        elif not inner:
            words = number if name.startswith(("DESCRIPTION:", "DESCRIPTION;")) else words
            body.append(line.rstrip("\r"))
    if begin:
        yield Place(file, begin), Place(file, words), ""


def _said(place: Place, words: Place, body: str, clock: ZoneInfo | None) -> Said | None:
    """The event; None where it has no day, or is written in a way that icalendar cannot read."""
    if len(body) > _LONGEST:
        return None
    try:
        return _read(place, words, Event.from_ical(body), clock)
    except (ValueError, KeyError, TypeError, AttributeError, IndexError, OverflowError):
        return None  # as many sorts as there are ways to write it wrong


def _read(place: Place, words: Place, event: Component, clock: ZoneInfo | None) -> Said:
    start, replaced = _value(event, "DTSTART").dt, _value(event, "RECURRENCE-ID")
    day, at = _moment(start, clock)
    days = _days(event, day)
    return Said(
        place=place,
        words=words,
        days=(day,) if days is None else days,
        at=at,
        title=one_line(_text(event, "SUMMARY")),
        lines=tuple(lines_of(_plain(_text(event, "DESCRIPTION")))),
        uid=_text(event, "UID"),
        categories=one_line(", ".join(map(str, getattr(_value(event, "CATEGORIES"), "cats", ())))),
        instead_of=None if replaced is None else _moment(replaced.dt, clock)[0],
        is_cancelled=_text(event, "STATUS").upper() == "CANCELLED",
        is_open=days is None,
        is_utc=isinstance(start, datetime) and clock is None and _is_utc(start),
    )


def _value(event: Component, name: str) -> Any:
    """A property as icalendar reads it, the first where there are several; None where there is none."""
    value = event.get(name)
    return value[0] if isinstance(value, list) and value else value


def _text(event: Component, name: str) -> str:
    value = _value(event, name)
    return "" if value is None else str(value)


def _moment(start: date, clock: ZoneInfo | None) -> tuple[date, time | None]:
    """The day and the time on the calendar's own clock; as written where the calendar names none."""
    if not isinstance(start, datetime):
        return start + timedelta(0), None  # raises for what is no day at all
    if clock and start.tzinfo:
        start = start.astimezone(clock)
    return start.date(), time(start.hour, start.minute)


def _is_utc(start: datetime) -> bool:
    return start.utcoffset() == timedelta(0) and str(start.tzinfo) in {"UTC", "Etc/UTC"}


def _days(event: Component, day: date) -> tuple[date, ...] | None:
    """Its days, those left out that it leaves out; None where the rule is not understood."""
    rule = _value(event, "RRULE")
    if rule is None:
        return (day,)
    listed = event.get("EXDATE") or []
    left_out = {
        _moment(each.dt, None)[0]
        for dates in (listed if isinstance(listed, list) else [listed])
        for each in dates.dts
    }
    days = days_of(rule, day)
    return None if days is None else tuple(each for each in days if each not in left_out)


def _clock_of(text: str) -> ZoneInfo | None:
    """The zone that the calendar is shown in, if it names one that exists."""
    found = _CLOCK.search(text)
    try:
        return ZoneInfo(found[1].strip()) if found else None
    except (ValueError, KeyError, OSError):
        return None


def _plain(text: str) -> str:
    """The words of a description that is written in HTML."""
    if not _TAG.search(text):
        return text
    return unescape(_TAG.sub("", _BREAK.sub("\n", text)))
