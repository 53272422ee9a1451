"""Figures for operators: what they count, who may read them, and that nothing of anybody's is in them."""

import re
import sys
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from prometheus_client.parser import text_string_to_metric_families as read

from onek_sync.app.feed_links import GivenLink, add_link, given_links
from onek_sync.app.services import World
from onek_sync.app.serving import Served
from onek_sync.model.errors import Finding, StoreError
from onek_sync.store.words import Event
from onek_sync.web import metrics
from onek_sync.web.door import Door
from onek_sync.web.server import door_of
from tests.app.feeding import HOUR, Runner
from tests.web.asking import AWAY, HERE, Got, ask

SETTINGS = """\
[web]
metrics = ["127.0.0.1", "10.0.0.0/8"]
[targets.secretwatch]
kind = "folder"
path = "watch"
"""
Figures = dict[tuple[str, ...], float]


class Ticks:
    def __init__(self) -> None:
        self.ticks = {"ok": 3, "failed": 1}
        self.age = timedelta(seconds=12)
        self.is_late = False


class Stage:
    """A runner's server, with a link."""

    def __init__(self, runner: Runner, world: World) -> None:
        self.runner = runner
        self.link: GivenLink = (given_links(world) or [add_link(world, "secretphone")])[0]
        self.served = Served(world, print)
        self.served.refresh()
        self.door: Door = door_of(self.served, Ticks())  # type: ignore[arg-type]

    def figures(self) -> Figures:
        """By their names, and the values of their labels in the order of those."""
        got = ask(self.door, "/metrics", client=HERE)
        assert (got.status, got.headers["cache-control"]) == (200, "no-store")
        return {
            (sample.name, *(value for _, value in sorted(sample.labels.items()))): sample.value
            for family in read(got.body.decode())
            for sample in family.samples
        }

    def feed(self, method: str = "GET", **headers: str) -> Got:
        return ask(self.door, f"/f/{self.link.token}.ics", method, client=HERE, **headers)


@pytest.fixture
def stage(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Stage]:
    monkeypatch.setattr("onek_sync.store.secrets.user_state_path", lambda name: tmp_path / "state")
    (tmp_path / "home").mkdir()
    runner = Runner(tmp_path / "home", SETTINGS)
    with runner.world() as world:
        yield Stage(runner, world)


def event(at: datetime, result: str) -> Event:
    return Event(target="secretwatch", at=at, what="push", result=result, text="secret")


def test_requests_are_counted_by_kind_and_status_with_their_bytes(stage: Stage) -> None:
    size = len(stage.feed().body)
    stage.feed()
    stage.feed("HEAD")
    stage.feed(if_none_match="*")
    stage.feed("PUT")
    for path in ("/f/wrong.ics", "/nothing", "/.env", "/healthz", "/readyz", f"/a/{stage.link.page}/"):
        ask(stage.door, path, client=HERE)
    found = stage.figures()
    requests = {key[1:]: value for key, value in found.items() if key[0] == "onek_requests_total"}
    assert requests == {
        ("feed", "200"): 3,
        ("feed", "304"): 1,
        ("feed", "404"): 1,
        ("feed", "405"): 1,
        ("missing", "404"): 2,
        ("sign", "200"): 2,
        ("page", "200"): 1,
    }
    assert found["onek_sent_bytes_total", "feed"] > 2 * size
    assert found["onek_sent_bytes_total", "feed"] < 2 * size + 200  # the two that were refused
    assert found["onek_sent_bytes_total", "page"] > 1000


def test_the_figures_follow_feeds_links_ticks_and_troubles(stage: Stage) -> None:
    found = stage.figures()
    assert found["onek_feeds_made_total",] == 1
    assert found["onek_feeds_last_made_timestamp_seconds",] == stage.runner.now.timestamp()
    assert found["onek_links",] == 1
    assert (found["onek_ticks_total", "ok"], found["onek_ticks_total", "failed"]) == (3, 1)
    assert found["onek_tick_age_seconds",] == 12
    assert found["onek_trouble", "plan"] == 0
    assert found["process_resident_memory_bytes",] > 1e6
    stage.runner.edit("6x400m", "8x400m")
    stage.served.refresh()
    stage.served.refresh()
    assert stage.figures()["onek_feeds_made_total",] == 2
    stage.runner.edit("8x400m", "8xx400m")
    stage.served.refresh()
    stage.served.refresh()
    found = stage.figures()
    assert (found["onek_trouble", "plan"], found["onek_feeds_made_total",]) == (1, 2)


def test_the_figures_follow_jobs_and_pushes(stage: Stage) -> None:
    world, now = stage.served.world, stage.runner.now
    found = stage.figures()
    assert found["onek_jobs", "new"] == 1
    assert found["onek_next_run_timestamp_seconds",] > now.timestamp()
    assert ("onek_last_push_timestamp_seconds",) not in found
    for result in ("ok", "failed", "failed"):
        world.store.history.add(world.athlete, event(now - HOUR, result))
    found = stage.figures()
    assert found["onek_last_push_timestamp_seconds",] == (now - HOUR).timestamp()
    assert (found["onek_events", "ok", "push"], found["onek_events", "failed", "push"]) == (1, 2)


def test_nothing_of_anybodys_is_in_them(stage: Stage) -> None:
    world = stage.served.world
    world.store.history.add(world.athlete, event(stage.runner.now, "ok"))
    stage.feed(user_agent="secretagent", x_forwarded_for=AWAY)
    said = ask(stage.door, "/metrics", client=HERE).body.decode()
    token, page = stage.link.token or "", stage.link.page or ""
    for secret in (
        "secret",
        token[10:],
        page[10:],
        token[:10],
        HERE,
        AWAY,
        "Spring",
        str(stage.runner.folder),
    ):
        assert secret not in said
    labels = set(re.findall(r"onek_\w+{([^}]*)}", said))
    assert labels
    assert all(re.fullmatch(r'(\w+="[\w ]+",?)+', one) for one in labels)


def test_who_is_not_named_finds_nothing_there(stage: Stage) -> None:
    missing = ask(stage.door, "/nothing", client=AWAY)
    for client in (AWAY, "::1", "11.0.0.1", "", "unix"):
        assert ask(stage.door, "/metrics", client=client) == missing
    for client in (HERE, "10.9.8.7", "::ffff:10.9.8.7"):
        assert ask(stage.door, "/metrics", client=client).status == 200
        # For whom a proxy asks that nobody declared is not known.
        assert ask(stage.door, "/metrics", client=client, x_forwarded_for=HERE).status == 404
    assert ask(stage.door, "/metrics", "POST", client=HERE) == missing


def test_behind_a_declared_proxy_the_address_is_whom_it_asks_for(stage: Stage) -> None:
    stage.runner.set(SETTINGS.replace("[web]", "[web]\nbehind_proxy = true"))
    with stage.runner.world() as world:
        door = Stage(stage.runner, world).door
        assert ask(door, "/metrics", client="10.9.8.7", x_forwarded_for="10.9.8.7").status == 200
        assert ask(door, "/metrics", client=AWAY, x_forwarded_for=AWAY).status == 404


def test_without_the_setting_nobody_finds_anything(stage: Stage) -> None:
    stage.runner.set("")
    with stage.runner.world() as world:
        assert ask(Stage(stage.runner, world).door, "/metrics", client=HERE).status == 404


def test_a_database_that_cannot_be_read_is_a_figure(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    def unreadable(world: object, now: object) -> None:
        raise StoreError(Finding("S01", "it cannot", "mend it"))

    monkeypatch.setattr(metrics, "figures_of", unreadable)
    found = stage.figures()
    assert (found["onek_database_up",], found["onek_links",]) == (0, 1)
    assert ("onek_jobs", "new") not in found


def test_without_the_library_it_is_said_what_to_install(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "prometheus_client", None)
    got = ask(stage.door, "/metrics", client=HERE)
    assert (got.status, b'pip install "onek-sync[metrics]"' in got.body) == (503, True)
    assert ask(stage.door, "/metrics", client=AWAY).status == 404
