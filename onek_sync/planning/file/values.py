"""Single values of a plan file: days, times of day, ids, numbers, time zones.

As in model/notation, every reader raises ValueError with a sentence: what was read; what to write.
"""

import re
from collections.abc import Callable
from datetime import date, time
from difflib import get_close_matches
from enum import StrEnum
from typing import TypeVar
from unicodedata import normalize
from zoneinfo import ZoneInfo, available_timezones

from onek_sync.model.notation import said

E = TypeVar("E", bound=StrEnum)

ALL_DAY = "all day"
YEARS = range(1990, 2101)

_DAY = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})", re.ASCII)
_TIME = re.compile(r"(\d{1,2}):(\d\d)(?::00)?", re.ASCII)
_LIKE_A_TIME = re.compile(
    r"(\d{1,2})(?:[:.h ]?(\d\d))?\s*h?\s*(?:([ap])\.?m\.?|uhr)?", re.ASCII | re.IGNORECASE
)
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*", re.ASCII)
_MAX_ID = 60


def day_of(text: str) -> date:
    """A day, written year-month-day."""
    found = _DAY.fullmatch(text)
    if not found:
        raise ValueError(f"{said(text)} is no date; write year-month-day, like 2027-05-08")
    year, month, day = int(found[1]), int(found[3]), int(found[4])
    written = f"{year:04d}-{month:02d}-{day:02d}"
    try:
        parsed = date(year, month, day)
    except ValueError:
        raise ValueError(f"there is no day {said(text)}; look at the month and the day") from None
    if year not in YEARS:
        raise ValueError(f"the year {year} is no year to train in; write one like 2027")
    if text != written:
        raise ValueError(f"{said(text)} is not written year-month-day; write {written}")
    return parsed


def time_of(text: str) -> time:
    """A time of day on the 24-hour clock: 18:30, 9:00."""
    found = _TIME.fullmatch(text)
    if found and int(found[1]) < 24 and int(found[2]) < 60:
        return time(int(found[1]), int(found[2]))
    raise ValueError(f"{said(text)} is no time of day; write {_meant(text)}")


def _meant(text: str) -> str:
    found = _LIKE_A_TIME.fullmatch(text)
    if not found:
        return 'hours and minutes, like "18:30"'
    hour, minute = int(found[1]), int(found[2] or 0)
    half = (found[3] or "").lower()
    if half and 1 <= hour <= 12:
        hour = hour % 12 + (12 if half == "p" else 0)
    if hour < 24 and minute < 60:
        return f'"{hour:02d}:{minute:02d}"'
    return 'a time between "00:00" and "23:59"'


def start_of(text: str) -> time | None:
    """When something starts: a time of day, or "all day" (None)."""
    if text in {ALL_DAY, "none"}:
        return None
    try:
        return time_of(text)
    except ValueError as error:
        raise ValueError(f"{error}, or {ALL_DAY}") from None


def id_of(text: str) -> str:
    """A name for services: a-z, 0-9 and single dashes."""
    if _ID.fullmatch(text) and len(text) <= _MAX_ID:
        return text
    plain = normalize("NFKD", text[:200].lower()).encode("ascii", "ignore").decode()
    meant = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:_MAX_ID].strip("-")
    raise ValueError(f"{said(text)} is no id (a-z, 0-9 and dashes); write {meant or 'one like spring-1k'}")


def whole(low: int, high: int) -> Callable[[str], int]:
    """A reader of whole numbers from `low` to `high`."""

    def read(text: str) -> int:
        if re.fullmatch(r"\d{1,9}", text, re.ASCII) and low <= int(text) <= high:
            return int(text)
        raise ValueError(f"{said(text)} will not do; write a whole number from {low} to {high}")

    return read


def one_of(words: type[E]) -> Callable[[str], E]:
    """A reader of one of the words of an enumeration."""

    def read(text: str) -> E:
        try:
            return words(text.lower())
        except ValueError:
            known = ", ".join(word.value for word in words)
            raise ValueError(f"{said(text)} is not known; write one of {known}") from None

    return read


def yes_or_no(text: str) -> bool:
    """Whether it is so."""
    if text not in {"yes", "no", "true", "false"}:
        raise ValueError(f"{said(text)} is neither yes nor no; write yes or no")
    return text in {"yes", "true"}


def timezone_of(text: str) -> str:
    """The IANA name of a time zone that this machine knows."""
    try:
        if "/" in text or text == "UTC":
            ZoneInfo(text)
            return text
    except (ValueError, OSError, KeyError):
        pass  # no such zone; also a folder of zones, or a path out of them
    raise ValueError(f"{said(text)} is no time zone; {_meant_zone(text)}")


def _meant_zone(text: str) -> str:
    names = {zone.lower(): zone for zone in available_timezones() if "/" in zone}
    plain = text.strip().lower().replace(" ", "_")[:60]
    city = [zone for zone in names if zone.rpartition("/")[2] == plain.rpartition("/")[2]]
    close = sorted(city) or get_close_matches(plain, names, 1, 0.7)
    return f"did you mean {names[close[0]]}?" if close else "write its IANA name, like Europe/Berlin"
