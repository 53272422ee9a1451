"""The job that pushes to a target, as `onek push --yes` does."""

from datetime import datetime
from zoneinfo import ZoneInfo

from onek_sync.app.job_words import Job, Ran, name_of
from onek_sync.app.looking import Asked, asked_for, look
from onek_sync.app.project import Ready, ready
from onek_sync.app.push import push
from onek_sync.app.services import World, opened
from onek_sync.model.errors import LoginNeeded, OnekError, Paused, Waiting
from onek_sync.store.words import BUSY

_RESULTS: dict[type[OnekError], str] = {Paused: "paused", LoginNeeded: "login", Waiting: "waiting"}


def pushed(world: World, job: Job, now: datetime) -> Ran:
    """Push, and say what that came to."""
    try:
        plan = ready(world.project)
    except OnekError as error:
        return Ran(key=job.job, result="failed", text=str(error.findings[0]), of_plan=True)
    try:
        return _pushed(world, plan, job, now)
    except OnekError as error:
        return _stopped(job.job, error)


def _pushed(world: World, plan: Ready, job: Job, now: datetime) -> Ran:
    name = name_of(job.job)
    today = now.astimezone(ZoneInfo(plan.resolved.plan.timezone)).date()
    asked = asked_for(world, plan, [name], today)
    if job.result == "waiting":
        _be_there(world, plan, name, asked)
    push(world, plan, name, asked)
    [event] = world.store.history.recent(world.athlete, name, what="push", limit=1)
    return Ran(key=job.job, result=event.result, text=event.text, counts=event.counts)


def _stopped(key: str, error: OnekError) -> Ran:
    """What stopped it before anything was sent."""
    finding = error.findings[0]
    result = "busy" if finding.code == BUSY else _RESULTS.get(type(error), "failed")
    return Ran(key=key, result=result, text=str(finding))


def _be_there(world: World, plan: Ready, name: str, asked: Asked) -> None:
    """Raises Waiting for a watch that is still not there, without a further line in the history."""
    with opened(world, name) as target:
        look(world, plan, target, asked)
