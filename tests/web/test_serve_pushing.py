"""`onek serve` as a process that pushes: stopped, killed, started twice, and read by programs."""

import json
import sqlite3
import subprocess
import sys
from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from onek_sync.app.job_words import PUSH, Job
from onek_sync.store import open_store
from tests.servers.http import Kind, When
from tests.servers.intervals import KEY, Intervals
from tests.web.serving import Home

ICU = """[targets.icu]
kind = "intervals"
athlete = "i12345"
api_key = "env:ICU_KEY"
pace = "0s"
horizon = "28 days"
"""
EXACT = '[schedule]\njitter = "0 min"\n'


class Pushing(Home):
    """A runner's folder, with a push to a service that has been due since last week."""

    def __init__(self, path: Path, monkeypatch: pytest.MonkeyPatch, service: Intervals) -> None:
        super().__init__(path, monkeypatch)
        self.environ |= {"ONEK_INTERVALS_URL": service.url, "ICU_KEY": KEY}
        self.settings(ICU + EXACT)
        past = datetime.now(UTC) - timedelta(days=8)
        with open_store("sqlite:///onek.db", self.path) as store:
            store.jobs.add("me", Job(job=f"{PUSH}icu", rule="", since=past, next_due=past))


def once_each(service: Intervals) -> bool:
    """The five sessions of the plan are there, each once."""
    with service.lock:
        made = Counter(event["external_id"] for event in service.events.values())
    return len(made) == 5 and set(made.values()) == {1}


def test_a_push_that_is_stopped_and_killed_is_done_by_the_next_start(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Intervals() as service:
        home = Pushing(tmp_path, monkeypatch, service)
        service.fault(Kind.SLOW, nth=1)
        with home.serving() as server:
            server.until(lambda: bool(service.secrets_seen))  # it waits for an answer
            assert server.ask("/healthz").status == 200
            assert server.stop() == 0
        assert "under way; the next start goes on with it" in server.said[-2]
        assert not service.events

        service.heal()
        with home.serving() as server:
            service.kill_at(server.process.pid, 1, When.AFTER_COMMIT, method="POST")
            assert server.process.wait(60) == -9
        assert service.events

        with home.serving() as server:
            server.hear("icu: done")
            assert once_each(service)
            assert json.loads(server.ask("/readyz").body)["push_age_s"] is not None
            assert server.stop() == 0
        assert "under way" not in server.said[-2]


def test_a_second_server_at_the_same_database_is_told_of_the_first(home: Home) -> None:
    with home.serving("--no-push") as server:
        assert server.said[0].endswith("; make a link first: onek feed add phone\n")
        assert server.hear("pushed") == "onek: nothing is pushed from here (--no-push)\n"
        command = [sys.executable, "-m", "onek_sync", "serve", "--port", "0", "-C", str(home.path)]
        second = subprocess.run(command, env=home.environ, capture_output=True, text=True, timeout=60)
        assert second.returncode == 1
        said = " ".join(second.stderr.split())
        assert f"another `onek serve` is at this database (process {server.process.pid} on " in said
        assert "stop it first, or name another: database = …" in said
        assert json.loads(server.ask("/readyz").body)["scheduler"] == "off"
    with home.serving() as server:  # that one was killed
        assert server.ask("/healthz").status == 200


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Home:
    return Home(tmp_path, monkeypatch)


def test_programs_read_an_object_on_each_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Intervals() as service:
        home = Pushing(tmp_path, monkeypatch, service)
        link = home.link()
        home.settings(f'{ICU}{EXACT}[web]\nlog = "json"\n')
        with home.serving() as server:
            done = json.loads(server.hear('"icu: done'))
            assert server.ask(link).status == 200
            home.edit("6x400m", "6xx400m")
            broken = json.loads(server.hear("plan.yaml:8:"))
            home.settings(f'{ICU}{EXACT}[web]\nlog = "json"\n[feed')
            server.hear("onek.toml")
            server.stop()
    lines = [json.loads(line) for line in "".join(server.said[:-1]).splitlines()]
    assert [set(line) for line in lines if "target" not in line] == [
        {"time", "level", "logger", "message"}
    ] * (len(lines) - 1)
    assert {name: done[name] for name in ("level", "logger", "target", "result", "counts")} == {
        "level": "info",
        "logger": "onek",
        "target": "icu",
        "result": "ok",
        "counts": {"create": 5, "in step": 0},
    }
    assert broken["level"] == "warning"
    assert datetime.fromisoformat(broken["time"]).tzinfo is not None
    assert (lines[0]["message"], lines[-1]["message"]) == (
        f"serving http://127.0.0.1:{server.port}; the page and the feed: onek feed",
        "stopped",
    )
    said = "".join(server.said)
    assert KEY not in said and link.removeprefix("/f/")[10:-4] not in said


def test_a_database_that_somebody_holds_does_not_hold_up_the_end(home: Home) -> None:
    link = home.link()
    with home.serving() as server:
        assert server.ask(link).status == 200
        holder = sqlite3.connect(home.path / "onek.db", isolation_level=None)
        holder.execute("BEGIN IMMEDIATE")  # who fetched cannot be kept
        assert server.stop() == 0
        holder.close()
    assert "onek: stopped, with work under way; the next start goes on with it" in server.said[-2]
