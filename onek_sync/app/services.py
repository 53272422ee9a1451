"""The targets that are set up: which there are, and how one is opened with all that it needs."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta, tzinfo
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import BaseModel

from onek_sync.app.project import Project
from onek_sync.model.errors import Finding, Paused, UsageError
from onek_sync.model.notation import said
from onek_sync.model.target import Secrets, Target, Tools
from onek_sync.settings.targets import pace_of_requests
from onek_sync.targets import KINDS

if TYPE_CHECKING:
    from onek_sync.store import Store

RESTS = "Y03"
"""The code of the finding that a target rests."""
NO_TARGET = Finding(
    "Y01",
    "no target is set up",
    "write [targets.watch] with kind and path into onek.toml; config/onek.example.toml shows every kind",
)


@dataclass(frozen=True, kw_only=True)
class World:
    """What the work at the targets needs besides the plan: database, secrets, clock, and whose targets.

    `zone`: in which times are said to the athlete. `environ`: what settings and secrets are named by.
    `secrets_read`: so far, for whoever writes a log that must hold none.
    """

    project: Project
    store: "Store"
    secrets: Secrets
    now: Callable[[], datetime]
    wait: Callable[[float], None]
    zone: tzinfo | None = None
    athlete: str = "me"
    environ: Mapping[str, str] = field(default_factory=dict, repr=False)
    secrets_read: set[str] = field(default_factory=set, repr=False)


@contextmanager
def world_of(
    project: Project,
    environ: Mapping[str, str],
    *,
    now: Callable[[], datetime],
    wait: Callable[[float], None],
    zone: tzinfo | None = None,
) -> Iterator[World]:
    """The folder's world, its database open while in the `with`; no `zone`: this machine's is meant."""
    from onek_sync.store import open_store

    with open_store(project.settings.database, project.folder) as store:
        read: set[str] = set()
        yield World(
            project=project,
            store=store,
            secrets=_secrets(project, store, environ, read),
            now=now,
            wait=wait,
            zone=zone,
            environ=environ,
            secrets_read=read,
        )


def with_settings(world: World, project: Project) -> World:
    """The same world by other settings. Its database stays: another one needs another process."""
    secrets = _secrets(project, world.store, world.environ, world.secrets_read)
    return replace(world, project=project, secrets=secrets)


def _secrets(project: Project, store: "Store", environ: Mapping[str, str], read: set[str]) -> "Named":
    from onek_sync.store import open_secrets

    return Named(project, environ, open_secrets(store, environ, files=_token_files(project)), read)


def _token_files(project: Project) -> dict[str, Path]:
    """Garmin's tokens lie in a file of the athlete's own, where one is named."""
    settings = project.settings
    if settings.garmin_tokens is None:
        return {}
    path = project.folder / Path(settings.garmin_tokens).expanduser()
    return {name: path for name, target in settings.targets.items() if target.kind == "garmin"}


@dataclass(frozen=True)
class Named:
    """The secrets that are kept, with those that the settings give by name (env:, keyring:, file:) before.

    `read` collects what passes.
    """

    project: Project
    environ: Mapping[str, str] = field(repr=False)
    kept: Secrets = field(repr=False)
    read: set[str] = field(default_factory=set, repr=False)

    def get(self, name: str) -> str | None:
        """The secret of a target, or None."""
        from onek_sync.store import secret_of

        named = named_secret(self.project, name)
        found = secret_of(named, self.environ, self.project.folder) if named else self.kept.get(name)
        self.read.update([found] if found else ())
        return found

    def put(self, name: str, value: str) -> None:
        """Keep it, unless the settings say where it lies: a second copy would only grow old."""
        self.read.add(value)
        if not named_secret(self.project, name):
            self.kept.put(name, value)

    def delete(self, name: str) -> None:
        """Keep it no longer."""
        self.kept.delete(name)

    def lock(self, name: str) -> AbstractContextManager[None]:
        """One process at a time."""
        return self.kept.lock(name)


def named_secret(project: Project, name: str) -> str | None:
    """Where the settings say that a target's secret lies (env:NAME …); None where they do not."""
    target = project.settings.targets.get(name)
    return getattr(target, "api_key", None) or getattr(target, "password", None)


def targets_of(project: Project, names: Sequence[str] = ()) -> tuple[str, ...]:
    """The names of the targets that are meant: those named, else all that are set up."""
    known = project.settings.targets
    if not known:
        raise UsageError(NO_TARGET)
    for name in names:
        if name not in known:
            raise no_such_target(name, known)
    return tuple(dict.fromkeys(names)) or tuple(known)


def remembered(world: World, name: str) -> str:
    """The name of a target that is set up, or of which something is remembered from when it was."""
    known = {
        *world.project.settings.targets,
        *(one.target for one in world.store.connections.all(world.athlete)),
    }
    if name in known or world.store.ledger(world.athlete, name).entries():
        return name
    raise no_such_target(name, sorted(known)) if known else UsageError(NO_TARGET)


def no_such_target(name: str, known: Iterable[str]) -> UsageError:
    """A name that is none, with the nearest one that is."""
    near = get_close_matches(name, known, n=1)
    hint = f'did you mean "{near[0]}"?' if near else f"there are {', '.join(known)}"
    return UsageError(Finding("Y02", f"there is no target {said(name)}", hint))


@contextmanager
def opened(world: World, name: str) -> Iterator[Target]:
    """A target, alone: while it is open no other process works at it. Asks the service nothing yet.

    Raises Paused while it rests, StoreError where another process is at it.
    """
    settings = world.project.settings.targets[name]
    resting(world, name)
    with world.store.lease(world.athlete, name, world.now()) as lease:

        def gate() -> None:
            lease.renew(world.now())
            turn(world, name, settings)

        yield KINDS[settings.kind].open(name, settings, tools_of(world, name, gate))


def resting(world: World, name: str) -> None:
    """Raises Paused while the target rests."""
    pause = world.store.pauses.of(world.athlete, name, world.now())
    if pause:
        what = f"{name} rests until {said_when(pause.until, world.zone)}: {pause.reason}"
        raise Paused(pause.until, Finding(RESTS, what))


def today_of(world: World) -> date:
    """The day that it is for the athlete."""
    return world.now().astimezone(world.zone).date()


def said_when(moment: datetime, zone: tzinfo | None) -> str:
    """A moment for people, in their zone: "Mon 1 Mar 18:40"."""
    here = moment.astimezone(zone)
    return f"{here:%a} {here.day} {here:%b %H:%M}"


def tools_of(world: World, name: str, gate: Callable[[], None]) -> Tools:
    """What a target is given."""
    kind = world.project.settings.targets[name].kind
    url = getattr(world.project.settings, f"{kind}_url", None)
    return Tools(secrets=world.secrets, gate=gate, now=world.now, url=url, folder=world.project.folder)


def turn(world: World, name: str, settings: BaseModel) -> None:
    """Wait for the service's turn: all targets of one kind share the time between two requests."""
    pace = pace_of_requests(getattr(settings, "pace", "0s"))
    if pace is None:
        return
    service = f"{world.athlete}:{world.project.settings.targets[name].kind}"
    while wait := world.store.budget.take(service, world.now(), 1, timedelta(seconds=pace.chosen)):
        world.wait(wait.total_seconds())
