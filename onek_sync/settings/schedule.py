"""[schedule]: when the plan is pushed by itself."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, model_validator

from onek_sync.model.notation import said

WEEK = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

_TIME = r"([01]?[0-9]|2[0-3]):([0-5][0-9])"
_DAY = f"(?:{'|'.join(WEEK)})"
_SLOTS = re.compile(rf"(every day|{_DAY}(?:\s*,\s*{_DAY})*)\s+{_TIME}")
_QUIET = re.compile(rf"{_TIME}\s*-\s*{_TIME}")
_SPAN = re.compile(r"([0-9]{1,3})\s*(min|h)")
_LONGEST = timedelta(hours=6)
_A_MONDAY = date(2024, 1, 1)


@dataclass(frozen=True, slots=True)
class Slots:
    """A time of day on some days of every week, by the athlete's clock; Monday is day 0."""

    days: frozenset[int]
    at: time

    def __str__(self) -> str:
        days = (
            "every day" if len(self.days) == len(WEEK) else ", ".join(WEEK[day] for day in sorted(self.days))
        )
        return f"{days} {self.at:%H:%M}"

    def last_of_the_week(self, later: timedelta) -> "Slots":
        """The week's last of these times, or so much later."""
        moment = datetime.combine(_A_MONDAY + timedelta(days=max(self.days)), self.at) + later
        return Slots(frozenset({moment.weekday()}), moment.time())


@dataclass(frozen=True, slots=True)
class Quiet:
    """Hours of every day in which nothing is sent, by the athlete's clock; they may pass midnight."""

    start: time
    end: time

    def __contains__(self, at: time) -> bool:
        if self.start < self.end:
            return self.start <= at < self.end
        return at >= self.start or at < self.end


def slots_of(text: str) -> Slots | None:
    """When: "sun 18:00", "mon, thu 06:00", "every day 06:00"; None for "off"."""
    words = text.strip().lower()
    if words == "off":
        return None
    found = _SLOTS.fullmatch(words)
    if not found:
        raise ValueError(
            f'{said(text)} is no time of the week; write "sun 18:00", "every day 06:00" or "off"'
        )
    days = WEEK if found[1] == "every day" else re.findall(_DAY, found[1])
    return Slots(frozenset(WEEK.index(day) for day in days), time(int(found[2]), int(found[3])))


def quiet_of(text: str) -> Quiet:
    """Quiet hours: "22:00-07:00"."""
    found = _QUIET.fullmatch(text.strip())
    if not found or found.group(1, 2) == found.group(3, 4):
        raise ValueError(f'{said(text)} are no hours of the day; write "22:00-07:00"')
    return Quiet(time(int(found[1]), int(found[2])), time(int(found[3]), int(found[4])))


def span_of(text: str) -> timedelta:
    """Up to six hours: "10 min", "2 h"."""
    found = _SPAN.fullmatch(text.strip())
    minutes = int(found[1]) * (60 if found[2] == "h" else 1) if found else -1
    if not 0 <= minutes <= _LONGEST.total_seconds() / 60:
        raise ValueError(f'{said(text)} is no time up to 6 h; write "10 min"')
    return timedelta(minutes=minutes)


def _wait_of(text: str) -> timedelta:
    wait = span_of(text)
    if not wait:
        raise ValueError(f'{said(text)} would ask without a pause; write "15 min"')
    return wait


def checked(read: Callable[[str], object]) -> Callable[[str], str]:
    """A text that a reader understands; it stays as written."""

    def check(text: str) -> str:
        read(text)
        return text

    return check


class ScheduleSettings(BaseModel):
    """[schedule]: see `app.jobs`. How far ahead is pushed stands with each target."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    push: Annotated[str, AfterValidator(checked(slots_of))] = "sun 18:00"
    jitter: Annotated[str, AfterValidator(checked(span_of))] = "10 min"
    quiet: Annotated[str, AfterValidator(checked(quiet_of))] | None = None
    retry: Annotated[str, AfterValidator(checked(_wait_of))] = "15 min"

    @model_validator(mode="after")
    def _not_in_quiet_hours(self) -> "ScheduleSettings":
        slots = self.slots
        if slots and self.quiet_hours and slots.at in self.quiet_hours:
            raise ValueError(f"{slots.at:%H:%M} is within the quiet hours {self.quiet}; write another time")
        return self

    @property
    def slots(self) -> Slots | None:
        """When it is pushed; None for never."""
        return slots_of(self.push)

    @property
    def quiet_hours(self) -> Quiet | None:
        """When nothing is sent."""
        return quiet_of(self.quiet) if self.quiet else None

    @property
    def spread(self) -> timedelta:
        """Up to how long after its time a push begins, so that not everybody's begins at once."""
        return span_of(self.jitter)

    @property
    def first_wait(self) -> timedelta:
        """How long after a failure it is tried again; twice as long after each further one."""
        return span_of(self.retry)
