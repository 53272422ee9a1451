"""`onek connect` on a real terminal: what must not be seen is not shown, and breaking off leaves nothing."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.running import Folder
from tests.servers.intervals import Intervals

pexpect = pytest.importorskip("pexpect", reason="plays a person at a terminal: pip install pexpect")
if not hasattr(pexpect, "spawn"):
    pytest.skip("there are no such terminals on Windows", allow_module_level=True)


@pytest.fixture
def intervals() -> Iterator[Intervals]:
    with Intervals() as server:
        yield server


class Terminal:
    """`onek connect intervals` on a terminal of its own; `seen` is all that was shown."""

    def __init__(self, runner: Folder, server: Intervals) -> None:
        environ = {
            **os.environ,
            "NO_COLOR": "1",
            "COLUMNS": "100",
            "ONEK_INTERVALS_URL": server.url,
        }
        self.child = pexpect.spawn(
            sys.executable,
            ["-m", "onek_sync", "connect", "-C", str(runner.path), "intervals"],
            env=environ,
            encoding="utf-8",
            dimensions=(50, 100),
            timeout=30,
        )
        self.seen = ""

    def says(self, text: str) -> "Terminal":
        self.child.expect_exact(text)
        self.seen += self.child.before + text
        return self

    def types(self, line: str) -> "Terminal":
        self.child.sendline(line)
        return self

    def types_unseen(self, line: str) -> "Terminal":
        assert self.child.waitnoecho(timeout=15), "what is typed would be shown"
        return self.types(line)

    def breaks_off(self) -> "Terminal":
        """Ctrl-C until it is heard: one that comes while a prompt is set up may wait for the next key."""
        for _ in range(10):
            self.child.sendintr()
            if self.child.expect([pexpect.EOF, pexpect.TIMEOUT], timeout=3) == 0:
                break
        self.seen += self.child.before
        return self

    def ends(self) -> int:
        self.child.expect(pexpect.EOF)
        self.seen += self.child.before
        self.child.close()
        return int(self.child.exitstatus)


def left(runner: Folder) -> list[Path]:
    """What lies there besides the plan and the database."""
    everything = [*runner.path.iterdir(), *(runner.path.parent / "state").rglob("*")]
    return [
        file
        for file in everything
        if file.is_file() and file.suffix not in {".yaml", ".lock"} and not file.name.startswith("onek.db")
    ]


def test_a_key_is_asked_for_without_showing_it(runner: Folder, intervals: Intervals) -> None:
    onek = Terminal(runner, intervals)
    onek.says("[targets.intervals]").says("Add it? [Y/n]:").types("").says("API key").types_unseen(
        intervals.key
    )
    assert onek.says("connected as").ends() == 0
    assert intervals.key not in onek.seen
    assert {file.name for file in left(runner)} == {"onek.toml", "intervals@me"}


@pytest.mark.parametrize("at", ["Add it?", "API key"])
def test_breaking_off_leaves_nothing(runner: Folder, intervals: Intervals, at: str) -> None:
    onek = Terminal(runner, intervals).says("Add it?")
    if at != "Add it?":
        onek.types("y").says(at)
    assert onek.breaks_off().ends() == 1
    assert "Traceback" not in onek.seen
    assert left(runner) == [] and not intervals.calls()
