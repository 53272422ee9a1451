"""What was found, put together as a plan: weeks, order, keys, and the race it leads to."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import groupby
from unicodedata import normalize

from onek_sync.model.errors import Finding, Place, PlanError, UsageError
from onek_sync.model.plan import Notes, Plan, Race, Session, Week
from onek_sync.model.workout import Text
from onek_sync.planning.file.day_reader import MAX_A_DAY
from onek_sync.planning.file.plan_reader import MAX_WEEKS
from onek_sync.planning.file.race_day import key_of, race_session
from onek_sync.planning.file.values import id_of
from onek_sync.planning.importing.clean_words import one_line, paragraphs
from onek_sync.planning.importing.found import Found
from onek_sync.planning.importing.in_words import MOST_WORDS, option_of
from onek_sync.planning.importing.laying import Laid, laid
from onek_sync.planning.importing.limits import MAX_WORDS, refuse, unread

_MOST_CUES = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """What a foreign file does not say of the plan it becomes.

    `start`: the first day of week 1. `on`: the day of workouts that have none.
    """

    id: str
    title: str = ""
    timezone: str = "UTC"
    start: date | None = None
    race: Race | None = None
    on: date | None = None


@dataclass(frozen=True, slots=True)
class Assembled:
    """The plan, and by line what was not read or left out."""

    plan: Plan
    findings: tuple[Finding, ...]


def assemble(found: tuple[Found, ...], frame: Frame) -> Assembled:
    """The plan that the sessions make. A plan file that is written from it reads back as the same plan.

    Raises UsageError where a day is needed that nobody said, PlanError for more than a plan can hold.
    """
    everything = laid(found, start=frame.start, race=frame.race.day if frame.race else None, on=frame.on)
    days, doubts = _once(tuple(each for each in everything if _says_something(each[1])))
    doubts += [finding for _, one in everything for finding in one.findings]
    if not days:
        raise PlanError(*doubts)
    start = _start(days, frame)
    sessions = [session for day, one in _by_day(days) for session in _sessions(day, one, start, doubts)]
    weeks = _weeks(sessions, start, frame.race)
    plan = Plan(
        id=frame.id,
        title=one_line(frame.title)[:MOST_WORDS].strip(),
        timezone=frame.timezone,
        start=start,
        weeks=_with_phases(weeks, days, start),
        race=frame.race,
    )
    ordered = sorted(dict.fromkeys(doubts), key=lambda finding: (finding.place.line, finding.place.column))
    return Assembled(_with_race(_with_good_keys(plan, ordered)), tuple(ordered))


def _says_something(found: Found) -> bool:
    """Whether there is more than a day: a workout, a title or words."""
    return found.option is not None or bool(one_line(found.title) or one_line(found.note))


def id_from(name: str) -> str:
    """An id from a file's name: "Spring Plan.csv" is spring-plan."""
    plain = normalize("NFKD", name[:200].lower()).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:60].strip("-") or "imported"


def _start(days: tuple[Laid, ...], frame: Frame) -> date:
    """The first day of week 1, and whether all fit from there on."""
    first, last = days[0][0], days[-1][0]
    start = frame.start or first - timedelta(first.weekday())
    if first < start:
        what = f"{first} is before the start, {start}"
        now = "begin with --start earlier, or cut the file"
        raise UsageError(Finding("I24", what, now, days[0][1].place))
    last = max(last, frame.race.day) if frame.race else last
    if (last - start).days >= 7 * MAX_WEEKS:
        what = f"from {start} to {last} are more than {MAX_WEEKS} weeks"
        raise refuse("I23", what, "choose some of it with --from and --to", days[-1][1].place)
    return start


def _once(days: tuple[Laid, ...]) -> tuple[tuple[Laid, ...], list[Finding]]:
    """The sessions without those that stand there twice, and what is said of these."""
    seen: dict[object, Found] = {}
    kept: list[Laid] = []
    doubts: list[Finding] = []
    for day, one in days:
        first = seen.setdefault((day, one.option, one.alternatives, one.title, one.at, one.note), one)
        if first is one:
            kept.append((day, one))
        else:
            what = f"this session stands there twice, first at {first.place}"
            doubts.append(unread("I20", what, "it is kept once", one.place))
    return tuple(kept), doubts


def _by_day(days: Iterable[Laid]) -> Iterable[tuple[date, list[Found]]]:
    for day, group in groupby(days, key=lambda each: each[0]):
        found = [one for _, one in group]
        if len(found) > MAX_A_DAY:
            what = f"{len(found)} sessions are on {day}"
            raise refuse("I25", what, f"a day of a plan has at most {MAX_A_DAY}", found[-1].place)
        yield day, found


def _sessions(day: date, found: list[Found], start: date, doubts: list[Finding]) -> Iterable[Session]:
    week = (day - start).days // 7 + 1
    for order, one in enumerate(found, 1):
        option = option_of(one)
        note = paragraphs(one.note)
        if option.workout.blocks == (Text(note),):
            note = ""  # the words stand in the workout's place already
        if len(note) > MAX_WORDS:
            what = f"this note has {len(note)} characters; it is cut after {MAX_WORDS}"
            doubts.append(unread("I16", what, "write the rest where it belongs", one.place))
            note = note[:MAX_WORDS].strip()
        yield Session(
            key=one.key or key_of(week, day.weekday(), order),
            day=day,
            at=one.at,
            order=order,
            week=week,
            title=one_line(one.title)[:MOST_WORDS].strip(),
            options=(option, *one.alternatives),
            purpose=_short(one.purpose),
            cues=tuple(filter(None, map(_short, one.cues)))[:_MOST_CUES],
            notes=_notes(note, one.care),
            place=one.place,
        )


def _short(words: str) -> str:
    """Foreign words as a plan holds them on one line."""
    return one_line(words)[:MAX_WORDS].strip()


def _notes(text: str, care: Notes) -> Notes:
    return Notes(
        text=text,
        food=_short(care.food),
        drink=_short(care.drink),
        sleep=_short(care.sleep),
        mobility=_short(care.mobility),
    )


def _weeks(sessions: list[Session], start: date, race: Race | None) -> tuple[Week, ...]:
    last = max(sessions[-1].day, race.day) if race else sessions[-1].day
    by_week = {number: tuple(group) for number, group in groupby(sessions, key=lambda each: each.week)}
    numbers = range(1, (last - start).days // 7 + 2)
    return tuple(
        Week(number=number, start=start + timedelta(7 * (number - 1)), sessions=by_week.get(number, ()))
        for number in numbers
    )


def _with_phases(weeks: tuple[Week, ...], days: tuple[Laid, ...], start: date) -> tuple[Week, ...]:
    """The weeks with the phase that most of their sessions name."""
    named: dict[int, Counter[str]] = {}
    for day, one in days:
        if phase := one_line(one.phase)[:MOST_WORDS].strip():
            named.setdefault((day - start).days // 7 + 1, Counter())[phase] += 1
    return tuple(
        _in_phase(week, named[week.number].most_common(1)[0][0]) if week.number in named else week
        for week in weeks
    )


def _in_phase(week: Week, phase: str) -> Week:
    sessions = tuple(replace(session, phase=phase) for session in week.sessions)
    return replace(week, phase=phase, sessions=sessions)


def _with_good_keys(plan: Plan, doubts: list[Finding]) -> Plan:
    """The plan with the keys that were given, or, where one is no id or stands there twice, with ours."""
    keys = [session.key for session in plan.sessions()]
    if len(set(keys)) == len(keys) and all(_is_id(key) for key in keys):
        return plan
    doubts.append(unread("I26", "the keys of this file cannot be kept", "each gets one of ours", Place()))
    weeks = tuple(
        replace(week, sessions=tuple(replace(each, key=_our_key(each)) for each in week.sessions))
        for week in plan.weeks
    )
    return replace(plan, weeks=weeks)


def _our_key(session: Session) -> str:
    return key_of(session.week, session.day.weekday(), session.order)


def _is_id(key: str) -> bool:
    try:
        return bool(id_of(key))
    except ValueError:
        return False


def _with_race(plan: Plan) -> Plan:
    """The plan with a session on the race's day, as its reader makes one, unless it has one."""
    if plan.race is None:
        return plan
    weeks = list(plan.weeks)
    index = (plan.race.day - plan.start).days // 7
    week = weeks[index]
    if session := race_session(plan.race, week):
        sessions = sorted((*week.sessions, session), key=lambda each: (each.day, each.order))
        weeks[index] = replace(week, sessions=tuple(sessions))
    return replace(plan, weeks=tuple(weeks))
