"""What a calendar server is asked, as the XML of WebDAV (RFC 4918) and CalDAV (RFC 4791)."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta

from caldav.elements import cdav, dav
from caldav.elements.base import BaseElement

FAR = timedelta(days=800)
"""How far ahead is looked; some servers want an end."""


def what_is_it() -> bytes:
    """PROPFIND: is it a calendar, what is its name, and whose things are where."""
    wanted = (dav.ResourceType(), dav.DisplayName(), dav.CurrentUserPrincipal(), cdav.CalendarHomeSet())
    return _bytes(_with(dav.Propfind(), _with(dav.Prop(), *wanted)))


def new_calendar(name: str) -> bytes:
    """MKCALENDAR: one for events."""
    events = _with(cdav.SupportedCalendarComponentSet(), cdav.Comp("VEVENT"))
    return _bytes(
        _with(cdav.Mkcalendar(), _with(dav.Set(), _with(dav.Prop(), dav.DisplayName(name), events)))
    )


def events_from(today: date) -> bytes:
    """REPORT: the events from that day on, wherever on earth it is."""
    start = datetime.combine(today, time(), UTC) - timedelta(days=1)
    events = _with(cdav.CompFilter("VEVENT"), cdav.TimeRange(start, start + FAR))
    only = _with(cdav.Filter(), _with(cdav.CompFilter("VCALENDAR"), events))
    return _bytes(_with(cdav.CalendarQuery(), _whole(), only))


def objects(paths: Iterable[str]) -> bytes:
    """REPORT: these objects."""
    return _bytes(_with(cdav.CalendarMultiGet(), _whole(), *(dav.Href(value=path) for path in paths)))


def _whole() -> BaseElement:
    return _with(dav.Prop(), dav.GetEtag(), cdav.CalendarData())


def _with(outer: BaseElement, *inner: BaseElement) -> BaseElement:
    return outer.append(inner)


def _bytes(element: BaseElement) -> bytes:
    return str(element).encode()
