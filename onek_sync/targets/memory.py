"""A target in memory, for tests and for trying things out: a service without a net."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from onek_sync.model.exchange import Artifact
from onek_sync.model.target import Entry, Limits, Listing, Placing, Remote, Wanted, Window


@dataclass
class Memory:
    """What the service holds: its objects by id, and how often it was read and written."""

    objects: dict[str, Remote] = field(default_factory=dict)
    reads: int = 0
    writes: int = 0
    last: int = 0


class MemoryTarget:
    """The four verbs on a `Memory`. Ids count up; a version changes with each write."""

    def __init__(self, memory: Memory, name: str = "memory", limits: Limits | None = None) -> None:
        self.memory = memory
        self.name = name
        self.format = "garmin"
        self.limits = limits or Limits()

    def digest(self, artifact: Artifact) -> str:
        """Of all bytes: nothing is normalised here."""
        return hashlib.sha256(artifact.body).hexdigest()[:8]

    def list(self, window: Window, known: Sequence[Entry]) -> Listing:
        """All objects; what is known and not among them is gone."""
        self.memory.reads += 1
        gone = frozenset(entry.id for entry in known if entry.id and entry.id not in self.memory.objects)
        return Listing(tuple(self.memory.objects.values()), gone)

    def create(self, new: Sequence[Placing]) -> Iterator[Remote]:
        """Put them in, one call for a batch."""
        self.memory.writes += 1
        made = [self._made(placing) for placing in new]
        yield from made

    def update(self, remote: Remote, wanted: Wanted) -> Iterator[Remote]:
        """Change it in place."""
        self.memory.writes += 1
        yield self._kept(
            replace(
                remote,
                day=wanted.day,
                digest=wanted.digest,
                title=wanted.title,
                touched=False,
                adjusted=remote.adjusted and not remote.touched,
                version=self._next(),
            )
        )

    def delete(self, remote: Remote) -> Iterator[Remote]:
        """Take it out."""
        self.memory.writes += 1
        self.memory.objects.pop(remote.id, None)
        yield from ()

    def _made(self, placing: Placing) -> Remote:
        wanted = placing.wanted
        return self._kept(
            Remote(
                plan=placing.plan,
                slot=placing.slot,
                id=self._next(),
                day=wanted.day,
                digest=wanted.digest,
                version=self._next(),
                title=wanted.title,
            )
        )

    def _kept(self, remote: Remote) -> Remote:
        self.memory.objects[remote.id] = remote
        return remote

    def _next(self) -> str:
        self.memory.last += 1
        return str(self.memory.last)
