"""The head of a plan file: the athlete, the race, the usual times of day."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, time
from functools import partial
from itertools import pairwise
from typing import Any

from onek_sync.model.athlete import Athlete, Heart, Result, RunnerLevel
from onek_sync.model.intensity import AbsolutePace, PaceName, RaceName
from onek_sync.model.notation import metres_of, pace_name_of, pace_of, parse_result, result_of, seconds_of
from onek_sync.model.plan import Race
from onek_sync.model.units import Units
from onek_sync.planning.file.faults import Faults, fields, required, text_of, value_of
from onek_sync.planning.file.race_day import WEEKDAYS
from onek_sync.planning.file.values import day_of, one_of, start_of, time_of, whole, yes_or_no
from onek_sync.planning.file.yaml_nodes import Mapping as MappingNode
from onek_sync.planning.file.yaml_nodes import Node, Scalar

RACE_KEYS = ("name", "distance", "date", "at", "goal")
ATHLETE_KEYS = ("name", "units", "level", "age", "recent", "heart", "paces", "sprint")
HEART_KEYS = ("max", "rest", "threshold", "estimated")
DEFAULT = "default"

Times = Mapping[str, time | None]  # by weekday ("mon"); None: all day


def read_race(node: Node, faults: Faults) -> Race | None:
    """The race; None when its day is not known."""
    values = fields(node, RACE_KEYS, "race", faults)
    metres = value_of(values.get("distance"), metres_of, "distance", faults)
    goal = value_of(values.get("goal"), seconds_of, "goal", faults)
    if isinstance(node, MappingNode):
        required(values, "date", "write date: 2027-05-08", node, faults)
    day = value_of(values.get("date"), day_of, "date", faults)
    race = Race(
        name=text_of(values.get("name"), "name", faults),
        metres=metres or 1000.0,
        day=day or date.max,
        at=value_of(values.get("at"), time_of, "at", faults),
        goal=goal,
    )
    if goal and (metres or "distance" not in values):
        value_of(values["goal"], partial(_possible, race.metres), "goal", faults)
    return race if day else None


def _possible(metres: float, goal: str) -> Result:
    return result_of(f"{metres:.3f}m".replace(".000m", "m"), goal)


def read_times(node: Node | None, base: Times, faults: Faults) -> Times:
    """The usual time of day by weekday, `base` where the plan does not say one. A day may have none."""
    if node is None:
        return base
    values = fields(node, (DEFAULT, *WEEKDAYS), "times", faults)
    said = {key: value_of(value, start_of, f"times {key}", faults) for key, value in values.items()}
    usual = dict.fromkeys(WEEKDAYS, said[DEFAULT]) if DEFAULT in said else base
    return {**usual, **said}


def read_athlete(node: Node | None, base: Athlete, faults: Faults) -> Athlete:
    """The athlete of the settings, each key that the plan says replaced."""
    if node is None:
        return base
    values = fields(node, ATHLETE_KEYS, "athlete", faults)
    units = value_of(values.get("units"), one_of(Units), "units", faults) or base.units
    said: dict[str, Any] = {"units": units}
    if "name" in values:
        said["name"] = text_of(values["name"], "name", faults)
    for key, read in _SINGLE.items():
        value = value_of(values.get(key), read, key, faults)
        if value is not None:
            said[key] = value
    if "heart" in values:
        said["heart"] = _heart(values["heart"], faults)
    if "recent" in values:
        said["recent"] = _recent(values["recent"], faults)
    if "paces" in values:
        said["paces"] = _paces(values["paces"], units, faults)
    return replace(base, **said)


_SINGLE = {"level": one_of(RunnerLevel), "age": whole(5, 110), "sprint": parse_result}


def _heart(node: Node, faults: Faults) -> Heart:
    values = fields(node, HEART_KEYS, "heart", faults)
    top = value_of(values.get("max"), whole(120, 240), "heart max", faults)
    rest = value_of(values.get("rest"), whole(25, 120), "heart rest", faults)
    threshold = value_of(values.get("threshold"), whole(80, 230), "heart threshold", faults)
    known = [beats for beats in (rest, threshold, top) if beats is not None]
    if any(low >= high for low, high in pairwise(known)):
        what = "heart rates must rise from rest over threshold to max"
        faults.error("P14", what, "look which of them is wrong", node)
    estimated = value_of(values.get("estimated"), yes_or_no, "heart estimated", faults)
    return Heart(max=top, rest=rest, threshold=threshold, estimated=bool(estimated))


def _entries(node: Node, what: str, example: str, faults: Faults) -> tuple[tuple[Scalar, Node], ...]:
    if isinstance(node, MappingNode):
        return node.entries
    faults.error("P11", f"{what} is made of keys and values", f"write {what}: {example}", node)
    return ()


def _recent(node: Node, faults: Faults) -> tuple[Result, ...]:
    entries = _entries(node, "recent", '{1K: "3:34", 5K: "20:50"}', faults)
    results = (_result(name, value, faults) for name, value in entries)
    return tuple(result for result in results if result)


def _result(name: Scalar, node: Node, faults: Faults) -> Result | None:
    """A race that was run: its time, or its time and date."""
    day = None
    clock: Node | None = node
    if isinstance(node, MappingNode):
        values = fields(node, ("time", "date"), "a result", faults)
        clock = required(values, "time", 'write time: "20:50"', node, faults)
        day = value_of(values.get("date"), day_of, "date", faults)
    if value_of(name, metres_of, "recent", faults) is None:
        return None
    result = value_of(clock, partial(result_of, name.text), "recent", faults)
    return replace(result, day=day) if result else None


def _paces(node: Node, units: Units, faults: Faults) -> tuple[tuple[PaceName | RaceName, AbsolutePace], ...]:
    entries = _entries(node, "paces", '{tempo: "4:25-4:35/km"}', faults)
    pairs = (_pace(name, value, units, faults) for name, value in entries)
    return tuple(pair for pair in pairs if pair)


def _pace(
    name: Scalar, node: Node, units: Units, faults: Faults
) -> tuple[PaceName | RaceName, AbsolutePace] | None:
    which = value_of(name, pace_name_of, "paces", faults)
    pace = value_of(node, lambda text: pace_of(text, units), f"pace {name.text}", faults)
    return (which, pace) if which and pace else None
