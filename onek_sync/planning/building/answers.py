"""What cannot be built, and the nearest thing that can: every answer of the runner, looked at first."""

import math
import re
from collections.abc import Iterable, Iterator
from datetime import timedelta

from onek_sync.model.errors import AthleteError, Finding, Level, UsageError
from onek_sync.model.units import clock
from onek_sync.planning.building.periods import Period
from onek_sync.planning.building.request import AFTER, Request
from onek_sync.planning.building.template_reader import LONGEST, SHORTEST
from onek_sync.planning.file.race_day import WEEKDAYS
from onek_sync.planning.paces.ambition import OUT_OF_REACH, likely_gain
from onek_sync.planning.paces.known_paces import Paces

RECORD = 131.96
"""The fastest 1000 m that anybody ran, seconds (men; women 148.98)."""

WALKING = 660.0
"""Seconds over 1000 m that a brisk walk takes."""

FEWEST_DAYS = 3
MOST = 180_000.0  # metres a week
_ENOUGH_TO_SHARPEN = 5  # days
_NAMES = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_SPREAD = (0, 2, 5, 3, 4, 1, 6)  # days to offer to who has too few


def weekdays_of(text: str) -> frozenset[int]:
    """Weekdays from "mon,tue,sat", "Mo; Wednesday", "mon-fri"; ValueError for what is none."""
    words = [word.strip().lower() for word in text.replace(";", ",").split(",") if word.strip()]
    return frozenset(day for word in words for day in _days_in(word))


def _days_in(word: str) -> Iterator[int]:
    """One day, or those from one to another, over the end of the week where it is so."""
    first, *last = (_weekday(part.strip(), word) for part in re.split("-|–|to", word, maxsplit=1))
    for number in range((last[0] - first) % 7 + 1) if last else (0,):
        yield (first + number) % 7


def _weekday(name: str, word: str) -> int:
    """A day by its English name or the beginning of it, two letters at least."""
    for number, day in enumerate(_NAMES):
        if len(name) > 1 and day.startswith(name.rstrip(".")):
            return number
    raise ValueError(f'"{word[:20]}" is no day; write {", ".join(WEEKDAYS)}')


def check_answers(request: Request) -> None:
    """Raise UsageError or AthleteError for what cannot be built."""
    _check_goal(request)
    _check_days(request)
    _check_weeks(request)
    _check_volume(request)


def _check_goal(request: Request) -> None:
    goal, metres = request.race.goal, request.race.metres
    if metres != 1000:
        raise UsageError(Finding("B01", f"a plan is built for 1000 m, not for {metres:g}", "leave it out"))
    if goal is None:
        raise UsageError(Finding("B02", "a plan needs a goal", "say one: --goal 3:30"))
    if goal < RECORD:
        what = f"the goal {clock(goal, 2)} is faster than the world record ({clock(RECORD, 2)})"
        raise AthleteError(Finding("B03", what, _meant(goal)))
    if goal > WALKING:
        what = f"the goal {clock(goal)} is slower than walking ({clock(WALKING)})"
        raise AthleteError(Finding("B04", what, f"the slowest that is taken is --goal {clock(WALKING)}"))


def _meant(goal: float) -> str:
    """What to write for a goal that is too fast: 3.3 seconds may have been 3:30."""
    minutes, seconds = divmod(round(goal * 100), 100)
    if seconds < 60 and RECORD <= minutes * 60 + seconds <= WALKING:
        return f"did you mean --goal {clock(minutes * 60 + seconds)}?"
    return f"the fastest that is taken is --goal {clock(math.ceil(RECORD))}"


def _check_days(request: Request) -> None:
    days = request.days
    if len(days) >= FEWEST_DAYS:
        return
    nearest = [*sorted(days), *(day for day in _SPREAD if day not in days)][:FEWEST_DAYS]
    what = f"a plan needs {FEWEST_DAYS} days a week, {len(days) or 'none'} given"
    raise UsageError(Finding("B05", what, f"the nearest is --days {_names(nearest)}"))


def _names(days: Iterable[int]) -> str:
    return ",".join(WEEKDAYS[day] for day in sorted(days))


def _check_weeks(request: Request) -> None:
    race, today, weeks = request.race.day, request.today, request.weeks
    soonest = today + timedelta(7 * SHORTEST - 1) - AFTER
    if race <= today:
        when = "today" if race == today else "in the past"
        raise UsageError(
            Finding(
                "B06", f"the race on {race} is {when}", f"name a race from {soonest} on: --race {soonest}"
            )
        )
    if request.room < SHORTEST:
        left = (race - today).days
        what = (
            f"the race is in {left} day{'s' if left > 1 else ''}, and the shortest plan has {SHORTEST} weeks"
        )
        until = "run less, sharpen once four days before" if left >= _ENOUGH_TO_SHARPEN else "rest"
        now = f"{until} and race fresh; a plan is built for a race from {soonest} on: --race {soonest}"
        raise UsageError(Finding("B07", what, now))
    if weeks is not None and not SHORTEST <= weeks <= LONGEST:
        low, high = request.template.weeks[0], request.template.weeks[-1]
        near = min(max(weeks, low), high, request.room)
        what = f"a plan has {SHORTEST} to {LONGEST} weeks, not {weeks}"
        raise UsageError(Finding("B08", what, f"the nearest is --weeks {near}"))
    if weeks is not None and weeks > request.room:
        what = f"{weeks} weeks before {race} begin on {request.start}, which is past"
        raise UsageError(Finding("B09", what, f"there is time for --weeks {request.room}"))
    _check_template(request)


def _check_template(request: Request) -> None:
    template = request.template
    if request.length not in template.weeks:
        low, high = template.weeks[0], template.weeks[-1]
        what = f'template "{template.name}" is for {low} to {high} weeks, not {request.length}'
        near = f"--weeks {min(max(request.length, low), high, max(low, request.room))}"
        other = "take another: --template sharpen" if request.room < low else f"the nearest is {near}"
        raise UsageError(Finding("B10", what, other))


def _check_volume(request: Request) -> None:
    volume, units = request.volume, request.athlete.units
    if volume is None or volume <= MOST:
        return
    what = f"{volume / units.metres:.0f} {units} a week is more than anybody trains for 1000 m"
    raise UsageError(Finding("B14", what, f"the nearest is --volume {MOST // units.metres:.0f}{units}"))


def too_little(request: Request, enough: float) -> UsageError:
    """The refusal of a volume; `enough` metres a week would do."""
    units = request.athlete.units
    now = f"{(request.volume or 0) / units.metres:.0f} {units}"
    what = f"{now} a week bears no hard training on {len(request.days)} days"
    near = f"--volume {-(-enough // units.metres):.0f}{units}"  # rounded up, so that it is accepted
    fewer = "; or give fewer days" if len(request.days) > FEWEST_DAYS else ""
    return UsageError(Finding("B11", what, f"run easily up to it first: the nearest is {near}{fewer}"))


def no_volume(request: Request, heavy: Period) -> UsageError:
    """The refusal of a template with a week that nothing before it prepares for."""
    name, days, kind = request.template.name, len(request.days), heavy.phase.value
    what = (
        f'template "{name}" makes no plan of {request.length} weeks on {days} days'
        f" for the {request.level} runner: week {heavy.number} ({'lighter' if heavy.lighter else kind})"
        " is too much at any volume"
    )
    now = "make the hard sessions of its row shorter, or take another template"
    return UsageError(Finding("B21", what, now))


def check_ambition(request: Request, paces: Paces) -> tuple[Finding, ...]:
    """The doubts about the goal. Raises AthleteError for one out of reach, unless forced."""
    goal, form = request.race.goal, paces.form
    if goal is None or form is None or paces.assumed:
        return ()
    now, likely = form.thousand, likely_gain(request.length, request.level)
    gain = (now - goal) / now
    near = f"{clock(now * (1 - likely))} is what {request.length} weeks may give"
    if gain > OUT_OF_REACH and not request.forced:
        what = (
            f"the goal {clock(goal)} is {gain:.0%} faster than today's {clock(now)}: out of reach in one plan"
        )
        now_what = f"{near}: --goal {clock(now * (1 - likely))}; or build it all the same: --ambitious"
        raise AthleteError(Finding("B12", what, now_what))
    if gain > likely:
        what = f"the goal {clock(goal)} is ambitious: {gain:.1%} faster than today's {clock(now)}"
        return (Finding("V13", what, f"{near}; or give it more weeks", level=Level.WARNING),)
    if gain < 0:
        what = f"the goal {clock(goal)} is slower than today's {clock(now)}"
        return (Finding("B13", what, f"set a faster one; {near}", level=Level.WARNING),)
    return ()
