"""Advice of our own: what a session is for, when to stop it, and what to do on a bad day."""

from onek_sync.exporters.words.pieces import heading
from onek_sync.exporters.words.shape import Shape, is_strides, shape, work_steps
from onek_sync.model.plan import Kind
from onek_sync.model.session import ResolvedBlock, ResolvedRepeat, ResolvedSession, ResolvedStep
from onek_sync.model.units import Distance
from onek_sync.model.workout import Role

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
    "800 pace": "Faster than the race, so that race pace feels easier.",
    "1K pace": "Race rhythm, until the pace feels like yours.",
    "Race pace": "Race rhythm, until the pace feels like yours.",
    "1500 pace": "Speed endurance just under race pace.",
    "Mile pace": "Speed endurance just under race pace.",
    "Fartlek": "Changes of pace by feel; let the legs play.",
    "Hills": "Strength and spring for the kick.",
}
_HARD = 3


def purpose(session: ResolvedSession) -> str:
    """What a run is for, empty where we would only guess."""
    if session.kind is not Kind.RUN:
        return ""
    main = [block for block in shape(session.main).main if not is_strides(block)]
    return _PURPOSES.get(heading(session.main, list(work_steps(tuple(main)))), "")


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
