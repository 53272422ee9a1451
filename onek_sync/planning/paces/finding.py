"""Find the paces of one athlete: from what was run, what was given, and what is aimed at.

Which model makes which pace: docs/decisions/pace-model.md.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from types import MappingProxyType

from onek_sync.model.athlete import Athlete, Heart, Result
from onek_sync.model.errors import AthleteError, Finding, Level
from onek_sync.model.intensity import AbsolutePace, PaceName, RaceName
from onek_sync.model.plan import Aim
from onek_sync.model.session import PaceBand
from onek_sync.model.units import Units
from onek_sync.planning.paces.form import Form, find_form
from onek_sync.planning.paces.heart import known_heart
from onek_sync.planning.paces.known_paces import Paces
from onek_sync.planning.paces.model_paces import long_pace, race_paces, stride_pace, training_paces
from onek_sync.planning.paces.pace_doubts import GIVE_A_RACE, doubts
from onek_sync.planning.paces.results import check_order, check_possible, usable

_HOPED_FOR = 0.035  # the gain a plan of 12 weeks may hope for: how far from today a goal alone is taken to be


def find_paces(athlete: Athlete, race: Aim | None = None) -> Paces:
    """Work out the paces of an athlete, and of the race that is aimed at; its day does not matter.

    Raises AthleteError where nothing is known at all, or what is known is impossible or contradictory.
    """
    if race and race.goal:
        check_possible(Result(race.metres, race.goal))
    heart = known_heart(athlete)
    form, findings = _today(athlete)
    assumed = None if form else _assumed(race)
    given = {name: _band(pace, athlete.units) for name, pace in athlete.paces}
    if not (form or assumed or given or athlete.sprint) and heart == Heart():
        raise AthleteError(Finding("A01", "nothing is known of the athlete", GIVE_A_RACE), *findings)
    found = _paces(athlete, form or assumed, given, race)
    found = replace(found, heart=heart, assumed=assumed is not None, notes=tuple(_notes(form, heart, given)))
    if assumed:
        findings = (*findings, _ASSUMED)
    return replace(found, findings=(*findings, *doubts(found, given)))


_ASSUMED = Finding(
    "A07",
    f"no usable race is known: training paces assume that you are {_HOPED_FOR:.1%} away from the goal",
    GIVE_A_RACE,
    level=Level.WARNING,
)


def _today(athlete: Athlete) -> tuple[Form | None, tuple[Finding, ...]]:
    form = find_form(athlete.recent)
    return form, form.findings if form else usable(athlete.recent)[1]


def _assumed(race: Aim | None) -> Form | None:
    """The form of somebody who can reach the goal: for who gives a goal and no race."""
    return find_form((Result(race.metres, race.goal / (1 - _HOPED_FOR)),)) if race and race.goal else None


def _band(pace: AbsolutePace, units: Units) -> PaceBand:
    per = pace.per or units.metres
    return PaceBand(pace.fast / per * 1000, pace.slow / per * 1000)


def _paces(
    athlete: Athlete, form: Form | None, given: Mapping[PaceName | RaceName, PaceBand], race: Aim | None
) -> Paces:
    """The model's paces, and over them the given ones."""
    races = race_paces(form, race.metres if race else None) if form else {}
    training = training_paces(form, races) if form else {}
    races |= {name: band for name, band in given.items() if isinstance(name, RaceName)}
    training |= {name: band for name, band in given.items() if isinstance(name, PaceName)}
    top = _top_speed(athlete.sprint, form)
    return Paces(
        units=athlete.units,
        training=MappingProxyType(training),
        races=MappingProxyType(races),
        long=given.get(PaceName.EASY) or (long_pace(form) if form else None),
        strides=stride_pace(top, races.get(RaceName.K1), athlete.level),
        top_speed=top,
        race=race,
        form=form,
    )


def _top_speed(sprint: Result | None, form: Form | None) -> float | None:
    if sprint is None:
        return None
    check_possible(sprint)
    if form:
        check_order(sorted((sprint, *form.results), key=lambda each: each.metres))
    return sprint.metres / sprint.seconds


def _notes(form: Form | None, heart: Heart, given: Mapping[PaceName | RaceName, PaceBand]) -> Iterator[str]:
    if form:
        yield from form.notes
    if given:
        yield f"Given, not worked out: {', '.join(name.value for name in given)}."
    if heart.estimated:
        yield f"Maximum heart rate {heart.max} estimated from the age (208 - 0.7 x age): ±10 bpm or more."
