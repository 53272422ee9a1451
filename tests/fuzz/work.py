"""Work counted in calls, not in seconds: the same on every machine, and stopped where it has no end."""

import sys
from collections.abc import Callable
from types import FrameType


class TooMuchWork(AssertionError):
    """More calls than the length of a text excuses."""


def bounded(work: Callable[[], object], most: int) -> None:
    """Do the work; TooMuchWork as soon as it has made more than `most` calls."""
    count = 0

    def tick(_frame: FrameType, event: str, _what: object) -> None:
        nonlocal count
        count += event == "call"
        if count > most:
            sys.setprofile(None)
            raise TooMuchWork(f"more than {most} calls")

    before = sys.getprofile()
    sys.setprofile(tick)
    try:
        work()
    finally:
        sys.setprofile(before)
