"""A runner's page, asked for without a net; the plan is edited and the clock moved by whoever tests."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from xml.etree.ElementTree import Element

import pytest

from onek_sync.app.feed_links import GivenLink, add_link
from onek_sync.app.services import World
from onek_sync.app.serving import Served
from onek_sync.model.exchange import View
from onek_sync.web.asgi import App
from onek_sync.web.server import door_of
from tests.app.feeding import Runner
from tests.exporters.page_reading import all_of, read
from tests.web.asking import HERE, Got, ask

HEAD = """\
plan: spring
title: Spring
timezone: Europe/Berlin
start: 2027-03-01
times: {default: "18:00"}
athlete: {recent: {1K: "3:34", 5K: "20:50"}}
race: {name: City Mile Meet, distance: 1000m, date: 2027-03-20, at: "15:30", goal: "3:25"}
"""
WEEKS = """\
weeks:
  - phase: base
    note: Easy does it.
    mon: 40min easy
    wed: 6x400m @ 1K w/ 400m jog
    thu: rest
    sat: 60min long
  - phase: specific
    mon: 40min easy
    wed: 5x600m @ 3K w/ 3min rest
    thu: [40min easy, "strength: squat 3x8"]
  - phase: race
    tue: 3x300m @ goal 1K w/ 4min walk
"""
TARGETS = """\
[targets.watch]
kind = "folder"
path = "watch"
format = "fit"
"""


class Reader:
    """Somebody with a link. `page` is where it leads; `told`: what the server said meanwhile."""

    def __init__(self, runner: Runner, world: World) -> None:
        self.runner, self.world = runner, world
        self.told: list[str] = []
        self.phone, self.work = add_link(world, "phone"), add_link(world, "work", View.BUSY)
        self.served = Served(world, self.told.append)
        self.served.refresh()
        self.door: App = door_of(self.served)

    def at(self, inside: str = "", link: GivenLink | None = None) -> str:
        return f"/a/{(link or self.phone).page}/{inside}"

    def get(self, inside: str = "", *, method: str = "GET", client: str = HERE, **headers: str) -> Got:
        return ask(self.door, self.at(inside), method, client=client, **headers)

    def tree(self, inside: str = "") -> Element:
        """A page that is there, read by the letter."""
        got = self.get(inside)
        assert (got.status, got.headers["content-type"]) == (200, "text/html; charset=utf-8")
        return read(got.body)

    def edit(self, old: str, new: str) -> None:
        """Change the plan; the server sees it, and reads it at rest."""
        self.runner.edit(old, new)
        self.look()

    def look(self) -> None:
        self.served.refresh()
        self.served.refresh()


@contextmanager
def reading(
    folder: Path, monkeypatch: pytest.MonkeyPatch, plan: str | None = HEAD + WEEKS, settings: str = TARGETS
) -> Iterator[Reader]:
    """A reader of a plan in a folder of its own."""
    monkeypatch.setattr("onek_sync.store.secrets.user_state_path", lambda name: folder / "state")
    (folder / "home").mkdir()
    runner = Runner(folder / "home", settings)
    (runner.folder / "plan.yaml").unlink()
    if plan is not None:
        runner.write(plan)
    with runner.world() as world:
        yield Reader(runner, world)


def classed(tree: Element, name: str) -> list[Element]:
    """Every element of that class."""
    return [one for one in tree.iter() if name in one.get("class", "").split()]


def links(tree: Element) -> list[str]:
    """Every address on a page, in order."""
    return [
        address
        for one in all_of(tree, "a", "link", "script", "img", "use")
        if (address := one.get("href") or one.get("src"))
    ]
