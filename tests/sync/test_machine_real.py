"""Athlete, plan, network, clock and a second push play at random with every real target.

After a quiet push the service shows what it would show if it had been pushed to once, without any trouble;
but for what the athlete did there by hand, which is told each time. What is not ours keeps every byte.
"""

import errno
import os
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager, nullcontext, suppress
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from unittest.mock import patch

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from onek_sync.app.push import Diff, Skip, asked_for, preview
from onek_sync.model.errors import OnekError, Paused, StoreError
from onek_sync.store import BUSY, LOST, open_store
from tests.servers.http import Kind, Request, Response
from tests.sync.dying import STEPS
from tests.sync.playing import FIRST, IT, NOW, Setting, day, push_in, ready_text, world
from tests.sync.services import SERVICES, Service, Shown

KEYS = st.sampled_from(["a", "b", "c", "d", "e"])
TEXTS = st.sampled_from([FIRST[key][0] for key in ("s00", "s01", "s02", "s05")])
DAYS = st.integers(0, 9)
PLACES = st.integers(1, 30)
STATUSES = st.sampled_from([401, 404, 429, 500, 503])
LONG = timedelta(minutes=6)
"""Longer than a lease lasts."""
NOT_LONG = 0.4
"""Seconds that a client waits for a slow answer; half a minute otherwise."""


class Killed(BaseException):
    """The process died here."""


class Life:
    """One athlete's folder at one service, beside a service at which nothing ever goes wrong."""

    def __init__(self, target: str) -> None:
        self._open = ExitStack()
        self.service, self.setting, _ = self._new(target)
        self._ideal, self._ideal_setting, self._restore = self._new(target)
        self.now = NOW
        self.plan: dict[str, tuple[str, int]] = {}
        self._hook: Callable[[], None] | None = None
        self.setting.says(self.plan)

    def close(self) -> None:
        self._open.close()

    def _new(self, target: str) -> tuple[Service, Setting, Callable[[], None]]:
        folder = Path(self._open.enter_context(TemporaryDirectory()))
        service = self._open.enter_context(SERVICES[target]())
        setting = service.set_up(folder)
        (folder / "onek.db").write_bytes(empty_database())
        return service, setting, service.save()

    @property
    def folder(self) -> Path:
        return self.setting.folder

    # -- pushes --------------------------------------------------------------------------------------

    def push(self, offset: timedelta = timedelta()) -> bool:
        """One push; whether it did all that was to be done."""
        with world(self.setting, lambda: self._time() + offset, self._wait) as opened:
            done = push_in(opened, self.setting)
        return done.report is not None and done.report.sound

    def quiet_push(self) -> bool:
        """A push that waits for what it is told to wait for."""
        try:
            return self.push()
        except Paused as pause:
            self.now = pause.until + timedelta(seconds=1)
            return self.push()

    def look(self) -> Diff:
        plan = ready_text((self.folder / "plan.yaml").read_text(encoding="utf-8"))
        with world(self.setting, lambda: self.now) as opened:
            return preview(opened, plan, IT, asked_for(opened, plan, [IT], self.now.date()))

    @contextmanager
    def hooked(self, nth: int, do: Callable[[], None]) -> Iterator[None]:
        """Something happens when the clock is read for the nth time, which is before and after each call."""
        left = [nth]

        def hook() -> None:
            left[0] -= 1
            if left[0] == 0:
                do()

        self._hook = hook
        try:
            yield
        finally:
            self._hook = None

    def _time(self) -> datetime:
        hook, self._hook = self._hook, None  # what happens reads the clock as well
        if hook:
            hook()
            self._hook = hook
        return self.now

    def _wait(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)

    # -- what stands there ---------------------------------------------------------------------------

    def shown(self) -> Shown:
        return self._ahead(self.service.shown(self.folder))

    def ideal(self) -> Shown:
        """What one push shows at a service where nothing is yet."""
        setting = self._ideal_setting
        self._restore()
        for file in [*setting.folder.glob("onek.db*"), *setting.folder.glob("shelf/20*")]:
            file.unlink()
        (setting.folder / "shelf" / ".onek.json").unlink(missing_ok=True)
        (setting.folder / "onek.db").write_bytes(empty_database())
        setting.says(self.plan)
        with world(setting, lambda: self.now) as opened:
            push_in(opened, setting)
        return self._ahead(self._ideal.shown(setting.folder))

    def _ahead(self, shown: Shown) -> Shown:
        """What is over is let be."""
        today = str(self.now.date())
        return Counter({one: number for one, number in shown.items() if not one[0] or one[0] >= today})


@cache
def empty_database() -> bytes:
    """One that has its tables; made once, since that takes a while."""
    with TemporaryDirectory() as folder:
        open_store("sqlite:///onek.db", Path(folder)).close()
        return (Path(folder) / "onek.db").read_bytes()


# What goes wrong during a push. Each is a context in which one push is made.

Trouble = Callable[[Life, int], AbstractContextManager[object]]


def answered_wrongly(kind: Kind, status: int) -> Trouble:
    """The nth request goes wrong."""

    @contextmanager
    def trouble(life: Life, nth: int) -> Iterator[None]:
        server = life.service.server
        assert server
        server.fault(kind, nth=nth, status=status, headers={"Retry-After": "90"} if status == 429 else {})
        with impatient() if "SLOW" in kind.name else nullcontext():
            yield
        server.heal()

    return trouble


@contextmanager
def impatient() -> Iterator[None]:
    doors = ("targets.door", "targets.garmin.door", "targets.caldav.wire")
    with ExitStack() as stack:
        for door in doors:
            stack.enter_context(patch(f"onek_sync.{door}.PATIENCE", NOT_LONG))
        yield


def refused_by_the_disk(number: int) -> Trouble:
    """The nth step of the disk fails."""

    @contextmanager
    def trouble(life: Life, nth: int) -> Iterator[None]:
        left = [nth]

        def failing(do: Callable[..., Any]) -> Callable[..., Any]:
            def step(*given: Any, **named: Any) -> Any:
                left[0] -= 1
                if left[0] == 0:
                    raise OSError(number, os.strerror(number))
                return do(*given, **named)

            return step

        with ExitStack() as stack:
            for name in STEPS:
                stack.enter_context(patch.object(os, name, failing(getattr(os, name))))
            yield

    return trouble


@contextmanager
def killed(life: Life, nth: int) -> Iterator[None]:
    """The process dies."""

    def die() -> None:
        raise Killed

    with suppress(Killed), life.hooked(nth, die):
        yield


@contextmanager
def joined_by_another(life: Life, nth: int) -> Iterator[None]:
    """A second push begins in the middle of the first, and may not."""

    def another() -> None:
        with suppress(Paused):
            try:
                life.push()
            except StoreError as error:
                assert error.findings[0].code == BUSY

    with life.hooked(nth, another):
        yield


@contextmanager
def overtaken(life: Life, nth: int) -> Iterator[None]:
    """The computer sleeps in the middle of the first push, and meanwhile a second one does everything."""

    def meanwhile() -> None:
        life.now += LONG
        with suppress(OnekError):
            life.push()

    with suppress_lost(), life.hooked(nth, meanwhile):
        yield


@contextmanager
def overtaken_by_a_stuck_request(life: Life, nth: int) -> Iterator[None]:
    """The nth request is stuck in the net, while a second push takes over, and arrives after all."""
    server, left = life.service.server, [nth]
    assert server
    receive = server.receive

    def late(request: Request) -> Response | None:
        left[0] -= 1
        if left[0] == 0:
            server.receive = receive  # type: ignore[method-assign]
            life.now += LONG
            with suppress(OnekError):
                life.push()
        return receive(request)

    server.receive = late  # type: ignore[method-assign]
    with suppress_lost():
        yield
    server.receive = receive  # type: ignore[method-assign]


@contextmanager
def suppress_lost() -> Iterator[None]:
    try:
        yield
    except StoreError as error:
        if error.findings[0].code != LOST:
            raise


ALWAYS = st.sampled_from([killed, joined_by_another, overtaken])
ON_DISK = st.builds(refused_by_the_disk, st.sampled_from([errno.ENOSPC, errno.EACCES, errno.EIO]))
ON_THE_NET = st.one_of(
    st.builds(answered_wrongly, st.sampled_from(list(Kind)), STATUSES),
    st.just(overtaken_by_a_stuck_request),
)


class Machine(RuleBasedStateMachine):
    """The rules; `target` is a row of SERVICES."""

    target: str

    @initialize()
    def begin(self) -> None:
        self.life = Life(self.target)
        self.foreign = self.life.service.foreign(self.life.folder)
        self.hands: dict[str, tuple[str, str]] = {}  # what the athlete wrote, by object

    def teardown(self) -> None:
        if hasattr(self, "life"):
            self.life.close()

    # The plan

    @rule(key=KEYS, text=TEXTS, when=DAYS)
    def plan_says(self, key: str, text: str, when: int) -> None:
        self.life.plan[key] = (text, when)
        self.life.setting.says(self.life.plan)

    @rule(key=KEYS)
    def plan_drops(self, key: str) -> None:
        self.life.plan.pop(key, None)
        self.life.setting.says(self.life.plan)

    # The athlete, there

    def _is_anything_there(self) -> bool:
        return bool(self.life.service.ours(self.life.folder))

    def _one(self, data: st.DataObject) -> str:
        return data.draw(st.sampled_from(self.life.service.ours(self.life.folder)))

    @precondition(_is_anything_there)
    @rule(data=st.data())
    def athlete_edits(self, data: st.DataObject) -> None:
        service, folder, one = self.life.service, self.life.folder, self._one(data)
        if one not in self.hands:
            before = service.shown(folder)
            service.edits(folder, one)
            [self.hands[one]] = service.shown(folder) - before or [("", "")]

    @precondition(_is_anything_there)
    @rule(data=st.data(), when=DAYS)
    def athlete_moves(self, data: st.DataObject, when: int) -> None:
        service, one = self.life.service, self._one(data)
        if service.moves_by_hand and one not in self.hands:
            service.moves(self.life.folder, one, day(when))

    @precondition(_is_anything_there)
    @rule(data=st.data())
    def athlete_deletes(self, data: st.DataObject) -> None:
        one = self._one(data)
        self.life.service.deletes(self.life.folder, one)
        self.hands.pop(one, None)

    # The world

    @rule(hours=st.sampled_from([1, 5, 24]))
    def time_passes(self, hours: int) -> None:
        if self.life.now < NOW + timedelta(days=5):
            self.life.now += timedelta(hours=hours)

    @rule()
    def the_ledger_is_lost(self) -> None:
        for file in self.life.folder.glob("onek.db*"):
            file.unlink()
        (self.life.folder / "onek.db").write_bytes(empty_database())

    @rule(data=st.data(), nth=PLACES)
    def a_push_goes_wrong(self, data: st.DataObject, nth: int) -> None:
        more = ON_THE_NET if self.life.service.server else ON_DISK
        trouble = data.draw(ALWAYS | more)
        with suppress(OnekError), trouble(self.life, nth):
            self.life.push()

    @rule(days=st.sampled_from([-1, 1]))
    def a_push_with_a_wrong_clock(self, days: int) -> None:
        with suppress(OnekError):
            self.life.push(timedelta(days=days))

    @rule()
    def a_push_goes_well(self) -> None:
        """Twice, since an interrupted one may have left something to look at; then all agree."""
        self.life.quiet_push()
        assert self.life.quiet_push()
        self.life.service.forget_calls()
        found = self.life.look()
        assert found.sends == 0, f"a push after a push would send {found.changes}"
        assert all(isinstance(change, Skip) for change in found.changes)
        assert self.life.service.calls()[1] == 0
        self._agreed(len(found.changes))

    def _agreed(self, told: int) -> None:
        """What is not as the plan has it was told, each time."""
        shown, ideal = self.life.shown(), self.life.ideal()
        missing, more = (ideal - shown).total(), (shown - ideal).total()
        assert missing <= told and more <= told, f"told {told}; missing {ideal - shown}, more {shown - ideal}"

    @invariant()
    def nobody_elses_hand_is_undone(self) -> None:
        if not hasattr(self, "life"):
            return
        assert self.life.service.foreign(self.life.folder) == self.foreign
        shown = self.life.service.shown(self.life.folder)
        for one, what in self.hands.items():
            assert what == ("", "") or shown[what], f"{one} was edited there, and is so no more"


def played(target: str, examples: int, steps: int) -> None:
    """Let everything play at this target."""
    machine = type(f"Machine_{target}", (Machine,), {"target": target})
    run_state_machine_as_test(machine, settings=settings(max_examples=examples, stateful_step_count=steps))


# Xandikos keeps a repository and takes its time; it is left to the long run.
@pytest.mark.parametrize("target", [target for target in SERVICES if target != "xandikos"])
def test_whatever_happens_plan_and_service_agree_in_the_end(target: str) -> None:
    played(target, 3, 14)


@pytest.mark.slow
@pytest.mark.parametrize("target", SERVICES)
def test_whatever_happens_for_long_plan_and_service_agree_in_the_end(target: str) -> None:
    played(target, 25, 30)
