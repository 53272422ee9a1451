"""One day of a plan file to its sessions: a text, a mapping, or a list of either."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time

from onek_sync.model.errors import Finding, ShorthandError
from onek_sync.model.plan import Kind, Notes, Option, Race, Session
from onek_sync.model.units import Units
from onek_sync.planning.file.faults import Faults, fields, text_of, value_of
from onek_sync.planning.file.race_day import key_of
from onek_sync.planning.file.values import id_of, start_of, whole
from onek_sync.planning.file.yaml_nodes import Mapping as MappingNode
from onek_sync.planning.file.yaml_nodes import Node, Scalar, Sequence
from onek_sync.planning.shorthand import Dialect
from onek_sync.planning.shorthand.options import OptionsReading, parse_options

KINDS = tuple(kind.value for kind in Kind)
OR = "or"
NOTE_KEYS = {"note": "text", "food": "food", "drink": "drink", "sleep": "sleep", "stretch": "mobility"}
SESSION_KEYS = (*KINDS, OR, "at", "title", "purpose", "cues", *NOTE_KEYS, "hardness", "id")
MAX_A_DAY = 10
MAX_TEXT = 2_000


@dataclass(frozen=True, slots=True)
class Day:
    """Where in the plan a day is."""

    week: int
    date: date
    name: str
    phase: str


@dataclass(slots=True)
class Desk:
    """What is needed to read any day, and what piles up on the way: faults, texts by key, readings."""

    faults: Faults
    units: Units
    dialect: Dialect
    times: Mapping[str, time | None]
    race: Race | None
    easy: float | None = None  # the athlete's easy pace, s/km
    texts: dict[str, Scalar] = field(default_factory=dict)
    readings: dict[tuple[str, Kind | None], OptionsReading] = field(default_factory=dict)


def read_day(node: Node, day: Day, desk: Desk) -> list[Session]:
    """The sessions of a day in order; what cannot be read is a fault."""
    entries = node.items if isinstance(node, Sequence) else (node,)
    if len(entries) > MAX_A_DAY:
        desk.faults.error("P15", f"{len(entries)} sessions are on one day", f"at most {MAX_A_DAY}", node)
        return []
    sessions = (_session(entry, day, order, desk) for order, entry in enumerate(entries, 1))
    return [session for session in sessions if session]


def _session(node: Node, day: Day, order: int, desk: Desk) -> Session | None:
    if isinstance(node, Sequence):
        desk.faults.error("P11", "a list stands in a list", "one list a day is enough", node)
        return None
    if isinstance(node, Scalar):
        values: dict[str, Node] = {}
        text: Node | None = node
        kind = None
    else:
        values = fields(node, SESSION_KEYS, "a session", desk.faults)
        text, kind = _kind(node, desk.faults)
    options = _options(text, kind, desk) + _alternatives(values.get(OR), desk)
    key = value_of(values.get("id"), id_of, "id", desk.faults) or key_of(day.week, day.date.weekday(), order)
    if isinstance(text, Scalar):
        desk.texts.setdefault(key, text)
    if not options:
        return None
    return Session(
        key=key,
        day=day.date,
        at=_start(values.get("at"), options[0].kind, day, desk),
        order=order,
        week=day.week,
        phase=day.phase,
        title=text_of(values.get("title"), "title", desk.faults),
        options=options,
        purpose=text_of(values.get("purpose"), "purpose", desk.faults),
        cues=_cues(values.get("cues"), desk.faults),
        notes=_notes(values, desk.faults),
        hardness=value_of(values.get("hardness"), whole(0, 3), "hardness", desk.faults),
        place=text.place if text else node.place,
    )


def _kind(node: MappingNode, faults: Faults) -> tuple[Node | None, Kind | None]:
    """Which kind a mapping says, and its text."""
    said = [(key, value) for key, value in node.entries if key.text in KINDS]
    if not said:
        faults.error("P12", "there is no workout here", "write run: 40min easy (or one of " + _others(), node)
        return None, None
    if len(said) > 1:
        names = " and ".join(key.text for key, _ in said)
        now = 'make each an entry of the day\'s list, with "- "'
        faults.error("P16", f"{names} are in one session", now, said[1][0])
    key, value = said[0]
    return value, Kind(key.text)


def _others() -> str:
    return ", ".join(kind for kind in KINDS if kind != Kind.RUN) + ")"


def _options(node: Node | None, kind: Kind | None, desk: Desk) -> tuple[Option, ...]:
    """What a text plans; nothing but faults when it cannot be read."""
    if node is None:
        return ()
    if not isinstance(node, Scalar):
        desk.faults.error("P11", "a workout is one text", "write it behind the kind: run: 40min easy", node)
        return ()
    if kind is Kind.REST and (node.empty or node.text in {"true", "yes"}):
        return (Option(kind=Kind.REST),)
    if node.empty or not node.text.strip():
        desk.faults.error("P12", "there is no workout here", "write one, or rest", node)
        return ()
    if len(node.text) > MAX_TEXT:
        now = f"keep it under {MAX_TEXT} characters; words belong into note:"
        desk.faults.error("P15", "this is too long for a workout", now, node)
        return ()
    return _read(node, kind, desk)


def _read(node: Scalar, kind: Kind | None, desk: Desk) -> tuple[Option, ...]:
    known = desk.readings.get((node.text, kind))
    try:
        reading = known or parse_options(
            node.text, units=desk.units, kind=kind, dialect=desk.dialect, easy=desk.easy
        )
    except ShorthandError as error:
        for finding in error.findings:
            desk.faults.add(_placed(finding, node))
        return ()
    desk.readings[node.text, kind] = reading
    for finding in reading.findings:
        desk.faults.add(_placed(finding, node))
    return reading.options


def _placed(finding: Finding, node: Scalar) -> Finding:
    """A finding about a text, with its column turned into a place in the file."""
    place = node.at_column(finding.place.column) if finding.place.column else node.place
    return Finding(finding.code, finding.what, finding.now, place, finding.level)


def _alternatives(node: Node | None, desk: Desk) -> tuple[Option, ...]:
    if node is None:
        return ()
    texts = node.items if isinstance(node, Sequence) else (node,)
    return tuple(option for text in texts for option in _options(text, None, desk))


def _start(node: Node | None, kind: Kind, day: Day, desk: Desk) -> time | None:
    """When a session starts: its own time, the race's, or the weekday's usual one."""
    if node is not None:
        return value_of(node, start_of, "at", desk.faults)
    return usual_start(kind, day.date, desk.race, desk.times.get(day.name))


def usual_start(kind: Kind, day: date, race: Race | None, usual: time | None) -> time | None:
    """When a session starts that does not say so."""
    if kind is Kind.RACE:
        return race.at if race and race.day == day else None
    return None if kind is Kind.REST else usual


def _cues(node: Node | None, faults: Faults) -> tuple[str, ...]:
    items = node.items if isinstance(node, Sequence) else () if node is None else (node,)
    return tuple(text for item in items if (text := text_of(item, "a cue", faults)))


def _notes(values: Mapping[str, Node], faults: Faults) -> Notes:
    said = {name: text_of(values.get(key), key, faults) for key, name in NOTE_KEYS.items()}
    return Notes(**said)
