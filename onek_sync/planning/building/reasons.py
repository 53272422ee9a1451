"""Why a plan is as it is, in sentences: for who asked for it, and for the head of its file."""

from collections.abc import Iterator
from datetime import timedelta

from onek_sync.model.athlete import RunnerLevel
from onek_sync.model.units import clock
from onek_sync.planning.building.periods import SHORT
from onek_sync.planning.building.places import Slot, placed
from onek_sync.planning.building.race_week import sharpener_day
from onek_sync.planning.building.request import Request
from onek_sync.planning.file.race_day import WEEKDAYS
from onek_sync.planning.paces.known_paces import Paces
from onek_sync.planning.shorthand import write_workout

_FULL = 0.9  # of the volume now: below it the days hold less than the athlete runs


def reasons(request: Request, paces: Paces, volumes: tuple[float, ...], now: float) -> Iterator[str]:
    """The reasons, the most important first. `volumes`: metres of each week; `now`: what is run today."""
    yield _arc(request, volumes)
    yield from _goal(request, paces)
    yield from paces.notes
    yield from _days(request)
    yield from _race_week(request)
    yield from _volume(request, volumes, now)
    yield from _EXPLAINED


def _arc(request: Request, volumes: tuple[float, ...]) -> str:
    units = request.athlete.units
    low, high = (f"{metres / units.metres:.0f}" for metres in (volumes[0], max(volumes)))
    span = f"{low} to {high}" if low != high else f"at most {high}"
    lighter = ", lighter weeks in between" if request.length >= SHORT else ""
    return (
        f"{request.length} weeks back from {request.race.day}, from template {request.template.name}: "
        f"{span} {units.value} a week{lighter}."
    )


def _goal(request: Request, paces: Paces) -> Iterator[str]:
    goal, form = request.race.goal, paces.form
    if goal and form and not paces.assumed and goal < form.thousand:
        yield (
            f"Goal pace moves from today's {clock(form.thousand, 1)} to {clock(goal, 1)} week by week; "
            "from the peak on it is the goal's."
        )


def _days(request: Request) -> Iterator[str]:
    slots = placed(request.days, request.level)
    yield "The week: " + ", ".join(f"{WEEKDAYS[day]} {slot.value}" for day, slot in slots) + "."
    if len(request.days) == 7:
        yield "Seven days are six of training: one full rest day a week is where the training sinks in."
    if request.level is RunnerLevel.BEGINNER:
        yield "Two hard days a week are enough in the first year; the first four weeks have no race pace."
    if any(slot is Slot.MIXED for _, slot in slots):
        yield "With three days the tempo run is inside the easy one."


def _race_week(request: Request) -> Iterator[str]:
    race = request.race.day
    if sharpener_day(race, request.days) is None:
        effort = write_workout(request.template.sharpener.options(request.level)[0].workout)
        best = f"{race - timedelta(4):%a %Y-%m-%d}"
        yield (
            "None of your days is three to five days before the race, so race week has no sharpener."
            f" If {best} is free after all, run it then: warm up, {effort}, cool down."
        )


def _volume(request: Request, volumes: tuple[float, ...], metres: float) -> Iterator[str]:
    units = request.athlete.units
    now = f"{metres / units.metres:.0f} {units.value}"
    if request.volume is None:
        yield f"No volume given: taken as {now} a week now. Say yours: too much is how runners get hurt."
    if max(volumes) < _FULL * metres:
        yield (
            f"Your days hold {max(volumes) / units.metres:.0f} {units.value} of the {now} you run now: "
            "easy runs end at an hour, the long run at 75 minutes. More days would hold more."
        )


# Where other plans for 1000 m, and many coaches, say something else.
_EXPLAINED = (
    "The long run is at most 75 minutes and 30 % of the week (beginners 35 %): two or three times"
    " the race would be 3 km.",
    "Tempo is 80-85 % of the maximal heart rate to begin with and 90 % at most: a ceiling, not an aim."
    " Threshold (T) is a little faster.",
    "400s at goal pace have a 400 m jog. Equal rest makes another, harder session of them.",
    "800s at goal pace come twice at most and with long rests: 800 m at 1K pace is nearly an 800 m race.",
    '"At or above goal pace" is read as faster, never as slower.',
    "The middle 600 m of the race are 1.3 % slower than the mean: that pays for the start and the kick.",
    "10 % growth a week is a careful habit, not a proven limit.",
)
