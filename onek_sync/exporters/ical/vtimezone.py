"""Time zones as calendars need them: the zone's present rule, and a VTIMEZONE of one RRULE a clock change.

The rule is the footer of the zone's TZif file (RFC 9636 §3.3), a POSIX TZ string such as
"CET-1CEST,M3.5.0,M10.5.0/3". The file is the `tzdata` package's on every system, so that the bytes do not
depend on the machine.
"""

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from importlib.resources import files
from io import BytesIO
from zoneinfo import ZoneInfo

from icalendar import Timezone, TimezoneDaylight, TimezoneStandard
from icalendar.prop import vDatetime, vRecur, vText, vUTCOffset

from onek_sync.model.errors import ExportError, Finding

# The observances begin here, as in most calendars' own files; `Zone.regular` keeps out what lies before.
FIRST_YEAR = 1970
# Years after which phones and servers can be expected to have heard of a new law on clocks.
HEARD_OF = 2
_DAYS = ("SU", "MO", "TU", "WE", "TH", "FR", "SA")  # as POSIX counts them
_NAME = r"<[^>]+>|[A-Za-z]{3,}"
_TIME = r"[+-]?\d{1,3}(?::\d\d){0,2}"
_CHANGE = rf"M(\d+)\.(\d)\.(\d)(?:/({_TIME}))?"
_FOOTER = re.compile(rf"({_NAME})({_TIME})(?:({_NAME})({_TIME})?,{_CHANGE},{_CHANGE})?")
_LAST_WEEK = 5


@dataclass(frozen=True, slots=True)
class Onset:
    """When a clock changes each year: the n-th weekday (5 = last, Sunday = 0) of a month, at a wall time."""

    month: int
    week: int
    weekday: int
    at: timedelta

    @property
    def fits(self) -> bool:
        """Whether the day is the weekday that is named, so that one BYDAY can say it."""
        return timedelta(0) <= self.at < timedelta(days=1)

    def in_year(self, year: int) -> datetime:
        """The wall time of the change, by the clock that runs until then."""
        ahead = date(year, self.month, 1).isoweekday() % 7
        day = 1 + (self.weekday - ahead) % 7 + 7 * (self.week - 1)
        if self.week == _LAST_WEEK and day > monthrange(year, self.month)[1]:
            day -= 7
        return datetime(year, self.month, day) + self.at  # noqa: DTZ001  (wall time of the zone)

    def rrule(self) -> vRecur:
        """The change as a yearly rule with a single BYDAY: the one form that every client reads."""
        week = -1 if self.week == _LAST_WEEK else self.week
        return vRecur({"FREQ": "YEARLY", "BYMONTH": self.month, "BYDAY": f"{week}{_DAYS[self.weekday]}"})


@dataclass(frozen=True, slots=True)
class Observance:
    """A clock: its name, its offset from UTC, the one before it, and its onset (None: all year)."""

    name: str
    before: timedelta
    offset: timedelta
    onset: Onset | None = None

    def component(self) -> TimezoneStandard | TimezoneDaylight:
        """The observance as a component; the clock that is ahead is called daylight time."""
        made = TimezoneDaylight() if self.offset > self.before else TimezoneStandard()
        first = self.onset.in_year(FIRST_YEAR) if self.onset else datetime(FIRST_YEAR, 1, 1)  # noqa: DTZ001
        made["DTSTART"] = vDatetime(first)
        made["TZOFFSETFROM"] = vUTCOffset(self.before)
        made["TZOFFSETTO"] = vUTCOffset(self.offset)
        made["TZNAME"] = vText(self.name)
        if self.onset:
            made["RRULE"] = self.onset.rrule()
        return made


@dataclass(frozen=True, slots=True)
class Zone:
    """A time zone of the IANA database. `observances` are its rule; none where a VTIMEZONE cannot say it."""

    name: str
    clock: ZoneInfo
    observances: tuple[Observance, ...]

    def regular(self, year: int) -> bool:
        """Whether every reader finds the right time in a year, by the VTIMEZONE or by zone data of its own.

        So the rule must hold all through that year and the two before: a reader may be two years old.
        """
        years = range(year - HEARD_OF, year + 1)
        return bool(self.observances) and years[0] > FIRST_YEAR and all(_agrees(self.name, y) for y in years)

    def vtimezone(self) -> bytes:
        """The VTIMEZONE as lines of a calendar."""
        return _vtimezone(self.name)


@lru_cache(maxsize=64)
def zone(name: str) -> Zone:
    """The zone of an IANA name; ExportError where there is none of that name."""
    if name not in _names():
        raise ExportError(
            Finding("timezone", f"{name!r} is no time zone", 'write an IANA name such as "Europe/Berlin"')
        )
    tzif = files("tzdata").joinpath("zoneinfo", *name.split("/")).read_bytes()
    footer = tzif.rsplit(b"\n", 2)[1].decode("ascii")
    return Zone(name, ZoneInfo.from_file(BytesIO(tzif), key=name), tuple(observances(footer)))


@lru_cache(maxsize=1)
def _names() -> frozenset[str]:
    return frozenset(files("tzdata").joinpath("zones").read_text("ascii").split())


def observances(footer: str) -> Iterator[Observance]:
    """The clocks of a TZif footer; none where its changes do not fit one RRULE each.

    What does not fit: changes counted over the end of a day ("M3.4.4/26": the Friday after the fourth
    Thursday), and days of the year ("J59").
    """
    read = _FOOTER.fullmatch(footer)
    if read is None:
        return
    name, west, other_name, other_west, *changes = read.groups()
    offset = -_time(west)
    if other_name is None:
        yield Observance(name.strip("<>"), offset, offset)
        return
    other = -_time(other_west) if other_west else offset + timedelta(hours=1)
    away, back = _onset(*changes[:4]), _onset(*changes[4:])
    if away.fits and back.fits:
        yield Observance(name.strip("<>"), other, offset, back)
        yield Observance(other_name.strip("<>"), offset, other, away)


def _onset(month: str, week: str, weekday: str, at: str | None) -> Onset:
    return Onset(int(month), int(week), int(weekday), _time(at or "2"))


def _time(text: str) -> timedelta:
    parts = [int(part) for part in text.lstrip("+-").split(":")]
    size = timedelta(**dict(zip(("hours", "minutes", "seconds"), parts, strict=False)))
    return -size if text.startswith("-") else size


@lru_cache(maxsize=256)
def _agrees(name: str, year: int) -> bool:
    """Whether the rule gives the zone's own offset at every noon (UTC) and around every change of a year."""
    there = zone(name)
    changes = [*_changes(there, year - 1), *_changes(there, year)]
    noon = datetime(year, 1, 1, 12, tzinfo=UTC)
    around = [edge for change, _ in changes[-2:] for edge in (change - timedelta(seconds=1), change)]
    moments = [moment for moment in around if moment.year == year]
    moments += [noon + timedelta(days=day) for day in range(365)]
    return all(_offset(there, moment) == _ruled(changes, moment) for moment in moments)


def _changes(there: Zone, year: int) -> list[tuple[datetime, timedelta]]:
    """When the rule gives a new offset in a year, in order; where it never does, new year stands for it."""
    found = []
    for one in there.observances:
        wall = one.onset.in_year(year) if one.onset else datetime(year, 1, 1)  # noqa: DTZ001
        found.append((wall.replace(tzinfo=UTC) - one.before, one.offset))
    return sorted(found)


def _ruled(changes: list[tuple[datetime, timedelta]], moment: datetime) -> timedelta:
    return next(offset for change, offset in reversed(changes) if change <= moment)


def _offset(there: Zone, moment: datetime) -> timedelta | None:
    return moment.astimezone(there.clock).utcoffset()


@lru_cache(maxsize=64)
def _vtimezone(name: str) -> bytes:
    made = Timezone()
    made["TZID"] = vText(name)
    for one in zone(name).observances:
        made.add_component(one.component())
    return bytes(made.to_ical())
