"""What somebody is to be told who does not look: troubles when they begin and end, and the week's summary.

Which notices follow from a run is decided here; the store leaves out what was told already. They are made in
the transaction that keeps the run, and told at the next tick that can.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

from onek_sync.app.job_words import SUMMARY, Ran
from onek_sync.app.services import World, said_when
from onek_sync.app.slots import after_quiet
from onek_sync.app.standing_words import result_words
from onek_sync.model.errors import Finding, OnekError
from onek_sync.settings.notify import Matter
from onek_sync.store.words import OVER, Notice, Untold

Deliver = Callable[[str, str, str], None]
"""Tells somebody: to an address, a title, a text. Raises OnekError where that failed."""

PLAN = "plan"
"""The subject of a plan that cannot be read."""
PERSISTENT = 3
"""Failures in a row before somebody is told: a service that is down for minutes is nobody's business."""
EDITED = timedelta(minutes=10)
"""How long a plan may be broken before anybody is told: whoever edits it knows."""
MOST = 20
"""Notices to one place in 24 hours."""
_OURS = "This is a mistake in onek; its log says more."
_A_DAY = timedelta(days=1)
_LATE = timedelta(hours=1)
_FIRST_WAIT = timedelta(minutes=5)
_LONGEST_WAIT = timedelta(hours=1)
_KEPT = timedelta(days=90)


def news(world: World, ran: Ran, fails: int, now: datetime) -> tuple[Notice, ...]:
    """What is to be told of a run, after `fails` failures in a row; the store knows what of it is new."""
    if ran.key == SUMMARY:
        return _wanted(world, Matter.SUMMARY, SUMMARY, "your week", ran.letter, now) if ran.letter else ()
    if ran.of_plan:
        return _broken(world, ran.text, now)
    return (*_sound(world, now), *_of_target(world, ran, fails, now))


def _of_target(world: World, ran: Ran, fails: int, now: datetime) -> tuple[Notice, ...]:
    name, text = ran.target, _OURS if ran.of_ours else ran.text.removeprefix(f"{ran.target}: ")
    match ran.result:
        case "ok":
            words = f"The last push: {result_words(ran.result, ran.counts)}."
            return _over(world, ran.key, f"{name} works again", words, now)
        case "login":
            return _wanted(world, Matter.LOGIN, ran.key, f"{name} wants a login", text, now)
        case "failed" if fails >= PERSISTENT:
            words = f"{text}\nThat was try {fails}. It is tried again by itself, at least every six hours."
            return _wanted(world, Matter.FAILURE, ran.key, f"nothing gets through to {name}", words, now)
        case _:
            return ()


def plan_is_broken(world: World, text: str, now: datetime) -> None:
    """Whoever serves the plan cannot read it; may be said again and again."""
    for notice in _broken(world, text, now):
        world.store.notices.add(world.athlete, notice)


def plan_is_sound(world: World, now: datetime) -> None:
    """It can be read again; may be said again and again."""
    for notice in _sound(world, now):
        world.store.notices.add(world.athlete, notice)


def _broken(world: World, text: str, now: datetime) -> tuple[Notice, ...]:
    """A file that is half another has a fault in every line."""
    first, *more = text.splitlines()
    words = f"{first}\nAnd {len(more)} more: run onek check." if more else first
    notices = _wanted(world, Matter.PLAN, PLAN, "the plan cannot be read", words, now)
    return tuple(replace(notice, patience=EDITED) for notice in notices)


def _sound(world: World, now: datetime) -> tuple[Notice, ...]:
    return _over(world, PLAN, "the plan can be read again", "It is served and pushed as it stands now.", now)


def _wanted(
    world: World, matter: Matter, subject: str, title: str, text: str, now: datetime
) -> tuple[Notice, ...]:
    if not world.project.settings.notify.tells(matter):
        return ()
    return (_notice(world, matter, subject, title, text, now),)


def _over(world: World, subject: str, title: str, text: str, now: datetime) -> tuple[Notice, ...]:
    return (_notice(world, OVER, subject, title, text, now),) if world.project.settings.notify.urls else ()


def _notice(world: World, kind: str, subject: str, title: str, text: str, now: datetime) -> Notice:
    return Notice(
        places=world.project.settings.notify.urls,
        subject=subject,
        kind=kind,
        title=f"onek: {title}",
        text=text,
        made=now,
    )


def tell(world: World, now: datetime, deliver: Deliver) -> tuple[Finding, ...]:
    """Tell what is to be told, outside the quiet hours; what was in the way, for each place."""
    settings = world.project.settings
    if after_quiet(world.zone, settings.schedule.quiet_hours, now) > now:
        return ()
    faults = [_tell_at(world, place, now, deliver) for place in settings.notify.urls]
    return tuple(fault for fault in faults if fault)


def _tell_at(world: World, place: str, now: datetime, deliver: Deliver) -> Finding | None:
    """A place that does not answer rests for a while; what it should be told is kept."""
    kept = world.store.notices
    news = kept.due(world.athlete, place, now)
    room = MOST - kept.how_many(world.athlete, place, now - _A_DAY) if news else 0
    for one in news[: max(room, 0)]:
        if not kept.claim(one, now + min(_FIRST_WAIT * 2 ** min(one.tries, 9), _LONGEST_WAIT)):
            return None  # another process is at it
        try:
            deliver(address(world, place), one.title, _text(world, one, now))
        except OnekError as error:
            finding = error.findings[0]
            return replace(finding, what=f"nobody could be told by {place}: {finding.what}")
        kept.told(one, now)
        kept.tidy(world.athlete, now - _KEPT)
    return None


def address(world: World, place: str) -> str:
    """The address that the settings give by that name. A secret; raises OnekError, which never repeats it."""
    from onek_sync.store import secret_of

    return secret_of(place, world.environ, world.project.folder)


def _text(world: World, one: Untold, now: datetime) -> str:
    """What is told late says of when it is."""
    late = now - one.made > _LATE
    return f"{one.text}\n({said_when(one.made, world.zone)})" if late else one.text
