"""Processes that push and may be killed (SIGKILL), each forked from one that has loaded everything.

`python -m tests.sync.dying` reads orders, a line of JSON each, and answers each with two lines: the number of
the new process, and then how it ended and what it said. The tests' own process has threads, and what has
threads is not forked.
"""

import gc
import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Mapping
from concurrent.futures import Future
from dataclasses import asdict, dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Self

from onek_sync.store.ledger import StoredLedger
from tests.sync.playing import FIRST, IT, THEN, Setting, pushed

STEPS = ("replace", "unlink", "fsync", "mkdir")
"""The functions of `os` by which files are changed."""


@dataclass(frozen=True)
class Order:
    """A push in a folder, `times` times. `die`: at the nth commit of the ledger or step of the disk, and
    whether before or after it.
    """

    folder: str
    environ: Mapping[str, str]
    times: int = 1
    die: tuple[str, int, bool] | None = None


@dataclass(frozen=True)
class Ended:
    """How a process ended: its signal, 0 for none; and, where it lived, what it told.

    `commits`, `steps`: how often it wrote the ledger and the disk. `sound`: for each push, whether all was
    done; `in_step`: for each, how many sessions needed nothing.
    """

    signal: int
    commits: int = 0
    steps: int = 0
    sound: list[bool] = field(default_factory=list)
    in_step: list[int] = field(default_factory=list)


class Nursery:
    """The process that forks, from the side of who orders."""

    def __enter__(self) -> Self:
        command = [sys.executable, "-m", "tests.sync.dying"]
        here = Path(__file__).parents[2]
        pipe = subprocess.PIPE
        self._process = subprocess.Popen(command, cwd=here, stdin=pipe, stdout=pipe, text=True)
        return self

    def __exit__(self, *_: object) -> None:
        self._process.stdin.close()  # type: ignore[union-attr]
        self._process.wait(20)
        self._process.stdout.close()  # type: ignore[union-attr]

    def run(self, order: Order, pid: "Future[int] | None" = None) -> Ended:
        """A new process does it; its number is told as soon as it is known."""
        assert self._process.stdin and self._process.stdout
        self._process.stdin.write(json.dumps(asdict(order)) + "\n")
        self._process.stdin.flush()
        number = int(self._process.stdout.readline())
        if pid:
            pid.set_result(number)
        return Ended(**json.loads(self._process.stdout.readline()))


class Deaths:
    """Counts commits and steps, and dies at the one that was ordered."""

    def __init__(self, die: tuple[str, int, bool] | None) -> None:
        self.counts = {"commit": 0, "step": 0}
        self._die = tuple(die) if die else None
        for name in ("put", "forget"):
            setattr(StoredLedger, name, self._counted("commit", getattr(StoredLedger, name)))
        for name in STEPS:
            setattr(os, name, self._counted("step", getattr(os, name)))

    def _counted(self, kind: str, do: Callable[..., Any]) -> Callable[..., Any]:
        def counted(*given: Any, **named: Any) -> Any:
            self.counts[kind] += 1
            if self._die == (kind, self.counts[kind], False):
                os.kill(os.getpid(), signal.SIGKILL)
            result = do(*given, **named)
            if self._die == (kind, self.counts[kind], True):
                os.kill(os.getpid(), signal.SIGKILL)
            return result

        return counted


def work(order: Order) -> dict[str, Any]:
    """What the new process does, and tells."""
    deaths = Deaths(order.die)
    told = [pushed(Setting(Path(order.folder), order.environ)) for _ in range(order.times)]
    return {
        "commits": deaths.counts["commit"],
        "steps": deaths.counts["step"],
        "sound": [one.report is not None and one.report.sound for one in told],
        "in_step": [one.diff.in_step for one in told],
    }


def forked(order: Order) -> None:
    """A new process, its number, and how it ended; both told on stdout."""
    reads, writes = os.pipe()
    child = os.fork()
    if not child:
        code = 1
        try:
            os.close(reads)
            os.write(writes, json.dumps(work(order)).encode())
            code = 0
        finally:
            if code:
                sys.excepthook(*sys.exc_info())  # type: ignore[arg-type]
            os._exit(code)
    os.close(writes)
    print(child, flush=True)
    with os.fdopen(reads, "rb") as pipe:
        told = pipe.read()
    status = os.waitpid(child, 0)[1]
    if os.WIFEXITED(status) and os.WEXITSTATUS(status):
        sys.exit("a push ended with an error, see above")
    ended = {"signal": os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0}
    print(json.dumps({**ended, **(json.loads(told) if told else {})}), flush=True)


def main() -> None:
    """Load everything, then do what is ordered."""
    import onek_sync.targets.garmin.client  # noqa: F401

    with TemporaryDirectory() as folder:
        _warm(Path(folder))
    gc.freeze()  # what is there now is not looked through in every new process
    for line in sys.stdin:
        said = json.loads(line)
        forked(Order(**said))


def _warm(folder: Path) -> None:
    """Push everything once, so that what is loaded and worked out once is there for all."""
    setting = Setting(folder, {"ONEK_SECRETS": "files"})
    for name in ("garmin", "strava", "ical", "intervals"):
        settings = f'[targets.{IT}]\nkind = "folder"\npath = "{name}"\nformat = "{name}"\n'
        (folder / "onek.toml").write_text(settings, encoding="utf-8")
        for sessions in (FIRST, THEN):
            setting.says(sessions)
            pushed(setting)


if __name__ == "__main__":
    main()
