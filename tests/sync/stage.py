"""A small stage for tests of sync: a plan of a few sessions, a ledger, a service in memory, one athlete."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta

from onek_sync.model.exchange import Artifact
from onek_sync.model.target import Entry, Limits, Wanted, Window
from onek_sync.sync.apply import Hands, Report, apply
from onek_sync.sync.diff import Diff, Sight, diff
from onek_sync.targets.memory import Memory, MemoryTarget

MONDAY = date(2027, 3, 1)
NOW = datetime(2027, 3, 1, 18, tzinfo=UTC)
PLAN = "spring-1k"


def day(number: int) -> date:
    """Days after the first Monday."""
    return MONDAY + timedelta(days=number)


class DictLedger:
    """A ledger that forgets with the process."""

    def __init__(self) -> None:
        self.rows: dict[tuple[str, str], Entry] = {}

    def entries(self) -> tuple[Entry, ...]:
        return tuple(self.rows.values())

    def put(self, entry: Entry) -> None:
        self.rows[entry.plan, entry.slot] = entry

    def forget(self, plan: str, slot: str) -> None:
        self.rows.pop((plan, slot), None)


@dataclass
class Stage:
    """`plan`: what each session (by key) says, and on which day (days after the first Monday)."""

    plan: dict[str, tuple[str, int]] = field(default_factory=dict)
    today: date = MONDAY
    horizon: int = 14
    force: bool = False
    limits: Limits = field(default_factory=Limits)
    memory: Memory = field(default_factory=Memory)
    ledger: DictLedger = field(default_factory=DictLedger)
    unsaid: dict[str, str] = field(default_factory=dict)
    name: str = PLAN

    @property
    def target(self) -> MemoryTarget:
        return MemoryTarget(self.memory, limits=self.limits)

    def wanted(self) -> list[Wanted]:
        window = Window.ahead(self.today, self.horizon)
        target = self.target
        return [
            Wanted(key=key, day=day(when), title=text, artifact=artifact, digest=target.digest(artifact))
            for key, (text, when) in self.plan.items()
            if day(when) in window
            for artifact in [Artifact(key, f"{key}.txt", text.encode())]
        ]

    def look(self) -> Diff:
        window = Window.ahead(self.today, self.horizon)
        known = [entry for entry in self.ledger.entries() if entry.day is None or entry.day >= self.today]
        return diff(
            Sight(
                plan=self.name,
                window=window,
                wanted=self.wanted(),
                days={key: day(when) for key, (_, when) in self.plan.items()},
                listing=self.target.list(window, known),
                entries=self.ledger.entries(),
                unsaid=self.unsaid,
                limits=self.limits,
                force=self.force,
            )
        )

    def push(self) -> Report:
        hands = Hands(
            target=self.target, ledger=self.ledger, look=self.look, now=lambda: NOW, wait=lambda seconds: None
        )
        return apply(self.look().changes, hands)

    def said(self) -> list[str]:
        """What would be done, a line each: the kind, the session, the reason."""
        from onek_sync.sync.changes import key_of

        return [f"{type(change).__name__} {key_of(change)}: {change.why}" for change in self.look().changes]

    def shown(self) -> dict[str, tuple[str, int | None]]:
        """What the service shows: by slot, title and day."""
        return {
            remote.slot: (remote.title, (remote.day - MONDAY).days if remote.day else None)
            for remote in self.memory.objects.values()
        }

    # What an athlete may do there.

    def edits(self, slot: str) -> None:
        self._change(slot, touched=True)

    def moves(self, slot: str, to: int | None) -> None:
        self._change(slot, day=None if to is None else day(to))

    def completes(self, slot: str) -> None:
        self._change(slot, done=True)

    def deletes(self, slot: str) -> None:
        for remote in self._of(slot):
            del self.memory.objects[remote.id]

    def _change(self, slot: str, **what: object) -> None:
        for remote in self._of(slot):
            changed = replace(remote, version=remote.version + "'", **what)  # type: ignore[arg-type]
            self.memory.objects[remote.id] = changed

    def _of(self, slot: str) -> Sequence:
        return [remote for remote in self.memory.objects.values() if remote.slot == slot]
