"""The feed over HTTP beside nginx with the same bytes: times of requests, memory, a server's start."""

import json
import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import astuple, dataclass
from datetime import date, timedelta
from importlib import import_module
from itertools import cycle, islice
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from benchmarks import plan16
from benchmarks._ratio import Missing, Ratio, Size, medians
from benchmarks._servers import Server, many, nginx, onek

WEEKS = 50  # of six sessions
ROUNDS = 5
SECONDS = 1  # a round
CROWDED = 3  # seconds of a round with a crowd, whose first requests wait for two hundred connections
CONNECTIONS, CROWD = 32, 200
FEEDS = 10_000
_SCRIPT = Path(__file__).with_name("_wrk.lua")


@dataclass(frozen=True, slots=True)
class Load:
    """What wrk asks of a server: paths in turn, with headers."""

    server: Server
    paths: Path
    headers: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Figures:
    """Medians of the rounds, in seconds: for a request, of the processor for it, of the slowest in 100."""

    each: float
    spent: float
    slowest: float


def measure() -> Iterator[Ratio | Size | Missing]:
    """Rows of the table; where nginx or wrk is missing, what to install."""
    for module in ("httptools", "uvloop"):  # the extra `fast`, as a server that matters has it
        import_module(module)
    if absent := [tool for tool in ("nginx", "wrk") if not shutil.which(tool)]:
        yield Missing("feed", f"apt-get install {' '.join(absent)}")
        return
    with TemporaryDirectory() as name, ExitStack() as stack:
        folder = Path(name)
        home = Home(folder)
        yield _start(home)
        ours = stack.enter_context(onek(home.path, home.environ))
        body, packed = ours.get(home.feed)[1], ours.get(home.feed, accept_encoding="gzip")[1]
        files = {home.feed: body, f"{home.feed}.gz": packed}
        peer = stack.enter_context(nginx(folder, _free_port(), files))
        _wrk(Load(ours, home.paths), CROWD, SECONDS)  # what a crowd needs once
        before = ours.resident()
        yield from _beside(ours, peer, home)
        yield Size("feed: memory after all that", ours.resident(), before, 1.1)
        stack.close()
        (folder / "feed.ics").write_bytes(body)
        yield from _rotation(folder)


class Home:
    """A folder with a plan of three hundred sessions, and a link to its feed."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "home"
        self.path.mkdir()
        (self.path / "plan.yaml").write_text(_plan())
        self.environ = {**os.environ, "ONEK_SECRETS": "files", "XDG_STATE_HOME": str(folder / "state")}
        self._onek("feed", "add", "bench")
        (link,) = json.loads(self._onek("feed", "list", "--json"))["links"]
        self.feed = "/" + link["https"].split("/", 3)[3]
        self.paths = _written(folder / "one", [self.feed])

    def _onek(self, *arguments: str) -> str:
        command = [sys.executable, "-m", "onek_sync", *arguments, "-C", str(self.path)]
        done = subprocess.run(command, check=True, capture_output=True, text=True, env=self.environ)
        return done.stdout


def _plan() -> str:
    """Fifty weeks, some of them over."""
    head, weeks = plan16.text().split("weeks:\n")
    first = date.today() - timedelta(days=date.today().weekday() + 70)  # noqa: DTZ011
    kept = [line for line in head.splitlines() if not line.startswith(("race:", "start:"))]
    each = [f"  - phase:{week}" for week in weeks.split("  - phase:")[1:]]
    return "\n".join([*kept, f"start: {first}", "weeks:", ""]) + "".join(islice(cycle(each), WEEKS))


def _start(home: Home) -> Ratio:
    def serve() -> None:
        with onek(home.path, home.environ):
            pass

    serve()  # the feed is made for the first time
    [first, bare] = medians(3, serve, lambda: _python_with("uvicorn, sqlalchemy"))
    return Ratio("onek serve: start to first answer", first, "import uvicorn, sqlalchemy", bare, "< 1.5 s")


def _python_with(modules: str) -> None:
    subprocess.run([sys.executable, "-c", f"import {modules}"], check=True)


def _beside(ours: Server, peer: Server, home: Home) -> Iterator[Ratio]:
    gzip = ("Accept-Encoding", "gzip")
    known = [
        ("If-None-Match", server.get(home.feed, accept_encoding="gzip")[0]["etag"], *gzip)
        for server in (ours, peer)
    ]
    kinds = [
        ("304", known, "≥ 0.45×", "< 0.01 s"),
        ("200 gzip", [gzip, gzip], "≥ 0.55×", "< 0.01 s"),
        ("200 plain", [(), ()], "≥ 0.8×", ""),  # a crowd of these waits for the wire
    ]
    for name, (mine, theirs), each, slowest in kinds:
        loads = Load(ours, home.paths, mine), Load(peer, home.paths, theirs)
        us, them = _measured(*loads)
        yield Ratio(f"feed: {name}, a request", us.each, "nginx", them.each, each)
        yield Ratio("  … of the processor, however busy", us.spent, "nginx", them.spent, "")
        us, them = _measured(*loads, connections=CROWD, seconds=CROWDED)
        crowd = f"feed: {name}, slowest in 100, {CROWD} at once"
        yield Ratio(crowd, us.slowest, "nginx", them.slowest, slowest)


def _rotation(folder: Path) -> Iterator[Ratio | Size]:
    paths = [f"/f/{number:010}{'m' * 32}.ics" for number in range(FEEDS)]
    every, one = _written(folder / "every", paths), _written(folder / "only", paths[:1] * FEEDS)
    with many(folder / "feed.ics", FEEDS) as server:
        loads = [Load(server, each, ("Accept-Encoding", "gzip")) for each in (every, one)]
        _measured(*loads, rounds=3)  # each answer is made when it is first asked for
        before = server.resident()
        rotating, still = _measured(*loads)
        name = f"feed: {FEEDS:,} in rotation, a request"
        yield Ratio(name, rotating.each, "one feed", still.each, "≥ 0.8×")
        yield Size(f"feed: memory, {FEEDS:,} in rotation", server.resident(), before, 1.1)


def _measured(
    *loads: Load, connections: int = CONNECTIONS, rounds: int = ROUNDS, seconds: int = SECONDS
) -> list[Figures]:
    """They take turns in short rounds, so that a busy machine is busy for all of them."""
    taken: list[list[Figures]] = [[] for _ in loads]
    for _ in range(rounds):
        for load, figures in zip(loads, taken, strict=True):
            figures.append(_wrk(load, connections, seconds))
    return [
        Figures(*(median(column) for column in zip(*map(astuple, figures), strict=True))) for figures in taken
    ]


def _wrk(load: Load, connections: int, seconds: int) -> Figures:
    how = ["-t1", f"-c{connections}", f"-d{seconds}s", "-s", str(_SCRIPT)]
    command = ["wrk", *how, f"http://127.0.0.1:{load.server.port}", "--", str(load.paths), *load.headers]
    before = load.server.spent()
    said = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    spent = load.server.spent() - before
    (line,) = (line for line in said.splitlines() if line.startswith("figures"))
    requests, microseconds, slowest, wrong = (float(figure) for figure in line.split()[1:])
    assert not wrong, said
    return Figures(microseconds / 1e6 / requests, spent / requests, slowest / 1e6)


def _written(file: Path, paths: Sequence[str]) -> Path:
    file.write_text("\n".join(paths) + "\n")
    return file


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as at:
        return int(at.getsockname()[1])
