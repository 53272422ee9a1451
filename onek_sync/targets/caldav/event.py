"""What an event says, reduced to what servers and clients keep; and our mark in it."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from icalendar import Alarm, Calendar, Event
from icalendar.cal import Component

from onek_sync.model.mark import Mark, fingerprint, read_mark, write_mark

MARK = "X-ONEK-MARK"
OURS = "@onek-sync"
"""How the UID of every event of ours ends."""
_DETAIL = re.compile(r"([a-z]+)=(\S*)")
# What an athlete may add to an event; ours have none of it.
_ADDED = ("LOCATION", "URL", "ATTENDEE", "ATTACH", "COMMENT", "RRULE")
_ESCAPED = re.compile(rb"=([0-9A-F]{2})")


@dataclass(frozen=True, slots=True)
class Sent:
    """Our mark: whose event it is, and what it was when we sent it, so that edits are told from ours.

    `words`, `alarms`: digests of what athletes edit. `start`: the local start in ISO form. `zone`: the
    athlete's clock, "" for none.
    """

    mark: Mark
    words: str
    alarms: str
    start: str
    zone: str

    def __str__(self) -> str:
        return (
            f"{write_mark(self.mark)} words={self.words} alarms={self.alarms}"
            f" start={self.start} zone={self.zone}"
        )


@dataclass(frozen=True, slots=True)
class Seen:
    """An event of ours. `start`: by the athlete's clock; a date: all day. `digest`: all of it but the day."""

    uid: str
    sent: Sent | None
    start: date
    lasting: timedelta
    zone: str
    title: str
    words: str
    alarms: str
    digest: str
    sequence: int

    @property
    def day(self) -> date:
        """The day on which it stands."""
        return self.start.date() if isinstance(self.start, datetime) else self.start

    @property
    def at(self) -> time | None:
        """The time of day; None: all day."""
        return self.start.time() if isinstance(self.start, datetime) else None

    @property
    def moved_to(self) -> time | None:
        """The time of day that the athlete chose instead of ours."""
        if self.sent is None or self.at is None:
            return None
        before = self.sent.start.partition("T")[2]
        return self.at if before and time.fromisoformat(before) != self.at else None

    @property
    def own_alarms(self) -> bool:
        """Whether the athlete set or took off alarms."""
        return self.sent is not None and self.alarms != self.sent.alarms


def read(body: bytes | str) -> Seen | None:
    """The event of ours in a calendar object; None where there is none, or it cannot be read."""
    try:
        whole = Calendar.from_ical(body)
        events = list(whole.walk("VEVENT"))
        # An athlete who changes one day of a repetition makes a second event of it.
        main = next((one for one in events if "RECURRENCE-ID" not in one), None)
        if not isinstance(main, Event) or not str(main.get("UID", "")).endswith(OURS):
            return None
        return _seen(main, str(whole.get("X-WR-TIMEZONE", "")), len(events))
    except (ValueError, TypeError, KeyError, AttributeError, IndexError, OverflowError, OSError):
        return None  # the library's readers raise these for what clients write


def _seen(event: Event, clock: str, number: int) -> Seen:
    sent = _sent(event)
    start, zone = _local(event.DTSTART, event["DTSTART"].params.get("TZID", ""), sent.zone if sent else clock)
    lasting = event.duration
    words = fingerprint({**_words(event), "events": number, "seconds": lasting.total_seconds()})
    alarms = fingerprint({"alarms": _alarms(event)})
    at = start.time().isoformat() if isinstance(start, datetime) else ""
    busy = str(event.get("TRANSP", "OPAQUE")).upper()
    return Seen(
        uid=str(event["UID"]),
        sent=sent,
        start=start,
        lasting=lasting,
        zone=zone,
        title=_text(event.get("SUMMARY", "")),
        words=words,
        alarms=alarms,
        digest=fingerprint({"words": words, "alarms": alarms, "at": at, "zone": zone, "busy": busy}),
        sequence=int(event.get("SEQUENCE", 0)),
    )


def _local(moment: date, tzid: str, clock: str) -> tuple[date, str]:
    """A start by the athlete's clock, and the name of that clock; all day and floating have none."""
    if not isinstance(moment, datetime):
        return moment, ""
    if moment.tzinfo is None:
        return moment, ""
    name = clock or tzid or "UTC"
    return moment.astimezone(ZoneInfo(name)).replace(tzinfo=None), name


def _words(event: Event) -> Mapping[str, object]:
    """The texts, without what editors and servers do to spaces and to letters with accents."""
    status = str(event.get("STATUS", "")).upper().replace("CONFIRMED", "")  # which is what none means
    added = {name: str(event[name]) for name in _ADDED if str(event.get(name, ""))}
    texts = {name: _text(event.get(name, "")) for name in ("SUMMARY", "DESCRIPTION")}
    categories = event.get("CATEGORIES")
    names = sorted(_text(one) for one in getattr(categories, "cats", []))
    return {**texts, **added, "STATUS": status, "CATEGORIES": names}


def _text(value: object) -> str:
    lines = unicodedata.normalize("NFC", str(value)).splitlines()
    return "\n".join(line.strip() for line in lines).strip()


def _alarms(event: Component) -> list[str]:
    """When they ring; that one has rung and was dismissed is written into it by clients."""
    return sorted(str(one.TRIGGER) for one in event.subcomponents if isinstance(one, Alarm))


# The mark.


def _sent(event: Event) -> Sent | None:
    text = str(event.get(MARK, ""))
    mark, details = read_mark(text), dict(_DETAIL.findall(text.rpartition("]")[2]))
    if mark is None:
        return None
    start, zone = details.get("start", ""), details.get("zone", "")
    try:
        datetime.fromisoformat(start)
        ZoneInfo(zone or "UTC")
    except (ValueError, KeyError, OSError):  # somebody wrote into it
        start = zone = ""
    return Sent(mark, details.get("words", ""), details.get("alarms", ""), start, zone)


def sent_by(seen: Seen, plan: str, slot: str) -> Sent:
    """The mark of an event of ours as it is before it is sent, for this identity."""
    mark = Mark(plan, slot, seen.digest)
    return Sent(mark, seen.words, seen.alarms, seen.start.isoformat(), seen.zone)


# The name of the object, which says whose it is where a server drops our mark.


def object_name(plan: str, slot: str) -> str:
    """The last part of the address: plan and slot in letters that no server changes."""
    return f"{_safe(plan)}.{_safe(slot)}.ics"


def identity_in(name: str) -> tuple[str, str] | None:
    """Plan and slot in such a name."""
    plan, dot, slot = name.removesuffix(".ics").partition(".")
    if not name.endswith(".ics") or not dot or not plan or not slot or "." in slot:
        return None
    try:
        return _unsafe(plan), _unsafe(slot)
    except UnicodeDecodeError:
        return None


def _safe(text: str) -> str:
    data = text.encode(errors="surrogatepass")
    kept = b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_~"
    return "".join(chr(byte) if byte in kept else f"={byte:02X}" for byte in data)


def _unsafe(text: str) -> str:
    data = _ESCAPED.sub(lambda found: bytes([int(found[1], 16)]), text.encode())
    return data.decode(errors="surrogatepass")
