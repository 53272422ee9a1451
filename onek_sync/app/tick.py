"""A tick, from whatever timer: run what is due, then tell what is to be told."""

from dataclasses import dataclass
from datetime import datetime

from onek_sync.app.job_words import Ran as Ran
from onek_sync.app.jobs import run_due
from onek_sync.app.services import World
from onek_sync.app.telling import Deliver as Deliver
from onek_sync.app.telling import tell
from onek_sync.model.errors import Finding


@dataclass(frozen=True)
class Ticked:
    """What was run; and what was in the way of telling somebody, which is tried again by itself."""

    ran: tuple[Ran, ...] = ()
    untold: tuple[Finding, ...] = ()


def tick(world: World, now: datetime, deliver: Deliver) -> Ticked:
    """Safe to kill at any point, and to call as often as one likes. Raises what `run_due` does."""
    untold: tuple[Finding, ...] = ()
    try:
        ran = run_due(world, now)
    finally:
        untold = tell(world, now, deliver)
    return Ticked(ran, untold)
