"""From answers to a plan: weeks counted backwards from the race, each made to fit; the reasons with it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from onek_sync.model.athlete import Athlete, RunnerLevel
from onek_sync.model.plan import Plan, Week
from onek_sync.model.units import clock
from onek_sync.planning.building import words
from onek_sync.planning.building.answers import MOST, check_ambition, check_answers, no_volume, too_little
from onek_sync.planning.building.drafts import Draft, Gauge
from onek_sync.planning.building.periods import Period, periods
from onek_sync.planning.building.places import placed
from onek_sync.planning.building.race_week import last_peak_week, race_week
from onek_sync.planning.building.reasons import reasons
from onek_sync.planning.building.request import Built, Request
from onek_sync.planning.building.sessions import week_of
from onek_sync.planning.building.slots import Scene, draft_of
from onek_sync.planning.building.template import Phase, Row, Template
from onek_sync.planning.building.volume import GROWTH, LONG_SHARE, Frame, has_sound_long, shortest
from onek_sync.planning.building.week import normal_week
from onek_sync.planning.paces import find_paces

_OLDER = 45  # years from which every third week is a lighter one
_LOOK_BACK = 3  # weeks that growth is measured against
_LIGHTER_CEILING, _LIGHT_ENOUGH = 0.8, 0.87  # of the largest week of the three before
_TAPER_ROOM = 0.1
_MORE = 1_000.0  # metres a week
_SLACK = 1.05  # over the shortest first week, for who did not say what is run now


def build_plan(request: Request) -> Built:
    """A plan for the athlete, with its reasons. The same request gives the same plan.

    Raises UsageError for answers that no plan fits, each with the nearest that would do, and AthleteError
    for a goal out of reach and for results that contradict each other.
    """
    check_answers(request)
    paces = find_paces(request.athlete, request.race)
    doubts = check_ambition(request, paces)
    volume, weeks = _enough(request, Gauge(paces))
    goal = request.race.goal or 0.0
    plan = Plan(
        id=request.id,
        title=request.title or f"1K in {clock(goal, 0 if goal == round(goal) else 1)}",
        timezone=request.timezone,
        start=request.start,
        weeks=tuple(laid.week for laid in weeks),
        race=request.race,
        athlete=request.athlete,
    )
    volumes = tuple(laid.metres for laid in weeks)
    findings = (*doubts, *(each for each in paces.findings if each.code != "A09"))
    return Built(plan=plan, reasons=tuple(reasons(request, paces, volumes, volume)), findings=findings)


@dataclass(frozen=True, slots=True)
class _Laid:
    """A week with its metres, and whether its long run is neither too short nor too much of it."""

    week: Week
    metres: float
    sound: bool


def _enough(request: Request, gauge: Gauge) -> tuple[float, tuple[_Laid, ...]]:
    """The volume that the plan starts with, metres a week, and its weeks.

    A volume that was given and is too small for them is refused; the usual one is raised until it bears them.
    A template that no volume bears has a fault: its coach is told which week it is.
    """
    volume = request.volume_now
    if request.volume is None:
        volume = max(volume, _first_week(request, gauge) * _SLACK)
    weeks = tuple(_weeks(request, gauge, volume))
    if _too_heavy(volume, weeks, request):
        # The most gives every week the most room: what does not fit there fits nowhere.
        if heavy := _too_heavy(MOST, tuple(_weeks(request, gauge, MOST)), request):
            raise no_volume(request, heavy)
        while volume < MOST and _too_heavy(volume, weeks, request):
            volume = min(volume + _MORE, MOST)
            weeks = tuple(_weeks(request, gauge, volume))
    if request.volume is not None and volume > request.volume:
        raise too_little(request, volume)
    return volume, weeks


def _first_week(request: Request, gauge: Gauge) -> float:
    """The metres of the first week when nothing is left out of it and every easy run is short."""
    plan = periods(request.length, _lighter_every(request.athlete))
    scene = _scene(plan[0], *_rows(request, plan)[0], request, gauge)
    slots = placed(request.days, request.level)
    return gauge.total(shortest(draft_of(slot, request.start, scene) for _, slot in slots))


def _too_heavy(volume: float, weeks: tuple[_Laid, ...], request: Request) -> Period | None:
    """The first week that is more than growth allows, a lighter one that is not lighter, or one with a long
    run that is none; None: the volume bears them all.
    """
    plan = periods(request.length, _lighter_every(request.athlete))
    for index, (period, laid) in enumerate(zip(plan, weeks, strict=True)):
        before = max((each.metres for each in weeks[max(0, index - _LOOK_BACK) : index]), default=volume)
        if not laid.sound or laid.metres > before * (_LIGHT_ENOUGH if period.lighter else GROWTH):
            return period
    return None


def _weeks(request: Request, gauge: Gauge, volume: float) -> Iterator[_Laid]:
    """Each week; every one knows what was run before it."""
    plan = periods(request.length, _lighter_every(request.athlete))
    rows = _rows(request, plan)
    volumes = [volume]
    for period, (row, turn) in zip(plan, rows, strict=True):
        scene = _scene(period, row, turn, request, gauge)
        frame = _frame(period, plan, request.level, volumes)
        drafts = _drafts(period, plan, request, scene, frame)
        metres = gauge.total(drafts)
        volumes.append(metres)
        week = week_of(
            drafts,
            start=request.start + timedelta(7 * (period.number - 1)),
            period=period,
            note=_note(period, metres, request),
            template=request.template,
            level=request.level,
        )
        yield _Laid(week, metres, period.phase is Phase.PEAK or has_sound_long(drafts, frame, gauge))


def _scene(period: Period, row: Row, turn: int, request: Request, gauge: Gauge) -> Scene:
    return Scene(
        template=request.template,
        level=request.level,
        row=row,
        turn=turn,
        week=period.number,
        lighter=period.lighter,
        gauge=gauge,
    )


def _lighter_every(athlete: Athlete) -> int:
    """Beginners and older runners recover every third week."""
    older = athlete.age is not None and athlete.age >= _OLDER
    return 3 if older or athlete.level is RunnerLevel.BEGINNER else 4


def _rows(request: Request, plan: tuple[Period, ...]) -> list[tuple[Row, int]]:
    """The row of each week, and how often it was there before; race week borrows the last one."""
    template, length = request.template, request.length
    loading = [p for p in plan if not p.lighter and p.phase in (Phase.BASE, Phase.SPECIFIC)]
    spread = iter(template.spread(length, len(loading)))
    lighter = iter(_lighter_rows(template, [p for p in plan if p.lighter]))
    peak = iter(_in_turn(template.peak, sum(p.phase in (Phase.PEAK, Phase.RACE) for p in plan)))
    return [
        next(lighter if p.lighter else peak) if p.lighter or p not in loading else next(spread) for p in plan
    ]


def _lighter_rows(template: Template, plan: list[Period]) -> list[tuple[Row, int]]:
    """In turn; the last row, the one nearest to the race, is not used in the base."""
    rows = template.lighter
    base = sum(period.phase is Phase.BASE for period in plan)
    return [*_in_turn(rows[:-1] or rows, base), *_in_turn(rows[min(base, len(rows) - 1) :], len(plan) - base)]


def _in_turn(rows: tuple[Row, ...], count: int) -> list[tuple[Row, int]]:
    """One row after the other, the last one as often as needed."""
    return [(rows[min(index, len(rows) - 1)], 0) for index in range(count)]


def _frame(period: Period, plan: tuple[Period, ...], level: RunnerLevel, volumes: list[float]) -> Frame:
    """The week's target, and what it must not exceed. `volumes`: what is run now, then every week so far."""
    target = volumes[0] * period.share / plan[0].share
    ceiling = max(volumes[1:][-_LOOK_BACK:], default=volumes[0])
    if period.phase in (Phase.PEAK, Phase.RACE):
        most = max(volumes[1:])
        target = min(target, most * period.share)
        # A taper keeps the hard work: rather a little more than planned than none of it.
        ceiling = min(ceiling * GROWTH, most * (period.share + _TAPER_ROOM))
    else:
        ceiling *= _LIGHTER_CEILING if period.lighter else GROWTH
    return Frame(target=min(target, ceiling), ceiling=ceiling, long_share=LONG_SHARE[level])


def _drafts(
    period: Period, plan: tuple[Period, ...], request: Request, scene: Scene, frame: Frame
) -> tuple[Draft, ...]:
    start = request.start + timedelta(7 * (period.number - 1))
    slots = dict(placed(request.days, request.level))
    if period is plan[-1]:
        return race_week(request.race, request.days, scene, frame)
    if period is plan[-2]:
        return last_peak_week(request.race.day, slots, scene, frame)
    return normal_week(start, slots, scene, frame)


def _note(period: Period, metres: float, request: Request) -> str:
    units = request.athlete.units
    parts = [f"About {metres / units.metres:.0f} {units.value}."]
    if period.number == 1:
        parts += [words.SAFETY, words.MISSED, words.GROWTH]
    if period.lighter:
        parts.append(words.LIGHTER)
    elif period.phase is Phase.RACE:
        parts.append(words.RACE_WEEK)
    elif period.phase is Phase.PEAK:
        parts.append(words.PEAK)
    return " ".join(parts)
