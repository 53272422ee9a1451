"""Figures of what is done by itself, for operators. No token, name or address of anybody is in them."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from onek_sync.app.jobs import planned
from onek_sync.app.services import World


@dataclass(frozen=True, slots=True)
class Figures:
    """As the database has them.

    `next_run`, `last_push`: None for never. `jobs`: how many there are by what their last run came to,
    "new" before the first. `events`: how often what happened, with which result ("push", "ok").
    """

    next_run: datetime | None
    last_push: datetime | None
    jobs: Mapping[str, int]
    events: Mapping[tuple[str, str], int]


def figures_of(world: World, now: datetime) -> Figures:
    """The figures now. Raises StoreError where the database cannot be read."""
    jobs, history = planned(world, now), world.store.history
    return Figures(
        min((one.at for one in jobs), default=None),
        history.last_good(world.athlete, "push"),
        Counter((one.kept and one.kept.result) or "new" for one in jobs),
        history.counted(world.athlete),
    )
