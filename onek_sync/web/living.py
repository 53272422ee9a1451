"""What the server does beside answering, from its first moment to its last: it keeps up to date, it ticks."""

import asyncio
import logging
import time
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, timedelta
from functools import partial
from typing import Protocol

from onek_sync.app.serving import Served
from onek_sync.web.asgi import Receive, Send

LOOK_EVERY = 0.5  # seconds: an edit of the plan is seen after twice as many
KEEP_EVERY = 30.0  # seconds, for who fetched last
AFTER_A_FAULT = 5.0  # seconds, of the database
AFTER_A_MISTAKE = 60.0  # seconds, of ours
PATIENCE = timedelta(seconds=2)  # with a push that is under way at the end
A_LEAP = timedelta(minutes=1)  # of the clock beside one that nobody sets
_log = logging.getLogger("onek")


class Clockwork(Protocol):
    """What ticks beside the server. `ticks`: how many ended, by their result."""

    ticks: dict[str, int]

    @property
    def age(self) -> timedelta:
        """How long ago the last tick ended."""

    @property
    def is_late(self) -> bool:
        """Whether ticks are missing."""

    def start(self) -> None:
        """Begin, with a tick at once."""

    def soon(self) -> None:
        """A tick at once, and the others after it."""

    def stop(self, patience: timedelta) -> bool:
        """No more; whether the tick under way came to its end."""


class Living:
    """The life of the server, as ASGI tells it (`lifespan`). `steady`: seconds that never go back."""

    def __init__(
        self, served: Served, clockwork: Clockwork | None = None, steady: Callable[[], float] = time.monotonic
    ) -> None:
        self._served = served
        self._clockwork = clockwork
        self._steady = steady

    async def __call__(self, receive: Receive, send: Send) -> None:
        """From start to stop."""
        await receive()
        if not self._served.feeds:  # the first time ever; else the last feed is there until the new one is
            await _after(self._served.refresh)
        keeper = asyncio.create_task(self._keep_up())
        await send({"type": "lifespan.startup.complete"})
        await receive()
        keeper.cancel()
        with suppress(asyncio.CancelledError):
            await keeper
        await self._end()
        await send({"type": "lifespan.shutdown.complete"})

    async def _end(self) -> None:
        fetches = self._served.taken()
        keeping = asyncio.to_thread(self._served.keep, fetches)
        if self._clockwork is None:
            await keeping
            return
        _, rests = await asyncio.gather(keeping, asyncio.to_thread(self._clockwork.stop, PATIENCE))
        if not rests:
            _log.warning("a push was under way; the next start goes on with it")

    async def _keep_up(self) -> None:
        """Nothing is done in it that could raise: there is nobody who would begin it again."""
        kept, leaps = self._steady(), Leaps(self._now, self._steady)
        wait = await _after(self._served.refresh)
        if self._clockwork:  # by now the plan is known, and with it the zone that its times are of
            await _after(self._clockwork.start)
        while True:
            await asyncio.sleep(wait)
            wait = await _after(partial(self._look, leaps))
            if self._steady() - kept >= KEEP_EVERY:
                fetches, kept = self._served.taken(), self._steady()
                wait = max(wait, await _after(partial(self._served.keep, fetches)))

    def _now(self) -> datetime:
        return self._served.world.now()

    def _look(self, leaps: "Leaps") -> bool:
        if leap := leaps.since_last():
            self._leapt(leap)
        return self._served.refresh()

    def _leapt(self, leap: timedelta) -> None:
        """Timers sleep as long as the machine does, and longer where the clock was set back."""
        way = "on" if leap > timedelta() else "back"
        _log.info("the clock went %s by %s: this machine slept, or its clock was set", way, abs(leap))
        if self._clockwork:
            self._clockwork.soon()


class Leaps:
    """How far a clock that people set went on, or back, beside one that nobody sets."""

    def __init__(self, now: Callable[[], datetime], steady: Callable[[], float]) -> None:
        self._now = now
        self._steady = steady
        self._last = now(), steady()

    def since_last(self) -> timedelta:
        """By how much since it was asked last; 0 for what is no leap."""
        (now, steady), self._last = self._last, (self._now(), self._steady())
        leap = (self._last[0] - now) - timedelta(seconds=self._last[1] - steady)
        return timedelta(seconds=round(leap.total_seconds())) if abs(leap) >= A_LEAP else timedelta()


async def _after(work: Callable[[], object]) -> float:
    """Do it in a thread; the seconds after which to look again.

    A mistake of ours shows its traceback, and the last good feed is served on.
    """
    try:
        done = await asyncio.to_thread(work)
    except Exception:
        _log.exception("this is a mistake in onek; the last good feed is served on")
        return AFTER_A_MISTAKE
    return AFTER_A_FAULT if done is False else LOOK_EVERY
