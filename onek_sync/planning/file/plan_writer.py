"""A Plan to the text of a plan file, as a person would write it. What it writes, the reader reads back."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import time, timedelta

from onek_sync.model.errors import Place
from onek_sync.model.plan import Plan, Race, Session, Week
from onek_sync.planning.file.day_reader import usual_start
from onek_sync.planning.file.day_writer import day_lines
from onek_sync.planning.file.head_writer import athlete_lines, flow, indented, line, race_lines, start
from onek_sync.planning.file.race_day import WEEKDAYS, race_session
from onek_sync.planning.file.yaml_words import comment

Times = Mapping[str, time | None]


def write_plan(plan: Plan, head: Sequence[str] = ()) -> str:
    """The plan as YAML; `read_plan` gives the same plan again, but for the places.

    `head`: paragraphs for comments on top, such as why the plan is as it is.

    Weeks are numbered from 1, a session has its week's phase, and of several results over one distance
    the last stays: a plan file cannot say more.
    """
    times = _usual_times(plan)
    lines = [
        *(each for paragraph in head for each in comment(paragraph)),
        f"plan: {plan.id}",
        *line("title", plan.title),
        f"timezone: {plan.timezone}",
        *race_lines(plan.race),
        *athlete_lines(plan.athlete),
        *_times(times),
        f"start: {plan.start}",
        "weeks:",
    ]
    for week in plan.weeks:
        lines += ["", *indented(_week(week, plan.race, times), "  ")]
    return "\n".join(lines) + "\n"


def _usual_times(plan: Plan) -> Times:
    """The time of day that most first sessions of a weekday have; the commonest for the other weekdays."""
    counts: dict[str, Counter[time | None]] = {}
    race_day = plan.race.day if plan.race else None  # has a clock of its own
    for session in (each for each in plan.sessions() if each.day != race_day):
        takes_it = usual_start(session.kind, session.day, plan.race, time.max) == time.max
        if takes_it and session.order == 1:
            counts.setdefault(WEEKDAYS[session.day.weekday()], Counter())[session.at] += 1
    said = {day: counts[day].most_common(1)[0][0] for day in WEEKDAYS if day in counts}
    return {**dict.fromkeys(WEEKDAYS, _commonest(said)), **said}


def _commonest(times: Times) -> time | None:
    said = Counter(at for at in times.values() if at)
    return said.most_common(1)[0][0] if said else None


def _times(times: Times) -> list[str]:
    default = _commonest(times)
    if default is None:
        return []
    others = [(day, start(at)) for day, at in times.items() if at != default]
    return [f"times: {flow([('default', start(default)), *others])}"]


def _week(week: Week, race: Race | None, times: Times) -> list[str]:
    lines = line("phase", week.phase) + line("note", week.note)
    for offset in range(7):
        day = week.start + timedelta(offset)
        name = WEEKDAYS[day.weekday()]
        sessions = [each for each in week.sessions if each.day == day and not _implied(each, week, race)]
        lines += day_lines(name, sessions, race, times.get(name))
    first, *rest = lines or ["{}"]
    return [f"# week {week.number}, from {week.start}", f"- {first}", *indented(rest, "  ")]


def _implied(session: Session, week: Week, race: Race | None) -> bool:
    """Whether the session is the one that the reader makes of the race in the head."""
    if race is None or session.day != race.day:
        return False
    others = tuple(other for other in week.sessions if other is not session)
    return replace(session, place=Place()) == race_session(race, replace(week, sessions=others))
