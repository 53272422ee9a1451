"""A real subscription to a served feed: vdirsyncer fetches it, khal shows it, and the plan changes."""

import json
import os
import subprocess
from pathlib import Path

import pytest

from tests.exporters.test_ical_subscription import program
from tests.web.serving import MONDAY, Home

VDIRSYNCER = """\
[general]
status_path = "{home}/status"
[pair feed]
a = "web"
b = "disk"
collections = null
[storage web]
type = "http"
url = "{url}"
[storage disk]
type = "filesystem"
fileext = ".ics"
path = "{home}/calendar"
"""
KHAL = """\
[calendars]
[[feed]]
path = {home}/calendar
[sqlite]
path = {home}/khal.db
[locale]
local_timezone = Europe/Berlin
default_timezone = Europe/Berlin
timeformat = %H:%M
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%d %H:%M
longdatetimeformat = %Y-%m-%d %H:%M
"""


class Subscriber:
    """vdirsyncer and khal with a home of their own."""

    def __init__(self, home: Path, url: str) -> None:
        self.home = home
        mine = {name: said for name, said in os.environ.items() if not name.startswith(("XDG_", "VDIR"))}
        folders = {f"XDG_{name}_HOME": str(home / name.lower()) for name in ("CONFIG", "DATA", "CACHE")}
        self.env = {**mine, **folders, "HOME": str(home), "PYTHONWARNINGS": "ignore", "TZ": "UTC"}
        (home / "vdirsyncer.conf").write_text(VDIRSYNCER.format(home=home, url=url))
        (home / "khal.conf").write_text(KHAL.format(home=home))
        self._run("vdirsyncer", "discover", said="y\n")

    def shown(self) -> list[tuple[str, str]]:
        """When and what khal shows, after a fetch."""
        self._run("vdirsyncer", "sync")
        fields = ("--json", "start-long-full", "--json", "title")
        days = self._run("khal", "list", "--once", *fields, str(MONDAY), "60d")
        events = [event for day in days.splitlines() for event in json.loads(day)]
        return sorted((event["start-long-full"], event["title"]) for event in events)

    def _run(self, name: str, *arguments: str, said: str = "") -> str:
        command = [program(name), "-c", str(self.home / f"{name}.conf"), *arguments]
        done = subprocess.run(command, input=said, capture_output=True, text=True, env=self.env, timeout=120)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Home:
    return Home(tmp_path, monkeypatch)


def test_a_subscription_follows_the_plan_through_change_move_drop_and_return(
    home: Home, tmp_path: Path
) -> None:
    path = home.link()
    (tmp_path / "reader").mkdir()
    with home.serving() as server:

        def at_rest() -> list[tuple[str, str]]:
            etag = server.ask(path).headers["etag"]
            server.until(lambda: server.ask(path, if_none_match=etag).status == 200)
            return subscriber.shown()

        subscriber = Subscriber(tmp_path / "reader", f"http://127.0.0.1:{server.port}{path}")
        first = subscriber.shown()
        assert len(first) == 5
        assert first[0][0] == f"{MONDAY} 18:00"
        assert subscriber.shown() == first

        home.edit("6x400m", "8x400m")
        changed = at_rest()
        assert [when for when, _ in changed] == [when for when, _ in first]
        assert len(set(changed) - set(first)) == 1

        home.edit("wed: 8x400m", "fri: 8x400m")
        moved = at_rest()
        assert sorted(title for _, title in moved) == sorted(title for _, title in changed)
        assert len(set(moved) - set(changed)) == 1

        home.edit("    sat: 60min long\n", "")
        dropped = at_rest()
        assert len(dropped) == 4
        assert set(dropped) < set(moved)

        home.write((home.path / "plan.yaml").read_text().replace("    fri:", "    sat: 60min long\n    fri:"))
        assert at_rest() == moved
