"""Garmin Connect, through the `garminconnect` library; see docs/decisions/garmin-connect.md."""

from pydantic import BaseModel

from onek_sync.model.target import Tools
from onek_sync.settings.targets import GarminTarget
from onek_sync.targets.garmin.door import Door
from onek_sync.targets.garmin.login import QUESTIONS, connect
from onek_sync.targets.garmin.target import GarminConnect
from onek_sync.targets.kind import Kind

__all__ = ["KIND"]


def _open(name: str, settings: BaseModel, tools: Tools) -> GarminConnect:
    return GarminConnect(name, Door(name, tools))


KIND = Kind("garmin", GarminTarget, _open, QUESTIONS, connect)
