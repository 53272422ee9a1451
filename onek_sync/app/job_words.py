"""The words of what is done by itself: a job that is planned, and what a run came to."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from onek_sync.store.words import SUMMARY as SUMMARY
from onek_sync.store.words import Job as Job

PUSH = "push:"
"""With a target's name behind it, the key of the job that pushes there. The other key is SUMMARY."""
LONGEST = timedelta(hours=6)
"""Between two tries of what fails."""
CALM = ("ok", "waiting", "paused", "busy")
"""The results of which nobody needs to be told: what is still to be done is done later."""


@dataclass(frozen=True, kw_only=True)
class Planned:
    """A job, when it will be run (UTC, now or later), and why then where it is not its own time.

    `kept`: the job's row, None for a job that is seen for the first time. `is_late`: it could have been run
    long ago, so that nobody seems to ask.
    """

    job: Job
    at: datetime
    kept: Job | None
    why: str = ""
    is_late: bool = False

    @property
    def target(self) -> str:
        """The target, or "summary"; see `name_of`."""
        return name_of(self.job.job)

    @property
    def is_push(self) -> bool:
        """Whether something is pushed."""
        return is_push(self.job.job)


@dataclass(frozen=True, kw_only=True)
class Ran:
    """What a run of the job `key` came to.

    `result`: "ok", "failed", "login", "paused", "waiting" (for a watch), "busy" (another process is at it).
    `of_plan`: that the plan cannot be read, whatever the target. `of_ours`: that it is a mistake of ours, so
    that the text may hold anything. `letter`: what a summary says.
    """

    key: str
    result: str
    text: str = ""
    counts: Mapping[str, int] = field(default_factory=dict)
    of_plan: bool = False
    of_ours: bool = False
    letter: str = ""

    @property
    def target(self) -> str:
        """The target, or "summary"."""
        return name_of(self.key)

    @property
    def is_push(self) -> bool:
        """Whether something was pushed."""
        return is_push(self.key)


def name_of(key: str) -> str:
    """A job's name for people: its target's, or "summary"."""
    return key.removeprefix(PUSH)


def is_push(key: str) -> bool:
    """Whether a job pushes to a target."""
    return key.startswith(PUSH)
