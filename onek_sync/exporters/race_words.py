"""A race in words: the goal, the splits to know by heart, how to run it, and the hour before it."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from onek_sync.exporters import figures
from onek_sync.exporters.blocks_in_words import Voice, texts
from onek_sync.exporters.plain import one_line, sentence
from onek_sync.exporters.shape import work_steps
from onek_sync.model.plan import Race
from onek_sync.model.session import ResolvedPlan, ResolvedSession, ResolvedStep
from onek_sync.model.units import clock

# Shares of the mean 200 m: a quick first, an honest last; the middle pays for both.
FIRST, LAST, CAP = 0.975, 0.985, 0.96
# Minutes before the gun, and what to do.
_TIMELINE = (
    (50, "jog 12 min easy"),
    (35, "drills, leg swings, toilet"),
    (25, "4 x 80 m strides, the last two at race pace"),
    (12, "spikes on, number on, stay warm and moving"),
    (5, "last stride, warm layer off, to the line"),
)


def race_lines(session: ResolvedSession, plan: ResolvedPlan, voice: Voice, *, private: bool) -> Iterator[str]:
    """The lines of a race. `private`: with the timeline and the kit, which are for the runner alone."""
    race = plan.plan.race if plan.plan.race and plan.plan.race.day == session.session.day else None
    steps = list(work_steps(session.main.blocks))
    metres = race.metres if race else sum(step.metres for step in steps)
    goal = race.goal if race else None
    at = session.session.at or (race.at if race else None)
    yield _headline(race, metres, goal, at)
    yield from _split_table(steps, metres, goal)
    if goal and 600 <= metres <= 1609.4:
        yield _strategy(metres, goal)
    if len(steps) > 1:
        yield from (sentence(_with_cue(step, voice)) for step in steps)
    if private:
        yield _timeline(at)
        yield "Kit: spikes with tight double knots, number, warm layer, water. Nothing new today."


def _headline(race: Race | None, metres: float, goal: float | None, at: time | None) -> str:
    name = one_line(race.name) if race else ""
    facts = [figures.length(metres) if metres >= 1 else "Race"]
    if goal:
        facts.append(f"goal {clock(goal, 1)}")
    if at:
        facts.append(f"start {at:%H:%M}")
    return sentence(f"{name}: {', '.join(facts)}" if name else ", ".join(facts))


def _with_cue(step: ResolvedStep, voice: Voice) -> str:
    cue = one_line(step.step.cue)
    text = texts((step,), voice)[0]
    return f"{text}: {cue}" if cue and voice.allows(cue) else text


def _split_table(steps: list[ResolvedStep], metres: float, goal: float | None) -> Iterator[str]:
    """Cumulative times at the marks, from the athlete's own split plan, else from the budget."""
    if not goal:
        return
    legs = _own_legs(steps, metres, goal) or budget(metres, goal)
    said = (
        f"{figures.length(mark).removesuffix(' m')} {clock(_at(legs, mark), 1)}" for mark in _marks(metres)
    )
    yield f"Splits: {', '.join(said)}."


def _own_legs(steps: list[ResolvedStep], metres: float, goal: float) -> list[tuple[float, float]]:
    """Legs (metres, seconds) as the session plans them, where they make up the race and its goal."""
    if len(steps) < 2 or any(step.pace is None for step in steps):
        return []
    legs = [(step.metres, step.metres * step.pace.middle / 1000) for step in steps if step.pace]
    total, time_ = sum(m for m, _ in legs), sum(s for _, s in legs)
    if abs(total - metres) > 1 or abs(time_ - goal) > 0.03 * goal:
        return []
    return [(m, s * goal / time_) for m, s in legs]


def budget(metres: float, goal: float) -> list[tuple[float, float]]:
    """Legs (metres, seconds) that add up to the goal: 200 m, the middle, 200 m; even for long races."""
    if not 600 <= metres <= 3000:
        return [(metres, goal)]
    mean = goal / metres * 200
    first, last = FIRST * mean, LAST * mean
    return [(200.0, first), (metres - 400, goal - first - last), (200.0, last)]


def _at(legs: list[tuple[float, float]], mark: float) -> float:
    """Seconds at a distance, even within a leg."""
    seconds = 0.0
    for metres, leg in legs:
        run = min(mark, metres)
        seconds += leg * run / metres
        mark -= run
    return seconds


def _marks(metres: float) -> list[float]:
    step = 200 if metres <= 1000 else 400 if metres <= 3200 else 1000
    marks = [float(mark) for mark in range(step, int(metres), step)]
    return [*marks, metres]


def _strategy(metres: float, goal: float) -> str:
    mean = goal / metres * 200
    settle = (goal - (FIRST + LAST) * mean) / (metres - 400) * 200
    return (
        f"Strategy: first 200 quick but never under {CAP * mean:.1f}, "
        f"settle to {settle:.1f} per 200 with tall, loose shoulders, "
        f"then kick: the last 200 has everything that is left."
    )


def _timeline(at: time | None) -> str:
    if at is None:
        said = (f"{minutes} min before: {what}" for minutes, what in _TIMELINE)
        return f"Warm-up, {'; '.join(said)}."
    start = datetime.combine(date(2000, 1, 2), at)
    said = (f"{start - timedelta(minutes=minutes):%H:%M} {what}" for minutes, what in _TIMELINE)
    return f"Warm-up: {'; '.join(said)}; {at:%H:%M} race."
