"""What a workout means as plain data, ready for JSON: short keys, metres and seconds, ranges as pairs.

A repeat is `{"x", "steps"}`, a step `{"do", "dist" | "time" | "lap" | "equal" | "full" | "ratio", "at",
"mode", "kind"}`; the recovery between repetitions stands last in its repeat with `"between": true`. It says
what is run: cues, labels and notes are words, and stand in the workout itself.
"""

from onek_sync.model.intensity import (
    AbsolutePace,
    Cadence,
    Effort,
    HeartRate,
    Intensity,
    Offset,
    OffsetUnit,
    PaceName,
    Percent,
    PercentOf,
    RacePace,
    Ramp,
    Rpe,
    Speed,
    Split,
    TrainingPace,
    Zone,
    ZoneOf,
)
from onek_sync.model.units import METRES_PER_MILE, Distance, Duration, UntilLap
from onek_sync.model.workout import (
    Block,
    End,
    Equal,
    Full,
    Ratio,
    Repeat,
    Role,
    Step,
    StrengthSet,
    Text,
    Workout,
)

Json = dict[str, object]

_ROLES = {
    Role.WARMUP: "wu",
    Role.WORK: "work",
    Role.RECOVERY: "rec",
    Role.COOLDOWN: "cd",
    Role.DRILLS: "drills",
}
# The notation has one letter for tempo and threshold; "M" is the pace of that race.
_PACES = {PaceName.TEMPO: "T", PaceName.MARATHON: "MP"}
_PER = {
    OffsetUnit.PER_KM: "km",
    OffsetUnit.PER_MILE: "mi",
    OffsetUnit.PER_400: "400m",
    OffsetUnit.PER_REP: "rep",
    OffsetUnit.DEFAULT: "default",
}
_PER_CENT = {
    PercentOf.HR_MAX: "HRmax",
    PercentOf.LTHR: "LTHR",
    PercentOf.HRR: "HRR",
    PercentOf.MAX_SPEED: "max speed",
}


def meaning(workout: Workout) -> list[Json]:
    """The blocks of a workout; label and note are not part of it."""
    return [_block(block) for block in workout.blocks]


def _block(block: Block) -> Json:
    match block:
        case Repeat(count=count):
            steps = [_block(inner) for inner in block.blocks]
            steps += [{**_step(step), "between": True} for step in block.between]
            return {"x": count.low if count.low == count.high else [count.low, count.high], "steps": steps}
        case Step():
            return _step(block)
        case Text(text=text):
            return {"do": "text", "text": text}
        case StrengthSet(exercise=exercise):
            return {"do": "strength", "exercise": exercise}


def _step(step: Step) -> Json:
    out: Json = {"do": _ROLES[step.role], **_end(step.end)}
    if step.within:
        out["time"] = _pair(step.within.seconds, step.within.upto)
    if step.intensities:
        targets = [_target(each) for each in step.intensities]
        out["at"] = targets[0] if len(targets) == 1 else targets
    if step.mode:
        out["mode"] = step.mode.value
    if step.style:
        out["kind"] = step.style.value
    return out


def _end(end: End) -> Json:
    match end:
        case Distance(metres=metres, upto=upto):
            return {"dist": _pair(metres, upto)}
        case Duration(seconds=seconds, upto=upto):
            return {"time": _pair(seconds, upto)}
        case UntilLap():
            return {"lap": True}
        case Equal():
            return {"equal": True}
        case Full():
            return {"full": True}
        case Ratio(work=work, rest=rest):
            return {"ratio": [work, rest]}
        case None:
            return {}


def _pair(low: float, high: float | None) -> object:
    return _number(low) if high is None or high == low else [_number(low), _number(high)]


def _number(value: float) -> float | int:
    return int(value) if value == int(value) else value


def _target(intensity: Intensity) -> Json:
    match intensity:
        case Ramp(start=start, end=end):
            return {"ramp": [_target(start), _target(end)]}
        case TrainingPace(name=name, offset=offset):
            return {"pace": _PACES.get(name, name.value), **_shift(offset)}
        case RacePace(race=race, goal=goal, offset=offset):
            return {"pace": f"goal {race}" if goal else race.value, **_shift(offset)}
        case AbsolutePace(fast=fast, slow=slow, per=per):
            return {"sec": [_number(fast), _number(slow)], "per": _per(per)}
        case Split(fast=fast, slow=slow):
            return {"split": [_number(fast), _number(slow)]}
        case Effort(word=word):
            return {"effort": word}
        case _:
            return _measured(intensity)


def _measured(intensity: Percent | Zone | HeartRate | Rpe | Speed | Cadence) -> Json:
    pair = [_number(intensity.low), _number(intensity.high)]
    match intensity:
        case Percent(of=of, race=race):
            return {"pct": pair, "of": _PER_CENT.get(of) or (race.value if race else None)}
        case Zone(of=of_zone):
            return {"zone": pair, **({"of": of_zone.value} if of_zone is not ZoneOf.UNSAID else {})}
        case HeartRate():
            return {"bpm": pair}
        case Rpe():
            return {"rpe": pair}
        case Speed():
            return {"km_h": pair}
        case Cadence():
            return {"spm": pair}


def _shift(offset: Offset | None) -> Json:
    if offset is None:
        return {}
    pair = [_number(offset.low), _number(offset.high)]
    if offset.unit is OffsetUnit.PERCENT:
        return {"delta_pct": pair}
    return {"delta_s": pair, "per": _PER[offset.unit]}


def _per(metres: float | None) -> str:
    if metres is None:
        return "default"
    return {1000.0: "km", METRES_PER_MILE: "mi"}.get(metres, f"{metres:g}m")
