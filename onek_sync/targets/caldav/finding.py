"""Which calendar is ours: the one at the address, or the one of that name among the athlete's own."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, unquote, urljoin, urlsplit

from onek_sync.model.errors import Finding, Refused, Unreachable
from onek_sync.model.notation import said
from onek_sync.targets.caldav.answers import Closed, Gone
from onek_sync.targets.caldav.door import Door

if TYPE_CHECKING:
    from caldav.response import PropfindResult

# What may stand in a path as it is; the rest is percent-encoded, so that one thing has one address.
_PATH = "/@:~!$&'()*+,;="
WELL_KNOWN = "/.well-known/caldav"


@dataclass(frozen=True, slots=True)
class Calendar:
    """Its address, which ends with a slash, and its name."""

    url: str
    name: str


def address(base: str, href: str) -> str:
    """The address of what a server calls `href` in an answer from `base`."""
    parts = urlsplit(href)
    path = quote(unquote(parts.path), safe=_PATH)
    return urljoin(base, f"{parts.scheme}://{parts.netloc}{path}" if parts.netloc else path)


class Finder:
    """Looks for the calendar once, and makes it only when it is asked to."""

    def __init__(self, door: Door, url: str, name: str) -> None:
        self._door = door
        self._url = url
        self._name = name
        self._home = ""
        self._calendar: Calendar | None = None

    def found(self) -> Calendar | None:
        """The calendar, or None where there is none of that name."""
        if self._calendar is None:
            self._calendar = self._at_the_address() or self._by_name()
        return self._calendar

    def known_by(self, urls: Sequence[str]) -> Calendar | None:
        """The calendar in which the known objects lie: it stays ours when it is renamed."""
        folders = [url.rpartition("/")[0] + "/" for url in urls if self._door.knows(url)]
        if self._calendar is None and folders:
            self._calendar = Calendar(max(set(folders), key=folders.count), self._name)
        return self._calendar

    def forget(self) -> None:
        """It is not there any more."""
        self._calendar = None

    def found_or_made(self) -> Calendar:
        """The calendar; Refused where there is none and the server lets us make none."""
        calendar = self.found() or self._made()
        self._calendar = calendar
        return calendar

    def _at_the_address(self) -> Calendar | None:
        """The calendar itself, or else the athlete's home is remembered."""
        starts = [self._url] if urlsplit(self._url).path.strip("/") else [self._url, WELL_KNOWN]
        for start in starts:
            here = self._one(urljoin(self._url, start))
            if here is not None and _is_calendar(here):
                return _calendar(self._url, here)
            self._home = self._home_of(here) if here is not None else ""
            if self._home:
                return None
        what = f"{self._door.name}: there is no calendar of yours at {self._url}"
        now = "write the address that your calendar service gives for CalDAV as url in onek.toml"
        raise Unreachable(Finding("caldav.address", what, now))

    def _home_of(self, here: "PropfindResult") -> str:
        """Where the athlete's calendars are; RFC 6764 §6: from a principal, which the server names."""
        home = _property(here, "calendar-home-set")
        principal = _property(here, "current-user-principal")
        if not home and principal:
            there = self._one(address(self._url, principal))
            home = _property(there, "calendar-home-set") if there is not None else ""
        return address(self._url, home) if home else ""

    def _by_name(self) -> Calendar | None:
        own = address(self._home, _slug(self._name))
        calendars = [
            _calendar(self._home, one) for one in self._asked(self._home, depth=1) if _is_calendar(one)
        ]
        named = [one for one in calendars if one.name == self._name]
        if len(named) > 1:
            what = f"{self._door.name}: there are {len(named)} calendars with the name {said(self._name)}"
            raise Refused(Finding("caldav.twice", what, "write the address of the one you mean as url"))
        # Some servers give a new calendar no name; its address says that we made it.
        return next(iter(named), None) or next((one for one in calendars if one.url == own), None)

    def _made(self) -> Calendar:
        from onek_sync.targets.caldav.asking import new_calendar

        url = urljoin(self._home, _slug(self._name))
        try:
            self._door.make(url, new_calendar(self._name))
        except Refused as error:
            what = f"{self._door.name}: there is no calendar {said(self._name)}, and the server makes none"
            now = f"make a calendar with the name {said(self._name)} there by hand, and try again"
            raise Refused(Finding("caldav.calendar", what, now)) from error
        return Calendar(url, self._name)

    def _one(self, url: str) -> "PropfindResult | None":
        """What lies at an address; None where there is nothing of a calendar server."""
        try:
            return next(iter(self._asked(url)), None)
        except (Gone, Closed):
            return None

    def _asked(self, url: str, depth: int = 0) -> "Sequence[PropfindResult]":
        from onek_sync.targets.caldav.asking import what_is_it

        return self._door.find(url, what_is_it(), depth)


def _slug(name: str) -> str:
    """The end of the address of a calendar that we make."""
    return f"onek-{re.sub(r'[^a-z0-9]+', '-', name.lower()).strip('-') or 'plan'}/"


def _calendar(base: str, found: "PropfindResult") -> Calendar:
    url = address(base, found.href)
    return Calendar(url if url.endswith("/") else f"{url}/", _property(found, "displayname"))


def _is_calendar(found: "PropfindResult") -> bool:
    return any(str(kind).endswith("}calendar") for kind in _values(found, "resourcetype"))


def _property(found: "PropfindResult", name: str) -> str:
    return str(next(_values(found, name), ""))


def _values(found: "PropfindResult", name: str) -> Iterator[Any]:
    """A property by its name; the library gives text, a list of texts, or nothing."""
    value = next((value for tag, value in found.properties.items() if tag.endswith(f"}}{name}")), None)
    yield from value if isinstance(value, list) else [value] if value else []
