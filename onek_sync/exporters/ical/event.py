"""One event: what it says as a row of plain values, and that row as the bytes of a VEVENT."""

from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import NamedTuple

from icalendar import Alarm, Event
from icalendar.prop import vCategory, vDate, vDatetime, vDuration, vInt, vText

from onek_sync.exporters.ical.text import CalendarText, folded
from onek_sync.exporters.ical.times import When

# RFC 5545 §3.3.8: an integer of 32 bits with a sign.
MAX_SEQUENCE = 2**31 - 1


class Row(NamedTuple):
    """Everything an event says. Equal rows give equal bytes. `alarms`: seconds before the start."""

    uid: str
    when: When
    sequence: int
    changed: datetime
    summary: str
    description: str = ""
    categories: tuple[str, ...] = ()
    opaque: bool = False
    alarms: tuple[float, ...] = ()


@lru_cache(maxsize=4096)
def vevent(row: Row) -> bytes:
    """The VEVENT as lines of a calendar. Kept by content: a feed says the same events again and again.

    Properties are set with their types: `Event.add` would spend as long again on guessing them.
    """
    if not 0 <= row.sequence <= MAX_SEQUENCE:
        raise ValueError(f"{row.uid}: a revision counts from 0 to {MAX_SEQUENCE}, not {row.sequence}")
    made = Event()
    made["UID"] = vText(row.uid)
    made["DTSTAMP"] = made["LAST-MODIFIED"] = _stamp(row.changed, "UTC")
    made["SEQUENCE"] = vInt(row.sequence)
    made["DTSTART"] = _moment(row.when.start, row.when.tzid)
    made["DTEND"] = _moment(row.when.end, row.when.tzid)
    made["SUMMARY"] = CalendarText(row.summary)
    if row.description:
        made["DESCRIPTION"] = CalendarText(row.description)
    if row.categories:
        made["CATEGORIES"] = vCategory([CalendarText(name) for name in row.categories])
    made["TRANSP"] = vText("OPAQUE" if row.opaque else "TRANSPARENT")
    made["X-MICROSOFT-CDO-BUSYSTATUS"] = vText("BUSY" if row.opaque else "FREE")
    for seconds in row.alarms:
        made.add_component(_alarm(seconds, row.summary))
    return b"\r\n".join(folded(line) for line in made.content_lines())


def _moment(moment: date, tzid: str) -> vDate | vDatetime:
    if isinstance(moment, datetime):
        return _stamp(moment, tzid)
    return vDate(moment, params={"VALUE": "DATE"})


def _stamp(moment: datetime, tzid: str) -> vDatetime:
    """A wall time with the name of its clock; "UTC" is written as Z."""
    made = vDatetime(moment.replace(tzinfo=None))
    if tzid:
        made.params["TZID"] = tzid  # given to the constructor it would not outlive a time without tzinfo
    return made


def _alarm(seconds: float, summary: str) -> Alarm:
    """Without a description the strict readers refuse the whole feed."""
    made = Alarm()
    made["ACTION"] = vText("DISPLAY")
    made["TRIGGER"] = vDuration(-timedelta(seconds=round(seconds)))
    made["DESCRIPTION"] = CalendarText(summary)
    return made
