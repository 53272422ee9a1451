"""A stage for tests of the Garmin target: the loopback service, tokens in memory, sessions to be shown."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta

from onek_sync.exporters.garmin import EXPORTER
from onek_sync.model.exchange import Options
from onek_sync.model.target import Entry, Placing, Remote, Tools, Wanted, Window
from onek_sync.targets.garmin.door import Door
from onek_sync.targets.garmin.target import GarminConnect
from tests.exporters.building import CASES, PLAN
from tests.servers.garmin import Garmin

TODAY = date(2027, 2, 15)
NOW = datetime(2027, 2, 15, 6, tzinfo=UTC)
WINDOW = Window.ahead(TODAY, 14)
SPRING = "spring-1k"


def day(number: int) -> date:
    """Days after today."""
    return TODAY + timedelta(days=number)


class MemorySecrets:
    """Secrets that forget with the process; `locked`: whether somebody holds the lock now."""

    def __init__(self, **kept: str) -> None:
        self.kept = kept
        self.locked = False
        self.puts: list[str] = []
        self._lock = threading.Lock()

    def get(self, name: str) -> str | None:
        return self.kept.get(name)

    def put(self, name: str, value: str) -> None:
        assert self.locked, "a secret is changed without the lock"
        self.kept[name] = value
        self.puts.append(value)

    def delete(self, name: str) -> None:
        self.kept.pop(name, None)

    @contextmanager
    def lock(self, name: str) -> Iterator[None]:
        with self._lock:
            self.locked = True
            try:
                yield
            finally:
                self.locked = False


class Stage:
    """A connected target and its service. `turns`: how often the gate was passed."""

    def __init__(self, server: Garmin) -> None:
        self.server = server
        self.secrets = MemorySecrets(garmin=server.tokens())
        self.turns = 0
        self.target = self.opened()

    @property
    def tools(self) -> Tools:
        return Tools(secrets=self.secrets, gate=self.gate, now=lambda: NOW, url=self.server.url)

    def gate(self) -> None:
        self.turns += 1

    def opened(self) -> GarminConnect:
        """The target as another process opens it."""
        return GarminConnect("garmin", Door("garmin", self.tools))

    def wanted(self, case: str = "intervals", on: int = 1, key: str | None = None) -> Wanted:
        """A session as the target would show it."""
        artifact = EXPORTER.say(CASES[case], PLAN, Options())
        assert artifact is not None
        digest = self.target.digest(artifact)
        return Wanted(key=key or case, day=day(on), title=case, artifact=artifact, digest=digest)

    def placing(self, case: str = "intervals", on: int = 1, key: str | None = None) -> Placing:
        wanted = self.wanted(case, on, key)
        return Placing(wanted, SPRING, wanted.key)

    def created(self, case: str = "intervals", on: int = 1, key: str | None = None) -> Remote:
        """A session that stands there, complete; the calls for it are forgotten."""
        *_, remote = self.target.create([self.placing(case, on, key)])
        self.server.forget_calls()
        self.turns = 0
        return remote

    def listed(self, *known: Remote) -> list[Remote]:
        return list(self.target.list(WINDOW, [entry_of(remote) for remote in known]).remotes)


def entry_of(remote: Remote) -> Entry:
    """What the ledger remembers of it."""
    return Entry(
        plan=remote.plan,
        slot=remote.slot,
        key=remote.slot,
        id=remote.id,
        day=remote.day,
        digest=remote.digest,
        version=remote.version,
        parts=remote.parts,
    )
