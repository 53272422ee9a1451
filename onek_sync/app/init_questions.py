"""What the wizard asks: a table of questions, each with its reason, and what Enter answers."""

import math
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from onek_sync.app.build import days_of, race_of, volume_of
from onek_sync.app.init_settings import Said, heart_in, results_in
from onek_sync.model.athlete import Athlete, RunnerLevel
from onek_sync.model.errors import OnekError
from onek_sync.model.notation import parse_result, seconds_of
from onek_sync.model.plan import Kind, Plan
from onek_sync.model.units import Units, clock
from onek_sync.planning.building import weeks_until
from onek_sync.planning.building.template_reader import LONGEST, SHORTEST
from onek_sync.planning.file.race_day import WEEKDAYS
from onek_sync.planning.file.values import ALL_DAY, one_of, start_of, timezone_of
from onek_sync.planning.paces import find_paces
from onek_sync.planning.paces.ambition import likely_gain
from onek_sync.planning.paces.results import RACE_METRES
from onek_sync.settings import Settings

NOTHING = frozenset({"none", "no", "nothing", "-"})
"""What takes an optional answer back."""

_SATURDAY = 5
_MOST_PROPOSED = 0.1  # of today's time: a goal with room to the one that is refused
_USUAL_WEEKS, _FEWEST_DAYS = 12, 3


@dataclass(frozen=True)
class Known:
    """What is known before the first question.

    `settings`: with what was answered so far in them; `plan`: the one that is there; `zone`: this machine's.
    """

    settings: Settings
    plan: Plan | None
    today: date
    zone: str


@dataclass(frozen=True)
class Question:
    """One thing to ask; its `name` is its flag.

    `default`: what Enter answers, "" for nothing. `tidy`: how the answer is kept; ValueError for what cannot
    be read. `optional`: may stay unanswered. `many`: asked line by line.
    """

    name: str
    ask: str
    why: str
    default: Callable[[Known, Said], str]
    tidy: Callable[[str], str] = str
    optional: bool = False
    many: bool = False


def _recent(known: Known, said: Said) -> str:
    set_now = known.settings.athlete.recent
    if set_now or known.plan is None:
        return ", ".join(f"{name} {result.time}" for name, result in set_now.items())
    names = {metres: name.value for name, metres in RACE_METRES.items()}
    return ", ".join(
        f"{names.get(one.metres, f'{one.metres:g}m')} {clock(one.seconds, 0 if one.seconds % 1 == 0 else 1)}"
        for one in known.plan.athlete.recent
    )


def _level(known: Known, said: Said) -> str:
    return known.settings.athlete.level.value


def _age(known: Known, said: Said) -> str:
    return str(known.settings.athlete.age or "")


def _race(known: Known, said: Said) -> str:
    """The race of the plan that is there, if there is time for it; else a Saturday in twelve weeks."""
    race = known.plan and known.plan.race
    if race and weeks_until(race.day, known.today) >= SHORTEST:
        return f"{race.day} {race.at:%H:%M}" if race.at else str(race.day)
    later = known.today + timedelta(7 * _USUAL_WEEKS)
    return str(later + timedelta((_SATURDAY - later.weekday()) % 7))


def _goal(known: Known, said: Said) -> str:
    """The goal set for that race before; else what the weeks until then may give, as races are known."""
    race = known.plan and known.plan.race
    if race and race.goal and race.metres == 1000 and str(race.day) == said["race"][:10]:
        return clock(race.goal, 0 if race.goal % 1 == 0 else 1)
    athlete = known.settings.athlete_model()
    now = _thousand(athlete)
    weeks = min(weeks_until(date.fromisoformat(said["race"][:10]), known.today), LONGEST)
    gain = min(likely_gain(weeks, athlete.level), _MOST_PROPOSED)
    return clock(math.ceil(now * (1 - gain))) if now else ""


def _thousand(athlete: Athlete) -> float | None:
    """What the athlete's races say of 1000 m today, seconds."""
    try:
        form = find_paces(athlete).form
    except OnekError:  # nothing is known, or it contradicts itself, which is said elsewhere
        return None
    return form.thousand if form else None


def _days(known: Known, said: Said) -> str:
    """The days of the plan that is there; else four."""
    sessions = known.plan.weeks[0].sessions if known.plan and known.plan.weeks else ()
    days = sorted({one.day.weekday() for one in sessions if one.kind in (Kind.RUN, Kind.RACE)})
    return " ".join(WEEKDAYS[day] for day in days) if len(days) >= _FEWEST_DAYS else "mon tue thu sat"


def _at(known: Known, said: Said) -> str:
    return known.settings.times.default or "18:00"


def _heart(known: Known, said: Said) -> str:
    heart = known.settings.athlete.heart
    beats = {"max": heart.max, "rest": heart.rest, "threshold": heart.threshold}
    return ", ".join(f"{name} {beat}" for name, beat in beats.items() if beat)


def _checked(read: Callable[[str], object]) -> Callable[[str], str]:
    """An answer that a reader understands stays as it was written; so does none."""

    def tidy(text: str) -> str:
        if text:
            read(text)
        return text

    return tidy


def _tidy_recent(text: str) -> str:
    results = results_in(text)
    for result in results:
        parse_result(result)
    return ", ".join(results)


def _tidy_race(text: str) -> str:
    day, at = race_of(text)
    return f"{day} {at:%H:%M}" if at else str(day)


def _tidy_level(text: str) -> str:
    """The level that was begun: "b" is "beginner"."""
    begun = (level.value for level in RunnerLevel if text and level.value.startswith(text.lower()))
    return one_of(RunnerLevel)(next(begun, text)).value


def _tidy_units(text: str) -> str:
    plain = text.lower()
    meant = next((unit.value for unit in Units if plain in _UNIT_WORDS[unit]), text)
    return one_of(Units)(meant).value


_UNIT_WORDS = {
    Units.KM: ("k", "kms", "kilometres", "kilometers", "kilometre", "kilometer"),
    Units.MI: ("m", "mile", "miles"),
}


def _tidy_start(text: str) -> str:
    at = start_of(text.lower())
    return f"{at:%H:%M}" if at else ALL_DAY


def _tidy_heart(text: str) -> str:
    plain = f"max {text}" if re.fullmatch(r"\d{2,3}", text, re.ASCII) else text.lower()
    beats = heart_in(plain)
    if text and not beats:
        raise ValueError(f'"{text[:40]}" has no heart rate; write max 190, rest 48, threshold 172')
    return ", ".join(f"{name} {beat}" for name, beat in beats.items())


QUESTIONS = (
    Question(
        "recent",
        "Recent races or hard time trials, one per line: 5K 20:50",
        "Your paces come from them. None yet? Just press Enter.",
        _recent,
        _tidy_recent,
        optional=True,
        many=True,
    ),
    Question(
        "level",
        "Your level: beginner, intermediate or advanced",
        "Beginner: your first year of running. Advanced: years of training, six days a week.",
        _level,
        _tidy_level,
    ),
    Question(
        "age",
        "Your age",
        "From 45 on, every third week is a lighter one. You need not say.",
        _age,
        optional=True,
    ),
    Question(
        "race",
        "Race day, with the start if you know it: 2027-05-08 15:30",
        "The plan leads up to it. No race? Take any day for a time trial, four weeks away or more.",
        _race,
        _tidy_race,
    ),
    Question(
        "goal",
        "Your goal for the 1000 m, minutes:seconds",
        "What you hope to run on that day.",
        _goal,
        _checked(seconds_of),
    ),
    Question(
        "days",
        "Days you can train: mon tue thu sat",
        "Three to seven. The hard days are laid apart from each other.",
        _days,
        _checked(days_of),
    ),
    Question(
        "units",
        "Kilometres or miles: km or mi",
        "How distances and paces are told.",
        lambda known, said: known.settings.athlete.units.value,
        _tidy_units,
    ),
    Question(
        "volume",
        "What you run in a week now: 35 km",
        "The plan starts there. Not sure? Press Enter for what is usual.",
        lambda known, said: "",
        _checked(lambda text: volume_of(text, Units.KM)),
        optional=True,
    ),
    Question(
        "at",
        "When you usually start: 18:00, or all day",
        "Your calendar needs it. You can set single days later.",
        _at,
        _tidy_start,
    ),
    Question(
        "timezone",
        "Your time zone",
        "So that 18:00 is your 18:00, in every calendar.",
        lambda known, said: known.settings.timezone or known.zone,
        timezone_of,
    ),
    Question(
        "heart",
        "Heart rates, if you know them: max 190, rest 48, threshold 172",
        "For heart-rate zones beside the paces. You need not say.",
        _heart,
        _tidy_heart,
        optional=True,
    ),
)
