"""Looks whether somebody can be told: each address is there and understood, and on request gets a trial."""

from collections.abc import Callable, Iterator

from onek_sync.app.doctor import Check, doubt, fault, ok
from onek_sync.app.services import World
from onek_sync.app.telling import Deliver, address
from onek_sync.model.errors import OnekError

_SUBJECT = "notify"
TITLE = "onek: a trial"
TEXT = "This is where you are told what happens while you do not look."


def look_at_notify(
    world: World, understood: Callable[[str], str], deliver: Deliver, *, tell: bool
) -> Iterator[Check]:
    """A line for each address. `understood` names its service; with `tell`, a trial is sent to each."""
    places = world.project.settings.notify.urls
    if not places:
        yield doubt(_SUBJECT, "nobody is told", 'write urls = ["env:NOTIFY_URL"] below [notify] in onek.toml')
    for place in places:
        try:
            found = address(world, place)
            service = understood(found)
            if tell:
                deliver(found, TITLE, TEXT)
        except OnekError as error:
            yield fault(_SUBJECT, f"{place}: {error.findings[0].what}", error.findings[0].now)
        else:
            yield ok(_SUBJECT, f"{place}: {service}{', a trial was sent' if tell else ''}")
