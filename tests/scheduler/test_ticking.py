"""The tick of a process that stays: at once, again and again, one at a time, and no longer than it."""

import subprocess
import sys
import time
from collections.abc import Callable
from datetime import datetime, timedelta, tzinfo
from threading import Event, Semaphore
from typing import Self

import pytest

from onek_sync.scheduler import Ticking

SOON, NEVER, NONE = timedelta(milliseconds=20), timedelta(days=300), timedelta()
LONG = 30  # seconds, for what comes at once on a machine that has time


def test_the_first_tick_comes_at_the_start() -> None:
    ticked = Event()
    with Ticking(ticked.set, every=NEVER):
        assert ticked.wait(LONG)


def test_it_ticks_again_and_again_and_no_more_when_it_was_stopped() -> None:
    ticks = Semaphore(0)
    ticking = Ticking(ticks.release, every=SOON, jitter=NONE)
    ticking.start()
    for _ in range(5):
        assert ticks.acquire(timeout=LONG)
    assert ticking.stop()
    while ticks.acquire(blocking=False):
        pass
    assert not ticks.acquire(timeout=10 * SOON.total_seconds())


def test_a_tick_that_fails_is_told_and_the_next_one_comes(caplog: pytest.LogCaptureFixture) -> None:
    ticks, good = Semaphore(0), Event()

    def work() -> None:
        ticks.release()
        if not good.is_set():
            raise ZeroDivisionError("ours")

    with Ticking(work, every=SOON, jitter=NONE) as ticking:
        for _ in range(3):
            assert ticks.acquire(timeout=LONG)
        assert isinstance(ticking.error, ZeroDivisionError)
        good.set()
        for _ in range(LONG * 100):
            if ticking.error is None:
                break
            time.sleep(0.01)
        assert ticking.error is None
    [first, *_] = [record for record in caplog.records if record.exc_info]
    assert first.levelname == "ERROR" and isinstance(first.exc_info[1], ZeroDivisionError)


def test_a_tick_that_takes_long_is_not_joined_by_a_second_one(caplog: pytest.LogCaptureFixture) -> None:
    begun, gate, inside = Semaphore(0), Event(), 0

    def work() -> None:
        nonlocal inside
        inside += 1
        begun.release()
        gate.wait(LONG)

    with Ticking(work, every=SOON, jitter=NONE) as ticking:
        assert begun.acquire(timeout=LONG)
        assert not begun.acquire(timeout=10 * SOON.total_seconds())
        assert inside == 1 and ticking.age > 5 * SOON
        gate.set()
        assert begun.acquire(timeout=LONG)


def test_a_machine_that_slept_over_ten_ticks_gets_one_when_it_wakes(monkeypatch: pytest.MonkeyPatch) -> None:
    slept = timedelta()

    class Clock(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> Self:
            return cls.fromtimestamp(time.time() + slept.total_seconds(), tz)

    monkeypatch.setattr("apscheduler.schedulers.base.datetime", Clock)
    monkeypatch.setattr("apscheduler.executors.base.datetime", Clock)
    ticks = Semaphore(0)
    with Ticking(ticks.release, every=timedelta(hours=1), jitter=NONE) as ticking:
        assert ticks.acquire(timeout=LONG)
        assert ticking._thread.rest(timedelta(seconds=LONG))  # else the next one would find it under way
        slept = timedelta(hours=10, minutes=30)  # the last one missed is half an hour old
        ticking._scheduler.wakeup()
        assert ticks.acquire(timeout=LONG)
        assert not ticks.acquire(timeout=10 * SOON.total_seconds())


def test_stopping_does_not_wait_for_ever() -> None:
    begun, gate = Event(), Event()

    def work() -> None:
        begun.set()
        gate.wait(LONG)

    ticking = Ticking(work, every=NEVER)
    ticking.start()
    assert begun.wait(LONG)
    assert not ticking.stop(patience=SOON)
    gate.set()


def test_what_never_began_can_be_stopped() -> None:
    assert Ticking(lambda: None).stop()


def test_a_tick_under_way_does_not_hold_up_the_end_of_the_process() -> None:
    code = """
import sys, threading
from datetime import timedelta
from onek_sync.scheduler import Ticking
begun = threading.Event()
def work():
    begun.set()
    threading.Event().wait()
ticking = Ticking(work)
ticking.start()
begun.wait()
print(ticking.stop(patience=timedelta(milliseconds=10)))
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=LONG)
    assert (done.stdout, done.stderr, done.returncode) == ("False\n", "", 0)


def test_a_tick_can_be_had_at_once_and_the_others_go_on() -> None:
    ticks = Semaphore(0)
    with Ticking(ticks.release, every=NEVER, jitter=NONE) as ticking:
        for _ in range(3):
            assert ticks.acquire(timeout=LONG)
            assert ticking._thread.rest(timedelta(seconds=LONG))
            ticking.soon()
        assert ticks.acquire(timeout=LONG)


def test_a_clock_that_was_set_back_by_a_day_holds_up_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    back = timedelta()

    class Clock(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> Self:
            return cls.fromtimestamp(time.time() - back.total_seconds(), tz)

    for module in ("schedulers.base", "executors.base"):
        monkeypatch.setattr(f"apscheduler.{module}.datetime", Clock)
    monkeypatch.setattr("onek_sync.scheduler.ticking.datetime", Clock)
    ticks = Semaphore(0)
    with Ticking(ticks.release, every=SOON, jitter=NONE) as ticking:
        assert ticks.acquire(timeout=LONG)
        back = timedelta(days=1)
        ticking.soon()
        for _ in range(5):  # those that come after it, too
            assert ticks.acquire(timeout=LONG)


def comes(wanted: Callable[[], bool]) -> bool:
    """Whether it becomes so, within a time that is long for every machine."""
    for _ in range(LONG * 100):
        if wanted():
            return True
        time.sleep(0.01)
    return False


def test_it_is_late_when_three_ticks_are_missing() -> None:
    begun, gate = Event(), Event()

    def work() -> None:
        begun.set()
        gate.wait(LONG)

    ticking = Ticking(work, every=SOON, jitter=NONE)
    with ticking:
        assert begun.wait(LONG)
        assert comes(lambda: ticking.is_late)
        gate.set()
        assert comes(lambda: not ticking.is_late)
    assert not Ticking(work, every=NEVER).is_late
