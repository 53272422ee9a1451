"""Connecting intervals.icu: a key that the athlete makes there, looked at once and kept."""

from collections.abc import Mapping, Sequence
from typing import cast

from pydantic import BaseModel

from onek_sync.model.errors import Finding, LoginNeeded
from onek_sync.model.target import Tools
from onek_sync.settings.targets import IntervalsTarget
from onek_sync.targets.door import Gone, Json
from onek_sync.targets.intervals.api import athlete_path, door_of, no_athlete
from onek_sync.targets.kind import Ask, Question

QUESTIONS: Sequence[Question] = (
    Question("api_key", "API key of intervals.icu (there: Settings, Developer Settings)", secret=True),
)
NO_PACE = (
    "no threshold pace is set there for running: set one (Settings, Run), "
    "or steps with a pace reach a Garmin watch without a target"
)


def connect(name: str, settings: BaseModel, tools: Tools, answers: Mapping[str, str], ask: Ask) -> str:
    """Ask whose key it is, and keep it; says whose account it is, and what is missing in it."""
    athlete, key = cast(IntervalsTarget, settings).athlete, answers["api_key"].strip()
    if not key.isascii() or not key.isprintable() or not key:
        what = f"{name}: this is no key of intervals.icu"
        raise LoginNeeded(Finding("intervals.login", what, "copy it from Settings, Developer Settings"))
    door, path = door_of(name, tools, key), athlete_path(athlete)
    try:
        profile = door.get(path)
    except Gone:
        raise no_athlete(name, athlete) from None
    if not isinstance(profile, dict):
        raise door.unread(f"GET {path}")
    with tools.secrets.lock(name):
        tools.secrets.put(name, key)
    whose = str(profile.get("name") or profile.get("id") or "your account")
    return whose if _has_threshold_pace(profile) else f"{whose} ({NO_PACE})"


def _has_threshold_pace(profile: Mapping[str, Json]) -> bool:
    """Whether running has one; also where the answer does not say, since a false alarm helps nobody."""
    sports = profile.get("sportSettings")
    if not isinstance(sports, list):
        return True
    running = [one for one in sports if isinstance(one, dict) and "Run" in _list(one.get("types"))]
    return any(one.get("threshold_pace") for one in running)


def _list(value: Json) -> Sequence[Json]:
    return value if isinstance(value, list) else []
