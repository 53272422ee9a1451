"""The job that sums up the week: what was pushed since the last time, and what is to be run next."""

from datetime import datetime

from onek_sync.app.job_words import Job, Ran
from onek_sync.app.project import ready
from onek_sync.app.services import World
from onek_sync.app.summary import Pushes, coming, pushes_since
from onek_sync.model.errors import OnekError

_MANY = 1000
"""Events; a week of failures at a target is 28."""


def summed_up(world: World, job: Job, now: datetime) -> Ran:
    """Write the letter, none where there is nothing to tell. A plan that is broken does not stop it."""
    pushes = [_pushes(world, name, job.since) for name in world.project.settings.targets]
    try:
        ahead = coming(ready(world.project), now)
    except OnekError as error:
        ahead = [f"The plan cannot be read: {error.findings[0]}"]
    if not ahead and not any(one.is_news for one in pushes):
        return Ran(key=job.job, result="ok")
    parts = [[one.words(world.zone) for one in pushes], ahead]
    return Ran(key=job.job, result="ok", letter="\n\n".join("\n".join(part) for part in parts if part))


def _pushes(world: World, name: str, since: datetime) -> Pushes:
    events = world.store.history.recent(world.athlete, name, what="push", limit=_MANY)
    return pushes_since(name, [event for event in events if not event.key], since)
