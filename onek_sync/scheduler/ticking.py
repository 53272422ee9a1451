"""The tick: at once, and then every few minutes. That is all that APScheduler does here."""

import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from threading import Thread
from types import TracebackType
from typing import Self

from apscheduler.events import (  # type: ignore[import-untyped]
    EVENT_JOB_ERROR,
    EVENT_JOB_EXECUTED,
    JobExecutionEvent,
)
from apscheduler.executors.base import BaseExecutor, run_job  # type: ignore[import-untyped]
from apscheduler.job import Job  # type: ignore[import-untyped]
from apscheduler.schedulers.background import BackgroundScheduler  # type: ignore[import-untyped]

EVERY = timedelta(minutes=5)
JITTER = timedelta(seconds=20)
PATIENCE = timedelta(seconds=4)
_MISSING = 3


class Ticking:
    """Calls `work` at once and then `every` so often, in a thread of its own and never twice at a time.

    What it raises is logged with its traceback, and the next tick comes all the same. `error`: what the last
    one raised; `ticks`: how many ended well ("ok") and how not ("failed").
    """

    def __init__(
        self, work: Callable[[], object], every: timedelta = EVERY, jitter: timedelta = JITTER
    ) -> None:
        self.error: BaseException | None = None
        self.ticks = {"ok": 0, "failed": 0}
        self._every = every
        self._last = time.monotonic()
        self._thread = _OneThread()
        self._scheduler = BackgroundScheduler(
            timezone=UTC,
            executors={"default": self._thread},
            job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": None},
        )
        self._scheduler.add_listener(self._ticked, EVENT_JOB_EXECUTED | EVENT_JOB_ERROR)
        self._job = self._scheduler.add_job(
            work,
            "interval",
            seconds=every.total_seconds(),
            jitter=jitter.total_seconds(),
            next_run_time=datetime.now(UTC),
        )

    @property
    def age(self) -> timedelta:
        """How long ago the last tick ended; that does not depend on a clock that people set."""
        return timedelta(seconds=time.monotonic() - self._last)

    @property
    def is_late(self) -> bool:
        """Whether so many ticks are missing that something must be wrong."""
        return self.age > _MISSING * self._every

    def start(self) -> None:
        """Begin. Returns at once."""
        self._last = time.monotonic()
        self._scheduler.start()

    def soon(self) -> None:
        """Tick at once, and then as often as before: for a clock that was set, or a machine that slept."""
        self._job.modify(next_run_time=datetime.now(UTC))

    def stop(self, patience: timedelta = PATIENCE) -> bool:
        """Tick no more; whether the tick under way came to its end within `patience`.

        Where it did not, the process may end all the same: a push may be killed at any point.
        """
        if self._scheduler.running:  # else the end came before the beginning
            self._scheduler.shutdown(wait=False)
        return self._thread.rest(patience)

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def _ticked(self, event: JobExecutionEvent) -> None:
        self.error = event.exception
        self.ticks["failed" if event.exception else "ok"] += 1
        self._last = time.monotonic()


class _OneThread(BaseExecutor):  # type: ignore[misc]
    """Runs each tick in a thread that does not hold up the end of the process, as a pool's would."""

    def __init__(self) -> None:
        super().__init__()
        self._running: Thread | None = None

    def _do_submit_job(self, job: Job, run_times: Sequence[datetime]) -> None:
        def tick() -> None:
            events = run_job(job, job._jobstore_alias, run_times, self._logger.name)
            self._run_job_success(job.id, events)

        self._running = Thread(target=tick, name="onek tick", daemon=True)
        self._running.start()

    def rest(self, patience: timedelta) -> bool:
        """Wait for the tick under way; whether there is none any more."""
        if self._running is None:
            return True
        self._running.join(patience.total_seconds())
        return not self._running.is_alive()
