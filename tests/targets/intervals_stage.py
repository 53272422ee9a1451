"""A stage for tests of the intervals.icu target: the loopback service, a key in memory, sessions."""

from dataclasses import dataclass, field
from datetime import date

from onek_sync.model.target import Entry, Placing, Remote, Tools, Wanted
from onek_sync.settings.targets import IntervalsTarget
from onek_sync.targets.intervals import KIND
from onek_sync.targets.intervals.target import IntervalsIcu
from tests.servers.intervals import Intervals
from tests.targets.contract import HARD, NOW, PLAN, WINDOW, NoSecrets, day, entry, wanted

NAME = "icu"


@dataclass
class Stage:
    """A connected target and its service. `turns`: how often the gate was passed."""

    server: Intervals
    athlete: str = "0"
    secrets: NoSecrets = field(default_factory=NoSecrets)
    turns: int = 0

    def __post_init__(self) -> None:
        self.secrets.kept[NAME] = self.server.key

    @property
    def tools(self) -> Tools:
        return Tools(secrets=self.secrets, gate=self.gate, now=lambda: NOW, url=self.server.url)

    @property
    def settings(self) -> IntervalsTarget:
        return IntervalsTarget(kind="intervals", athlete=self.athlete)

    def gate(self) -> None:
        self.turns += 1

    @property
    def target(self) -> IntervalsIcu:
        """The target as another process opens it."""
        target = KIND.open(NAME, self.settings, self.tools)
        assert isinstance(target, IntervalsIcu)
        return target

    def wanted(self, key: str = "tue", text: str = HARD, when: date | None = None) -> Wanted:
        return wanted(self.target, key, text, when or day(1))

    def placing(self, key: str = "tue", text: str = HARD, when: date | None = None) -> Placing:
        return Placing(self.wanted(key, text, when), PLAN, key)

    def created(self, key: str = "tue", text: str = HARD, when: date | None = None) -> Remote:
        """A session that stands there; the calls for it are forgotten."""
        (remote,) = self.target.create([self.placing(key, text, when)])
        self.server.forget_calls()
        self.turns = 0
        return remote

    def listed(self, *known: Remote) -> list[Remote]:
        entries: list[Entry] = [entry(remote) for remote in known]
        return list(self.target.list(WINDOW, entries).remotes)
