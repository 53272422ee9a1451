"""When: the next of the weekly times of an athlete's clock, and the end of quiet hours, in UTC."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from onek_sync.settings.schedule import Quiet, Slots

_DAY = timedelta(days=1)
_MINUTE = timedelta(minutes=1)


def next_slot(zone: tzinfo | None, slots: Slots, after: datetime) -> datetime:
    """The first of the slots after a moment, in UTC; no `zone`: this machine's.

    Every day that has a slot gets it once: a time that the clocks skip in spring is as much later by the
    wall as they are put forward, one that they show twice in autumn is the first of the two.
    """
    return next(
        moment
        for day in _days_from(after, zone)
        if day.weekday() in slots.days and (moment := _moment(day, slots.at, zone)) > after
    )


def after_quiet(zone: tzinfo | None, quiet: Quiet | None, moment: datetime) -> datetime:
    """The moment, or where it lies in quiet hours their end."""
    while quiet and moment.astimezone(zone).time() in quiet:
        moment = moment.replace(second=0, microsecond=0) + _MINUTE  # exact, whatever the clocks do
    return moment


def _days_from(moment: datetime, zone: tzinfo | None) -> Iterator[date]:
    """The days of a week and more, from the one before: its time may lie beyond midnight in UTC."""
    first = moment.astimezone(zone).date() - _DAY
    return (first + number * _DAY for number in range(10))


def _moment(day: date, at: time, zone: tzinfo | None) -> datetime:
    return datetime.combine(day, at, zone).astimezone(UTC)
