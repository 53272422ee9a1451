"""How intervals.icu reads a workout text: generously, and in silence about what it does not understand.

Written from what is said of the service in public (docs/decisions/intervals-text.md), not from our exporter.
"""

import re
from typing import Any

Json = dict[str, Any]

_REPEAT = re.compile(r"(?:^|\s)(\d{1,3})\s?[xX](?![a-zA-Z])")
_TIME = re.compile(r"(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s)?")
_FAR = re.compile(r"(\d+(?:\.\d+)?)(mtr|km|mi|y)")
_METRES = {"mtr": 1.0, "km": 1000.0, "mi": 1609.344, "y": 0.9144}
_CLOCKS = re.compile(r"(\d{1,2}):([0-5]\d)(?:-(\d{1,2}):([0-5]\d))?/(km|mi)")
_RANGE = re.compile(r"(\d+(?:\.\d+)?)(?:-(\d+(?:\.\d+)?))?%")
_ZONE = re.compile(r"[zZ](\d)(?:-[zZ]?(\d))?")
_KINDS = {"warmup", "active", "recovery", "rest", "cooldown", "interval"}
_UNITS = {"km": "secs/km", "mi": "secs/mile"}
_EASY_PACE = 0.36  # seconds a metre, where no pace is said


def workout_doc(description: str) -> Json:
    """The steps; {} where there are none. What is not understood is left out."""
    steps: list[Json] = []
    for paragraph in re.split(r"\n\s*\n", description.replace("\r\n", "\n")):
        passes, found = 1, []
        for line in paragraph.split("\n"):
            if not line.startswith("-"):
                times = None if found else _REPEAT.search(line)  # below steps it is no header
                passes = int(times[1]) if times else passes
            elif step := _step(line[1:].split()):
                found.append(step)
        steps += [{"reps": passes, "steps": found}] if found and passes > 1 else found
    return {"steps": steps, "duration": _seconds(steps)} if steps else {}


def _seconds(steps: list[Json]) -> int:
    return sum(
        step["reps"] * _seconds(step["steps"]) if "steps" in step else step["duration"] for step in steps
    )


def _step(words: list[str]) -> Json | None:
    """A step; None without a length. The words before the length are its cue."""
    at = next((n for n, word in enumerate(words) if _length(word)), None)
    if at is None:
        return None
    cue, after = words[:at], words[at + 1 :]
    step: Json = {}
    if [word.lower() for word in cue[-2:]] == ["press", "lap"]:
        step["until_lap_press"], cue = True, cue[:-2]
    if cue:
        step["text"] = " ".join(cue)
    if after[:1] == ["ramp"]:
        step["ramp"], after = True, after[1:]
    for word in after:
        if word.removeprefix("intensity=") in _KINDS and word.startswith("intensity="):
            step["intensity"] = word.removeprefix("intensity=")
    step |= _target(after)
    seconds, metres = _length(words[at]) or (0, 0.0)
    if metres:
        step["distance"] = round(metres, 2)
        step["duration"] = round(metres * _per_metre(step))
    else:
        step["duration"] = seconds
    return step


def _length(word: str) -> tuple[int, float] | None:
    """Seconds or metres; `m` is minutes, however many."""
    if far := _FAR.fullmatch(word):
        return 0, float(far[1]) * _METRES[far[2]]
    if word and (time := _TIME.fullmatch(word)):
        hours, minutes, seconds = (int(part or 0) for part in time.groups())
        return hours * 3600 + minutes * 60 + seconds, 0.0
    return None


def _target(words: list[str]) -> Json:
    """A pace in seconds, the slower end first; or a part of a heart rate. Beats are nothing."""
    first, second = (*words, "", "")[:2]
    if (clocks := _CLOCKS.fullmatch(first)) and second == "Pace":
        values = [int(clocks[1]) * 60 + int(clocks[2])]
        values += [int(clocks[3]) * 60 + int(clocks[4])] if clocks[3] else []
        return {"pace": _values(sorted(values, reverse=True), _UNITS[clocks[5]])}
    if (part := _RANGE.fullmatch(first)) and second in {"HR", "LTHR"}:
        values = [float(value) for value in part.groups() if value]
        return {"hr": _values(values, "%hr" if second == "HR" else "%lthr")}
    if (zone := _ZONE.fullmatch(first)) and second == "HR":
        return {"hr": _values([int(value) for value in zone.groups() if value], "hr_zone")}
    return {}


def _values(values: list[Any], units: str) -> Json:
    if len(values) == 1:
        return {"value": values[0], "units": units}
    return {"start": values[0], "end": values[1], "units": units}


def _per_metre(step: Json) -> float:
    pace = step.get("pace")
    if not pace:
        return _EASY_PACE
    return float(pace.get("value", pace.get("end"))) / (1000 if pace["units"] == "secs/km" else 1609.344)
