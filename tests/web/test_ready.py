"""What `/readyz` says, to whoever looks after the server and to whoever else asks."""

import asyncio
import json
import sqlite3
import threading
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from onek_sync.app.services import World
from onek_sync.app.serving import Served
from onek_sync.app.tick import tick
from onek_sync.web import ready
from onek_sync.web.server import door_of
from tests.app.feeding import DAY, Runner
from tests.web.asking import ask

SHELF = '[schedule]\njitter = "0 min"\n[targets.shelf]\nkind = "folder"\npath = "shelf"\nformat = "strava"\n'
QUICK = 'database = "sqlite:///onek.db?timeout=0.05"\n'


class Clock:
    """What ticks beside the server, with the last tick as long ago as it is told."""

    def __init__(self) -> None:
        self.age, self.is_late = timedelta(seconds=12), False
        self.ticks: dict[str, int] = {}

    def start(self) -> None: ...

    def soon(self) -> None: ...

    def stop(self, patience: timedelta) -> bool:
        return True


class Stage:
    """A server, and what it says of itself."""

    def __init__(self, runner: Runner, world: World) -> None:
        self.runner, self.world, self.clock = runner, world, Clock()
        self.served = Served(world, lambda text: None)
        self.served.refresh()
        self.door = door_of(self.served, self.clock)

    def says(self) -> tuple[int, dict[str, Any]]:
        got = ask(self.door, "/readyz")
        assert got.headers["content-type"] == "application/json"
        assert got.headers["cache-control"] == "no-store"
        return got.status, json.loads(got.body)


@pytest.fixture
def stage(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Stage]:
    monkeypatch.setattr("onek_sync.store.secrets.user_state_path", lambda name: tmp_path / "state")
    runner = Runner(tmp_path, QUICK + SHELF)
    with runner.world() as world:
        yield Stage(runner, world)


WELL = {
    "ready": True,
    "database": "ok",
    "scheduler": "ok",
    "tick_age_s": 12,
    "push_age_s": None,
    "trouble": False,
}


def test_all_is_well(stage: Stage) -> None:
    assert stage.says() == (200, WELL)


def test_the_age_of_the_last_push_that_went_well(stage: Stage) -> None:
    for days in (0, 7):
        stage.runner.now += days * DAY
        tick(stage.served.world, stage.runner.now, lambda *_: None)
    stage.runner.now += timedelta(hours=1)
    (stage.runner.folder / "shelf").rename(stage.runner.folder / "gone")
    (stage.runner.folder / "shelf").touch()  # no folder: the next push fails
    assert stage.says()[1]["push_age_s"] == 3600
    stage.runner.now += 7 * DAY
    [ran] = tick(stage.served.world, stage.runner.now, lambda *_: None).ran
    assert ran.result != "ok"
    assert stage.says()[1]["push_age_s"] == 3600 + (7 * DAY).total_seconds()


def test_ticks_that_are_missing(stage: Stage) -> None:
    stage.clock.is_late = True
    assert stage.says() == (503, WELL | {"ready": False, "scheduler": "late"})


def test_a_server_that_does_not_push(stage: Stage) -> None:
    stage.door = door_of(stage.served)
    assert stage.says() == (200, WELL | {"scheduler": "off", "tick_age_s": None})


def test_a_broken_plan_is_a_trouble_and_no_reason_to_start_anew(stage: Stage) -> None:
    stage.runner.edit("6x400m", "6xx400m")
    stage.served.refresh()
    stage.served.refresh()
    assert "plan.yaml:9:12" in stage.served.trouble
    assert stage.says() == (200, WELL | {"trouble": True})


def test_a_database_that_somebody_holds(stage: Stage) -> None:
    stage.world.store.database.close()  # connections that are open see the old state, as they should
    holder = sqlite3.connect(stage.runner.folder / "onek.db", isolation_level=None)
    holder.execute("PRAGMA locking_mode = EXCLUSIVE")
    holder.execute("BEGIN EXCLUSIVE")
    assert stage.says() == (503, WELL | {"ready": False, "database": "cannot be read"})
    holder.close()
    assert stage.says() == (200, WELL)


def test_a_database_that_hangs_holds_up_one_thread_however_many_ask(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked, answers = threading.Semaphore(0), threading.Event()

    def hangs(world: World) -> None:
        asked.release()
        answers.wait(30)

    monkeypatch.setattr("onek_sync.web.patience.PATIENCE", 0.01)
    monkeypatch.setattr(ready, "last_good_push", hangs)
    sign = ready.Ready(stage.served, None)

    async def three() -> list[bytes]:
        said = [(await sign({})).body for _ in range(3)]
        answers.set()
        return said

    for body in asyncio.run(three()):
        assert json.loads(body)["database"] == "no answer"
    assert asked.acquire(timeout=30) and not asked.acquire(blocking=False)


def test_it_is_asked_and_not_told(stage: Stage) -> None:
    assert ask(stage.door, "/readyz", "HEAD").body == b""
    assert ask(stage.door, "/readyz", "POST").status == 404
