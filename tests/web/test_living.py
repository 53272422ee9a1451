"""The life of the server: it looks again and again, outlives a mistake, and remembers at the end."""

import asyncio
import logging
import threading
from collections.abc import Mapping

import pytest

from onek_sync.store.feed_words import Fetch
from onek_sync.web import living
from onek_sync.web.asgi import Message
from onek_sync.web.living import Living


class Scripted:
    """Served by a script: what each look brings; `all_looked` is set after the last."""

    def __init__(self, *looks: Exception | None) -> None:
        self.feeds = {"full": object()}
        self.looks = list(looks)
        self.kept: list[Mapping[str, Fetch]] = []
        self.happened: list[str] = []
        self.all_looked = threading.Event()

    def refresh(self) -> None:
        self.happened.append("look")
        look = self.looks.pop(0) if self.looks else None
        if not self.looks:
            self.all_looked.set()
        if look:
            raise look

    def taken(self) -> Mapping[str, Fetch]:
        return {}

    def keep(self, fetches: Mapping[str, Fetch]) -> None:
        self.kept.append(fetches)


def live(served: Scripted) -> list[str]:
    """A life from start-up to shutdown, which comes after the last look; what happened, in order."""
    orders = iter(("startup", "shutdown"))

    async def receive() -> Message:
        order = next(orders)
        if order == "shutdown":
            assert await asyncio.to_thread(served.all_looked.wait, 30)
        return {"type": f"lifespan.{order}"}

    async def send(message: Message) -> None:
        served.happened.append(message["type"])

    asyncio.run(Living(served)(receive, send))  # type: ignore[arg-type]
    return served.happened


@pytest.fixture(autouse=True)
def _hurry(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(living, "LOOK_EVERY", 0.0)
    monkeypatch.setattr(living, "AFTER_A_MISTAKE", 0.0)


def test_it_looks_again_and_again_and_remembers_at_the_end() -> None:
    served = Scripted(None, None, None)
    happened = live(served)
    assert (happened[0], happened[-1]) == ("lifespan.startup.complete", "lifespan.shutdown.complete")
    assert happened.count("look") >= 3
    assert served.kept == [{}]


def test_a_mistake_shows_its_traceback_and_the_server_lives_on(caplog: pytest.LogCaptureFixture) -> None:
    served = Scripted(ValueError("ours"), None, None)
    with caplog.at_level(logging.ERROR, "onek"):
        assert live(served)[-1] == "lifespan.shutdown.complete"
    (record,) = caplog.records
    assert record.exc_info
    assert isinstance(record.exc_info[1], ValueError)


def test_who_fetched_is_kept_every_so_often(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(living, "KEEP_EVERY", 0.0)
    served = Scripted(None, None, None)
    live(served)
    assert len(served.kept) > 1


def test_a_first_feed_is_made_before_anybody_is_let_in() -> None:
    served = Scripted(None)
    served.feeds = {}
    assert live(served)[:2] == ["look", "lifespan.startup.complete"]
