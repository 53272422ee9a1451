"""A real subscription to a served feed: vdirsyncer fetches it, khal shows it, and the plan changes."""

import json
import os
import subprocess
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from tests.exporters import ical_reading
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
local_timezone = {zone}
default_timezone = Europe/Berlin
timeformat = %H:%M
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%d %H:%M
longdatetimeformat = %Y-%m-%d %H:%M
"""


class Subscriber:
    """vdirsyncer and khal with a home of their own, in a zone."""

    def __init__(self, home: Path, url: str, zone: str = "Europe/Berlin") -> None:
        self.home = home
        mine = {name: said for name, said in os.environ.items() if not name.startswith(("XDG_", "VDIR"))}
        folders = {f"XDG_{name}_HOME": str(home / name.lower()) for name in ("CONFIG", "DATA", "CACHE")}
        self.env = {**mine, **folders, "HOME": str(home), "PYTHONWARNINGS": "ignore", "TZ": "UTC"}
        (home / "vdirsyncer.conf").write_text(VDIRSYNCER.format(home=home, url=url))
        (home / "khal.conf").write_text(KHAL.format(home=home, zone=zone))
        self._run("vdirsyncer", "discover", said="y\n")

    def shown(self, days: int = 60) -> list[tuple[str, str]]:
        """When and what khal shows of the days from the first Monday on, after a fetch."""
        self._run("vdirsyncer", "sync")
        fields = ("--json", "start-long-full", "--json", "title")
        told = self._run("khal", "list", "--once", *fields, str(MONDAY), f"{days}d")
        events = [event for day in told.splitlines() for event in json.loads(day)]
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


BERLIN = ZoneInfo("Europe/Berlin")


def change_of_the_clocks(after: date) -> date:
    """The next day on which Berlin's clocks are changed."""
    day = after
    while offset(day) == offset(day + timedelta(days=1)):
        day += timedelta(days=1)
    return day


def offset(day: date) -> timedelta | None:
    return datetime.combine(day, time(), BERLIN).utcoffset()


def test_the_weeks_in_which_clocks_change_are_right_at_every_subscriber(home: Home, tmp_path: Path) -> None:
    """One plan over both changes; a runner in Berlin sees the wall's time, one in Tokyo the same moments."""
    first = change_of_the_clocks(MONDAY)
    second = change_of_the_clocks(first + timedelta(days=1))
    weeks = (second - MONDAY).days // 7 + 2
    week = "  - {sat: 40min easy, sun: 60min long, mon: 30min easy}\n"
    home.write(
        f"plan: clocks\ntimezone: Europe/Berlin\nstart: {MONDAY}\n"
        'times: {default: "18:00", sun: "08:30"}\n'
        f'athlete: {{recent: {{1K: "3:34"}}}}\nweeks:\n{week * weeks}'
    )
    moments = sorted(
        datetime.combine(MONDAY + timedelta(days=7 * number + day), at, BERLIN).astimezone(UTC)
        for number in range(weeks)
        for day, at in ((0, time(18)), (5, time(18)), (6, time(8, 30)))
    )
    path = home.link()
    with home.serving() as server:
        url, days = f"http://127.0.0.1:{server.port}{path}", 7 * weeks + 1
        for zone in ("Europe/Berlin", "Asia/Tokyo"):
            reader = tmp_path / zone.replace("/", "-")
            reader.mkdir()
            shown = [when for when, _ in Subscriber(reader, url, zone).shown(days)]
            assert shown == [f"{moment.astimezone(ZoneInfo(zone)):%Y-%m-%d %H:%M}" for moment in moments]
        body = server.ask(path).body
    for name in ("ical", "ical.js"):
        starts = sorted(datetime.fromisoformat(one.start) for one in ical_reading.EVERY[name](body).values())
        assert starts == moments, name
