"""What is to be done by itself: which jobs are due, and one of them done. Knows no scheduler.

A job is a row: when it is due next, moved on only together with the success of a run. So whoever asks often
enough, from whatever timer, gets every job done: what was slept through once, what failed again after a
while, what was killed again at once.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from onek_sync.app.looking import Asked, asked_for, look
from onek_sync.app.project import Ready, ready
from onek_sync.app.push import push
from onek_sync.app.services import World, opened
from onek_sync.app.slots import after_quiet, next_slot
from onek_sync.model.errors import LoginNeeded, OnekError, Paused, Waiting
from onek_sync.settings.schedule import Slots
from onek_sync.store.words import BUSY
from onek_sync.store.words import Job as Job

PUSH = "push:"
LONGEST = timedelta(hours=6)
"""Between two tries of what fails."""
CALM = ("ok", "waiting", "paused", "busy")
"""The results of which nobody needs to be told: what is still to be done is done later."""
_LATE = timedelta(hours=1)


@dataclass(frozen=True, kw_only=True)
class Planned:
    """A job, when it will be run (UTC, now or later), and why then where it is not its own time.

    `kept`: the job's row, None for a job that is seen for the first time. `is_late`: it could have been run
    long ago, so that nobody seems to ask.
    """

    target: str
    job: Job
    at: datetime
    kept: Job | None
    why: str = ""
    is_late: bool = False


@dataclass(frozen=True, kw_only=True)
class Ran:
    """What a run came to.

    `result`: "ok", "failed", "login", "paused", "waiting" (for a watch), "busy" (another process is at it).
    """

    target: str
    result: str
    text: str = ""
    counts: Mapping[str, int] = field(default_factory=dict)


def planned(world: World, now: datetime) -> tuple[Planned, ...]:
    """All jobs, each with the time of its next run. Changes nothing."""
    slots = world.project.settings.schedule.slots
    if slots is None:
        return ()
    return tuple(_planned(world, name, slots, now) for name in world.project.settings.targets)


def due(world: World, now: datetime) -> tuple[str, ...]:
    """The keys of the jobs that are to be run now.

    A job that is seen for the first time is due at its next time: nothing is sent before that was asked for.
    """
    found = planned(world, now)
    for one in found:
        if one.kept is None:
            world.store.jobs.add(world.athlete, one.job)
        elif one.kept.since > one.job.since:
            world.store.jobs.advance(world.athlete, one.kept, one.job)
    return tuple(one.job.job for one in found if one.at <= now)


def run(world: World, key: str, now: datetime) -> Ran | None:
    """Do a job, and keep what came of it with the time that it is due next. None where it is due no more.

    Safe to kill at any point, and for several processes at once, as a push is. What is a mistake of ours is
    kept as a failure, and raised.
    """
    slots, name = world.project.settings.schedule.slots, key.removeprefix(PUSH)
    if slots is None or name not in world.project.settings.targets:
        return None
    one = _planned(world, name, slots, now)
    if one.at > now:  # another process was faster
        return None
    try:
        ran = _pushed(world, one, now)
    except Exception as mistake:
        _keep(world, one, slots, Ran(target=name, result="failed", text=repr(mistake)), now)
        raise
    if ran.result != "busy":
        _keep(world, one, slots, ran, now)
    return ran


def run_due(world: World, now: datetime) -> tuple[Ran, ...]:
    """Run all that is due. A mistake of ours in one job does not stop the others, and is raised last."""
    done: list[Ran] = []
    mistakes: list[Exception] = []
    for key in due(world, now):
        try:
            ran = run(world, key, now)
        except OnekError:  # the database cannot be used, so no other job could be kept either
            raise
        except Exception as mistake:
            mistakes.append(mistake)
        else:
            done += [ran] if ran else []
    if mistakes:
        raise ExceptionGroup("jobs that failed by a mistake of ours", mistakes)
    return tuple(done)


def _planned(world: World, name: str, slots: Slots, now: datetime) -> Planned:
    """A job as it is kept; with the time by today's settings and zone, should they be others than then."""
    schedule = world.project.settings.schedule
    rule = f"{schedule.push} + {schedule.jitter} {world.zone or 'here'}"
    kept = world.store.jobs.of(world.athlete, PUSH + name)
    job = kept or Job(job=PUSH + name, rule="", since=now, next_due=now)
    if job.rule != rule or job.since > now:  # the clock was wrong then, or is now
        since = min(job.since, now)
        job = replace(job, rule=rule, since=since, next_due=_next_due(world, name, slots, since))
    at, why = _opening(world, name, job, now)
    late = at == now and now - max(job.next_due, job.not_before or job.next_due) > _LATE
    return Planned(target=name, job=job, at=at, kept=kept, why=why, is_late=late)


def _next_due(world: World, name: str, slots: Slots, since: datetime) -> datetime:
    """The next slot, and a part of the jitter that is this runner's own: the same every week."""
    own = f"{world.store.database.place}\n{world.athlete}\n{name}"
    part = int.from_bytes(hashlib.sha256(own.encode()).digest()[:4]) / 2**32
    later = world.project.settings.schedule.spread * part
    return next_slot(world.zone, slots, since - later) + later


def _opening(world: World, name: str, job: Job, now: datetime) -> tuple[datetime, str]:
    """When a job will be run, and why: at its time, after what it waits for, outside the quiet hours."""
    at, why = max(job.next_due, now), ""
    if job.not_before and at < job.not_before <= now + LONGEST and not _is_mended(world, name, job):
        at, why = job.not_before, _AGAIN.get(job.result, "again after a failure")
    pause = world.store.pauses.of(world.athlete, name, now)
    if pause and pause.until > at:
        at, why = pause.until, "it rests until then"
    loud = after_quiet(world.zone, world.project.settings.schedule.quiet_hours, at)
    if loud > at:
        at, why = loud, "after the quiet hours"
    return at, why


_AGAIN = {"waiting": "when it is there", "login": "or as soon as there is a login"}


def _is_mended(world: World, name: str, job: Job) -> bool:
    """Whether a person did something about a failure since: logged in, or pushed with success."""
    if job.last_run is None:
        return False
    logins = [one.at for one in world.store.connections.all(world.athlete) if one.target == name]
    pushes = world.store.history.recent(world.athlete, name, what="push", limit=1)
    done = [push.at for push in pushes if push.result == "ok"]
    return any(at > job.last_run for at in logins + done)


def _pushed(world: World, one: Planned, now: datetime) -> Ran:
    """Push as `onek push --yes` does."""
    name = one.target
    try:
        plan = ready(world.project)
        today = now.astimezone(ZoneInfo(plan.resolved.plan.timezone)).date()
        asked = asked_for(world, plan, [name], today)
        if one.job.result == "waiting":
            _be_there(world, plan, name, asked)
        push(world, plan, name, asked)
    except OnekError as error:
        return _stopped(name, error)
    [event] = world.store.history.recent(world.athlete, name, what="push", limit=1)
    return Ran(target=name, result=event.result, text=event.text, counts=event.counts)


def _stopped(name: str, error: OnekError) -> Ran:
    """What stopped it before anything was sent."""
    finding = error.findings[0]
    result = "busy" if finding.code == BUSY else _RESULTS.get(type(error), "failed")
    return Ran(target=name, result=result, text=str(finding))


_RESULTS: dict[type[OnekError], str] = {Paused: "paused", LoginNeeded: "login", Waiting: "waiting"}


def _be_there(world: World, plan: Ready, name: str, asked: Asked) -> None:
    """Raises Waiting for a watch that is still not there, without a further line in the history."""
    with opened(world, name) as target:
        look(world, plan, target, asked)


def _keep(world: World, one: Planned, slots: Slots, ran: Ran, now: datetime) -> None:
    """Move the job on where it is done; else let it be tried again. One transaction."""
    job = one.job
    if ran.result == "ok":
        next_due = _next_due(world, one.target, slots, now)
        after = replace(job, since=now, next_due=next_due, not_before=None, fails=0)
    else:
        wait = _wait(world.project.settings.schedule.first_wait, ran.result, job.fails)
        after = replace(job, not_before=now + wait, fails=job.fails + 1)
    after = replace(after, last_run=now, result=ran.result, text=ran.text, counts=ran.counts)
    world.store.jobs.advance(world.athlete, job, after)


def _wait(first: timedelta, result: str, fails: int) -> timedelta:
    """How long until it is tried again: looking for a watch costs nothing, a login needs a person."""
    if result == "waiting":
        return first
    return LONGEST if result == "login" else min(first * 2 ** min(fails, 9), LONGEST)
