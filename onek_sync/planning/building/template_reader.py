"""A template file to a Template; docs/templates.md tells a coach how to write one."""

import re
from dataclasses import dataclass

from onek_sync.model.athlete import RunnerLevel
from onek_sync.model.errors import Finding, Place, PlanError, ShorthandError
from onek_sync.model.plan import Kind, Option
from onek_sync.planning.building.scaling import for_level
from onek_sync.planning.building.template import (
    LEVELS,
    LONGEST_LONG,
    SHORTEST_LONG,
    Effort,
    Phase,
    Row,
    Template,
)
from onek_sync.planning.file.faults import Faults, fields, required, text_of, value_of
from onek_sync.planning.file.values import id_of, one_of
from onek_sync.planning.file.yaml_door import compose
from onek_sync.planning.file.yaml_nodes import Mapping, Node, Scalar, Sequence
from onek_sync.planning.shorthand.options import parse_options

SLOTS = ("speed", "threshold", "fartlek", "long")
ROW_KEYS = (*SLOTS, "weeks")
EFFORT_KEYS = ("run", *(level.value for level in RunnerLevel), "purpose", "note")
SINGLE = ("warm up", "cool down", "last tempo", "sharpener")
LISTS = ("rows", "lighter", "peak")
TEMPLATE_KEYS = ("template", "title", "for", "weeks", "level", *SINGLE, *LISTS, "strength")
SHORTEST, LONGEST = 4, 24

_LIFTING = (Phase.BASE.value, Phase.SPECIFIC.value, Phase.PEAK.value)  # never in race week
_FEWEST = {"rows": 2, "lighter": 1, "peak": 1}
_NOTHING = Effort(by_level=((), (), ()))
_WEEKS = re.compile(r"(\d{1,2})(?:\s*-\s*(\d{1,2}))?", re.ASCII)
_EXAMPLE = {
    "speed": "speed: 6x400m @ goal 1K w/ 400m jog",
    "threshold": "threshold: 20min tempo",
    "fartlek": "fartlek: 8x(1min hard, 1min easy)",
    "long": "long: 50min long",
    "warm up": "warm up: 12min warm up",
    "cool down": "cool down: 10min cool down",
    "last tempo": "last tempo: 12min tempo",
    "sharpener": "sharpener: 3x300m @ 800 w/ 4min walk",
}


def read_template(text: str, name: str = "template.yaml") -> Template:
    """The template in a text; `name` stands for the file in places.

    Raises PlanError with every fault, each with file, line and column. A doubt about an effort is one too:
    what a template leaves open would be open in every plan.
    """
    document = compose(text, name)
    if document.root is None:
        raise PlanError(Finding("T01", "this file is empty", "begin with template: my-1k", Place(name, 1, 1)))
    faults = Faults(document.findings)
    template = _template(document.root, faults)
    if template is None or faults.errors or faults.warnings:
        raise PlanError(*faults.errors, *faults.warnings)
    return template


def weeks_of(text: str) -> range:
    """Lengths of plans: "12", "6-24"."""
    found = _WEEKS.fullmatch(text)
    low, high = (int(found[1]), int(found[2] or found[1])) if found else (0, 0)
    if not SHORTEST <= low <= high <= LONGEST:
        raise ValueError(
            f'"{text[:40]}" is no length of a plan; write 6-24 or 12, from {SHORTEST} to {LONGEST}'
        )
    return range(low, high + 1)


@dataclass(frozen=True, slots=True)
class _Desk:
    """Where faults go, and for whom the efforts are written."""

    faults: Faults
    level: RunnerLevel


def _template(root: Node, faults: Faults) -> Template | None:
    values = fields(root, TEMPLATE_KEYS, "a template", faults)
    needed = ("template", "weeks", *SINGLE, *LISTS)
    for key in needed:
        required(values, key, f"write {_EXAMPLE.get(key, f'{key}: …')}", root, faults)
    if any(key not in values for key in needed):
        return None
    weeks = value_of(values["weeks"], weeks_of, "weeks", faults) or range(SHORTEST, LONGEST + 1)
    level = value_of(values.get("level"), one_of(RunnerLevel), "level", faults) or RunnerLevel.INTERMEDIATE
    desk = _Desk(faults, level)
    single = {key: _effort(values[key], desk) for key in SINGLE}
    return Template(
        name=value_of(values["template"], id_of, "template", faults) or "",
        title=text_of(values.get("title"), "title", faults),
        for_whom=text_of(values.get("for"), "for", faults),
        weeks=weeks,
        level=level,
        warm_up=single["warm up"],
        cool_down=single["cool down"],
        last_tempo=single["last tempo"],
        sharpener=single["sharpener"],
        rows=_rows(values["rows"], "rows", weeks, desk),
        lighter=_rows(values["lighter"], "lighter", weeks, desk),
        peak=_rows(values["peak"], "peak", weeks, desk),
        strength=_strength(values.get("strength"), desk),
    )


def _rows(node: Node, key: str, weeks: range, desk: _Desk) -> tuple[Row, ...]:
    if not isinstance(node, Sequence) or not node.items:
        desk.faults.error("T02", f"{key} is a list of weeks", 'begin each week with "- "', node)
        return ()
    rows = tuple(_row(item, weeks, desk) for item in node.items)
    few = [length for length in weeks if sum(length in row.weeks for row in rows) < _FEWEST[key]]
    if few:
        what = f"{key} has less than {_FEWEST[key]} for a plan of {few[0]} weeks"
        desk.faults.error("T03", what, "add weeks to it, or make its plans longer or shorter", node)
    return rows


def _row(node: Node, weeks: range, desk: _Desk) -> Row:
    values = fields(node, ROW_KEYS, "a week", desk.faults)
    for slot in SLOTS:
        required(values, slot, f"write {_EXAMPLE[slot]}", node, desk.faults)
    efforts = {slot: _effort(values.get(slot), desk) for slot in SLOTS}
    row = Row(**efforts, weeks=value_of(values.get("weeks"), weeks_of, "weeks", desk.faults) or weeks)
    if "long" in values:
        _check_long(row, values["long"], desk)
    return row


def _check_long(row: Row, node: Node, desk: _Desk) -> None:
    """A long run has minutes, since nobody's pace is known here, and as many as make it one."""
    for level in LEVELS:
        if row.long.options(level) and not SHORTEST_LONG <= row.long_minutes(level) <= LONGEST_LONG:
            what = f"a long run takes {SHORTEST_LONG} to {LONGEST_LONG} min, not {row.long_minutes(level):g}"
            return desk.faults.error("T06", what, "write long: 50min long", node)
    return None


def _strength(node: Node | None, desk: _Desk) -> dict[Phase, tuple[Effort, ...]]:
    if node is None:
        return {}
    values = fields(node, _LIFTING, "strength", desk.faults)
    out: dict[Phase, tuple[Effort, ...]] = {}
    for name, value in values.items():
        items = value.items if isinstance(value, Sequence) else (value,)
        out[Phase(name)] = tuple(_effort(item, desk, Kind.STRENGTH) for item in items)
    return out


def _effort(node: Node | None, desk: _Desk, kind: Kind = Kind.RUN) -> Effort:
    """A text, or a mapping with one text for all and own ones for some levels.

    A level without a text of its own does what is written for all, scaled.
    """
    if node is None:
        return _NOTHING
    values: dict[str, Node] = {"run": node}
    if isinstance(node, Mapping):
        values = fields(node, EFFORT_KEYS, "an effort", desk.faults)
    usual = values.get("run") or values.get(desk.level.value)
    if usual is None:
        what = f"there is no effort for the {desk.level.value} runner this template is for"
        desk.faults.error("T04", what, "write run: 20min tempo", node)
        return _NOTHING
    for_all = _options(usual, kind, desk)
    return Effort(
        by_level=tuple(
            _options(values[level], kind, desk) if level in values else _scaled(for_all, level, desk)
            for level in LEVELS
        ),
        purpose=text_of(values.get("purpose"), "purpose", desk.faults),
        note=text_of(values.get("note"), "note", desk.faults),
    )


def _scaled(options: tuple[Option, ...], level: RunnerLevel, desk: _Desk) -> tuple[Option, ...]:
    return tuple(for_level(option, level, desk.level) for option in options)


def _options(node: Node, kind: Kind, desk: _Desk) -> tuple[Option, ...]:
    if not isinstance(node, Scalar) or node.empty:
        desk.faults.error("T05", "an effort is one text", "write it like 20min tempo", node)
        return ()
    try:
        reading = parse_options(node.text, kind=kind)
    except ShorthandError as error:
        for finding in error.findings:
            desk.faults.add(_placed(finding, node))
        return ()
    for finding in reading.findings:
        desk.faults.add(_placed(finding, node))
    return reading.options


def _placed(finding: Finding, node: Scalar) -> Finding:
    place = node.at_column(finding.place.column) if finding.place.column else node.place
    return Finding(finding.code, finding.what, finding.now, place, finding.level)
