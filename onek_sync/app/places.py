"""Where a target is. Another folder, server or account is another place, and the ledger knows nothing of it.

Without this, everything that we made at the old place would look as if the athlete had deleted it at the new.
"""

from os.path import normpath

from onek_sync.app.services import World
from onek_sync.model.target import Entry
from onek_sync.store.words import Spot

_ADDRESS = ("url", "username", "athlete")
"""The settings that name a server and an account; what is found by its name may be renamed."""


def known(world: World, name: str) -> tuple[Entry, ...]:
    """What the ledger knows of the objects at a target's place; nothing where it is of another one."""
    return () if _is_elsewhere(world, name) else world.store.ledger(world.athlete, name).entries()


def settle(world: World, name: str) -> None:
    """From now on the ledger is of the place where the target is now."""
    here = _spot(world, name)
    before = world.store.places.of(world.athlete, name)
    if _is_elsewhere(world, name):
        ledger = world.store.ledger(world.athlete, name)
        for entry in ledger.entries():
            ledger.forget(entry.plan, entry.slot)
    elif before:
        here = Spot(here.address, here.who or before.who)
    if here != before:
        world.store.places.put(world.athlete, name, here)


def _is_elsewhere(world: World, name: str) -> bool:
    """Whether the ledger was written at another place. Who is not known is taken for the same."""
    before, here = world.store.places.of(world.athlete, name), _spot(world, name)
    if before is None:
        return False
    another = before.who and here.who and before.who != here.who
    return before.address != here.address or bool(another)


def _spot(world: World, name: str) -> Spot:
    settings = world.project.settings.targets[name]
    path = getattr(settings, "path", None)
    said = [str(getattr(settings, field, None) or "") for field in _ADDRESS]
    address = " ".join([settings.kind, normpath(path) if path else "", *said]).strip()
    made = {one.target: one.who for one in world.store.connections.all(world.athlete)}
    return Spot(address, made.get(name, ""))
