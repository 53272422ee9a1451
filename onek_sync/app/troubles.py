"""What is wrong now with what goes on by itself. Each trouble is told once, and once that it is over."""

from collections.abc import Callable
from enum import StrEnum
from threading import Lock

from onek_sync.model.errors import OnekError


class Part(StrEnum):
    """What something can be wrong with."""

    SETTINGS = "settings"
    PLAN = "plan"
    DATABASE = "database"
    FETCHES = "who fetched"
    PUSH = "push"


_FINDINGS = 3  # of one error; a plan that is being written anew may have hundreds
_OVER = {
    Part.SETTINGS: "onek.toml is in order again",
    Part.PLAN: "the feed is up to date again",
    Part.DATABASE: "the feed is up to date again",
    Part.FETCHES: "who fetched is kept again",
    Part.PUSH: "pushing by itself goes on",
}


def said(error: OnekError) -> str:
    """What is wrong, the first of it where there is much."""
    lines = [str(finding) for finding in error.findings]
    more = len(lines) - _FINDINGS
    return "\n".join(lines[:_FINDINGS] + ([f"… and {more} more: onek check"] if more > 0 else []))


class Troubles:
    """What is wrong now, by part. May be called in any thread.

    `tell` gets that something is over, `warn` that it began. What two parts suffer from is told once.
    """

    def __init__(self, tell: Callable[[str], None], warn: Callable[[str], None]) -> None:
        self._tell, self._warn = tell, warn
        self._now: dict[Part, str] = {}
        self._lock = Lock()

    @property
    def text(self) -> str:
        """All of it, a line or more each; "" for nothing."""
        return "\n".join(dict.fromkeys(text for text in self._now.values() if text))

    @property
    def parts(self) -> frozenset[Part]:
        """With what something is wrong now."""
        return frozenset(self._now)

    def say(self, part: Part, text: str, meanwhile: str = "") -> None:
        """What is wrong with a part now, "" for nothing; `meanwhile`: what goes on all the same."""
        with self._lock:
            before = self._now.get(part, "")
            others = {what for other, what in self._now.items() if other is not part}
            self._now = (
                {**self._now, part: text} if text else {k: v for k, v in self._now.items() if k != part}
            )
        if text and text != before and text not in others:
            self._warn(f"{text}\n{meanwhile}" if meanwhile else text)
        elif before and not text and before not in others:
            self._tell(_OVER[part])
