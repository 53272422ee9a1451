"""The days of an event that repeats, daily or weekly, with an end; no other rule is expanded."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta
from itertools import islice

MOST_DAYS = 400  # a year of every day, and some more
_WEEKDAYS = {name: number for number, name in enumerate(("MO", "TU", "WE", "TH", "FR", "SA", "SU"))}
_UNDERSTOOD = {"FREQ", "INTERVAL", "COUNT", "UNTIL", "BYDAY", "WKST"}

Rule = Mapping[str, list[object]]


def days_of(rule: Rule, start: date) -> tuple[date, ...] | None:
    """Every day, `start` the first; None for a rule without an end, or one that is not understood.

    Source: RFC 5545 §3.3.10.
    """
    count, until = _one(rule, "COUNT"), _one(rule, "UNTIL")
    interval = _one(rule, "INTERVAL") or 1
    weekdays = [_WEEKDAYS.get(str(day)) for day in rule.get("BYDAY", [])]
    week_starts = _WEEKDAYS.get(str(_one(rule, "WKST") or "MO"))
    if (
        rule.keys() - _UNDERSTOOD
        or (count is None) == (until is None)
        or None in weekdays
        or week_starts is None
        or not isinstance(interval, int)
        or not 1 <= interval <= MOST_DAYS
    ):
        return None
    chosen = {day for day in weekdays if day is not None}
    days: Iterator[date]
    match str(_one(rule, "FREQ")):
        case "DAILY":
            days = (day for day in _steps(start, interval) if not chosen or day.weekday() in chosen)
        case "WEEKLY":
            days = _weekly(start, interval, chosen or {start.weekday()}, week_starts)
        case _:
            return None
    return _ended(days, count, until)


def _one(rule: Rule, name: str) -> object:
    values = rule.get(name) or [None]
    return values[0]


def _steps(start: date, days: int) -> Iterator[date]:
    while True:
        yield start
        if start > date.max - timedelta(days=days):
            return
        start += timedelta(days=days)


def _weekly(start: date, interval: int, weekdays: set[int], week_starts: int) -> Iterator[date]:
    first = (start.weekday() - week_starts) % 7  # how far into its week the first day is
    for day in _steps(start, 1):
        week = ((day - start).days + first) // 7
        if week % interval == 0 and day.weekday() in weekdays:
            yield day


def _ended(days: Iterator[date], count: object, until: object) -> tuple[date, ...] | None:
    """The days up to the end; None where that is farther than any plan."""
    if isinstance(count, int):
        made = tuple(islice(days, count)) if 1 <= count <= MOST_DAYS else ()
        return made or None
    last = until.date() if isinstance(until, datetime) else until
    if not isinstance(last, date):
        return None
    out: list[date] = []
    for day in days:
        if day > last:
            return tuple(out)
        if len(out) == MOST_DAYS:
            return None
        out.append(day)
    return tuple(out)
