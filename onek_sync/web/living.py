"""What the server does beside answering, from its first moment to its last: it keeps up to date."""

import asyncio
import logging
import time
from collections.abc import Callable
from contextlib import suppress
from functools import partial

from onek_sync.app.serving import Served
from onek_sync.web.asgi import Receive, Send

LOOK_EVERY = 0.5  # seconds: an edit of the plan is seen after twice as many
KEEP_EVERY = 30.0  # seconds, for who fetched last
AFTER_A_MISTAKE = 60.0  # seconds
_log = logging.getLogger("onek")


class Living:
    """The life of the server, as ASGI tells it (`lifespan`)."""

    def __init__(self, served: Served) -> None:
        self._served = served

    async def __call__(self, receive: Receive, send: Send) -> None:
        """From start to stop."""
        await receive()
        if not self._served.feeds:  # the first time ever; else the last feed is there until the new one is
            await _went_well(self._served.refresh)
        keeper = asyncio.create_task(self._keep_up())
        await send({"type": "lifespan.startup.complete"})
        await receive()
        keeper.cancel()
        with suppress(asyncio.CancelledError):
            await keeper
        await asyncio.to_thread(self._served.keep, self._served.taken())
        await send({"type": "lifespan.shutdown.complete"})

    async def _keep_up(self) -> None:
        kept = time.monotonic()
        while True:
            well = await _went_well(self._served.refresh)
            if time.monotonic() - kept >= KEEP_EVERY:
                fetches, kept = self._served.taken(), time.monotonic()
                well &= await _went_well(partial(self._served.keep, fetches))
            await asyncio.sleep(LOOK_EVERY if well else AFTER_A_MISTAKE)


async def _went_well(work: Callable[[], None]) -> bool:
    """A mistake of ours shows its traceback, and the last good feed is served on."""
    try:
        await asyncio.to_thread(work)
    except Exception:
        _log.exception("this is a mistake in onek; the last good feed is served on")
        return False
    return True
