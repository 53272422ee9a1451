"""intervals.icu, through its public API; see docs/decisions/intervals-icu.md."""

from typing import cast

from pydantic import BaseModel

from onek_sync.model.target import Tools
from onek_sync.settings.targets import IntervalsTarget
from onek_sync.targets.intervals.api import door_of
from onek_sync.targets.intervals.login import QUESTIONS, connect
from onek_sync.targets.intervals.target import IntervalsIcu
from onek_sync.targets.kind import Kind

__all__ = ["KIND"]


def _open(name: str, settings: BaseModel, tools: Tools) -> IntervalsIcu:
    said = cast(IntervalsTarget, settings)
    return IntervalsIcu(name, said.athlete, door_of(name, tools))


KIND = Kind("intervals", IntervalsTarget, _open, QUESTIONS, connect)
