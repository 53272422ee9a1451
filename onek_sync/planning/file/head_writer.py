"""The head of a plan file, written: the athlete, the race."""

from collections.abc import Iterable
from datetime import time

from onek_sync.model.athlete import Athlete, Heart, Result
from onek_sync.model.intensity import AbsolutePace, PaceName, RaceName
from onek_sync.model.plan import Race
from onek_sync.model.units import METRES_PER_MILE, clock
from onek_sync.planning.file.values import ALL_DAY
from onek_sync.planning.file.yaml_words import entry, word

_RACES = {METRES_PER_MILE: "mile", 21097.5: "half", 42195.0: "marathon"}
_PER = {1000.0: "km", METRES_PER_MILE: "mi"}


def line(key: str, text: str) -> list[str]:
    """A key with its text, where there is one."""
    return entry(f"{key}:", text) if text else []


def indented(lines: Iterable[str], by: str) -> list[str]:
    """The lines, further to the right."""
    return [by + each for each in lines]


def flow(pairs: Iterable[tuple[str, str]]) -> str:
    """Keys and values, already written, in curly brackets."""
    return "{" + ", ".join(f"{key}: {value}" for key, value in pairs) + "}"


def start(at: time | None) -> str:
    """When something starts, in quotes: YAML 1.1 takes 18:30 for a number."""
    return f'"{at:%H:%M}"' if at else ALL_DAY


def race_lines(race: Race | None) -> list[str]:
    """The race on one line, where there is one."""
    if race is None:
        return []
    pairs = [("distance", "1000m" if race.metres == 1000 else _metres(race.metres)), ("date", str(race.day))]
    if race.name:
        pairs.insert(0, ("name", word(race.name, flow=True)))
    if race.at:
        pairs.append(("at", start(race.at)))
    if race.goal:
        pairs.append(("goal", _clock(race.goal)))
    return [f"race: {flow(pairs)}"]


def athlete_lines(athlete: Athlete) -> list[str]:
    """What is known of the athlete, where something is."""
    usual = Athlete()
    if athlete == usual:
        return []
    lines = [*line("name", athlete.name), f"units: {athlete.units}"]
    if athlete.level != usual.level:
        lines += [f"level: {athlete.level}"]
    if athlete.age is not None:
        lines += [f"age: {athlete.age}"]
    if athlete.recent:
        lines += [f"recent: {flow(_recent(athlete.recent))}"]
    if athlete.heart != Heart():
        lines += [f"heart: {flow(_heart(athlete.heart))}"]
    if athlete.paces:
        lines += [f"paces: {flow(_paces(athlete.paces))}"]
    if athlete.sprint:
        lines += [f'sprint: "{_metres(athlete.sprint.metres)} {_seconds(athlete.sprint.seconds)}"']
    return ["athlete:", *indented(lines, "  ")]


def _recent(results: tuple[Result, ...]) -> Iterable[tuple[str, str]]:
    for name, result in {_metres(result.metres): result for result in results}.items():
        if result.day:
            yield name, flow([("time", _clock(result.seconds)), ("date", str(result.day))])
        else:
            yield name, _clock(result.seconds)


def _heart(heart: Heart) -> Iterable[tuple[str, str]]:
    for key in ("max", "rest", "threshold"):
        if (beats := getattr(heart, key)) is not None:
            yield key, str(beats)
    if heart.estimated:
        yield "estimated", "true"


def _paces(paces: tuple[tuple[PaceName | RaceName, AbsolutePace], ...]) -> Iterable[tuple[str, str]]:
    for name, pace in paces:
        label = name.name.lower().replace("_", " ") if isinstance(name, PaceName) else name.value
        both = _seconds(pace.fast)
        if pace.slow != pace.fast:
            both += f"-{_seconds(pace.slow)}"
        per = "" if pace.per is None else "/" + _PER.get(pace.per, _metres(pace.per))
        yield label, f'"{both}{per}"'


def _metres(metres: float) -> str:
    if metres in _RACES:
        return _RACES[metres]
    if metres % 1000 == 0:
        return f"{metres / 1000:.0f}K"
    return f"{metres:.3f}".rstrip("0").rstrip(".") + "m"


def _seconds(seconds: float) -> str:
    decimals = next((n for n in (0, 1, 2) if round(seconds, n) == seconds), 3)
    return clock(seconds, decimals)


def _clock(seconds: float) -> str:
    return f'"{_seconds(seconds)}"'
