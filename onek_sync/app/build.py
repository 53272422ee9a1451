"""A plan from a few answers: read them, find the template, build, and write the plan file."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, time
from pathlib import Path
from typing import TypeVar

from onek_sync.app.project import Project
from onek_sync.app.share import share
from onek_sync.model.athlete import Athlete, RunnerLevel
from onek_sync.model.errors import Finding, Level, UsageError
from onek_sync.model.notation import parse_result, seconds_of
from onek_sync.model.plan import Race
from onek_sync.model.units import Units
from onek_sync.planning.building import (
    Built,
    Request,
    Template,
    build_plan,
    read_template,
    weekdays_of,
    weeks_until,
)
from onek_sync.planning.file import write_plan
from onek_sync.planning.file.values import day_of, time_of

T = TypeVar("T")

TEMPLATES = ("1k", "first-1k", "sharpen")
_SHARPEN_BELOW = 6  # weeks
_VOLUME = re.compile(r"(\d{1,3}(?:[.,]\d)?)\s*(km|mi|k|miles?)?", re.IGNORECASE | re.ASCII)
_START = re.compile(r"(?:,| at)? (\d{1,2}(?:[:.]\d\d(?: ?[ap]m)?| ?[ap]m))$", re.IGNORECASE | re.ASCII)
_HEAD = (
    "Built by `onek build`. It is yours now: change what you like, the days, the texts, the times.",
    "`onek check` says what it doubts; `# onek: allow V2` behind a day silences one rule there.",
    "",
)


@dataclass(frozen=True, kw_only=True)
class Answers:
    """What was answered, as written; None: nothing was said, the settings or a default hold."""

    goal: str | None = None
    race: str | None = None
    days: str | None = None
    recent: tuple[str, ...] = ()
    level: RunnerLevel | None = None
    units: Units | None = None
    weeks: int | None = None
    volume: str | None = None
    template: str | None = None
    ambitious: bool = False


@dataclass(frozen=True)
class NewPlan:
    """A plan that was built, and the text of its file."""

    built: Built
    text: str


def build(project: Project, answers: Answers, today: date) -> NewPlan:
    """The plan that the answers, and the settings behind them, ask for."""
    built = build_plan(request_of(project, answers, today))
    if project.settings.timezone is None:
        built = replace(built, findings=(*built.findings, _NO_ZONE))
    return NewPlan(built, write_plan(built.plan, head=(*_HEAD, *built.reasons, "")))


_NO_ZONE = Finding(
    "B15",
    "no time zone is set: times are taken as UTC",
    "write timezone: Europe/Berlin, or where you are, in the plan",
    level=Level.WARNING,
)


def request_of(project: Project, answers: Answers, today: date) -> Request:
    """The answers read; UsageError for what is missing or means nothing."""
    athlete = _athlete(project, answers)
    day, at = race_of(_needed(answers.race, "race", "--race 2027-05-08"))
    race = Race(day=day, at=at, goal=_read(seconds_of, _needed(answers.goal, "goal", "--goal 3:30"), "goal"))
    days = _read(days_of, _needed(answers.days, "days", "--days mon,tue,thu,sat"), "days")
    weeks = answers.weeks if answers.weeks is not None else weeks_until(day, today)
    return Request(
        race=race,
        athlete=athlete,
        days=days,
        template=find_template(answers.template or usual_template(weeks, athlete.level)),
        today=today,
        id=f"1k-{day}",
        timezone=project.settings.timezone or "UTC",
        weeks=answers.weeks,
        volume=volume_of(answers.volume, athlete.units) if answers.volume else None,
        forced=answers.ambitious,
    )


def usual_template(weeks: int, level: RunnerLevel) -> str:
    """The template for so many weeks and that level."""
    if weeks < _SHARPEN_BELOW:
        return "sharpen"
    return "first-1k" if level is RunnerLevel.BEGINNER else "1k"


def find_template(name: str) -> Template:
    """One of ours by its name, else the file of that name."""
    source = share(f"templates/{name}.yaml") if name in TEMPLATES else Path(name)
    try:
        text = source.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        now = f"there are {', '.join(TEMPLATES)}; or name a file"
        raise UsageError(Finding("B17", f'there is no template "{name}"', now)) from error
    return read_template(text, name)


def _athlete(project: Project, answers: Answers) -> Athlete:
    athlete = project.settings.athlete_model()
    return replace(
        athlete,
        level=answers.level or athlete.level,
        units=answers.units or athlete.units,
        recent=tuple(_read(parse_result, text, "recent") for text in answers.recent) or athlete.recent,
    )


def race_of(text: str) -> tuple[date, time | None]:
    """A day, perhaps with the start: 2027-05-08, "2027-05-08 15:30"."""
    plain = " ".join(text.split())
    start = _START.search(plain)
    day = plain[: start.start()] if start else plain
    return _read(day_of, day, "race"), _read(time_of, start[1], "race") if start else None


def days_of(text: str) -> frozenset[int]:
    """Weekdays with commas or spaces between them."""
    return weekdays_of(",".join(text.split()))


def volume_of(text: str, units: Units) -> float:
    """Metres a week from "35km", "22mi" or "35"."""
    found = _VOLUME.fullmatch(text.strip())
    if not found:
        raise UsageError(Finding("B18", f'volume: "{text[:40]}" is no distance', "write 35km or 22mi"))
    said = (found[2] or units.value).lower()
    return float(found[1].replace(",", ".")) * (Units.MI if said.startswith("mi") else Units.KM).metres


def _needed(text: str | None, name: str, now: str) -> str:
    if text is None:
        raise UsageError(Finding("B19", f"a plan needs --{name}", f"write it like {now}"))
    return text


def _read(read: Callable[[str], T], text: str, name: str) -> T:
    try:
        return read(text)
    except ValueError as error:
        raise UsageError(Finding("B20", f"{name}: {error}")) from error
