"""The world that the targets are kept in step in: the database, the secrets, the clock of this machine."""

import os
import sys
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from onek_sync.app.project import Project, Ready, ready
from onek_sync.app.services import World, world_of


@contextmanager
def opened_world(project: Project) -> Iterator[tuple[World, Ready]]:
    """The plan first, since without one there is nothing to do; then the database, closed afterwards."""
    plan = ready(project)
    with world_for(project, plan) as world:
        yield world, plan


def world_for(project: Project, plan: Ready | None = None) -> AbstractContextManager[World]:
    """The same with a plan or without; times are said in the athlete's zone where it is known."""
    name = plan.resolved.plan.timezone if plan else project.settings.timezone
    zone = ZoneInfo(name) if name else None
    return world_of(project, dict(os.environ), now=now, wait=time.sleep, zone=zone)


def now() -> datetime:
    """This machine's time."""
    return datetime.now(UTC)


def somebody_listens() -> bool:
    """Whether there is a person who can be asked."""
    return sys.stdin.isatty()
