"""A race in words: the goal, the splits to know by heart, how to run it, and the hour before it."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from math import ceil

from onek_sync.exporters.words import figures
from onek_sync.exporters.words.blocks_in_words import lead_text
from onek_sync.exporters.words.line import Line, Part
from onek_sync.exporters.words.plain import one_line, sentence
from onek_sync.exporters.words.shape import Shape, shape, work_steps
from onek_sync.exporters.words.voice import Audience, Voice
from onek_sync.model.plan import Race
from onek_sync.model.session import ResolvedBlock, ResolvedPlan, ResolvedSession, ResolvedStep
from onek_sync.model.units import Units, clock

_SHAPED = (600.0, 2000.0)  # metres between which a quick start and a kick pay
_LAPS = 3200.0  # metres up to which laps are counted
_CAP = 0.96  # of the mean 200 m, for the first: nobody wins by starting more than 4 % faster
# Minutes before the start, and what to do.
_TIMELINE = (
    (50, "jog 12 min easy"),
    (35, "drills, leg swings, toilet"),
    (25, "4 x 80 m strides, the last two at race pace"),
    (12, "spikes and number on, keep moving"),
    (5, "one last stride, warm layer off"),
)
_LONG = 3000.0  # metres from which a race is run evenly, in shoes for the road
_LONG_TIMELINE = (
    (40, "jog 10 min easy"),
    (25, "leg swings, toilet"),
    (15, "3 x 15 s a little quicker, no sprints"),
    (8, "number on, to your place in the field"),
    (3, "shake out, warm layer off"),
)
_CALLED_UP = 12.0 * 60  # the own warm-up ends when the spikes go on

Leg = tuple[float, float]  # metres, seconds
Timeline = Sequence[tuple[int, str]]  # minutes before the start, what to do


def race_lines(session: ResolvedSession, plan: ResolvedPlan, voice: Voice) -> Iterator[Line]:
    """The lines of a race; how to run it, the hour before it and the kit are for the runner alone."""
    race = race_of(session, plan)
    told = shape(session.main)
    steps = list(work_steps(told.main))
    metres = race.metres if race else sum(step.metres for step in steps)
    at = session.session.at or (race.at if race else None)
    yield Line(Part.RACE, _headline(race, metres, at))
    if race and race.goal:
        yield Line(Part.SPLITS, _split_table(steps, metres, race.goal, voice.units))
    if not voice.is_public:
        yield from (Line(Part.RACE, text) for text in _for_the_runner(told, race, metres, at, voice))


def race_of(session: ResolvedSession, plan: ResolvedPlan) -> Race | None:
    """The plan's race, if this session is it."""
    race = plan.plan.race
    return race if race and race.day == session.session.day else None


def _for_the_runner(
    told: Shape, race: Race | None, metres: float, at: time | None, voice: Voice
) -> Iterator[str]:
    steps = list(work_steps(told.main))
    cues = list(_legs_with_cues(steps))
    if race and race.goal and not cues and _SHAPED[0] <= metres <= _SHAPED[1]:
        yield _strategy(metres, race.goal)
    if metres > _LONG:
        yield _calm_start(metres, race, voice)
    yield from cues
    if voice.audience is Audience.CALENDAR:
        timeline = _LONG_TIMELINE if metres > _LONG else _TIMELINE
        yield from _before(told.warmup, at, timeline, voice)
        shoes = "shoes that are run in, double knots" if metres > _LONG else "spikes with double knots"
        yield f"Kit: {shoes}, number, warm layer, water. Nothing new today."


def _headline(race: Race | None, metres: float, at: time | None) -> str:
    name = one_line(race.name) if race else ""
    length = _mark(metres) if metres >= 1 else ""
    goal = f"goal {finish(race.goal)}" if race and race.goal else ""
    start = f"start {at:%H:%M}" if at else ""
    facts = ", ".join(filter(None, (length, goal, start)))
    return sentence(": ".join(filter(None, (name or "Race", facts))))


def _mark(metres: float) -> str:
    """Races are called by their metres: 1000 m, 1500 m; but 1 mi and 5 km."""
    whole_kilometres = metres > 3000 and metres % 1000 == 0
    mile = figures.length(metres).endswith("mi")
    return figures.length(metres) if whole_kilometres or mile else f"{round(metres, 1):g} m"


def _split_table(steps: Sequence[ResolvedStep], metres: float, goal: float, units: Units) -> str:
    """Cumulative times at the marks: by the legs of the session, evenly paced where it has none."""
    own = own_legs(steps, metres, goal)
    marks = ", ".join(f"{mark} in {passed}" for mark, passed in split_table(own, metres, goal, units))
    return f"{'Splits' if own else 'Even splits'}: {marks}."


def split_table(legs: Sequence[Leg], metres: float, goal: float, units: Units) -> tuple[tuple[str, str], ...]:
    """The marks of a race and the time at each, as words: 200 in 40.0, … 1000 in 3:25. No legs: even pace."""
    run = legs or [(metres, goal)]
    on_the_way = figures.length if metres > _LAPS else _bare
    passed = ((on_the_way(mark), figures.split(_at(run, mark))) for mark in _marks(metres, units))
    return (*passed, (_bare(metres), finish(goal)))


def _bare(metres: float) -> str:
    return _mark(metres).removesuffix(" m")


def finish(goal: float) -> str:
    """A goal to the tenth only if it was written so."""
    return clock(goal, 0 if goal == round(goal) and goal >= 60 else 1)


def own_legs(steps: Sequence[ResolvedStep], metres: float, goal: float) -> list[Leg]:
    """The session's legs, brought to the goal's tenth, if they make up the race within 3 % of its goal."""
    legs = [(step.metres, step.metres * step.pace.middle / 1000) for step in steps if step.pace]
    length, total = sum(leg[0] for leg in legs), sum(leg[1] for leg in legs)
    if len(legs) < 2 or abs(length - metres) > 1 or abs(total - goal) > 0.03 * goal:
        return []
    return [(run, seconds * goal / total) for run, seconds in legs]


def _at(legs: Sequence[Leg], mark: float) -> float:
    """Seconds at a distance, even within a leg."""
    seconds = 0.0
    for metres, leg in legs:
        run = min(mark, metres)
        seconds += leg * run / metres
        mark -= run
    return seconds


def _marks(metres: float, units: Units) -> list[float]:
    """The marks before the finish: of a track, or of a road in the athlete's unit."""
    every = 200.0 if metres <= 1000 else 400.0 if metres <= _LAPS else units.metres
    marks = (every * turn for turn in range(1, ceil(metres / every)))
    return [mark for mark in marks if metres - mark > 1]


def _strategy(metres: float, goal: float) -> str:
    """How a middle distance is run; with the cap, since after a taper everybody starts too fast."""
    cap = _CAP * goal / metres * 200
    return (
        f"Strategy: first 200 quick, but not under {cap:.1f}. Then settle, tall and loose. "
        f"Last 200: everything that is left."
    )


def _calm_start(metres: float, race: Race | None, voice: Voice) -> str:
    """What is won in the first minutes of a long race is paid back with interest."""
    first = "mile" if voice.units is Units.MI else "kilometre"
    if race and race.goal:
        pace = clock(race.goal / metres * voice.units.metres)
        return f"Start calmly: the first {first} no faster than {pace}, easy as it feels."
    return f"Start calmly: hold back for the first {first}, easy as it feels."


def _legs_with_cues(steps: Sequence[ResolvedStep]) -> Iterator[str]:
    """What the coach says about a leg: 0-200 m: Fast, not frantic."""
    start = 0.0
    for step in steps:
        end = start + step.metres
        cue = one_line(step.step.cue)
        if cue:
            leg = f"{start:g}-{end:g} m: " if len(steps) > 1 and step.metres else ""
            yield sentence(f"{leg}{cue}")
        start = end


def _before(
    warmup: Sequence[ResolvedBlock], at: time | None, timeline: Timeline, voice: Voice
) -> Iterator[str]:
    """The hour before, by the clock where the start is known; the session's own warm-up wins."""
    own = ", ".join(text for block in warmup if (text := lead_text(block, voice)))
    if own:
        seconds = sum(item.seconds for item in warmup if isinstance(item, ResolvedStep))
        when = f" Begin at {_earlier(at, -(-(seconds + _CALLED_UP) // 300) * 5)}." if at else ""
        yield f"Warm-up: {sentence(own)}{when}"
        return
    yield "Before the start:"
    for minutes, what in timeline:
        yield f"{_earlier(at, minutes)} {what}" if at else f"{minutes} min: {what}"


def _earlier(at: time, minutes: float) -> str:
    return f"{datetime.combine(date(2000, 1, 2), at) - timedelta(minutes=minutes):%H:%M}"
