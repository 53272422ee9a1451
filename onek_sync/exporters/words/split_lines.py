"""What a pace is on a track: the splits of the reps, and laps at a pace that is held."""

from collections.abc import Iterator, Sequence

from onek_sync.exporters.words import figures
from onek_sync.exporters.words.aims import aim_of
from onek_sync.exporters.words.shape import Shape, work_steps
from onek_sync.model.session import PaceBand, ResolvedStep
from onek_sync.model.units import Distance

_MARKS = (200.0, 400.0)
_BRISK = 6.0  # effort from which a lap time is worth knowing


def split_lines(told: Shape) -> Iterator[str]:
    """A line for each pace of the reps; then one for the paces that are held for longer."""
    reps, held = paced(told)
    for pace, steps in reps.items():
        yield _splits(pace, steps, name=_head(steps[0]) if len(reps) > 1 else "")
    yield _laps(held)


def paced(told: Shape) -> tuple[dict[PaceBand, list[ResolvedStep]], dict[PaceBand, str]]:
    """The reps by their pace, and the paces that are held for longer, with their names."""
    reps: dict[PaceBand, list[ResolvedStep]] = {}
    held: dict[PaceBand, str] = {}
    for step in work_steps(told.main):
        if step.pace is None or step.step.style is not None:
            continue
        if isinstance(step.end, Distance) and figures.suits_split(step.end.chosen, step.pace):
            reps.setdefault(step.pace, []).append(step)
        elif _is_brisk(step):
            held.setdefault(step.pace, _head(step))
    return reps, held


def _is_brisk(step: ResolvedStep) -> bool:
    aim = aim_of(step)
    return aim is None or not 0 < aim.effort < _BRISK


def _head(step: ResolvedStep) -> str:
    aim = aim_of(step)
    return aim.head if aim else ""


def _splits(pace: PaceBand, steps: Sequence[ResolvedStep], name: str) -> str:
    """Splits: 200 in 42.0, 400 in 1:24.0 (rep range 1:23-1:25)."""
    lengths = {step.end.chosen for step in steps if isinstance(step.end, Distance)}
    longest = max(lengths)
    marks = sorted(lengths.union(mark for mark in _MARKS if mark < longest))
    splits = ", ".join(
        f"{_mark(metres)} in {figures.split(figures.seconds_over(metres, pace))}" for metres in marks
    )
    band = figures.split_range(*pace.over(longest))
    spread = f" ({'rep range ' if len(lengths) == 1 else ''}{band})" if "-" in band else ""
    return f"Splits{f', {name}' if name else ''}: {splits}{spread}.{_today(pace, steps[0].leads_to, longest)}"


def _mark(metres: float) -> str:
    return figures.length(metres).removesuffix(" m")


def _today(pace: PaceBand, goal: PaceBand | None, metres: float) -> str:
    """Where the pace of the day stands on its way to the goal."""
    if goal is None:
        return ""
    now, then = (figures.lap(figures.seconds_over(metres, band)) for band in (pace, goal))
    return f" Today's pace: {now}, on the way to {then}." if now != then else ""


def _laps(held: dict[PaceBand, str]) -> str:
    """On a track: 400 in 1:46-1:51. Names only where there are several."""
    laps = [
        figures.split_range(*pace.over(400)) + (f" ({name.lower()})" if name and len(held) > 1 else "")
        for pace, name in held.items()
    ]
    return f"On a track: 400 in {', '.join(laps)}." if laps else ""
