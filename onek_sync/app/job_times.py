"""When a job is run next: at its time, after what it waits for, outside the quiet hours."""

import hashlib
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from onek_sync.app.job_words import LONGEST, PUSH, SUMMARY, Job, Planned, is_push, name_of
from onek_sync.app.services import World
from onek_sync.app.slots import after_quiet, next_slot
from onek_sync.settings.schedule import Slots

_LATE = timedelta(hours=1)
_AGAIN = {"waiting": "when it is there", "login": "or as soon as there is a login"}


def times(world: World) -> Mapping[str, Slots]:
    """All jobs that the settings ask for, by key, with their times; pushes before what tells of them."""
    settings = world.project.settings
    slots = settings.schedule.slots
    summary = settings.notify.slots(slots)
    pushes = {PUSH + name: slots for name in settings.targets} if slots else {}
    return {**pushes, SUMMARY: summary} if summary else pushes


def planned_job(world: World, key: str, slots: Slots, now: datetime) -> Planned:
    """A job as it is kept; with the time by today's settings and zone, should they be others than then."""
    rule = f"{slots} + {world.project.settings.schedule.jitter} {world.zone or 'here'}"
    kept = world.store.jobs.of(world.athlete, key)
    job = kept or Job(job=key, rule="", since=now, next_due=now)
    if job.rule != rule or job.since > now:  # the clock was wrong then, or is now
        since = min(job.since, now)
        job = replace(job, rule=rule, since=since, next_due=next_due(world, key, slots, since))
    at, why = _opening(world, job, now)
    late = at == now and now - max(job.next_due, job.not_before or job.next_due) > _LATE
    return Planned(job=job, at=at, kept=kept, why=why, is_late=late)


def next_due(world: World, key: str, slots: Slots, since: datetime) -> datetime:
    """The next slot, and a part of the jitter that is this runner's own: the same every week."""
    own = f"{world.store.database.place}\n{world.athlete}\n{name_of(key)}"
    part = int.from_bytes(hashlib.sha256(own.encode()).digest()[:4]) / 2**32
    later = world.project.settings.schedule.spread * part
    return next_slot(world.zone, slots, since - later) + later


def _opening(world: World, job: Job, now: datetime) -> tuple[datetime, str]:
    """When a job will be run, and why."""
    at, why = max(job.next_due, now), ""
    if job.not_before and at < job.not_before <= now + LONGEST and not _is_mended(world, job):
        at, why = job.not_before, _AGAIN.get(job.result, "again after a failure")
    pause = world.store.pauses.of(world.athlete, name_of(job.job), now) if is_push(job.job) else None
    if pause and pause.until > at:
        at, why = pause.until, "it rests until then"
    loud = after_quiet(world.zone, world.project.settings.schedule.quiet_hours, at)
    if loud > at:
        at, why = loud, "after the quiet hours"
    return at, why


def _is_mended(world: World, job: Job) -> bool:
    """Whether a person did something about a failure since: logged in, or pushed with success."""
    if job.last_run is None or not is_push(job.job):
        return False
    name = name_of(job.job)
    logins = [one.at for one in world.store.connections.all(world.athlete) if one.target == name]
    pushes = world.store.history.recent(world.athlete, name, what="push", limit=1)
    done = [push.at for push in pushes if push.result == "ok"]
    return any(at > job.last_run for at in logins + done)
