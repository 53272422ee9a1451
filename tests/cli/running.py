"""A folder with a plan and targets, in which commands are run as people run them."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from onek_sync.cli.commands import app
from onek_sync.model.errors import OnekError

PLAN = """\
plan: spring
timezone: Europe/Berlin
start: 2027-03-01
athlete: {recent: {1K: "3:34"}}
weeks:
  - mon: 40min easy
    wed: 6x400m @ 1K w/ 400m jog
    sat: 60min long
  - mon: 45min easy
    wed: 5x600m @ 3K w/ 3min rest
"""
SHELF = '[targets.shelf]\nkind = "folder"\npath = "shelf"\nformat = "strava"\n'
MONDAY = "2027-03-01"


class Folder:
    """A runner's folder; `onek` runs a command in it, with `typed` as what a person types."""

    def __init__(self, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.path = path
        self._patch = monkeypatch
        self.plan(PLAN)

    def plan(self, text: str) -> None:
        (self.path / "plan.yaml").write_text(text, encoding="utf-8")

    def settings(self, text: str) -> None:
        (self.path / "onek.toml").write_text(text, encoding="utf-8")

    @property
    def files(self) -> list[str]:
        """The names on the shelf that are the runner's to see."""
        shelf = self.path / "shelf"
        return sorted(file.name for file in shelf.iterdir() if not file.name.startswith("."))

    def onek(self, *arguments: str, typed: str | None = None) -> Result:
        """Errors are said as the door says them, and end with its exit code."""
        self._patch.setattr("onek_sync.cli.world.somebody_listens", lambda: typed is not None)
        command = [arguments[0], "-C", str(self.path), *arguments[1:]]
        done = CliRunner().invoke(app, command, input=typed)
        if done.exception and not isinstance(done.exception, SystemExit | OnekError):
            raise done.exception
        return done

    def process(self, *arguments: str) -> "subprocess.CompletedProcess[str]":
        """The same in a process of its own, through the very door."""
        command = [sys.executable, "-m", "onek_sync", arguments[0], "-C", str(self.path), *arguments[1:]]
        return subprocess.run(command, capture_output=True, text=True, env=dict(os.environ), timeout=60)


def prepared(path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Folder]:
    """A folder whose state lies in it, too, and in which no time passes between requests."""
    monkeypatch.setenv("XDG_STATE_HOME", str(path / "state"))
    monkeypatch.setenv("ONEK_SECRETS", "files")
    monkeypatch.setattr("onek_sync.store.secrets.user_state_path", lambda name: path / "state" / name)
    monkeypatch.setattr("time.sleep", lambda seconds: None)
    home = path / "home"
    home.mkdir()
    yield Folder(home, monkeypatch)


def said(done: Result) -> str:
    """All that a person sees of it, the error that the door prints included."""
    return f"{done.output}{done.exception or ''}"
