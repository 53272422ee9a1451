"""A runner's folder whose troubles are told to a phone, which has moods like the service has."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from onek_sync.app.tick import Ran, Ticked, tick
from tests.app.running_alone import BERLIN, SHELF, Life, Mood

EXACT = "[schedule]\njitter = '0 min'\n"
NOTIFY = "[notify]\nurls = ['env:PHONE']\n"
SECRET = "tgram://plum-secret"


@dataclass(frozen=True)
class Told:
    """What somebody heard, and when by the athlete's clock."""

    at: str
    title: str
    text: str


class Telling(Life):
    """The same life, ticked as a server and a timer tick it. `told`: what the phone rang with."""

    def __init__(self, path: Path, at: datetime, settings: str = SHELF + EXACT + NOTIFY) -> None:
        super().__init__(path, at, settings)
        self.environ["PHONE"] = SECRET
        self.told: list[Told] = []
        self.on_deliver: Mood = lambda: None
        self.on_heard: Mood = lambda: None

    def deliver(self, url: str, title: str, text: str) -> None:
        assert url == self.environ["PHONE"]
        self.on_deliver()
        self.told.append(Told(f"{self.now.astimezone(BERLIN):%F %R}", title, text))
        self.on_heard()

    def ticked(self) -> Ticked:
        """One tick, in a process of its own."""
        with self.world() as world:
            return tick(world, self.now, self.deliver)

    def tick(self) -> tuple[Ran, ...]:
        return self.ticked().ran

    def until(self, end: datetime, step: timedelta = timedelta(hours=1)) -> list[tuple[datetime, Ran]]:
        ran: list[tuple[datetime, Ran]] = []
        with self.world() as world:
            while self.now < end:
                ran += [(self.now, one) for one in tick(world, self.now, self.deliver).ran]
                self.now += step
        return ran

    def heard(self) -> list[tuple[str, str]]:
        """When and what, and no more of it."""
        return [(one.at, one.title.removeprefix("onek: ")) for one in self.told]


def raising(error: BaseException) -> Mood:
    """A mood that lasts."""

    def mood() -> None:
        raise error

    return mood
