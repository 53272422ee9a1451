"""`onek serve` in a process of its own, with the plan beside it that a runner edits."""

import http.client
import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from threading import Timer
from typing import NamedTuple

import pytest
from typer.testing import CliRunner

from onek_sync.cli.commands import app
from tests.app.feeding import WEEKS

MONDAY = date.today() - timedelta(days=date.today().weekday()) + timedelta(days=7)  # noqa: DTZ011
PLAN = f"""\
plan: spring
timezone: Europe/Berlin
start: {MONDAY}
times: {{default: "18:00"}}
athlete: {{recent: {{1K: "3:34"}}}}
{WEEKS}"""
PATIENCE = 30  # seconds, for a machine that does other things, too


class Heard(NamedTuple):
    """An answer over HTTP."""

    status: int
    headers: dict[str, str]
    body: bytes


class Home:
    """A runner's folder, and the state beside it; `onek` runs a command in it, in this process."""

    def __init__(self, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.path = path / "home"
        self.path.mkdir()
        monkeypatch.setenv("ONEK_SECRETS", "files")
        monkeypatch.setattr("onek_sync.store.secrets.user_state_path", lambda name: path / "state" / name)
        self.environ = {
            **{name: value for name, value in os.environ.items() if not name.startswith("ONEK_")},
            "XDG_STATE_HOME": str(path / "state"),
            "ONEK_SECRETS": "files",
        }
        self.write(PLAN)

    def write(self, text: str) -> None:
        (self.path / "plan.yaml").write_text(text, encoding="utf-8")

    def edit(self, old: str, new: str) -> None:
        text = (self.path / "plan.yaml").read_text(encoding="utf-8")
        assert old in text
        self.write(text.replace(old, new, 1))

    def settings(self, text: str) -> None:
        (self.path / "onek.toml").write_text(text, encoding="utf-8")

    @contextmanager
    def serving(self, *arguments: str) -> Iterator["Server"]:
        command = [
            sys.executable,
            "-m",
            "onek_sync",
            "serve",
            "--port",
            "0",
            "-C",
            str(self.path),
            *arguments,
        ]
        process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=self.environ)
        server = Server(process)
        try:
            yield server
        finally:
            process.kill()
            server.said.append(process.communicate()[1])

    def onek(self, *arguments: str) -> str:
        command = [arguments[0], "-C", str(self.path), *arguments[1:]]
        return CliRunner().invoke(app, command, catch_exceptions=False).stdout

    def links(self) -> dict[str, dict[str, str]]:
        """By its name each link, as `onek feed list` says it."""
        return {one["name"]: one for one in json.loads(self.onek("feed", "list", "--json"))["links"]}

    def link(self, name: str = "phone", *more: str) -> str:
        """The path of a new link."""
        self.onek("feed", "add", name, *more)
        return "/" + self.links()[name]["https"].split("/", 3)[3]


class Server:
    """The process, and what it said."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self.process = process
        assert process.stderr
        self.said = [process.stderr.readline()]
        found = re.search(r"serving http://127\.0\.0\.1:(\d+);", self.said[0])
        assert found, self.said[0] + process.communicate()[1]
        self.port = int(found[1])

    def ask(self, path: str, method: str = "GET", **headers: str) -> Heard:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        try:
            named = {name.replace("_", "-"): value for name, value in headers.items()}
            connection.request(method, path, headers=named)
            got = connection.getresponse()
            return Heard(got.status, {name.lower(): value for name, value in got.getheaders()}, got.read())
        finally:
            connection.close()

    def until(self, wanted: Callable[[], bool]) -> None:
        """Wait for what a background look at the files brings about."""
        end = time.monotonic() + PATIENCE
        while not wanted():
            assert time.monotonic() < end, "it never came"
            time.sleep(0.05)

    def hear(self, what: str) -> str:
        """The next line that it says with that in it; a server that never says it is ended."""
        assert self.process.stderr
        patience = Timer(PATIENCE, self.process.kill)
        patience.start()
        try:
            while what not in self.said[-1]:
                line = self.process.stderr.readline()
                assert line, "".join(self.said)
                self.said.append(line)
        finally:
            patience.cancel()
        return self.said[-1]

    def stop(self, how: signal.Signals = signal.SIGTERM) -> int:
        """Its exit code; what it said till then is in `said`."""
        self.process.send_signal(how)
        self.said.append(self.process.communicate(timeout=PATIENCE)[1])
        return self.process.returncode
