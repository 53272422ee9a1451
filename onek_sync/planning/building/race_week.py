"""The last two weeks, counted in days before the race (T), on the days that the athlete has.

| day | what |
|---|---|
| T-12 … T-8 | the last speed session, the last long run, easy days |
| T-7 | the last tempo run, short (or up to three days before, where T-7 is no day of training) |
| T-6 | easy and strides; the last long run, where no other day is left for it |
| T-5 | easy or rest |
| T-4 | the sharpener (or T-5, T-3) |
| T-3 | rest, or easy for the advanced |
| T-2 | 20 min easy and strides |
| T-1 | rest, or 15 min with three strides |
| T | the race, its warm-up before it |
| T+1 | easy or rest |
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from itertools import product

from onek_sync.model.athlete import RunnerLevel
from onek_sync.model.intensity import RaceName, RacePace
from onek_sync.model.plan import Kind, Notes, Option, Race
from onek_sync.model.units import Distance
from onek_sync.model.workout import Step, Workout
from onek_sync.planning.building import words
from onek_sync.planning.building.drafts import Draft, written
from onek_sync.planning.building.places import APART, QUALITY, Slot
from onek_sync.planning.building.slots import Scene, draft_of, hard_draft
from onek_sync.planning.building.volume import Frame
from onek_sync.planning.building.week import fit_week

_SPEED_DAYS, _TEMPO_DAYS = (12, 11, 10, 9, 8), (7, 8, 9, 10)
_SHARPENER_DAYS = (4, 5, 3)
_EASY_AFTER_TEMPO = 6
_EASY_DAYS = {RunnerLevel.ADVANCED: 3}  # in race week; one for the others
_WARM_UP = "12min warm up, 8min drills, 4x80m strides w/ walk back, then 3min walk, 200m @ goal 1K"
# Minutes before the start, and what begins then: the last stride ends 9 minutes before the gun.
_CLOCK = (
    (50, "12 min easy"),
    (37, "drills"),
    (28, "4 x 80 m strides, walk back"),
    (15, "one 200 m at race pace"),
    (9, "done: spikes, number, keep moving"),
)


def last_peak_week(race: date, slots: Mapping[int, Slot], scene: Scene, frame: Frame) -> tuple[Draft, ...]:
    """T-12 to T-6."""
    usual = {before: slot for before in range(12, 5, -1) if (slot := slots.get(_day(race, before).weekday()))}
    speed, tempo = _hard_days(usual, slots.get(_day(race, 13).weekday()) in QUALITY)
    drafts = []
    for before, slot in _without_hard(usual, speed, tempo).items():
        day = _day(race, before)
        if before == tempo:
            drafts.append(_last_tempo(day, scene))
        else:
            drafts.append(draft_of(slot, day, scene))
    return fit_week(tuple(drafts), scene, frame)


def _hard_days(usual: Mapping[int, Slot], hard_before: bool) -> tuple[int, int | None]:
    """The days of the speed session and of the last tempo: apart, the tempo late, speed as usual."""
    wanted = next((before for before, slot in usual.items() if slot is Slot.SPEED), 12)
    speeds = [day for day in _SPEED_DAYS if day in usual and not (hard_before and day == 12)]
    if not speeds:  # every day of training lies behind T-8, or the only one before is too near
        return max(usual), None
    tempos = [day for day in _TEMPO_DAYS if day in usual]
    pairs = [(speed, tempo) for speed, tempo in product(speeds, tempos) if speed - tempo >= APART]
    if not pairs:
        return min(speeds, key=lambda day: (abs(day - wanted), -day)), None
    return min(pairs, key=lambda pair: (_TEMPO_DAYS.index(pair[1]), abs(pair[0] - wanted), -pair[0]))


def _without_hard(usual: Mapping[int, Slot], speed: int, tempo: int | None) -> dict[int, Slot]:
    """The week with its hard days where they are now; what stood there gives way, the long run moves."""
    out = {before: Slot.EASY if slot in QUALITY else slot for before, slot in usual.items()}
    out[speed] = Slot.SPEED
    if tempo is not None:
        out[tempo] = Slot.THRESHOLD
    free = [day for day in out if day not in (speed, tempo, _EASY_AFTER_TEMPO)]
    if not free:  # three days are full with two hard ones: the long run is short enough now to come last
        return out | {day: Slot.LONG for day in out if day not in (speed, tempo)}
    if _EASY_AFTER_TEMPO in out and _EASY_AFTER_TEMPO not in (speed, tempo):
        out[_EASY_AFTER_TEMPO] = Slot.STRIDES
    if Slot.LONG not in out.values():
        out[max(free, key=lambda day: (out[day] is Slot.EASY, -abs(day - 9), day))] = Slot.LONG
    return _with_rest(out, usual)


def _with_rest(out: dict[int, Slot], usual: Mapping[int, Slot]) -> dict[int, Slot]:
    """The week with as many rest days as usual: where one was overwritten, an easy run gives way."""
    for day in sorted(out, key=lambda day: (out[day] is not Slot.EASY, abs(day - 9), day)):
        if Slot.REST in usual.values() and Slot.REST not in out.values():
            out[day] = Slot.REST
    return out


def _last_tempo(day: date, scene: Scene) -> Draft:
    effort = scene.template.last_tempo
    draft = hard_draft(Slot.THRESHOLD, day, effort.options(scene.level), effort, scene)
    return replace(draft, notes=replace(draft.notes, text=words.LAST_TEMPO_NOTE))


def sharpener_day(race: date, days: frozenset[int]) -> int | None:
    """How many days before the race the sharpener stands; None: no day of training is near enough."""
    return next((before for before in _SHARPENER_DAYS if _day(race, before).weekday() in days), None)


def race_week(race: Race, days: frozenset[int], scene: Scene, frame: Frame) -> tuple[Draft, ...]:
    """T-5 to T+1. What is optional is left out where it would be more than race week holds."""
    at = {before: _day(race.day, before) for before in range(5, -2, -1)}
    mine = {before: day for before, day in at.items() if day.weekday() in days or before == 0}
    sharpener = sharpener_day(race.day, days)
    drafts = [*_raced(race), *([_eve(mine[1])] if 1 in mine else [])]
    if sharpener is not None:
        drafts.append(_sharpener(mine[sharpener], scene))
    easy = [before for before in (5, 4, 3) if before in mine and before != sharpener]
    optional = [_short(mine[2], Slot.STRIDES, scene)] if 2 in mine else []
    optional += [_after(mine[-1])] if -1 in mine else []
    optional += [_short(mine[before], Slot.EASY, scene) for before in easy[: _EASY_DAYS.get(scene.level, 1)]]
    for draft in optional:
        if scene.gauge.total((*drafts, draft)) <= frame.target:
            drafts.append(draft)
    return tuple(sorted(drafts, key=lambda draft: draft.day))


def _day(race: date, before: int) -> date:
    return race - timedelta(before)


def _short(day: date, slot: Slot, scene: Scene) -> Draft:
    """Twenty minutes."""
    draft = draft_of(slot, day, scene)
    return replace(draft, minutes=draft.least)


def _sharpener(day: date, scene: Scene) -> Draft:
    effort = scene.template.sharpener
    draft = hard_draft(Slot.SPEED, day, effort.options(scene.level), effort, scene)
    return replace(draft, notes=replace(draft.notes, text=effort.note or words.SHARPENER_NOTE))


def _eve(day: date) -> Draft:
    options = written("rest or run 15min easy, 3x80m strides w/ walk back")
    return Draft(day=day, slot=Slot.REST, options=options, notes=Notes(sleep=words.REST_EVE))


def _after(day: date) -> Draft:
    return Draft(
        day=day, slot=Slot.EASY, options=written("20min easy or rest"), notes=Notes(text=words.AFTER_RACE)
    )


def _raced(race: Race) -> tuple[Draft, Draft]:
    """The warm-up and the race. The race has no steps of its own: resolving makes its split plan."""
    warm_up = Draft(
        day=race.day,
        at=_warm_up_at(race),
        slot=Slot.EASY,
        title="Warm-up",
        options=written(_WARM_UP),
        purpose="Warm, awake and not tired at the gun.",
        notes=Notes(text=_by_the_clock(race.at), food="Last meal 3 h before, something you know."),
    )
    step = Step(end=Distance(race.metres), intensities=(RacePace(RaceName.RACE),))
    run = Draft(
        day=race.day,
        at=race.at,
        title=race.name,
        slot=Slot.SPEED,
        options=(Option(kind=Kind.RACE, workout=Workout(blocks=(step,))),),
        cues=words.RACE_CUES,
    )
    return warm_up, run


def _by_the_clock(at: time | None) -> str:
    if at is None:
        return ". ".join(f"{minutes} min before: {what}" for minutes, what in _CLOCK) + "."
    return ". ".join(f"{_earlier(at, minutes):%H:%M} {what}" for minutes, what in _CLOCK) + "."


def _warm_up_at(race: Race) -> time | None:
    """When the warm-up begins, where the start is known and is not just after midnight."""
    minutes = _CLOCK[0][0]
    return _earlier(race.at, minutes) if race.at and race.at >= time(minute=minutes) else None


def _earlier(at: time, minutes: int) -> time:
    return (datetime.combine(date(2000, 1, 2), at) - timedelta(minutes=minutes)).time()
