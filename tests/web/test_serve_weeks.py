"""Three months of a server in seconds: whatever happens to it, every session comes once, before its day."""

import asyncio
import logging
from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from onek_sync.app.serving import Served
from onek_sync.model.errors import Finding, Unreachable
from onek_sync.scheduler.pushing import Pushing
from onek_sync.web import living
from onek_sync.web.asgi import Message
from onek_sync.web.living import Living
from tests.app.running_alone import BERLIN, SHELF, Killed, Life, berlin, moody, plan_of

HOUR, DAY, WEEK = timedelta(hours=1), timedelta(days=1), timedelta(weeks=1)
STEP = 6 * HOUR
SETTINGS = f'[schedule]\njitter = "0 min"\n{SHELF}horizon = "10 days"\n'
Happening = Callable[["Machine"], None]


class Machine:
    """A machine with a server on it, and the clock of both. It may sleep, be off, and lose its process."""

    def __init__(self, life: Life, happens: Mapping[datetime, Happening]) -> None:
        self.life, self.uptime = life, 0.0
        self.happens = dict(sorted(happens.items()))
        self.starts = 0
        self.seen: dict[str, datetime] = {}
        self.offsets: set[timedelta | None] = set()

    def serve(self, until: datetime) -> None:
        """With a supervisor that starts again what was killed."""
        while self.life.now < until:
            try:
                self._serve(until)
            except Killed:
                self.life.on_create = lambda: None

    def _serve(self, until: datetime) -> None:
        self.starts += 1
        with self.life.world() as world:
            served = Served(world, lambda text: None)
            process = Process(self, Pushing(served, logging.getLogger("onek"), lambda *_: None), until)
            asyncio.run(process.live(Living(served, process, lambda: self.uptime)))

    def ticks(self, work: Callable[[], None]) -> None:
        work()
        for file in self.life.files:
            self.seen.setdefault(file, self.life.now)

    def goes_on(self, span: timedelta) -> None:
        """Time goes by, and what happens in it happens."""
        self.life.now += span
        self.uptime += span.total_seconds()
        self.offsets.add(self.life.now.astimezone(BERLIN).utcoffset())
        due = [at for at in self.happens if at <= self.life.now]
        for at in due:
            self.happens.pop(at)(self)


class Process:
    """One process of the server, by the machine's clock instead of its own. It ticks with every step."""

    def __init__(self, machine: Machine, work: Callable[[], None], until: datetime) -> None:
        self._machine, self._work, self._until = machine, work, until
        self._ended: asyncio.Future[None] | None = None
        self._started = False
        self.age, self.is_late = timedelta(), False
        self.ticks: dict[str, int] = {}

    async def live(self, server: Living) -> None:
        """Until the end, or until it is killed."""
        self._ended = asyncio.get_running_loop().create_future()
        orders = iter(("startup", "shutdown"))

        async def receive() -> Message:
            order = next(orders)
            if order == "shutdown":
                assert self._ended
                await self._ended
            return {"type": f"lifespan.{order}"}

        async def send(message: Message) -> None:
            pass

        with pytest.MonkeyPatch.context() as patched:
            patched.setattr(asyncio, "sleep", self._sleep)
            await server(receive, send)

    async def _sleep(self, seconds: float) -> None:
        """What the server takes for half a second."""
        assert self._ended
        self._machine.goes_on(STEP)
        if self._machine.life.now >= self._until and not self._ended.done():
            self._ended.set_result(None)
        await asyncio.to_thread(lambda: None)
        if self._started and not self._ended.done():
            self.soon()

    def start(self) -> None:
        self._started = True
        self.soon()

    def soon(self) -> None:
        assert self._ended
        try:
            self._machine.ticks(self._work)
        except Killed as killed:
            self._ended.set_exception(killed)

    def stop(self, patience: timedelta) -> bool:
        self._started = False
        return True


# What happens


def sleeps(span: timedelta) -> Happening:
    """The lid is closed: clocks on the wall go on, those of the machine stand still."""

    def happen(machine: Machine) -> None:
        machine.life.now += span

    return happen


def is_killed_at(create: int) -> Happening:
    """In the middle of a push: before this new object."""

    def happen(machine: Machine) -> None:
        left = create

        def mood() -> None:
            nonlocal left
            left -= 1
            if left < 0:
                raise Killed

        machine.life.on_create = mood

    return happen


def service_is(down: bool) -> Happening:
    """The service answers, or does not."""

    def mood() -> None:
        if down:
            raise Unreachable(Finding("T01", "the service cannot be reached"))

    def happen(machine: Machine) -> None:
        machine.life.on_look = mood

    return happen


def clock_is_set(by: timedelta) -> Happening:
    """By somebody, or by a battery that is empty."""

    def happen(machine: Machine) -> None:
        machine.life.now += by

    return happen


@pytest.mark.parametrize("start", [date(2027, 2, 22), date(2027, 9, 6)], ids=["spring", "autumn"])
def test_three_months_in_which_everything_happens(
    start: date, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("onek_sync.store.secrets.user_state_path", lambda name: tmp_path / "state")
    monkeypatch.setattr("onek_sync.app.serving.make_feeds", lambda *_: {"full": None})  # others look at them
    monkeypatch.setattr(living, "KEEP_EVERY", 1e9)
    life = Life(tmp_path, berlin(f"{start - 6 * DAY} 12:00"), SETTINGS)
    life.plan(plan_of(start, 13))
    moody(life, monkeypatch)

    def sunday(week: int, at: str = "18:00") -> datetime:
        """The evening before that week of the plan."""
        return berlin(f"{start - DAY + week * WEEK} {at}")

    machine = Machine(
        life,
        {
            sunday(1, "17:00"): sleeps(9 * HOUR),
            sunday(2, "16:00"): is_killed_at(1),
            sunday(3, "12:00"): service_is(down=True),
            sunday(3, "12:00") + 2 * DAY: service_is(down=False),
            sunday(6, "10:00"): clock_is_set(-DAY),
            sunday(6, "10:00") + 3 * HOUR: clock_is_set(DAY),
            sunday(7, "10:00"): clock_is_set(DAY),
            sunday(7, "10:00") + DAY + 3 * HOUR: clock_is_set(-DAY),
            sunday(9, "17:00"): sleeps(36 * HOUR),
        },
    )
    machine.serve(sunday(4, "06:00"))
    life.now += 2 * DAY  # the machine is off
    machine.serve(sunday(13, "23:00"))

    days = life.sessions()
    seen = {file: at.astimezone(BERLIN).date() for file, at in machine.seen.items()}
    assert len(seen) == len(days) == 39
    assert [file for file in seen if seen[file] >= date.fromisoformat(file[:10])] == []
    made = [one.key for one in life.events("create") if one.result == "ok"]
    assert len(made) == len(set(made)) and not life.events("delete")
    assert machine.starts == 3 and not machine.happens
    assert len(machine.offsets) == 2  # the clocks were changed
