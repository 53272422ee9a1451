"""How people write facts about a runner: names of races, clock times, paces. Read once, at the door.

Every function raises ValueError with a sentence that says what was read and what to write instead.
"""

import re

from onek_sync.model.athlete import Result
from onek_sync.model.intensity import AbsolutePace, PaceName, RaceName
from onek_sync.model.units import METRES_PER_MILE, METRES_PER_YARD, Units, clock

_NAMED = {
    "mile": METRES_PER_MILE,
    "half": 21097.5,
    "half marathon": 21097.5,
    "hm": 21097.5,
    "marathon": 42195.0,
}
_UNITS = {
    "m": 1.0,
    "meter": 1.0,
    "meters": 1.0,
    "metre": 1.0,
    "metres": 1.0,
    "k": 1000.0,
    "km": 1000.0,
    "mi": METRES_PER_MILE,
    "mile": METRES_PER_MILE,
    "miles": METRES_PER_MILE,
    "yd": METRES_PER_YARD,
    "yards": METRES_PER_YARD,
}
_PACE_NAMES: dict[str, PaceName | RaceName] = {
    **{name.value.lower(): name for name in RaceName},
    **{name.value.lower(): name for name in PaceName},
    **{name.name.lower().replace("_", " "): name for name in PaceName},
    "800m": RaceName.M800,
    "1500m": RaceName.M1500,
    "half": RaceName.HALF,
    "rep": PaceName.REPETITION,
}

_LENGTH = re.compile(r"(\d{1,6}(?:[.,]\d{1,4})?)\s*([a-z]*)", re.ASCII)
_CLOCK = re.compile(r"(?:(\d{1,2}):(?=\d\d:))?(\d{1,3}):(\d\d(?:\.\d{1,3})?)", re.ASCII)
_WORDS = re.compile(
    r"""(?:(\d{1,2})\s*h\s*)?(\d{1,3})\s*(?:'|min)\s*(?:(\d{1,2}(?:\.\d{1,3})?)\s*(?:"|s|sec)?)?""", re.ASCII
)
_SECONDS = re.compile(r"(\d{1,2}(?:\.\d{1,3})?)\s*(?:s|sec|\")?", re.ASCII)
_PACE = re.compile(r"(.+?)(?:\s*-\s*(.+?))?(?:\s*(?:min)?\s*(?:/|\bper\b)\s*(.+))?")
_RESULT = re.compile(r"(.+?)(?:\s*[:=]\s+|\s+in\s+|\s+)(\S+)")
_SPEEDS = 1.0, 12.5  # m/s: a brisk walk, the fastest humans
_LOOKALIKES = str.maketrans({"–": "-", "—": "-", "−": "-", "’": "'", "′": "'", "″": '"', "”": '"'})


def said(text: str) -> str:
    """The text in quotes, shortened where it is long: for messages."""
    return f'"{text if len(text) <= 40 else text[:39] + "…"}"'


def _plain(text: str) -> str:
    """Lower case, ASCII signs, single spaces. What is longer than any fact becomes empty: no fact."""
    if len(text) > 60:
        return ""
    return " ".join(text.translate(_LOOKALIKES).lower().split())


def metres_of(name: str) -> float:
    """The length of a race from its name: 800, 1500m, 1K, mile, 5 km, 2 miles, half, marathon."""
    plain = _plain(name)
    if plain in _NAMED:
        return _NAMED[plain]
    found = _LENGTH.fullmatch(plain)
    if found and found[2] in {"", *_UNITS}:
        number = float(found[1].replace(",", "."))
        unit = found[2]
        # A bare number is metres only where nothing else is likely: "5" may be 5 km.
        if unit or (number >= 100 and number % 50 == 0):
            metres = number * _UNITS.get(unit, 1.0)
            if 20 <= metres <= 1_000_000:
                return metres
    raise ValueError(f"{said(name)} is no race distance; write 800, 1500m, 1K, mile, 5K, half or marathon")


def seconds_of(text: str) -> float:
    """A time in seconds: 3:34, 3:34.5, 1:32:10, 58.2, 3'34, 3min 34s, 1h 32min."""
    plain = _plain(text).replace(",", ".")
    found = _CLOCK.fullmatch(plain) or _WORDS.fullmatch(plain)
    if found:
        hours, minutes, seconds = (float(part or 0) for part in found.groups())
        if seconds < 60 and (minutes < 60 or not found[1]) and hours + minutes + seconds > 0:
            return round(hours * 3600 + minutes * 60 + seconds, 3)
    found = _SECONDS.fullmatch(plain)
    if found and float(found[1]) > 0:
        return float(found[1])
    raise ValueError(f"{said(text)} is no time; write minutes:seconds (3:34), h:mm:ss (1:32:10) or 58.2")


def pace_of(text: str, units: Units) -> AbsolutePace:
    """A pace or a range of paces: 4:30/km, 4:25-4:35/km, 7:10/mi, 84/400m; without a unit per `units`."""
    found = _PACE.fullmatch(_plain(text))
    try:
        if not found:
            raise ValueError
        times = [seconds_of(part) for part in found.group(1, 2) if part]
        per = _per(found[3]) if found[3] else units.metres
    except ValueError:
        raise ValueError(
            f"{said(text)} is no pace; write 4:30/km, 4:25-4:35/km, 7:10/mi or 84/400m"
        ) from None
    for seconds in times:
        _check_speed(per, seconds, text)
    return AbsolutePace(min(times), max(times), per)


def _per(unit: str) -> float:
    return _UNITS[unit] if unit in _UNITS and unit != "m" else metres_of(unit)


def pace_name_of(name: str) -> PaceName | RaceName:
    """Which pace is meant: easy, tempo, T, threshold, 1K, mile, 5K …"""
    plain = _plain(name)
    if plain not in _PACE_NAMES:
        words = [pace.name.lower().replace("_", " ") for pace in PaceName]
        known = ", ".join((*words, *(race.value for race in RaceName)))
        raise ValueError(f"{said(name)} is no pace we know; write one of {known}")
    return _PACE_NAMES[plain]


def result_of(distance: str, time: str) -> Result:
    """A race that was run, from its two halves ("5K", "20:50"); refuses what no runner can do."""
    metres, seconds = metres_of(distance), seconds_of(time)
    _check_speed(metres, seconds, f"{distance} in {time}")
    return Result(metres, seconds)


def parse_result(text: str) -> Result:
    """A race that was run, in one text: "5K 20:50", "1K: 3:34", "mile in 5:40"."""
    found = _RESULT.fullmatch(_plain(text))
    if not found:
        raise ValueError(f'{said(text)} is no result; write the distance, then the time: "5K 20:50"')
    return result_of(found[1], found[2])


def _check_speed(metres: float, seconds: float, written: str) -> None:
    slowest, fastest = _SPEEDS
    if slowest <= metres / seconds <= fastest:
        return
    why = "faster than any human" if metres / seconds > fastest else "slower than a walk"
    raise ValueError(
        f"{said(written)} is {why} (read as {metres:g} m in {clock(seconds, 1)}); "
        "write minutes:seconds (3:34) or h:mm:ss (1:32:10)"
    )
