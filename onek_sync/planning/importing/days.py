"""Days as people write them in lists and tables: 2027-03-01, 1.3.2027, 1 March 2027, Mon."""

import re
from datetime import date

from onek_sync.planning.file.values import YEARS

WEEKDAYS = {
    name: number
    for number, names in enumerate(
        (
            "monday mon mo montag lundi lun",
            "tuesday tue tues tu di dienstag mardi mar",
            "wednesday wed we mi mittwoch mercredi mer",
            "thursday thu thur thurs th do donnerstag jeudi jeu",
            "friday fri fr freitag vendredi ven",
            "saturday sat sa samstag sonnabend samedi sam",
            "sunday sun su so sonntag dimanche dim",
        )
    )
    for name in names.split()
}
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = rf"({'|'.join(_MONTHS)})[a-z]{{0,6}}\.?"
_FORMS = (
    (re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})", re.ASCII), "ymd"),
    (re.compile(r"(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})", re.ASCII), "dmy"),
    (re.compile(rf"(\d{{1,2}})(?:st|nd|rd|th|\.)?\s{_MONTH},?\s(\d{{4}})", re.ASCII | re.IGNORECASE), "dmy"),
    (re.compile(rf"{_MONTH}\s(\d{{1,2}})(?:st|nd|rd|th)?,?\s(\d{{4}})", re.ASCII | re.IGNORECASE), "mdy"),
    (re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})", re.ASCII), "?"),
)


_SLASHED = re.compile(r"(?<![\d/])(\d{1,2})/(\d{1,2})/\d{4}(?!\d)", re.ASCII)


def slashed_order(text: str) -> str:
    """How a file writes 3/4/2027: "dmy" or "mdy" where its other days tell, else "?"."""
    first = second = False
    for found in _SLASHED.finditer(text):
        first, second = first or int(found[1]) > 12, second or int(found[2]) > 12
    return "?" if first == second else "dmy" if first else "mdy"


def day_ahead(text: str, slashed: str = "?") -> tuple[date, int] | None:
    """The day that a text begins with and where it ends; None for a text that begins with none.

    `slashed`: the order of 3/4/2027 in this file. Raises ValueError for a day that does not exist, or may be
    two.
    """
    for form, order in _FORMS:
        if (found := form.match(text)) and not text[found.end() : found.end() + 1].isdigit():
            return _day(found, slashed if order == "?" else order), found.end()
    return None


def _day(found: re.Match[str], order: str) -> date:
    order = _slashed(found) if order == "?" else order
    parts = dict(zip(order, found.groups(), strict=True))
    month = parts["m"][:3].lower()
    number = _MONTHS.index(month) + 1 if month in _MONTHS else int(month)
    try:
        day = date(int(parts["y"]), number, int(parts["d"]))
    except ValueError:
        raise ValueError(f'there is no day "{found[0]}"; look at the month and the day') from None
    if day.year not in YEARS:
        raise ValueError(f"the year {day.year} is no year to train in; write one like 2027")
    return day


def _slashed(found: re.Match[str]) -> str:
    """Which of two numbers is the month: only known where the other cannot be one."""
    one, other, year = (int(part) for part in found.groups())
    if one > 12 or one == other:
        return "dmy"
    if other > 12:
        return "mdy"
    meant = f"{year}-{one:02d}-{other:02d} or {year}-{other:02d}-{one:02d}"
    raise ValueError(f'"{found[0]}" may be two days; write {meant}')
