"""A plan file's nodes to a Plan: weeks, days, sessions, and the race that stands at the end."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from itertools import pairwise

from onek_sync.model.athlete import Athlete
from onek_sync.model.errors import AthleteError, Finding, Place
from onek_sync.model.intensity import PaceName
from onek_sync.model.plan import Plan, Race, Session, Week
from onek_sync.planning.file.day_reader import Day, Desk, read_day
from onek_sync.planning.file.faults import Faults, fields, required, text_of, value_of
from onek_sync.planning.file.head_reader import Times, read_athlete, read_race, read_times
from onek_sync.planning.file.race_day import WEEKDAYS, race_session
from onek_sync.planning.file.values import day_of, id_of, one_of, timezone_of
from onek_sync.planning.file.yaml_nodes import Mapping, Node, Scalar, Sequence
from onek_sync.planning.paces import find_paces
from onek_sync.planning.shorthand import Dialect

PLAN_KEYS = ("plan", "title", "timezone", "race", "athlete", "times", "dialect", "start", "weeks")
WEEK_KEYS = ("phase", "note", *WEEKDAYS)
MAX_WEEKS = 60
WEEKS_LIKE = 'weeks: and below it "  - mon: 40min easy"'
MONDAY = date(2027, 2, 15)


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What is known without the plan, from the settings; what the plan says wins, key by key."""

    athlete: Athlete = Athlete()
    timezone: str | None = None
    times: Times = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Readings:
    """A plan, and for each session's key the text it was read from (none for a race of the head's)."""

    plan: Plan
    texts: dict[str, Scalar] = field(default_factory=dict)


def read_nodes(root: Node, known: Known, faults: Faults) -> Readings | None:
    """The plan, or None; what is wrong with it is in `faults` then."""
    if not (isinstance(root, Mapping) and any(key.text in PLAN_KEYS for key, _ in root.entries)):
        faults.error("P12", "this is no plan", "begin with plan: spring-1k", root)
        return None
    values = fields(root, PLAN_KEYS, "a plan", faults)
    needed = {
        key: required(values, key, f"write {now}", root, faults)
        for key, now in (
            ("plan", "plan: spring-1k"),
            ("start", f"start: {MONDAY}"),
            ("weeks", WEEKS_LIKE),
        )
    }
    who = read_athlete(values.get("athlete"), known.athlete, faults)
    dialect = value_of(values.get("dialect"), one_of(Dialect), "dialect", faults) or Dialect.PLAIN
    race = read_race(values["race"], faults) if "race" in values else None
    times = read_times(values.get("times"), known.times, faults)
    desk = Desk(faults, who.units, dialect, times, race, _easy_pace(who, race))
    start = value_of(needed["start"], day_of, "start", faults)
    weeks = _weeks(needed["weeks"], start or MONDAY, desk)
    plan = Plan(
        id=value_of(needed["plan"], id_of, "plan", faults) or "",
        title=text_of(values.get("title"), "title", faults),
        timezone=_timezone(values.get("timezone"), known, root, faults),
        start=start or MONDAY,
        weeks=weeks,
        race=race,
        athlete=who,
    )
    _check_keys(plan, desk)
    if start and race:
        plan = _with_race(plan, race, values["race"], faults)
    return Readings(plan, desk.texts)


def _easy_pace(athlete: Athlete, race: Race | None) -> float | None:
    """The athlete's easy pace, s/km: what a pace without a unit is checked against."""
    try:
        band = find_paces(athlete, race).band(PaceName.EASY)
    except AthleteError:  # said where paces are needed
        return None
    return band.middle if band else None


def _timezone(node: Node | None, known: Known, root: Node, faults: Faults) -> str:
    if node is None and known.timezone:
        return known.timezone
    if node is None:
        now = "write timezone: Europe/Berlin, or where you are"
        faults.warn("P31", "there is no time zone; times are taken as UTC", now, root)
    return value_of(node, timezone_of, "timezone", faults) or "UTC"


def _weeks(node: Node | None, start: date, desk: Desk) -> tuple[Week, ...]:
    if node is None:
        return ()
    if not isinstance(node, Sequence):
        desk.faults.error("P11", "weeks is a list", 'begin each week with "- "', node)
        return ()
    if len(node.items) > MAX_WEEKS or not node.items:
        what = f"there are {len(node.items)} weeks"
        desk.faults.error("P15", what, f"a plan has 1 to {MAX_WEEKS}", node)
        return ()
    _check_order(node.items, start, desk.faults)
    weeks = enumerate(node.items, 1)
    return tuple(_week(item, number, start + timedelta(7 * (number - 1)), desk) for number, item in weeks)


def _check_order(weeks: Iterable[Node], start: date, faults: Faults) -> None:
    """Weeks that begin on a Tuesday end with their Monday; a doubt, once, where one is written first."""
    order = [*WEEKDAYS[start.weekday() :], *WEEKDAYS[: start.weekday()]]
    for number, week in enumerate(weeks):
        days = [key for key, _ in week.entries if key.text in order] if isinstance(week, Mapping) else []
        for one, other in pairwise(days):
            if order.index(one.text) > order.index(other.text):
                day = start + timedelta(7 * number + order.index(one.text))
                monday = start - timedelta(start.weekday())
                what = f"{one.text} stands before {other.text}, but weeks begin on {order[0]}: it is {day}"
                now = f"write the days from {order[0]} to {order[-1]}, or begin with start: {monday}"
                return faults.warn("P32", what, now, one)
    return None


def _week(node: Node, number: int, start: date, desk: Desk) -> Week:
    values = fields(node, WEEK_KEYS, "a week", desk.faults)
    phase = text_of(values.get("phase"), "phase", desk.faults)
    sessions: list[Session] = []
    for offset in range(7):
        day = start + timedelta(offset)
        name = WEEKDAYS[day.weekday()]
        if name in values:
            sessions += read_day(values[name], Day(number, day, name, phase), desk)
    return Week(
        number=number,
        start=start,
        phase=phase,
        note=text_of(values.get("note"), "note", desk.faults),
        sessions=tuple(sessions),
    )


def _check_keys(plan: Plan, desk: Desk) -> None:
    first: dict[str, Place] = {}
    for session in plan.sessions():
        if session.key in first:
            what = f'the id "{session.key}" is there twice, first at {first[session.key]}'
            desk.faults.add(Finding("P20", what, "give one of them another id", session.place))
        first.setdefault(session.key, session.place)


def _with_race(plan: Plan, race: Race, node: Node, faults: Faults) -> Plan:
    """The plan with a race session on the race's day, unless it has one or the day is outside."""
    for index, week in enumerate(plan.weeks):
        if week.start <= race.day < week.start + timedelta(7):
            session = race_session(race, week, node.place)
            if session is None:
                return plan
            sessions = sorted((*week.sessions, session), key=lambda each: (each.day, each.order))
            weeks = list(plan.weeks)
            weeks[index] = replace(week, sessions=tuple(sessions))
            return replace(plan, weeks=tuple(weeks))
    if plan.weeks:
        last = plan.start + timedelta(7 * len(plan.weeks) - 1)
        what = f"the race on {race.day} is outside the plan ({plan.start} to {last})"
        faults.warn("P30", what, "move start, or add weeks", node)
    return plan
