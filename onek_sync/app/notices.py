"""What somebody is to be told who does not look: troubles when they begin and end, and the week's summary.

Which notices follow from a run is decided here; the store leaves out what was told already. They are made in
the transaction that keeps the run, and told at the next tick that can (`app.telling`).
"""

from dataclasses import replace
from datetime import datetime, timedelta

from onek_sync.app.job_words import SUMMARY, Ran
from onek_sync.app.services import World
from onek_sync.app.standing_words import result_words
from onek_sync.settings.notify import Matter, NotifySettings
from onek_sync.store.words import OVER, Notice

PLAN = "plan"
"""The subject of a plan that cannot be read."""
PERSISTENT = 3
"""Failures in a row before somebody is told: a service that is down for minutes is nobody's business."""
EDITED = timedelta(minutes=10)
"""How long a plan may be broken before anybody is told: whoever edits it knows."""
_OURS = "This is a mistake in onek; its log says more."


def news(notify: NotifySettings, ran: Ran, fails: int, now: datetime) -> tuple[Notice, ...]:
    """What is to be told of a run, after `fails` failures in a row; the store knows what of it is new."""
    if ran.key == SUMMARY:
        return _wanted(notify, Matter.SUMMARY, SUMMARY, "your week", ran.letter, now) if ran.letter else ()
    if ran.of_plan:
        return _broken(notify, ran.text, now)
    return (*_sound(notify, now), *_of_target(notify, ran, fails, now))


def _of_target(notify: NotifySettings, ran: Ran, fails: int, now: datetime) -> tuple[Notice, ...]:
    name, text = ran.target, _OURS if ran.of_ours else ran.text.removeprefix(f"{ran.target}: ")
    match ran.result:
        case "ok":
            words = f"The last push: {result_words(ran.result, ran.counts)}."
            return _over(notify, ran.key, f"{name} works again", words, now)
        case "login":
            return _wanted(notify, Matter.LOGIN, ran.key, f"{name} wants a login", text, now)
        case "failed" if fails >= PERSISTENT:
            words = f"{text}\nThat was try {fails}. It is tried again by itself, at least every six hours."
            return _wanted(notify, Matter.FAILURE, ran.key, f"nothing gets through to {name}", words, now)
        case _:
            return ()


def plan_is_broken(world: World, text: str, now: datetime) -> None:
    """Whoever serves the plan cannot read it; `text`: all that is wrong. May be said again and again."""
    for notice in _broken(world.project.settings.notify, text, now):
        world.store.notices.add(world.athlete, notice)


def plan_is_sound(world: World, now: datetime) -> None:
    """It can be read again; may be said again and again."""
    for notice in _sound(world.project.settings.notify, now):
        world.store.notices.add(world.athlete, notice)


def _broken(notify: NotifySettings, text: str, now: datetime) -> tuple[Notice, ...]:
    """A file that is half another has a fault in every line."""
    first, *more = text.splitlines()
    words = f"{first}\nAnd {len(more)} more: run onek check." if more else first
    notices = _wanted(notify, Matter.PLAN, PLAN, "the plan cannot be read", words, now)
    return tuple(replace(notice, patience=EDITED) for notice in notices)


def _sound(notify: NotifySettings, now: datetime) -> tuple[Notice, ...]:
    return _over(notify, PLAN, "the plan can be read again", "It is served and pushed as it stands now.", now)


def _wanted(
    notify: NotifySettings, matter: Matter, subject: str, title: str, text: str, now: datetime
) -> tuple[Notice, ...]:
    if not notify.tells(matter):
        return ()
    return (_notice(notify, matter, subject, title, text, now),)


def _over(notify: NotifySettings, subject: str, title: str, text: str, now: datetime) -> tuple[Notice, ...]:
    return (_notice(notify, OVER, subject, title, text, now),) if notify.urls else ()


def _notice(notify: NotifySettings, kind: str, subject: str, title: str, text: str, now: datetime) -> Notice:
    return Notice(
        places=notify.urls,
        subject=subject,
        kind=kind,
        title=f"onek: {title}",
        text=text,
        made=now,
    )
