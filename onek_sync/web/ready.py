"""`/readyz`: whether this server does its work, for whoever looks after it. Nothing of anybody's is in it."""

import json
from datetime import datetime

from onek_sync.app.serving import Served, last_good_push
from onek_sync.model.errors import StoreError
from onek_sync.web.asgi import Answer, Scope, answer
from onek_sync.web.living import Clockwork
from onek_sync.web.patience import Patient

_SAID = ((b"content-type", b"application/json"), (b"cache-control", b"no-store"))


class Ready:
    """Answers 200 where the database can be read and the ticks come, else 503."""

    def __init__(self, served: Served, clockwork: Clockwork | None) -> None:
        self._served = served
        self._clockwork = clockwork
        self._last_push = Patient(lambda: last_good_push(served.world))

    async def __call__(self, scope: Scope) -> Answer:
        """As it is now."""
        database, pushed = await self._database()
        scheduler, age = self._scheduler()
        ready = database == "ok" and scheduler != "late"
        said = {
            "ready": ready,
            "database": database,
            "scheduler": scheduler,
            "tick_age_s": age,
            "push_age_s": pushed and round((self._served.world.now() - pushed).total_seconds()),
            "trouble": bool(self._served.trouble),
        }
        return answer(200 if ready else 503, _SAID, json.dumps(said).encode() + b"\n")

    async def _database(self) -> tuple[str, datetime | None]:
        """Whether it can be read, and when the last push went well by it."""
        try:
            return "ok", await self._last_push.answer()
        except TimeoutError:
            return "no answer", None
        except StoreError:  # its words are the log's: they name places
            return "cannot be read", None

    def _scheduler(self) -> tuple[str, int | None]:
        """Whether the ticks come, and how long ago the last one ended."""
        if self._clockwork is None:
            return "off", None
        age = round(self._clockwork.age.total_seconds())
        return ("late" if self._clockwork.is_late else "ok"), age
