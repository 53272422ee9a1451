"""A real subscription: vdirsyncer fetches calendars over http, and khal shows what came in."""

import json
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from onek_sync.model.exchange import Options
from tests.exporters.ical_sweep import (
    LASTING,
    ZONES,
    calendar,
    plan_of,
    sweep,
    title_of,
    zones_of_the_package,
)

CALENDARS = {timezone.replace("/", "_"): timezone for timezone in ZONES}


def program(name: str) -> str:
    """A program of this Python's environment, or of the system; skips the test where there is none."""
    found = shutil.which(name, path=str(Path(sys.executable).parent)) or shutil.which(name)
    if found is None:
        pytest.skip(f"needs {name}: pip install {name}")
    return found


@contextmanager
def served(feeds: Mapping[str, bytes]) -> Iterator[str]:
    """The address of a web server on loopback with a feed at each of these paths."""

    class Feeds(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = feeds[self.path]
            self.send_response(200)
            self.send_header("Content-Type", "text/calendar; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Feeds) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


class Subscriber:
    """vdirsyncer and khal with a home of their own."""

    def __init__(self, home: Path, address: str) -> None:
        self.home = home
        self.env = {
            **{
                name: value
                for name, value in os.environ.items()
                if not name.startswith(("XDG_", "VDIRSYNCER"))
            },
            "HOME": str(home),
            "XDG_CONFIG_HOME": str(home / "config"),
            "XDG_DATA_HOME": str(home / "data"),
            "XDG_CACHE_HOME": str(home / "cache"),
            "PYTHONTZPATH": "",
            "PYTHONWARNINGS": "ignore",
            "TZ": "UTC",
        }
        (home / "vdirsyncer").write_text(self._vdirsyncer(address))
        (home / "khal").write_text(self._khal())

    def fetch(self) -> None:
        config = ["-c", str(self.home / "vdirsyncer")]
        # It asks whether it may make the folder of each calendar.
        self._run("vdirsyncer", *config, "discover", said="y\n" * len(CALENDARS))
        self._run("vdirsyncer", *config, "sync")

    def shown(self) -> list[tuple[str, ...]]:
        """Calendar, title, start and end of each event (over http, vdirsyncer gives UIDs of its own)."""
        names = ("calendar", "title", "start-long-full", "end-long-full")
        fields = [part for name in names for part in ("--json", name)]
        config = ["-c", str(self.home / "khal")]
        days = self._run("khal", *config, "list", "--once", *fields, "2026-12-01", "800d")
        events = [event for day in days.splitlines() for event in json.loads(day)]
        return sorted(tuple(event[name] for name in names) for event in events)

    def _run(self, name: str, *arguments: str, said: str = "") -> str:
        done = subprocess.run(
            [program(name), *arguments], input=said, capture_output=True, text=True, env=self.env, timeout=120
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def _vdirsyncer(self, address: str) -> str:
        pairs = (
            f'[pair {name}]\na = "web_{name}"\nb = "disk_{name}"\ncollections = null\n'
            f'[storage web_{name}]\ntype = "http"\nurl = "{address}/{name}.ics"\n'
            f'[storage disk_{name}]\ntype = "filesystem"\nfileext = ".ics"\n'
            f'path = "{self.home / "calendars" / name}"\n'
            for name in CALENDARS
        )
        return f'[general]\nstatus_path = "{self.home / "status"}"\n' + "".join(pairs)

    def _khal(self) -> str:
        calendars = (f"[[{name}]]\npath = {self.home / 'calendars' / name}\n" for name in CALENDARS)
        return (
            "[calendars]\n" + "".join(calendars) + f"[sqlite]\npath = {self.home / 'khal.db'}\n"
            "[locale]\nlocal_timezone = UTC\ndefault_timezone = UTC\ntimeformat = %H:%M\n"
            "dateformat = %Y-%m-%d\nlongdateformat = %Y-%m-%d\n"
            "datetimeformat = %Y-%m-%d %H:%M\nlongdatetimeformat = %Y-%m-%d %H:%M\n"
        )


def test_a_subscription_shows_every_session_at_its_moment(tmp_path: Path) -> None:
    feeds: dict[str, bytes] = {}
    expected: list[tuple[str, ...]] = []
    for name, timezone in CALENDARS.items():
        with zones_of_the_package():
            zone = ZoneInfo.no_cache(timezone)
        times = sweep(zone)
        feeds[f"/{name}.ics"] = calendar(plan_of(timezone, times), Options())
        starts = [at.replace(tzinfo=zone).astimezone(UTC) for at in times]
        expected += [(name, title_of(n), said(at), said(at + LASTING)) for n, at in enumerate(starts)]
    with served(feeds) as address:
        subscriber = Subscriber(tmp_path, address)
        subscriber.fetch()
    assert subscriber.shown() == sorted(expected)


def said(at: datetime) -> str:
    return f"{at:%Y-%m-%d %H:%M}"
