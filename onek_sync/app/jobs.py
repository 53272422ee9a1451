"""What is to be done by itself: which jobs are due, and one of them done. Knows no scheduler.

A job is a row: when it is due next, moved on only together with the success of a run. So whoever asks often
enough, from whatever timer, gets every job done: what was slept through once, what failed again after a
while, what was killed again at once.
"""

from dataclasses import replace
from datetime import datetime, timedelta

from onek_sync.app.job_push import pushed
from onek_sync.app.job_summary import summed_up
from onek_sync.app.job_times import next_due, planned_job, times
from onek_sync.app.job_words import CALM as CALM
from onek_sync.app.job_words import LONGEST as LONGEST
from onek_sync.app.job_words import PUSH as PUSH
from onek_sync.app.job_words import SUMMARY as SUMMARY
from onek_sync.app.job_words import Job as Job
from onek_sync.app.job_words import Planned as Planned
from onek_sync.app.job_words import Ran as Ran
from onek_sync.app.notices import news
from onek_sync.app.services import World
from onek_sync.model.errors import OnekError
from onek_sync.settings.schedule import Slots


def planned(world: World, now: datetime) -> tuple[Planned, ...]:
    """All jobs, each with the time of its next run. Changes nothing."""
    return tuple(planned_job(world, key, slots, now) for key, slots in times(world).items())


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
    slots = times(world).get(key)
    if slots is None:
        return None
    one = planned_job(world, key, slots, now)
    if one.at > now:  # another process was faster
        return None
    do = summed_up if key == SUMMARY else pushed
    try:
        ran = do(world, one.job, now)
    except Exception as mistake:
        ran = Ran(key=key, result="failed", text=repr(mistake), of_ours=True)
        _keep(world, one.job, slots, ran, now)
        raise
    if ran.result != "busy":
        _keep(world, one.job, slots, ran, now)
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


def _keep(world: World, job: Job, slots: Slots, ran: Ran, now: datetime) -> None:
    """Move the job on where it is done, else let it be tried again; and say who is to be told. At once."""
    if ran.result == "ok":
        at = next_due(world, job.job, slots, now)
        after = replace(job, since=now, next_due=at, not_before=None, fails=0)
    else:
        wait = _wait(world.project.settings.schedule.first_wait, ran.result, job.fails)
        after = replace(job, not_before=now + wait, fails=job.fails + (ran.result not in _NO_FAILURE))
    after = replace(after, last_run=now, result=ran.result, text=ran.text, counts=ran.counts)
    world.store.jobs.advance(
        world.athlete, job, after, news(world.project.settings.notify, ran, after.fails, now)
    )


_NO_FAILURE = ("waiting", "login")


def _wait(first: timedelta, result: str, fails: int) -> timedelta:
    """How long until it is tried again: looking for a watch costs nothing, a login needs a person."""
    if result == "waiting":
        return first
    return LONGEST if result == "login" else min(first * 2 ** min(fails, 9), LONGEST)
