"""A session as an event of intervals.icu's calendar: what its API takes, and the steps it shall read in it.

`workout_doc` is what the service computes from the description; it is not sent, but compared with its answer.
Sources: docs/decisions/intervals-icu.md.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import time

from onek_sync.exporters.intervals import exporter as text
from onek_sync.exporters.intervals.notation import Line, Scale, Target
from onek_sync.exporters.intervals.sheet import Section
from onek_sync.exporters.words import title
from onek_sync.exporters.words.plain import ascii_only
from onek_sync.model.exchange import Artifact, Exporter, Options
from onek_sync.model.plan import Kind
from onek_sync.model.session import ResolvedOption, ResolvedPlan, ResolvedSession

FORMAT = "intervals-event"
MOST_NAME = 60  # characters; a day's column shows about that many

_BY_KIND = {
    Kind.RUN: "Run",
    Kind.RACE: "Run",
    Kind.STRENGTH: "WeightTraining",
    Kind.CROSS: "Workout",
    Kind.MOBILITY: "Workout",
}
# By a word of what the coach calls the sport; names as Strava has them.
_BY_WORD = {
    **dict.fromkeys(("bike", "biking", "bicycle", "cycle", "cycling", "ride", "rad", "velo"), "Ride"),
    **dict.fromkeys(("spin", "spinning"), "VirtualRide"),
    "mtb": "MountainBikeRide",
    **dict.fromkeys(("swim", "swimming", "pool"), "Swim"),
    **dict.fromkeys(("elliptical", "crosstrainer"), "Elliptical"),
    **dict.fromkeys(("stepper", "stairs"), "StairStepper"),
    **dict.fromkeys(("row", "rowing", "rower"), "Rowing"),
    **dict.fromkeys(("walk", "walking"), "Walk"),
    **dict.fromkeys(("hike", "hiking"), "Hike"),
    **dict.fromkeys(("ski", "skiing"), "NordicSki"),
    "yoga": "Yoga",
    "pilates": "Pilates",
}
_UNITS = {
    Scale.PER_KM: ("pace", "secs/km"),
    Scale.PER_MILE: ("pace", "secs/mile"),
    Scale.OF_MAX: ("hr", "%hr"),
    Scale.OF_THRESHOLD: ("hr", "%lthr"),
    Scale.ZONE: ("hr", "hr_zone"),
}


def say(session: ResolvedSession, plan: ResolvedPlan, options: Options) -> Artifact | None:
    """The event as JSON; None for a rest day. ExportError when it has more steps than anybody reads."""
    said = text.say(session, plan, options)
    if said is None:
        return None
    day, at = session.session.day, session.session.at
    event = {
        # Of the categories only this one is known to be passed on to watches, so a race has it too.
        "category": "WORKOUT",
        "start_date_local": f"{day}T{(at or time()).replace(second=0, microsecond=0).isoformat()}",
        "type": _sport(session.main),
        "name": title(session, plan, MOST_NAME),
        "description": said.body.decode() + (f"\nAt {at:%H:%M}.\n" if at else ""),
        "workout_doc": {"steps": list(_steps(text.sections(session, plan)))},
    }
    return Artifact(
        key=session.key,
        name=f"{day}-{session.key}.json",
        body=(json.dumps(event, ensure_ascii=False, indent=1) + "\n").encode(),
        losses=tuple(replace(loss, format=FORMAT) for loss in said.losses),
    )


def _sport(option: ResolvedOption) -> str:
    if option.kind in {Kind.CROSS, Kind.MOBILITY}:
        for word in ascii_only(option.sport).casefold().replace("-", " ").split():
            if word in _BY_WORD:
                return _BY_WORD[word]
    return _BY_KIND[option.kind]


def _steps(sections: tuple[Section, ...]) -> Iterator[Mapping[str, object]]:
    for section in sections:
        steps = [_step(line) for line in section.lines]
        if section.passes > 1:
            yield {"reps": section.passes, "steps": steps}
        else:
            yield from steps


def _step(line: Line) -> Mapping[str, object]:
    step: dict[str, object] = {"text": line.cue} if line.cue else {}
    step |= {"duration": line.seconds} if line.seconds else {"distance": round(line.metres, 2)}
    step["intensity"] = line.kind.value
    if line.until_lap:
        step["until_lap_press"] = True
    return {**step, **(_target(line.target) if line.target else {})}


def _target(target: Target) -> Mapping[str, object]:
    name, units = _UNITS[target.scale]
    one = target.start == target.end
    values = {"value": target.start} if one else {"start": target.start, "end": target.end}
    return {name: {**values, "units": units}, **({"ramp": True} if target.ramp else {})}


EXPORTER = Exporter(
    name=FORMAT,
    suffix="json",
    media_type="application/json",
    says="an event of the calendar of intervals.icu as its API takes it, one a session",
    say=say,
)
