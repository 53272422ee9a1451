"""Doubts about an athlete's paces: nothing known, given paces far off, a goal out of reach."""

from collections.abc import Iterator, Mapping

from onek_sync.model.errors import Finding, Level
from onek_sync.model.intensity import PaceName, RaceName
from onek_sync.model.session import PaceBand
from onek_sync.model.units import clock
from onek_sync.planning.paces.form import Form
from onek_sync.planning.paces.known_paces import Paces
from onek_sync.planning.paces.model_paces import race_paces, training_paces

GIVE_A_RACE = 'give a recent race, e.g. recent: {1K: "3:34"}'

_AMBITIOUS, _UNREAL = 0.05, 0.12  # gains over today's time
_FAR_OFF = 0.10  # between a given pace and the model's


def doubts(paces: Paces, given: Mapping[PaceName | RaceName, PaceBand]) -> Iterator[Finding]:
    """What a person should look at; `given`: the paces that win over the model."""
    if paces.form is None and not given:
        yield _doubt("A01", "no usable race of the athlete is known: efforts stay without paces", GIVE_A_RACE)
    if paces.form:
        yield from _far_off(paces.form, given)
    if not paces.assumed:
        yield from _goal(paces)


def _far_off(form: Form, given: Mapping[PaceName | RaceName, PaceBand]) -> Iterator[Finding]:
    races = race_paces(form)
    model = {name: band for known in (races, training_paces(form, races)) for name, band in known.items()}
    for name, band in given.items():
        if name in model and abs(off := band.middle / model[name].middle - 1) > _FAR_OFF:
            verdict = f"{abs(off):.0%} {'slower' if off > 0 else 'faster'} than the races say"
            what = f"the given pace for {name.value}, {clock(band.middle)}/km, is {verdict}"
            yield _doubt("A10", what, "check it, or leave it out")


def _goal(paces: Paces) -> Iterator[Finding]:
    today, race = paces.races.get(RaceName.RACE), paces.race
    if paces.gain is None or today is None or race is None or race.goal is None:
        return
    gain = 1 - paces.gain
    if gain < 0:
        verdict, then = "slower", "set a faster goal"
    elif gain > _UNREAL:
        verdict, then = "faster (out of reach in one plan)", "set a goal on the way"
    elif gain > _AMBITIOUS:
        verdict, then = "faster (ambitious)", "give it 16 weeks or more"
    else:
        return
    now = clock(today.middle * race.metres / 1000, 1)
    yield _doubt(
        "A09", f"the goal {clock(race.goal)} is {abs(gain):.1%} {verdict} than today's form ({now})", then
    )


def _doubt(code: str, what: str, now: str) -> Finding:
    return Finding(code, what, now, level=Level.WARNING)
