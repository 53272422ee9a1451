"""The crash table: a push is killed at each place where it can be, and then push runs again.

`make crashes` prints it. For every target, two pushes of fourteen sessions: the first fills an empty service,
the second brings what the athlete made of the plan since then. A process is killed by SIGKILL when a call has
reached the service and nothing is done yet; when the service has done it and has not answered; and when the
ledger has written what became of it. The same with the ledger lost before push runs again.
"""

import logging
import shutil
import sys
import tempfile
from collections.abc import Callable, Collection, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, replace
from multiprocessing import get_context
from pathlib import Path
from statistics import median
from time import perf_counter

from tests.servers.http import When
from tests.sync.dying import Ended, Nursery, Order
from tests.sync.playing import FIRST, THEN, Setting, world
from tests.sync.services import SERVICES, Service, Shown

PUSHES = {"fill": FIRST, "change": THEN}


@dataclass(frozen=True)
class Kill:
    """Where a push is killed: "call" of the service (or step of the disk) or "commit" of the ledger, the
    nth, before or after it; and whether the ledger is lost then.
    """

    at: str
    nth: int
    after: bool
    ledger_lost: bool = False


@dataclass(frozen=True)
class Healed:
    """What the pushes after a kill came to. Numbers of sessions, of foreign states, and of calls."""

    kill: Kill
    lost: int
    doubled: int
    touched: int
    calls: int
    writes_after: int
    in_step: int

    @property
    def is_sound(self) -> bool:
        """Whether the plan is there, once, and nothing else was touched."""
        faults = (self.lost, self.doubled, self.touched, self.writes_after)
        return not any(faults) and self.in_step == len(FIRST)


@dataclass(frozen=True)
class Row:
    """All kills of one push at one target. `calls`: of the push that nobody disturbs."""

    target: str
    push: str
    calls: int
    healed: Sequence[Healed]


class Scene:
    """A service and the folder from which one push begins, which can be had again and again."""

    def __init__(self, service: Service, nursery: Nursery, base: Setting, at: Path) -> None:
        self.service, self._nursery, self._base, self._at = service, nursery, base, at
        self._restore = service.save()
        self._foreign = service.foreign(base.folder)
        ended, self.calls = self._counted(self._fresh())
        assert not ended.signal and ended.sound == [True]
        self.commits, self._expected = ended.commits, service.shown(self._at)
        assert self._expected.total() == len(FIRST), "the push that nobody disturbs brings all sessions"

    def kills(self) -> Iterator[Kill]:
        """Every place where the push can be killed. Before a step of the disk is after the one before it."""
        for lost in (False, True):
            for nth in range(1, self.calls + 1):
                if self.service.server or nth == 1:
                    yield Kill("call", nth, after=False, ledger_lost=lost)
                yield Kill("call", nth, after=True, ledger_lost=lost)
        for nth in range(1, self.commits + 1):
            yield Kill("commit", nth, after=True)

    def healed(self, kill: Kill) -> Healed:
        """Kill a push there, and push again."""
        setting = self._fresh()
        self._killed(setting, kill)
        if kill.ledger_lost:
            for file in setting.folder.glob("onek.db*"):
                file.unlink()
        healing, calls = self._counted(setting)
        shown, touched = self.service.shown(self._at), self.service.foreign(self._at) != self._foreign
        again, _ = self._counted(setting)
        assert healing.sound == again.sound == [True], f"{kill}: a push after it did not do all"
        return Healed(
            kill=kill,
            lost=_more(self._expected, shown),
            doubled=_more(shown, self._expected),
            touched=int(touched),
            calls=calls,
            writes_after=self._writes(again),
            in_step=again.in_step[0],
        )

    def go_on(self) -> None:
        """Push from the base itself, so that the next scene begins where this one ends well."""
        self._restore()
        assert self._nursery.run(Order(str(self._base.folder), self._base.environ)).sound == [True]

    def _fresh(self) -> Setting:
        shutil.rmtree(self._at, ignore_errors=True)
        shutil.copytree(self._base.folder, self._at)
        self._restore()
        return replace(self._base, folder=self._at)

    def _killed(self, setting: Setting, kill: Kill) -> None:
        order = Order(str(setting.folder), setting.environ)
        server = self.service.server
        pid: Future[int] = Future()
        if kill.at == "call" and server:
            server.kill_at(pid.result, kill.nth, When.AFTER_COMMIT if kill.after else When.BEFORE_COMMIT)
        else:
            order = replace(order, die=("step" if kill.at == "call" else kill.at, kill.nth, kill.after))
        ended = self._nursery.run(order, pid)
        if server:
            server.heal()
        assert ended.signal == 9, f"{kill}: it was not killed"

    def _counted(self, setting: Setting) -> tuple[Ended, int]:
        """A push that nobody disturbs, and its calls."""
        self.service.forget_calls()
        ended = self._nursery.run(Order(str(setting.folder), setting.environ))
        return ended, sum(self.service.calls()) if self.service.server else ended.steps

    def _writes(self, ended: Ended) -> int:
        return self.service.calls()[1] if self.service.server else ended.steps


def _more(one: Shown, other: Shown) -> int:
    return (one - other).total()


@contextmanager
def scenes(target: str, folder: Path) -> Iterator[Iterator[tuple[str, Scene]]]:
    """The pushes at a target, one after the other; each begins where the one before ended well."""
    with SERVICES[target]() as service, Nursery() as nursery:
        start = folder / "start"
        start.mkdir()
        base = service.set_up(start)
        with world(base):
            pass  # the database is there

        def each() -> Iterator[tuple[str, Scene]]:
            for push, sessions in PUSHES.items():
                base.says(sessions)
                scene = Scene(service, nursery, base, folder / "at")
                yield push, scene
                scene.go_on()

        yield each()


def measured(
    target: str,
    folder: Path,
    chosen: Callable[[list[Kill]], Sequence[Kill]] = lambda kills: kills,
    pushes: Collection[str] = tuple(PUSHES),
) -> list[Row]:
    """Kill these pushes at a target, at all places or at the chosen ones."""
    with scenes(target, folder) as each:
        return [
            Row(target, push, scene.calls, [scene.healed(kill) for kill in chosen(list(scene.kills()))])
            for push, scene in each
            if push in pushes
        ]


HEAD = ("target", "push", "ledger", "kills", "lost", "doubled", "touched", "calls to heal", "undisturbed")


def table(rows: Sequence[Row]) -> str:
    """The figures, a line for each push with its ledger kept and lost."""
    lines = [HEAD]
    for row in rows:
        for lost in (False, True):
            healed = [one for one in row.healed if one.kill.ledger_lost is lost]
            if healed:
                lines.append(_line(row, "lost" if lost else "kept", healed))
    widths = [max(len(line[place]) for line in lines) for place in range(len(HEAD))]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)) for line in lines
    )


def _line(row: Row, ledger: str, healed: Sequence[Healed]) -> tuple[str, ...]:
    calls = [one.calls for one in healed]
    sums = (
        len(healed),
        *(sum(getattr(one, name) for one in healed) for name in ("lost", "doubled", "touched")),
    )
    heal = f"{min(calls)} / {median(calls):.0f} / {max(calls)}"
    return (row.target, row.push, ledger, *(str(number) for number in sums), heal, str(row.calls))


def main() -> int:
    """Print the whole table. 1: something was lost, doubled or touched."""
    began, targets = perf_counter(), sys.argv[1:] or list(SERVICES)
    asked = [(target, push) for target in targets for push in PUSHES]
    with ProcessPoolExecutor(mp_context=get_context("spawn")) as pool:
        rows = list(pool.map(_row, *zip(*asked, strict=True)))
    kills = sum(len(row.healed) for row in rows)
    print(table(rows))
    print("calls to heal: least / median / most of the push after the kill")
    print(f"{kills} kills in {perf_counter() - began:.0f} s")
    return int(not all(one.is_sound for row in rows for one in row.healed))


def _row(target: str, push: str) -> Row:
    logging.disable(logging.WARNING)  # a server tells that its folder is new
    with tempfile.TemporaryDirectory() as folder:
        (row,) = measured(target, Path(folder), pushes=[push])
    return row


if __name__ == "__main__":
    sys.exit(main())
