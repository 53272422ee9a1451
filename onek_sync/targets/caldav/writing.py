"""Our event as the object of a server's calendar: one VCALENDAR, with our mark and its revision.

The exporter's lines are kept as they are; only those that depend on the server's object are others.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from icalendar.parser import Contentline

from onek_sync.targets.caldav.event import MARK, Seen, Sent

# RFC 5545 §3.3.8: an integer of 32 bits with a sign.
MAX_SEQUENCE = 2**31 - 1
# The rest of a calendar's head is for who subscribes to it; RFC 4791 §4.1 allows no METHOD in an object.
_HEAD = {"BEGIN", "PRODID", "VERSION", "CALSCALE"}
_NAME = re.compile(r"[A-Za-z0-9-]*")
_WALL = "%Y%m%dT%H%M%S"


@dataclass(frozen=True, slots=True, kw_only=True)
class Revised:
    """What differs from the exporter's lines. `at` and `alarms`: the athlete's, None for the plan's."""

    uid: str
    sent: Sent
    sequence: int
    now: datetime
    day: date
    at: time | None = None
    alarms: Sequence[str] | None = None


def written(body: bytes, seen: Seen, revised: Revised) -> bytes:
    """The object. `seen`: what the body says."""
    lines = unfolded(body)
    event = lines.index("BEGIN:VEVENT")
    zones = lines.index("BEGIN:VTIMEZONE") if "BEGIN:VTIMEZONE" in lines else event
    alarms = alarms_in(body)
    properties = lines[event : -2 - len(alarms)]  # two ends: the event's and the calendar's
    replaced = _replaced(properties, seen, revised)
    made = [
        *(line for line in lines[:zones] if _name(line) in _HEAD),
        *lines[zones:event],
        *(replaced.get(_name(line), line) for line in properties),
        f"{MARK}:{revised.sent}",
        *(alarms if revised.alarms is None else revised.alarms),
        *lines[-2:],
    ]
    return b"".join(_folded(line) + b"\r\n" for line in made)


def _folded(line: str) -> bytes:
    return bytes(Contentline(line).to_ical())  # type: ignore[no-untyped-call]


def unfolded(body: bytes | str) -> list[str]:
    """The content lines of a calendar."""
    text = body.decode() if isinstance(body, bytes) else body
    return [line for line in re.sub(r"\r?\n[ \t]", "", text).replace("\r\n", "\n").split("\n") if line]


def alarms_in(body: bytes | str) -> tuple[str, ...]:
    """The lines of the alarms, as they are."""
    return tuple(_alarm_lines(unfolded(body)))


def _alarm_lines(lines: Sequence[str]) -> Iterator[str]:
    inside = False
    for line in lines:
        inside = inside or line == "BEGIN:VALARM"
        if inside:
            yield line
        inside = inside and line != "END:VALARM"


def _replaced(properties: Sequence[str], seen: Seen, revised: Revised) -> Mapping[str, str]:
    """The lines that are others, by their names."""
    stamp = _utc(revised.now)
    return {
        "UID": f"UID:{revised.uid}",
        "DTSTAMP": f"DTSTAMP:{stamp}",
        "LAST-MODIFIED": f"LAST-MODIFIED:{stamp}",
        "SEQUENCE": f"SEQUENCE:{min(revised.sequence, MAX_SEQUENCE)}",
        **_times(properties, seen, revised),
    }


def _times(properties: Sequence[str], seen: Seen, revised: Revised) -> Mapping[str, str]:
    """Start and end in the form that the exporter chose; none where they stay."""
    at = revised.at or seen.at
    if (revised.day, at) == (seen.day, seen.at):
        return {}
    if at is None:
        return _ends(";VALUE=DATE", "%Y%m%d", revised.day, revised.day + seen.lasting)
    wall = datetime.combine(revised.day, at)
    (line,) = [line for line in properties if _name(line) == "DTSTART"]
    parameters = line.partition(":")[0].removeprefix("DTSTART")
    if not seen.zone:
        return _ends(parameters, _WALL, wall, wall + seen.lasting)
    clock = ZoneInfo(seen.zone)
    start = wall.replace(tzinfo=clock).astimezone(UTC)
    end = start + seen.lasting
    if line.endswith("Z"):
        return _ends("", f"{_WALL}Z", start, end)
    return _ends(parameters, _WALL, start.astimezone(clock), end.astimezone(clock))


def _ends(parameters: str, form: str, start: date, end: date) -> Mapping[str, str]:
    ends = {"DTSTART": start, "DTEND": end}
    return {name: f"{name}{parameters}:{moment.strftime(form)}" for name, moment in ends.items()}


def _utc(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):{_WALL}}Z"


def _name(line: str) -> str:
    found = _NAME.match(line)
    return found[0].upper() if found else ""
