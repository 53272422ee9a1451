"""Tells what is to be told: at each place in its order, once, and again where nobody heard it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

from onek_sync.app.services import World, said_when
from onek_sync.app.slots import after_quiet
from onek_sync.model.errors import Finding, OnekError
from onek_sync.store.words import Untold

Deliver = Callable[[str, str, str], None]
"""Tells somebody: to an address, a title, a text. Raises OnekError where that failed."""

MOST = 20
"""Notices to one place in 24 hours."""
_A_DAY = timedelta(days=1)
_LATE = timedelta(hours=1)
_FIRST_WAIT = timedelta(minutes=5)
_LONGEST_WAIT = timedelta(hours=1)
_KEPT = timedelta(days=90)


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
    waiting = kept.due(world.athlete, place, now)
    room = MOST - kept.how_many(world.athlete, place, now - _A_DAY) if waiting else 0
    for one in waiting[: max(room, 0)]:
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

    found = secret_of(place, world.environ, world.project.folder)
    world.secrets_read.add(found)
    return found


def _text(world: World, one: Untold, now: datetime) -> str:
    """What is told late says of when it is."""
    late = now - one.made > _LATE
    return f"{one.text}\n({said_when(one.made, world.zone)})" if late else one.text
