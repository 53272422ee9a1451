"""A session as Garmin Connect's workout JSON: the body that is posted, and our mark in it."""

import json
from collections.abc import Mapping

from onek_sync.exporters.garmin.ids import Json, Sport
from onek_sync.exporters.garmin.says import FORMAT, Losses, Says, TooLong
from onek_sync.exporters.garmin.shape import MOST_STEPS, SAFE_STEPS, Node, TooManySteps, how_many, numbered
from onek_sync.exporters.garmin.steps import nodes_of, open_step
from onek_sync.exporters.garmin.text import fitted, units
from onek_sync.exporters.watch_target import last_leg
from onek_sync.exporters.words import Voice, description, watch_name
from onek_sync.exporters.words.plain import ascii_only
from onek_sync.model.errors import ExportError, Finding
from onek_sync.model.exchange import Artifact, Exporter, Options
from onek_sync.model.mark import Mark, defused, fingerprint, write_mark
from onek_sync.model.plan import Kind
from onek_sync.model.session import ResolvedOption, ResolvedPlan, ResolvedSession

MOST_DESCRIPTION = 1024

_BY_KIND = {
    Kind.RUN: Sport.RUNNING,
    Kind.RACE: Sport.RUNNING,
    Kind.STRENGTH: Sport.STRENGTH,
    Kind.MOBILITY: Sport.MOBILITY,
    Kind.CROSS: Sport.OTHER,
}
# By a word of what the coach calls the sport. Swimming needs the length of the pool, which nobody wrote.
_BY_WORD = {
    **dict.fromkeys(("bike", "biking", "bicycle", "cycle", "cycling", "ride", "mtb"), Sport.CYCLING),
    **dict.fromkeys(("spin", "spinning", "rad", "rennrad", "velo"), Sport.CYCLING),
    **dict.fromkeys(("elliptical", "crosstrainer", "stepper", "aerobics", "cardio"), Sport.CARDIO),
    "yoga": Sport.YOGA,
    "pilates": Sport.PILATES,
}


def say(session: ResolvedSession, plan: ResolvedPlan, options: Options) -> Artifact | None:
    """The body to post for a session; None for a rest day. ExportError when no watch could take it."""
    if session.kind is Kind.REST:
        return None
    losses = Losses(session.key)
    body = _marked(session, plan, _workout(session, plan, losses), losses)
    name = f"{session.session.day}-{session.key}.json"
    return Artifact(session.key, name, _written(body), losses.found())


def _workout(session: ResolvedSession, plan: ResolvedPlan, losses: Losses) -> Json:
    """The body without its description."""
    option = session.main
    sport = _sport(option, losses)
    says = Says(sport, Voice(plan.plan.athlete.units), losses, last_leg(option))
    nodes = _nodes(session, says)
    for _ in session.options[1:]:
        losses.lose("an alternative", "the first one is sent, the description has them all")
    return {
        "workoutName": watch_name(session, plan) or session.key,
        "sportType": sport.json,
        "estimatedDurationInSecs": round(option.seconds),
        **({"estimatedDistanceInMeters": round(option.metres)} if sport is Sport.RUNNING else {}),
        "workoutSegments": [
            {"segmentOrder": 1, "sportType": sport.json, "workoutSteps": _steps(session, nodes, losses)}
        ],
    }


def _sport(option: ResolvedOption, losses: Losses) -> Sport:
    usual = _BY_KIND[option.kind]
    if option.kind not in {Kind.CROSS, Kind.MOBILITY} or not option.sport:
        return usual
    words = ascii_only(option.sport).casefold().replace("-", " ").split()
    found = next((_BY_WORD[word] for word in words if word in _BY_WORD), None)
    if found is None and option.kind is Kind.CROSS:
        losses.lose(f"the sport {option.sport!r}", f"it is sent as {usual.key!r}")
    return found or usual


def _nodes(session: ResolvedSession, says: Says) -> list[Node]:
    try:
        return list(nodes_of(session.main.blocks, says)) or [open_step(says)]
    except TooManySteps:
        raise _too_many(session) from None
    except TooLong:
        raise _refusal(
            session, "garmin.too-long", "a step is longer than a watch can count", "shorten it"
        ) from None


def _steps(session: ResolvedSession, nodes: list[Node], losses: Losses) -> list[Json]:
    try:
        steps = numbered(nodes)
    except TooManySteps:
        raise _too_many(session) from None
    if (number := how_many(nodes)) > SAFE_STEPS:
        losses.lose(f"{number} steps on every watch: older ones take {SAFE_STEPS}", "all of them are sent")
    return steps


def _too_many(session: ResolvedSession) -> ExportError:
    what = f"the workout has more than {MOST_STEPS} steps, and no watch takes them"
    now = 'write what is alike as a repeat ("6x400m"), nest no deeper than two, or make two sessions of it'
    return _refusal(session, "garmin.too-many-steps", what, now)


def _marked(session: ResolvedSession, plan: ResolvedPlan, workout: Json, losses: Losses) -> Json:
    """The body with its description, as much of it as leaves room for the mark at the end."""
    room = MOST_DESCRIPTION - units("\n" + write_mark(Mark(plan.plan.id, session.key, "0" * 8)))
    if room < 0:
        what = f"the ids of plan and session are too long for {MOST_DESCRIPTION} characters"
        raise _refusal(session, "garmin.long-id", what, "give the session a shorter id")
    whole = defused(description(session, plan))
    text = fitted(whole, room) if room else ""
    if text != whole:
        losses.lose(f"a description of more than {MOST_DESCRIPTION} characters", "the rest is left out")
    digest = fingerprint({**workout, "description": text})
    mark = write_mark(Mark(plan.plan.id, session.key, digest))
    return {"workoutName": workout["workoutName"], "description": f"{text}\n{mark}", **_but_name(workout)}


def _but_name(workout: Json) -> Mapping[str, object]:
    return {key: value for key, value in workout.items() if key != "workoutName"}


def _refusal(session: ResolvedSession, code: str, what: str, now: str) -> ExportError:
    said = f"{session.key} ({session.session.day}): {what}"
    return ExportError(Finding(code, said, now, session.session.place))


def _written(body: Json) -> bytes:
    """The same bytes for the same body: keys in the order above, UTF-8, two spaces."""
    return (json.dumps(body, ensure_ascii=False, allow_nan=False, indent=2) + "\n").encode()


EXPORTER = Exporter(
    name=FORMAT,
    suffix="json",
    media_type="application/json",
    says="Garmin Connect workouts, one JSON file per session, as the service takes them",
    say=say,
)
