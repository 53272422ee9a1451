"""How much a foreign file may hold, and how what was not read is said."""

from collections.abc import Iterable, Iterator
from itertools import islice

from onek_sync.model.errors import Finding, Level, Place, PlanError
from onek_sync.planning.importing.found import Found

MAX_BYTES = 2_000_000  # a year of training as a calendar is about 500,000
MAX_FOUND = 1_000  # sessions; sixty weeks of two a day are 840
MAX_WORDS = 4_000  # characters of one note


def unread(code: str, what: str, now: str, place: Place) -> Finding:
    """A part that was not read, or was read with a doubt. It does not stop the reading."""
    return Finding(code, what, now, place, Level.WARNING)


def refuse(code: str, what: str, now: str, place: Place) -> PlanError:
    """The error for a file of which nothing can be read."""
    return PlanError(Finding(code, what, now, place))


def numbered(text: str, name: str, most: int) -> Iterator[tuple[Place, str]]:
    """Every line with its place. Raises PlanError where there are more than `most`."""
    for number, line in enumerate(text.split("\n"), 1):
        if number > most:
            what = f"there are more than {most} lines in this file"
            raise refuse("I01", what, "keep what is meant", Place(name, number))
        yield Place(name, number), line


def gathered(found: Iterable[Found], name: str) -> tuple[Found, ...]:
    """What was found, unless there is none or more than any plan has."""
    some = tuple(islice(found, MAX_FOUND + 1))
    if not some:
        raise refuse("I04", "there is no session in this file", "look whether it is the one", Place(name, 1))
    if len(some) > MAX_FOUND:
        what = f"there are more than {MAX_FOUND} sessions in this file"
        raise refuse("I05", what, "cut it into plans of at most a year", some[-1].place)
    return some
