"""What a calendar program shows of a feed, in the words of the tests."""

from typing import NamedTuple, Protocol


class Shown(NamedTuple):
    """An event: when it begins (UTC, to the minute; a date where it takes all day), and what else is kept."""

    uid: str
    start: str
    end: str
    title: str
    sequence: int
    cancelled: bool
    alarms: int


class Subscriber(Protocol):
    """A calendar program that runs, and has subscribed."""

    def fetch(self) -> None:
        """Ask the server now; what it says is taken in a moment later."""

    def shown(self) -> tuple[Shown, ...]:
        """All events, by time."""
