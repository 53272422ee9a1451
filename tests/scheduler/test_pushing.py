"""What a server's tick logs of its pushes: what came of them, and what is wrong, each once."""

import logging
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path

import pytest

from onek_sync.app.serving import Served
from onek_sync.model.errors import Finding, OnekError, Unreachable
from onek_sync.scheduler.pushing import Pushing
from tests.app.running_alone import SHELF, Life, berlin, moody, plan_of

SUNDAY = berlin("2027-02-21 18:00")
WEEK, HOUR = timedelta(weeks=1), timedelta(hours=1)
EXACT = '[schedule]\njitter = "0 min"\n'
QUICK = 'database = "sqlite:///onek.db?timeout=0.05"\n'
_log = logging.getLogger("onek")


class Server:
    """A runner's server without its net: looks and ticks come when they are asked for."""

    def __init__(self, life: Life, served: Served, caplog: pytest.LogCaptureFixture) -> None:
        self.life, self.served, self._caplog = life, served, caplog
        self.delivered: list[str] = []
        self._pushing = Pushing(served, _log, self._deliver)

    def _deliver(self, url: str, title: str, text: str) -> None:
        self.delivered.append(title)

    def tick(self, later: timedelta = timedelta()) -> list[str]:
        """What is logged then, by a look at the files and a tick."""
        self.life.now += later
        self._caplog.clear()
        self.served.refresh()
        self.served.refresh()
        self._pushing()
        return self._caplog.messages

    @property
    def records(self) -> list[logging.LogRecord]:
        return self._caplog.records


@pytest.fixture
def life(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Life:
    monkeypatch.setattr("onek_sync.store.secrets.user_state_path", lambda name: tmp_path / "state")
    made = Life(tmp_path, berlin("2027-02-15 12:00"), QUICK + EXACT + SHELF)
    made.plan(plan_of(date(2027, 2, 22), 4))
    moody(made, monkeypatch)
    return made


@pytest.fixture
def server(life: Life, caplog: pytest.LogCaptureFixture) -> Iterator[Server]:
    with serving(life, caplog) as opened:
        yield opened


@contextmanager
def serving(life: Life, caplog: pytest.LogCaptureFixture) -> Iterator[Server]:
    with life.world() as world, caplog.at_level(logging.INFO, "onek"):
        yield Server(life, Served(world, _log.info, _log.warning), caplog)


def test_the_start_tells_the_next_push_and_the_run_what_came_of_it(server: Server) -> None:
    assert server.tick() == ["next push: shelf Sun 21 Feb 18:00"]
    assert server.tick(HOUR) == []
    server.life.now = SUNDAY
    assert server.tick() == ["shelf: done, 6 new"]
    [record] = server.records
    assert record.__dict__["fields"] == {
        "target": "shelf",
        "result": "ok",
        "counts": {"create": 6, "in step": 0},
    }
    assert len(server.life.files) == 6
    assert server.tick(WEEK) == server.tick(WEEK) == ["shelf: done, 3 new, 3 in step"]


def test_what_fails_again_in_the_same_way_is_told_once(server: Server) -> None:
    def down() -> None:
        raise Unreachable(Finding("T01", "the service cannot be reached"))

    server.tick()
    server.life.on_look = down
    server.life.now = SUNDAY
    assert server.tick() == ["shelf: failed: the service cannot be reached"]
    assert server.records[0].levelno == logging.WARNING
    assert server.tick(HOUR) == server.tick(3 * HOUR) == []
    server.life.on_look = lambda: None
    assert server.tick(7 * HOUR) == ["shelf: done, 6 new"]
    server.life.on_look = down
    assert server.tick(WEEK) == ["shelf: failed: the service cannot be reached"]


def test_a_database_that_somebody_holds_is_told_once_and_once_that_it_is_over(server: Server) -> None:
    server.tick()
    holder = sqlite3.connect(server.life.path / "onek.db", isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    server.life.now = SUNDAY
    [line] = server.tick()
    assert "another program holds the database" in line
    assert line == f"{server.served.trouble}\nthe last good feed is served on"
    assert server.tick(HOUR) == []
    holder.rollback()
    assert server.tick(HOUR) == ["shelf: done, 6 new", "pushing by itself goes on"]
    assert server.served.trouble == ""
    holder.close()


def test_settings_that_change_are_those_of_the_next_tick(server: Server) -> None:
    file = server.life.path / "onek.toml"
    server.tick()
    file.write_text(QUICK + '[schedule]\njitter = "0 min"\npush = "mon 06:00"\n' + SHELF, encoding="utf-8")
    assert server.tick() == [f"{file}: read again", "next push: shelf Mon 22 Feb 06:00"]
    file.write_text(QUICK + EXACT + SHELF + SHELF.replace("shelf", "desk"), encoding="utf-8")
    assert server.tick()[1] == "next push: shelf Sun 21 Feb 18:00, desk Sun 21 Feb 18:00"
    file.write_text(QUICK + '[schedule]\npush = "off"\n' + SHELF, encoding="utf-8")
    assert server.tick()[1] == 'nothing is pushed by itself: [schedule] push = "off"'
    file.write_text(QUICK, encoding="utf-8")
    assert server.tick()[1] == "nothing is pushed by itself: no target is set up"
    assert server.tick(2 * WEEK) == []
    assert not (server.life.path / "shelf").exists()


def test_a_target_that_is_added_is_pushed_from_its_next_time_on(server: Server) -> None:
    server.tick()
    file = server.life.path / "onek.toml"
    file.write_text(QUICK + EXACT + SHELF + SHELF.replace("shelf", "desk"), encoding="utf-8")
    server.tick()
    server.life.now = SUNDAY
    assert server.tick() == ["shelf: done, 6 new", "desk: done, 6 new"]


def test_the_zone_of_a_plan_that_is_edited_counts_at_once(server: Server) -> None:
    server.tick()
    server.life.plan(plan_of(date(2027, 2, 22), 4).replace("Europe/Berlin", "Asia/Tokyo"))
    assert server.tick() == ["next push: shelf Sun 21 Feb 18:00"]
    server.life.now = SUNDAY - 8 * HOUR  # six in the evening in Tokyo
    assert server.tick() == ["shelf: done, 6 new"]


def test_a_place_that_cannot_be_told_is_logged_once(
    life: Life, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = '[notify]\nurls = ["env:PLACE"]\n'
    (life.path / "onek.toml").write_text(QUICK + EXACT + told + SHELF, encoding="utf-8")

    def nobody(server: Server, url: str, title: str, text: str) -> None:
        raise OnekError(Finding("M03", "it answered 503"))

    monkeypatch.setattr(Server, "_deliver", nobody)
    life.plan("plan: broken\nweeks: nonsense\n")
    with serving(life, caplog) as server:
        server.tick()
        lines = [line for _ in range(4) for line in server.tick(HOUR)]
    assert sum("nobody could be told by env:PLACE" in line for line in lines) == 1


def test_a_plan_that_breaks_is_told_to_those_who_want_to_know(
    life: Life, caplog: pytest.LogCaptureFixture
) -> None:
    told = '[notify]\nurls = ["env:PLACE"]\n'
    (life.path / "onek.toml").write_text(QUICK + EXACT + told + SHELF, encoding="utf-8")
    sound = (life.path / "plan.yaml").read_text(encoding="utf-8")
    with serving(life, caplog) as server:
        server.served.world.environ["PLACE"] = "json://place"  # type: ignore[index]
        server.tick()
        life.plan(sound.replace("30min easy", "30min esay @@"))
        server.tick(HOUR)
        server.tick(HOUR)
        assert server.delivered == ["onek: the plan cannot be read"]
        life.plan(sound)
        server.tick(HOUR)
        server.tick(HOUR)
        assert server.delivered[1:] == ["onek: the plan can be read again"]
