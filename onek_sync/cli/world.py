"""The world that the targets are kept in step in: the database, the secrets, the clock of this machine."""

import os
import sys
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import UTC, datetime

from onek_sync.app.project import Project, Ready, ready
from onek_sync.app.services import World, world_of


@contextmanager
def opened_world(project: Project) -> Iterator[tuple[World, Ready]]:
    """The plan first, since without one there is nothing to do; then the database, closed afterwards."""
    plan = ready(project)
    with world_without_plan(project) as world:
        yield world, plan


def world_without_plan(project: Project) -> AbstractContextManager[World]:
    """For what can be done without a plan; the database is closed afterwards."""
    return world_of(project, dict(os.environ), now=now, wait=time.sleep)


def now() -> datetime:
    """This machine's time."""
    return datetime.now(UTC)


def somebody_listens() -> bool:
    """Whether there is a person who can be asked."""
    return sys.stdin.isatty()
