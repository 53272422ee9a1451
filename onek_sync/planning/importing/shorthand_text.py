"""A text that may be shorthand: the option it says, or what stops the reading."""

import re

from onek_sync.model.errors import Finding, Place, ShorthandError
from onek_sync.model.plan import Kind, Option
from onek_sync.planning.importing.limits import unread
from onek_sync.planning.shorthand.options import parse_options

_RACE_DAY = re.compile(r"race(?: day)?\s*[!.]*", re.IGNORECASE)


def read_shorthand(
    text: str, place: Place, kind: Kind | None = None
) -> tuple[tuple[Option, ...], tuple[Finding, ...]]:
    """The options of a day's line, none where it is no shorthand; findings stand in the file.

    `place` is where the text begins; its column counts for the first line only.
    """
    if _RACE_DAY.fullmatch(text):
        return (Option(kind=Kind.RACE),), ()
    try:
        reading = parse_options(text, kind=kind)
    except ShorthandError as error:
        return (), tuple(_unread(finding, text, place) for finding in error.findings)
    return reading.options, tuple(_placed(finding, text, place) for finding in reading.findings)


def _unread(finding: Finding, text: str, place: Place) -> Finding:
    now = f"kept as words; {finding.now}" if finding.now else "kept as words"
    return unread("I11", finding.what, now, _at(finding, text, place))


def _placed(finding: Finding, text: str, place: Place) -> Finding:
    return Finding(finding.code, finding.what, finding.now, _at(finding, text, place), finding.level)


def _at(finding: Finding, text: str, place: Place) -> Place:
    before = text[: max(0, finding.place.column - 1)].split("\n")
    first = len(before) == 1
    column = len(before[-1]) + (place.column if first else 1)
    return Place(place.file, place.line + len(before) - 1, column if place.column or not first else 0)
