"""Advice of our own: what a session is for, when to stop it, and what to do on a bad day."""

from onek_sync.exporters.words.pieces import heading
from onek_sync.exporters.words.shape import Shape, is_strides, shape, work_steps
from onek_sync.model.plan import Kind, Race
from onek_sync.model.session import ResolvedBlock, ResolvedRepeat, ResolvedSession, ResolvedStep
from onek_sync.model.units import METRES_PER_MILE, Distance
from onek_sync.model.workout import Role

_RHYTHM = "Race rhythm, until the pace feels like yours."
# By the head of a title; said where the plan gives no purpose of its own.
_PURPOSES = {
    "Easy": "Easy running builds the engine. If you cannot chat, slow down.",
    "Long": "Endurance. Finish feeling you could have gone on.",
    "Recovery run": "Loosen up and recover; no pace is too slow.",
    "Steady": "Aerobic strength without the cost of a hard day.",
    "Progression": "Learn to finish faster than you start.",
    "Tempo": "Hold comfortably hard for longer, so that race pace costs less.",
    "Threshold": "Hold comfortably hard for longer, so that race pace costs less.",
    "Intervals": "A bigger engine: time near the most your lungs can do.",
    "Reps": "Speed and economy; every rep relaxed and crisp.",
    "Race pace": _RHYTHM,
    "Fartlek": "Changes of pace by feel; let the legs play.",
    "Hills": "Strength and spring for the kick.",
}
# By the head of a title too: the metres of the race whose pace it is.
_RACE_PACES = {
    "400 pace": 400.0,
    "600 pace": 600.0,
    "800 pace": 800.0,
    "1K pace": 1000.0,
    "1500 pace": 1500.0,
    "Mile pace": METRES_PER_MILE,
    "3K pace": 3000.0,
    "5K pace": 5000.0,
    "10K pace": 10_000.0,
}
_SAME_RACE = 1.1  # longer by less than this share is the same race: 1500 m and the mile
_NEAR = 1.7  # longer by less than this share is the race next to it: 1500 m beside 1000 m
_MIDDLE_DISTANCE = 1610.0
_HARD = 3


def purpose(session: ResolvedSession, race: Race | None) -> str:
    """What a run is for in a plan for a race, empty where we would only guess."""
    if session.kind is not Kind.RUN:
        return ""
    main = [block for block in shape(session.main).main if not is_strides(block)]
    head = heading(session.main, list(work_steps(tuple(main))))
    if race and head in _RACE_PACES:
        return _beside_the_race(_RACE_PACES[head], race.metres)
    return _PURPOSES.get(head, "")


def _beside_the_race(metres: float, race: float) -> str:
    """What the pace of one race is for, on the way to another."""
    if max(metres, race) < _SAME_RACE * min(metres, race):
        return _RHYTHM
    if metres < race:
        return "Faster than the race, so that race pace feels easier."
    if metres < _NEAR * race and race <= _MIDDLE_DISTANCE:
        return "Speed endurance just under race pace."
    return "A bigger engine: a pace that can be held for longer than the race."


def stop_rule(session: ResolvedSession, told: Shape) -> str:
    """When to end a session of hard reps early; empty for others."""
    reps = _hard_reps(session, told)
    if not reps:
        return ""
    slow = max(1, round(0.025 * min(step.seconds for step in reps)))
    stop = f"two reps in a row more than {slow} s slow, or form gone"
    return f"Stop rule: {stop}: finish with 2 x 200 m relaxed."


def bad_day(session: ResolvedSession, told: Shape) -> str:
    """What to do with hard reps when the weather, the legs or the satellites are against it."""
    if not _hard_reps(session, told):
        return ""
    return "Hot, windy or tired? Run the effort, not the split. GPS drifts on a track: use the lap button."


def _hard_reps(session: ResolvedSession, told: Shape) -> list[ResolvedStep]:
    """The kinds of rep of a hard session on a track, if at least three reps are run."""
    if session.kind is not Kind.RUN or session.hardness < _HARD or _count_reps(told.main) < 3:
        return []
    return [step for step in work_steps(told.main) if _is_rep(step)]


def _count_reps(blocks: tuple[ResolvedBlock, ...]) -> int:
    """How many reps are run, repetitions multiplied and not written out."""
    count = 0
    for block in blocks:
        if isinstance(block, ResolvedRepeat):
            count += block.count * _count_reps(block.blocks)
        elif isinstance(block, ResolvedStep):
            count += _is_rep(block)
    return count


def _is_rep(step: ResolvedStep) -> bool:
    """A stretch on a track with a pace: strides and hills are none."""
    on_pace = step.pace is not None and step.step.style is None
    return step.role is Role.WORK and on_pace and isinstance(step.end, Distance) and step.end.chosen <= 1200
