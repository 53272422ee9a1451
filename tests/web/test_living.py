"""The life of the server: it looks again and again, outlives a mistake, and remembers at the end."""

import asyncio
import logging
import threading
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest

from onek_sync.store.feed_words import Fetch
from onek_sync.web import living
from onek_sync.web.asgi import Message
from onek_sync.web.living import Living

NOW = datetime(2027, 3, 1, tzinfo=UTC)


class Scripted:
    """Served by a script: what each look brings; `all_looked` is set after the last."""

    def __init__(self, *looks: Exception | bool) -> None:
        self.feeds = {"full": object()}
        self.now = NOW
        self.world = SimpleNamespace(now=lambda: self.now)
        self.looks = list(looks)
        self.kept: list[Mapping[str, Fetch]] = []
        self.happened: list[str] = []
        self.all_looked = threading.Event()

    def refresh(self) -> bool:
        self.happened.append("look")
        look = self.looks.pop(0) if self.looks else True
        if not self.looks:
            self.all_looked.set()
        if isinstance(look, Exception):
            raise look
        return look

    def taken(self) -> Mapping[str, Fetch]:
        return {}

    def keep(self, fetches: Mapping[str, Fetch]) -> None:
        self.kept.append(fetches)


class Ticks:
    """What ticks beside the server: what it was told to do, among all that happens."""

    def __init__(self, served: Scripted, *, rests: bool = True) -> None:
        self.served, self.rests = served, rests

    def start(self) -> None:
        self.served.happened.append("start")

    def soon(self) -> None:
        self.served.happened.append("soon")

    def stop(self, patience: timedelta) -> bool:
        self.served.happened.append("stop")
        assert patience <= timedelta(seconds=2)
        return self.rests


def live(
    served: Scripted, ticks: Ticks | None = None, steady: Callable[[], float] = lambda: 0.0
) -> list[str]:
    """A life from start-up to shutdown, which comes after the last look; what happened, in order."""
    orders = iter(("startup", "shutdown"))

    async def receive() -> Message:
        order = next(orders)
        if order == "shutdown":
            assert await asyncio.to_thread(served.all_looked.wait, 30)
        return {"type": f"lifespan.{order}"}

    async def send(message: Message) -> None:
        served.happened.append(message["type"])

    asyncio.run(Living(served, ticks, steady)(receive, send))  # type: ignore[arg-type]
    return served.happened


@pytest.fixture(autouse=True)
def _hurry(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(living, "LOOK_EVERY", 0.0)
    monkeypatch.setattr(living, "AFTER_A_FAULT", 0.0)
    monkeypatch.setattr(living, "AFTER_A_MISTAKE", 0.0)


def test_it_looks_again_and_again_and_remembers_at_the_end() -> None:
    served = Scripted(True, True, True)
    happened = live(served)
    assert (happened[0], happened[-1]) == ("lifespan.startup.complete", "lifespan.shutdown.complete")
    assert happened.count("look") >= 3
    assert served.kept == [{}]


def test_a_mistake_shows_its_traceback_and_the_server_lives_on(caplog: pytest.LogCaptureFixture) -> None:
    served = Scripted(ValueError("ours"), True, True)
    with caplog.at_level(logging.ERROR, "onek"):
        assert live(served)[-1] == "lifespan.shutdown.complete"
    (record,) = caplog.records
    assert record.exc_info
    assert isinstance(record.exc_info[1], ValueError)


def test_who_fetched_is_kept_every_so_often(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(living, "KEEP_EVERY", 0.0)
    served = Scripted(True, True, True)
    live(served)
    assert len(served.kept) > 1


def test_a_first_feed_is_made_before_anybody_is_let_in() -> None:
    served = Scripted(True)
    served.feeds = {}
    assert live(served)[:2] == ["look", "lifespan.startup.complete"]


def test_ticks_begin_when_the_plan_is_known_and_end_with_the_server() -> None:
    served = Scripted(True, True)
    happened = live(served, Ticks(served))
    assert happened[:3] == ["lifespan.startup.complete", "look", "start"]
    assert happened[-2:] == ["stop", "lifespan.shutdown.complete"]
    assert "soon" not in happened


def test_a_push_under_way_at_the_end_is_told(caplog: pytest.LogCaptureFixture) -> None:
    served = Scripted(True)
    with caplog.at_level(logging.WARNING, "onek"):
        live(served, Ticks(served, rests=False))
    assert "a push was under way; the next start goes on with it" in caplog.messages


@pytest.mark.parametrize(
    ("hours", "said"),
    [(8, "the clock went on by 8:00:00"), (-24, "the clock went back by 1 day, 0:00:00")],
)
def test_a_clock_that_leaps_is_told_once_and_ticks_at_once(
    hours: int, said: str, caplog: pytest.LogCaptureFixture
) -> None:
    served = Scripted(True, True, True, True)
    looks = served.refresh

    def refresh() -> bool:
        served.now = NOW + timedelta(hours=hours) * (len(served.looks) <= 3)  # from the second look on
        return looks()

    served.refresh = refresh  # type: ignore[method-assign]
    with caplog.at_level(logging.INFO, "onek"):
        happened = live(served, Ticks(served))
    assert happened.count("soon") == 1
    (line,) = caplog.messages
    assert line.startswith(said)


def test_a_machine_that_is_merely_slow_makes_no_leap() -> None:
    served = Scripted(*[True] * 20)

    def steady() -> float:
        served.now += timedelta(minutes=5)
        return (served.now - NOW).total_seconds()

    assert "soon" not in live(served, Ticks(served), steady)


def test_a_database_that_cannot_be_used_is_left_alone_for_a_while(monkeypatch: pytest.MonkeyPatch) -> None:
    waits: list[float] = []
    sleep = asyncio.sleep

    async def slept(seconds: float) -> None:
        waits.append(seconds)
        await sleep(0)

    monkeypatch.setattr(asyncio, "sleep", slept)
    monkeypatch.setattr(living, "LOOK_EVERY", 0.5)
    monkeypatch.setattr(living, "AFTER_A_FAULT", 5.0)
    monkeypatch.setattr(living, "AFTER_A_MISTAKE", 60.0)
    live(Scripted(True, False, True, ValueError("ours"), True))
    assert waits[:4] == [0.5, 5.0, 0.5, 60.0]
