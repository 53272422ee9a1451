"""The arc of a plan as SVG: a bar a week, as high as the distance on foot, coloured by phase."""

from collections.abc import Iterator, Sequence
from html import escape
from itertools import groupby

from onek_sync.exporters.sheet.weeks import WeekSum, week_sums
from onek_sync.exporters.words import figures
from onek_sync.exporters.words.plain import one_line
from onek_sync.model.plan import Race
from onek_sync.model.session import ResolvedPlan
from onek_sync.model.units import Units

_STEPS = 26, 60  # units from week to week, at least and at most
_WIDE = 240  # units that a short plan fills
_GAP = 6  # of them between the bars
_TOP, _HIGH = 28, 70  # room for the flag and the figure; the longest bar
_GROUND = _TOP + _HIGH
_PHASES = 5  # colours
_LETTER = 6.2  # a letter of a phase's name is about as wide


def arc(plan: ResolvedPlan, here: int | None = None) -> str:
    """An `<svg>` element; empty for a plan without running. `here`: the number of a week to be marked.

    Lighter weeks are pale with an outline, the race has a flag. Foreign words are escaped.
    """
    weeks = week_sums(plan)
    most = max((week.metres for week in weeks), default=0.0)
    if most <= 0:
        return ""
    units = plan.plan.athlete.units
    wide = _step(weeks) * len(weeks)
    drawn = "".join((*_bars(weeks, most, units, here), *_phases(weeks), *_flag(weeks, most, plan.plan.race)))
    said = f"{units.value} on foot in each of {len(weeks)} weeks"
    return (
        f'<svg class="arc" viewBox="0 0 {wide} {_GROUND + 32}" '
        f'role="img" aria-label="{said}" width="{wide * 1.6:.0f}">{drawn}</svg>'
    )


def _step(weeks: Sequence[WeekSum]) -> int:
    least, most = _STEPS
    return max(least, min(most, _WIDE // len(weeks)))


def _bars(weeks: Sequence[WeekSum], most: float, units: Units, here: int | None) -> Iterator[str]:
    phases, step = _colours(weeks), _step(weeks)
    for at, one in enumerate(weeks):
        high = _high(one, most)
        look = f"p{phases[one.week.phase]}{' lighter' if one.lighter else ''}"
        left, middle, top = at * step + _GAP // 2, at * step + step // 2, _GROUND - high
        number = "number here" if one.week.number == here else "number"
        yield (
            f"<g><title>{escape(_said(one, units))}</title>"
            f'<rect class="{look}" x="{left}" y="{top}" width="{step - _GAP}" height="{high}"/>'
            f'<text x="{middle}" y="{top - 4}">{one.metres / units.metres:.0f}</text>'
            f'<text class="{number}" x="{middle}" y="{_GROUND + 12}">{one.week.number}</text></g>'
        )


def _said(one: WeekSum, units: Units) -> str:
    week = one.week
    phase = one_line(week.phase)
    light = ", a lighter week" if one.lighter else ""
    far = figures.total_length(one.metres, units)
    return f"Week {week.number}{f', {phase}' if phase else ''}: {far}{light}"


def _high(one: WeekSum, most: float) -> int:
    return max(1, round(one.metres / most * _HIGH))


def _colours(weeks: Sequence[WeekSum]) -> dict[str, int]:
    """A colour for each phase, in the order of their first weeks."""
    names = dict.fromkeys(one.week.phase for one in weeks)
    return {name: number % _PHASES for number, name in enumerate(names)}


def _phases(weeks: Sequence[WeekSum]) -> Iterator[str]:
    """A band under the weeks of each phase, with its name where there is room."""
    colours = _colours(weeks)
    at = 0
    for phase, run in groupby(weeks, key=lambda one: one.week.phase):
        wide = _step(weeks) * len(list(run))
        name = one_line(phase)
        if name:
            place = f'x="{at + 3}" y="{_GROUND + 17}" width="{wide - 6}" height="2"'
            yield f'<rect class="p{colours[phase]}" {place}/>'
        if name and len(name) * _LETTER <= wide:
            yield f'<text class="name" x="{at + 3}" y="{_GROUND + 30}">{escape(name)}</text>'
        at += wide


def _flag(weeks: Sequence[WeekSum], most: float, race: Race | None) -> Iterator[str]:
    for at, one in enumerate(weeks):
        if race and 0 <= (race.day - one.week.start).days < 7:
            x, y = at * _step(weeks) + _step(weeks) // 2, _GROUND - _high(one, most) - 15
            name = escape(one_line(race.name) or "Race")
            yield f'<path class="flag" d="M{x} {y}v-12l9 3.5-9 3.5"><title>{name}</title></path>'
