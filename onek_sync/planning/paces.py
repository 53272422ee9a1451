"""The paces of one athlete: training paces, race paces of today and of the goal, strides, heart, doubts.

Which model makes which pace: docs/decisions/pace-model.md.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from onek_sync.model.athlete import Athlete, Heart, Result, RunnerLevel
from onek_sync.model.errors import AthleteError, Finding, Level
from onek_sync.model.intensity import AbsolutePace, PaceName, RaceName
from onek_sync.model.plan import Race
from onek_sync.model.session import HeartBand, PaceBand
from onek_sync.model.units import METRES_PER_MILE, Units, clock
from onek_sync.planning.equivalence import pace_at
from onek_sync.planning.form import Form, find_form
from onek_sync.planning.heart import known_heart, pace_bands
from onek_sync.planning.results import RACE_METRES, check_order, check_possible
from onek_sync.planning.split_budget import RaceSplit, split_budget

__all__ = ["PaceRow", "Paces", "RaceSplit", "find_paces", "pace_table", "split_budget"]

# Shares of the aerobic VDOT, slow and fast. E, T and I are Daniels' (fitted to his table), the others lie
# between them by coaching judgement; a single share is a point that resolving widens.
_SHARES = {
    PaceName.RECOVERY: (0.55, 0.63),
    PaceName.EASY: (0.63, 0.73),
    PaceName.AEROBIC_THRESHOLD: (0.74, 0.79),
    PaceName.STEADY: (0.78, 0.82),
    PaceName.TEMPO: (0.84, 0.88),
    PaceName.THRESHOLD: (0.88, 0.88),
    PaceName.INTERVAL: (0.975, 0.975),
}
_LONG = (0.63, 0.70)
_STRIDES_OF_1K = (1.10, 1.25)  # of today's 1000 m speed
_STRIDES_OF_TOP = {RunnerLevel.BEGINNER: (0.80, 0.90)}  # of the top speed; the others:
_STRIDES_OF_TOP_ELSE = (0.80, 0.95)
_R_BEFORE_I = 0.98  # R is the mile's pace and always a little faster than I
_UNTRAINED = 0.035  # the gain a plan of 12 weeks may hope for: how far a goal alone is from today
_AMBITIOUS, _UNREAL = 0.05, 0.12
_FAR_OFF = 0.10  # a given pace that is so far from the model's is doubted
_GIVE_A_RACE = 'give a recent race, e.g. recent: {1K: "3:34"}'


@dataclass(frozen=True, kw_only=True)
class Paces:
    """Everything known for one athlete. Bands in s/km; a race pace or a point like T has fast == slow.

    `training` and `races` lack what nothing is known of; `races` are today's. `form` is None where no race
    was given, `assumed` where it was only derived from the goal. `top_speed` in m/s. `notes` say where the
    paces come from and how sure they are; `findings` are doubts a person should settle.
    """

    units: Units = Units.KM
    training: Mapping[PaceName, PaceBand]
    races: Mapping[RaceName, PaceBand]
    long: PaceBand | None = None
    strides: PaceBand | None = None
    top_speed: float | None = None
    heart: Heart = Heart()
    race: Race | None = None
    form: Form | None = None
    assumed: bool = False
    notes: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()

    def band(self, name: PaceName | RaceName) -> PaceBand | None:
        """Today's band by its name."""
        return self.training.get(name) if isinstance(name, PaceName) else self.races.get(name)

    @property
    def goal(self) -> float | None:
        """The goal's race pace, s/km."""
        return self.race.goal / self.race.metres * 1000 if self.race and self.race.goal else None

    @property
    def gain(self) -> float | None:
        """The goal time as a share of today's over the same distance (0.97 = 3 % to gain)."""
        today = self.races.get(RaceName.RACE)
        return self.goal / today.middle if self.goal and today else None

    def goal_pace(self, name: RaceName, progress: float = 1.0) -> PaceBand | None:
        """The goal's pace over a race distance, moved so far (0 to 1) from today's towards it.

        Over other distances than the goal's it asks for the same gain in per cent. A goal that is slower
        than today's form is not moved towards.
        """
        today, goal = self.races.get(name), self._full_goal(name)
        if goal is None or today is None or self.assumed or goal.middle >= today.middle:
            return goal
        return PaceBand(
            today.fast + (goal.fast - today.fast) * progress,
            today.slow + (goal.slow - today.slow) * progress,
        )

    def _full_goal(self, name: RaceName) -> PaceBand | None:
        if self.goal is None or self.race is None:
            return None
        if name is RaceName.RACE or RACE_METRES[name] == self.race.metres:
            return PaceBand(self.goal, self.goal)
        today = self.races.get(name)
        return PaceBand(today.fast * self.gain, today.slow * self.gain) if today and self.gain else None


def find_paces(athlete: Athlete, race: Race | None = None) -> Paces:
    """Work out an athlete's paces from what was run, what was given, and what is aimed at.

    Raises AthleteError where nothing is known at all, or what is known is impossible or contradictory.
    """
    heart = known_heart(athlete)
    form, assumed, findings = _form(athlete, race)
    given = {name: _band(pace, athlete.units) for name, pace in athlete.paces}
    if form is None and not given and heart == Heart() and athlete.sprint is None:
        raise AthleteError(Finding("A01", "nothing is known of the athlete", _GIVE_A_RACE))
    races = _races(form, race) | {name: band for name, band in given.items() if isinstance(name, RaceName)}
    named = {name: band for name, band in given.items() if isinstance(name, PaceName)}
    training = (_training(form, races) if form else {}) | named
    top = _top_speed(athlete.sprint, form)
    found = Paces(
        units=athlete.units,
        training=MappingProxyType(training),
        races=MappingProxyType(races),
        long=named.get(PaceName.EASY) or (_share(form.aerobic, *_LONG) if form else None),
        strides=_strides(top, races.get(RaceName.K1), athlete.level),
        top_speed=top,
        heart=heart,
        race=race,
        form=form,
        assumed=assumed,
        notes=tuple(_notes(form, heart, given)),
    )
    return replace(found, findings=(*findings, *_doubts(found, given)))


def _form(athlete: Athlete, race: Race | None) -> tuple[Form | None, bool, tuple[Finding, ...]]:
    """Today's form, whether it is only assumed from the goal, and the doubts."""
    goal = race.goal if race else None
    if race and goal:
        check_possible(Result(race.metres, goal))
    form = find_form(athlete.recent)
    if form:
        return form, False, form.findings
    if race and goal:
        form = find_form((Result(race.metres, goal / (1 - _UNTRAINED)),))
    if form is None:
        return None, False, ()
    doubt = Finding(
        "A07",
        f"no recent race is known: training paces assume that you are {_UNTRAINED:.1%} away from the goal",
        'give a recent race, e.g. recent: {5K: "20:50"}',
        level=Level.WARNING,
    )
    return form, True, (doubt,)


def _band(pace: AbsolutePace, units: Units) -> PaceBand:
    per = pace.per or units.metres
    return PaceBand(pace.fast / per * 1000, pace.slow / per * 1000)


def _races(form: Form | None, race: Race | None) -> dict[RaceName, PaceBand]:
    if form is None:
        return {}
    lengths = RACE_METRES | ({RaceName.RACE: race.metres} if race else {})
    paces = {name: form.seconds_over(metres) / metres * 1000 for name, metres in lengths.items()}
    return {name: PaceBand(pace, pace) for name, pace in paces.items()}


def _training(form: Form, races: Mapping[RaceName, PaceBand]) -> dict[PaceName, PaceBand]:
    bands = {name: _share(form.aerobic, *shares) for name, shares in _SHARES.items()}
    mile = min(races[RaceName.MILE].middle, bands[PaceName.INTERVAL].fast * _R_BEFORE_I)
    bands[PaceName.REPETITION] = PaceBand(mile, mile)
    bands[PaceName.MARATHON] = races[RaceName.MARATHON]
    return bands


def _share(aerobic: float, slow: float, fast: float) -> PaceBand:
    return PaceBand(pace_at(fast * aerobic), pace_at(slow * aerobic))


def _top_speed(sprint: Result | None, form: Form | None) -> float | None:
    if sprint is None:
        return None
    check_possible(sprint)
    if form:
        check_order(sorted((sprint, *form.results), key=lambda each: each.metres))
    return sprint.metres / sprint.seconds


def _strides(top: float | None, thousand: PaceBand | None, level: RunnerLevel) -> PaceBand | None:
    """Fast and relaxed: of the top speed where a sprint is known, else of today's 1000 m speed."""
    if top:
        low, high = _STRIDES_OF_TOP.get(level, _STRIDES_OF_TOP_ELSE)
        return PaceBand(1000 / (high * top), 1000 / (low * top))
    if thousand:
        low, high = _STRIDES_OF_1K
        return PaceBand(thousand.middle / high, thousand.middle / low)
    return None


def _notes(form: Form | None, heart: Heart, given: Mapping[PaceName | RaceName, PaceBand]) -> Iterator[str]:
    if form:
        yield from form.notes
    if given:
        yield f"Given, not worked out: {', '.join(name.value for name in given)}."
    if heart.estimated:
        yield f"Maximum heart rate {heart.max} estimated from the age (208 - 0.7 x age): ±10 bpm or more."


def _doubts(paces: Paces, given: Mapping[PaceName | RaceName, PaceBand]) -> Iterator[Finding]:
    if paces.form is None and not given:
        what = "no race of the athlete is known: efforts stay without paces"
        yield Finding("A01", what, _GIVE_A_RACE, level=Level.WARNING)
    if paces.form:
        yield from _given_doubts(paces.form, given)
    if not paces.assumed and (doubt := _goal_doubt(paces)):
        yield doubt


def _given_doubts(form: Form, given: Mapping[PaceName | RaceName, PaceBand]) -> Iterator[Finding]:
    """Paces that were given and are far from what the races say."""
    races = _races(form, None)
    model = {name: band for known in (races, _training(form, races)) for name, band in known.items()}
    for name, band in given.items():
        if name in model and abs(off := band.middle / model[name].middle - 1) > _FAR_OFF:
            verdict = f"{abs(off):.0%} {'slower' if off > 0 else 'faster'} than the races say"
            what = f"the given pace for {name.value}, {clock(band.middle)}/km, is {verdict}"
            yield Finding("A10", what, "check it, or leave it out", level=Level.WARNING)


def _goal_doubt(paces: Paces) -> Finding | None:
    today, race = paces.races.get(RaceName.RACE), paces.race
    if paces.gain is None or today is None or race is None or race.goal is None:
        return None
    gain, now = 1 - paces.gain, clock(today.middle * race.metres / 1000, 1)
    if gain < 0:
        verdict, then = "slower", "set a faster goal"
    elif gain > _UNREAL:
        verdict, then = "faster (out of reach in one plan)", "set a goal on the way"
    elif gain > _AMBITIOUS:
        verdict, then = "faster (ambitious)", "give it 16 weeks or more"
    else:
        return None
    what = f"the goal {clock(race.goal)} is {abs(gain):.1%} {verdict} than today's form ({now})"
    return Finding("A09", what, then, level=Level.WARNING)


@dataclass(frozen=True, slots=True, kw_only=True)
class PaceRow:
    """A line of the pace table: a name, the band, its heart rates by every known method, the best first.

    `goal`: it is a pace of the goal, not of today.
    """

    name: str
    band: PaceBand
    heart: tuple[HeartBand, ...] = ()
    goal: bool = False

    @property
    def per_mile(self) -> tuple[float, float]:
        """Seconds per mile, fast and slow."""
        return self.band.over(METRES_PER_MILE)


_TABLE = (
    ("recovery", PaceName.RECOVERY),
    ("E easy", PaceName.EASY),
    ("long", None),
    ("steady", PaceName.STEADY),
    ("M marathon", PaceName.MARATHON),
    ("tempo", PaceName.TEMPO),
    ("T threshold", PaceName.THRESHOLD),
    ("I interval", PaceName.INTERVAL),
    ("R repetition", PaceName.REPETITION),
)


def pace_table(paces: Paces) -> tuple[PaceRow, ...]:
    """The table `onek paces` prints: training paces from slow to fast, races from long to short, the goal."""
    return (*_training_rows(paces), *_race_rows(paces))


def _training_rows(paces: Paces) -> Iterator[PaceRow]:
    for words, name in _TABLE:
        band = paces.training.get(name) if name else paces.long
        if band:
            yield PaceRow(name=words, band=band, heart=pace_bands(name or PaceName.EASY, paces.heart))
    if paces.strides:
        yield PaceRow(name="strides", band=paces.strides)


def _race_rows(paces: Paces) -> Iterator[PaceRow]:
    for race in reversed(RACE_METRES):
        if band := paces.races.get(race):
            yield PaceRow(name=race.value, band=band)
    if (goal := paces.goal) and paces.race:
        yield PaceRow(name=f"goal {clock(paces.race.goal or 0)}", band=PaceBand(goal, goal), goal=True)
