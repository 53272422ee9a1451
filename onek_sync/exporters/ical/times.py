"""When a session stands in a calendar: all day, by the athlete's clock, in UTC, or without a zone."""

from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from itertools import dropwhile
from typing import NamedTuple

from onek_sync.exporters.ical.vtimezone import zone
from onek_sync.model.errors import ExportError, Finding
from onek_sync.model.exchange import Times
from onek_sync.model.plan import Kind
from onek_sync.model.session import ResolvedOption, ResolvedStep
from onek_sync.model.workout import Role

SHORTEST = timedelta(minutes=15)
# Years that every reader's clock can count in, and whose morrow exists.
_YEARS = range(1970, 9999)


class When(NamedTuple):
    """Start and end. Dates: all day, the end excluded. Times: by the clock of `tzid`; "" = any clock."""

    start: date
    end: date
    tzid: str = ""
    doubt: str = ""  # what the local time left open


def all_day(day: date) -> When:
    """The whole of a day."""
    return When(_checked(day), day + timedelta(days=1))


@lru_cache(maxsize=4096)
def timed(day: date, at: time, lasting: timedelta, timezone: str, times: Times) -> When:
    """From a local time on. What the zone's clock cannot say without doubt is said in UTC."""
    local = datetime.combine(_checked(day), at)
    if times is Times.FLOATING:
        return When(local, local + lasting)
    there = zone(timezone)
    start = local.replace(tzinfo=there.clock)
    end = (start.astimezone(UTC) + lasting).astimezone(there.clock)
    doubt = _doubt(start)
    if times is Times.UTC or doubt or _is_twice(end) or not there.regular(day.year):
        return When(_utc(start), _utc(end), "UTC", doubt)
    return When(local, end.replace(tzinfo=None, fold=0), timezone)


def lasting(option: ResolvedOption, kind: Kind) -> timedelta:
    """The estimated time in whole minutes, 15 at least. A race lasts from the gun: no warm-up."""
    seconds = _from_the_gun(option) if kind is Kind.RACE else option.seconds
    return max(SHORTEST, timedelta(minutes=round(seconds / 60)))


def _from_the_gun(option: ResolvedOption) -> float:
    steps = (step for step in option.played() if isinstance(step, ResolvedStep))
    return sum(step.seconds for step in dropwhile(lambda step: step.role is not Role.WORK, steps))


def _doubt(start: datetime) -> str:
    """Python and RFC 5545 §3.3.5 read both cases alike: with the offset before the change."""
    if not _is_twice(start):
        return ""
    back = start.astimezone(UTC).astimezone(start.tzinfo)
    if back.replace(tzinfo=None, fold=0) != start.replace(tzinfo=None):
        return f"{start:%H:%M}, which the clock change of {start:%Y-%m-%d} leaves out"
    return f"{start:%H:%M} without doubt: the clock change of {start:%Y-%m-%d} makes it happen twice"


def _is_twice(local: datetime) -> bool:
    """Whether the local time happens twice, or never."""
    return local.utcoffset() != local.replace(fold=1 - local.fold).utcoffset()


def _utc(moment: datetime) -> datetime:
    return moment.astimezone(UTC).replace(tzinfo=None)


def _checked(day: date) -> date:
    if day.year not in _YEARS:
        raise ExportError(
            Finding("date", f"no calendar holds the year {day.year}", "write a date from 1970 on")
        )
    return day
