"""Reads a calendar feed as a strict reader would, and says what it would not like."""

import logging
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from onek_sync.app.doctor import Check, doubt, fault, ok
from onek_sync.model.errors import Finding, UsageError
from onek_sync.settings.targets import is_loopback, service_url

if TYPE_CHECKING:
    import httpx
    from icalendar import Calendar, Component

FEED = "feed"
PATIENCE = 10.0
MOST_BYTES = 8_000_000
MOST_HOPS = 3
LONGEST_LINE = 75
"""Bytes of a line without its end, RFC 5545 §3.1."""

# They note down every address, and that of a feed is a secret.
for _library in ("httpx", "httpcore"):
    logging.getLogger(_library).setLevel(logging.CRITICAL)


@dataclass(frozen=True, slots=True)
class Fetched:
    """An answer: its status, its headers in small letters, its body."""

    status: int
    headers: "httpx.Headers"
    body: bytes


class Unfetched(Exception):
    """There was no answer to look at; the text says why, without the address, which is a secret."""


def look_at_feed(url: str) -> Iterator[Check]:
    """Fetch a feed twice and once more by its ETag. Raises UsageError for what is no address."""
    try:
        url = service_url(url.replace("webcal://", "https://", 1))
    except ValueError as error:
        what, _, now = str(error).partition("; ")
        raise UsageError(Finding("Y07", what, now)) from None
    try:
        first = _fetch(url)
        yield from _answer(first)
        if first.status == 200:
            yield from _again(first, url)
            yield from _bytes(first.body)
            yield from _calendar(first.body, _fetch(url).body)
    except Unfetched as error:
        yield fault(FEED, str(error), "look at the address and the network")


def _fetch(url: str, **headers: str) -> Fetched:
    import httpx

    hops = 0
    try:
        with httpx.Client(timeout=PATIENCE, trust_env=not is_loopback(url)) as client:
            while True:
                with client.stream("GET", url, headers=headers) as answer:
                    if not answer.has_redirect_location:
                        return Fetched(answer.status_code, answer.headers, _body(answer))
                    hops += 1
                    if hops > MOST_HOPS:
                        raise Unfetched("it leads from one address to another without end")
                    url = service_url(str(answer.url.join(answer.headers["Location"])))
    except ValueError:
        raise Unfetched("it leads to an address without https") from None
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        slow = isinstance(error, httpx.TimeoutException)
        raise Unfetched("no answer in time" if slow else "no connection, or one that broke") from None


def _body(answer: "httpx.Response") -> bytes:
    parts, size = [], 0
    for part in answer.iter_bytes():
        parts.append(part)
        size += len(part)
        if size > MOST_BYTES:
            raise Unfetched(f"it is larger than {MOST_BYTES // 1_000_000} MB")
    return b"".join(parts)


def _answer(first: Fetched) -> Iterator[Check]:
    """The status, and what it says of itself."""
    if first.status != 200:
        now = "make a new link" if first.status in {401, 403, 404, 410} else "try again later"
        yield fault(FEED, f"it answers {first.status}", now)
        return
    kind = first.headers.get("Content-Type", "")
    name, _, more = kind.partition(";")
    if name.strip().lower() != "text/calendar":
        yield fault(FEED, f'it says that it is "{name.strip()[:60]}"', "calendars want text/calendar")
    elif "utf-8" not in more.lower():
        yield doubt(FEED, "it does not say its letters' code", 'send "text/calendar; charset=utf-8"')
    else:
        yield ok(FEED, f"text/calendar, {len(first.body) / 1000:.0f} kB")


def _again(first: Fetched, url: str) -> Iterator[Check]:
    """Whether a reader that has it may be told so."""
    tag = first.headers.get("ETag")
    if not tag:
        yield doubt(FEED, "it has no ETag", "readers load all of it each time; send one")
    elif _fetch(url, **{"If-None-Match": tag}).status != 304:
        yield doubt(FEED, "it is sent again to readers that have it", "answer 304 to its ETag")
    else:
        yield ok(FEED, "a reader that has it is told so (304)")


def _bytes(body: bytes) -> Iterator[Check]:
    """Line ends, line lengths, letters."""
    bare = body.count(b"\n") - body.count(b"\r\n")
    if bare:
        yield fault(
            FEED, f"lines that do not end in CRLF: {bare}", "end every line with CR and LF (RFC 5545 §3.1)"
        )
    long = sum(len(line) > LONGEST_LINE for line in body.splitlines())
    if long:
        yield doubt(FEED, f"lines longer than {LONGEST_LINE} bytes: {long}", "fold them (RFC 5545 §3.1)")
    try:
        body.decode("utf-8")
    except UnicodeDecodeError:
        yield fault(FEED, "it is not in UTF-8", "write it in UTF-8")
    if not bare and not long:
        yield ok(FEED, "every line is short enough and ends as it should")


def _calendar(first: bytes, second: bytes) -> Iterator[Check]:
    """What is in it."""
    calendar = _parsed(first)
    if calendar is None:
        yield fault(FEED, "it is no calendar", "look at what the address shows in a browser")
        return
    for name in ("VERSION", "PRODID"):
        if name not in calendar:
            yield fault(FEED, f"it has no {name}", "a calendar needs one (RFC 5545 §3.6)")
    events = calendar.walk("VEVENT")
    yield ok(FEED, f"events: {len(events)}") if events else doubt(FEED, "it holds no event", "push, or wait")
    yield from _events(events)
    yield from _zones(calendar)
    again = _parsed(second)
    if again is not None and _stamps(events) != _stamps(again.walk("VEVENT")):
        what = "DTSTAMP differs from one fetch to the next"
        yield doubt(FEED, what, "readers take every event for changed; stamp an event when it changes")


def _parsed(body: bytes) -> "Calendar | None":
    from icalendar import Calendar

    try:
        found = Calendar.from_ical(body)
    except (ValueError, IndexError, KeyError):
        return None
    return found if found.name == "VCALENDAR" else None


def _events(events: "list[Component]") -> Iterator[Check]:
    for name in ("UID", "DTSTAMP", "DTSTART"):
        missing = sum(name not in event for event in events)
        if missing:
            yield fault(FEED, f"events without {name}: {missing}", "every event needs one (RFC 5545 §3.6.1)")
    ids = Counter((str(one.get("UID")), str(one.get("RECURRENCE-ID"))) for one in events if "UID" in one)
    twice = sum(number > 1 for number in ids.values())
    if twice:
        yield fault(FEED, f"UIDs that stand there more than once: {twice}", "a UID names one event")
    broken = sum(bool(event.errors) for event in events)
    if broken:
        yield fault(FEED, f"events with a value that cannot be read: {broken}", "open it in a validator")


def _zones(calendar: "Calendar") -> Iterator[Check]:
    there = {str(zone.get("TZID")) for zone in calendar.walk("VTIMEZONE")}
    used = {
        str(value.params["TZID"])
        for event in calendar.walk("VEVENT")
        for value in (event.get("DTSTART"), event.get("DTEND"))
        if value is not None and "TZID" in getattr(value, "params", {})
    }
    for name in sorted(used - there):
        yield fault(FEED, f"the zone {name[:60]} is used and not described", "add its VTIMEZONE")


def _stamps(events: "list[Component]") -> dict[str, str]:
    return {str(event.get("UID")): str(getattr(event.get("DTSTAMP"), "dt", "")) for event in events}
