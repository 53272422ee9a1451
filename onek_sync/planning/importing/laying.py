"""On which day each session stands: given, counted from the first day, or counted back from the race."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, time, timedelta

from onek_sync.model.errors import Finding, UsageError
from onek_sync.planning.file.race_day import WEEKDAYS
from onek_sync.planning.importing.found import Found
from onek_sync.planning.importing.in_words import line_of
from onek_sync.planning.importing.limits import refuse

Laid = tuple[date, Found]


def is_dated(found: Iterable[Found]) -> bool:
    """Whether any of them knows its day, be it counted from the first."""
    return any(one.when is not None for one in found)


def laid(
    found: tuple[Found, ...], *, start: date | None, race: date | None, on: date | None
) -> tuple[Laid, ...]:
    """Every session with its day, in order. One without a day goes to `on`, else it becomes a note of the
    session before it.

    Raises UsageError where weeks are counted and neither `start` nor `race` says from where, and where no
    session has a day at all.
    """
    if on is None and not is_dated(found):
        now = "say one with --on 2027-03-01, or paste the line into a plan"
        raise UsageError(Finding("I21", "this workout has no day", now))
    counted = [one for one in found if isinstance(one.when, int)]
    first = _first_day(counted, start, race) if counted else None
    out: list[Laid] = []
    early: list[Found] = []
    for one in found:
        day = _day(one, first, on)
        if day:
            out.append((day, one))
        elif out:
            out[-1] = (out[-1][0], _with(out[-1][1], one))
        else:
            early.append(one)
    for one in early:
        out[0] = (out[0][0], _with(out[0][1], one))
    return tuple(sorted(out, key=lambda each: (each[0], each[1].at or time.min)))


def _day(found: Found, first: date | None, on: date | None) -> date | None:
    if isinstance(found.when, int):
        assert first is not None
        try:
            return first + timedelta(found.when)
        except OverflowError:
            raise refuse("I23", "this week is too far away", "look at its number", found.place) from None
    return found.when or on


def _first_day(counted: list[Found], start: date | None, race: date | None) -> date:
    """The day from which weeks are counted. Where weekdays are named, it is one of them."""
    named = next((one for one in counted if one.weekday is not None), None)
    if start is None and race is None:
        now = "say the first day with --start 2027-03-01, or with --race 2027-05-08 what they lead to"
        raise UsageError(Finding("I21", "the weeks of this file have no dates", now))
    weekday = None if named is None else (named.weekday or 0) - _offset(named)
    if start is None:
        assert race is not None
        weeks = max(_offset(one) for one in counted) // 7
        begins = race - timedelta((race.weekday() - (weekday or 0)) % 7)
        return begins - timedelta(7 * weeks)
    if weekday is not None and start.weekday() != weekday % 7:
        wanted = start - timedelta((start.weekday() - weekday) % 7)
        what = f"week 1 begins with a {WEEKDAYS[weekday % 7]} in this file, and {start} is a"
        now = f"write --start {wanted} or --start {wanted + timedelta(7)}"
        raise UsageError(Finding("I22", f"{what} {WEEKDAYS[start.weekday()]}", now))
    return start


def _offset(found: Found) -> int:
    return found.when if isinstance(found.when, int) else 0


def _with(found: Found, other: Found) -> Found:
    """A session with another, that has no day, in its note."""
    words = line_of(other) if other.option else ""
    lines = (found.note, other.title, words, other.note)
    note = "\n".join(line for line in lines if line)
    return replace(found, note=note, findings=(*found.findings, *other.findings))
