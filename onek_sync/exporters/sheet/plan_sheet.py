"""A plan laid out: its name, its race, the paces that its sessions use."""

from dataclasses import dataclass
from datetime import date, timedelta

from onek_sync.exporters.sheet.tables import Table, even_paces, race_legs
from onek_sync.exporters.sheet.weeks import WeekSum, week_sums
from onek_sync.exporters.words import figures
from onek_sync.exporters.words.aims import aim_of
from onek_sync.exporters.words.plain import capital, one_line
from onek_sync.exporters.words.race_words import finish
from onek_sync.exporters.words.shape import work_steps
from onek_sync.model.plan import Kind, Race
from onek_sync.model.session import PaceBand, ResolvedPlan
from onek_sync.model.units import Units

_MOVES = 0.005  # a pace that changes by less over the plan is one pace


@dataclass(frozen=True)
class PlanSheet:
    """What a page shows of a plan before its sessions."""

    title: str
    race: str
    days: str
    weeks: tuple[WeekSum, ...]
    legs: Table | None
    goal: Table | None
    paces: Table | None


def plan_sheet(plan: ResolvedPlan) -> PlanSheet:
    """The plan as a page shows it."""
    race, weeks = plan.plan.race, plan.plan.weeks
    units = plan.plan.athlete.units
    last = weeks[-1].start + timedelta(days=6) if weeks else plan.plan.start
    return PlanSheet(
        title=one_line(plan.plan.title) or plan.plan.id,
        race=_race(race) if race else "",
        days=days(plan.plan.start, last),
        weeks=week_sums(plan),
        legs=race_legs(plan),
        goal=even_paces(race, units) if race else None,
        paces=_paces(plan, units),
    )


def _race(race: Race) -> str:
    """City Mile Meet: 1000 m, goal 3:25, Sat 8 May 2027, 15:30."""
    facts = (
        f"{race.metres:g} m",
        f"goal {finish(race.goal)}" if race.goal else "",
        f"{race.day:%a} {race.day.day} {race.day:%B %Y}",
        f"{race.at:%H:%M}" if race.at else "",
    )
    return f"{one_line(race.name) or 'Race'}: {', '.join(filter(None, facts))}"


def days(first: date, last: date) -> str:
    """15-21 February 2027, 29 March-4 April 2027; years where they differ."""
    end = f"{last.day} {last:%B %Y}"
    if first.year != last.year:
        return f"{first.day} {first:%B %Y} - {end}"
    return f"{first.day}-{end}" if first.month == last.month else f"{first.day} {first:%B} - {end}"


def week_line(one: WeekSum, plan: ResolvedPlan) -> str:
    """15-21 March 2027 · 44.3 km on foot · 5 h 11 in all."""
    far = f"{figures.total_length(one.metres, plan.plan.athlete.units)} on foot" if one.metres >= 100 else ""
    long = f"{figures.total_time(one.seconds)} in all" if one.seconds else ""
    span = days(one.week.start, one.week.start + timedelta(days=6))
    return " · ".join(filter(None, (span, far, long)))


def _paces(plan: ResolvedPlan, units: Units) -> Table | None:
    """The paces that are run in the plan, from slow to fast; where one changes, its first and its last."""
    found: dict[str, list[PaceBand]] = {}
    for session in plan.sessions:
        if session.kind is Kind.RACE:
            continue  # its legs have a table of their own
        for step in work_steps(session.main.blocks):
            aim = aim_of(step)
            if step.pace and step.step.style is None and aim and aim.words:
                found.setdefault(capital(aim.words.removeprefix("@ ")), []).append(step.pace)
    if not found:
        return None
    slowest_first = sorted(found.items(), key=lambda row: -row[1][-1].middle)
    rows = tuple((name, *_row(used, units)) for name, used in slowest_first)
    return Table("Paces in this plan", ("Pace", "200 m", "400 m", f"per {units.value}"), rows)


def _row(used: list[PaceBand], units: Units) -> tuple[str, ...]:
    first, last = used[0], used[-1]
    moved = abs(last.middle - first.middle) > _MOVES * first.middle
    shown = (first, last) if moved else (first,)
    return tuple(" → ".join(cells) for cells in zip(*(_cells(band, units) for band in shown), strict=True))


def _cells(band: PaceBand, units: Units) -> tuple[str, ...]:
    return (*(figures.split_range(*band.over(mark)) for mark in (200, 400)), figures.bare_pace(band, units))
