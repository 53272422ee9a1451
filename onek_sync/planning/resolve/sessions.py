"""From effort to range: a plan's sessions made ready for its athlete.

Every length becomes one number, every intensity a band, every recovery stands where it is run. What is not
known is left out and said in a finding; nothing is invented.
"""

from dataclasses import dataclass, field, replace
from types import MappingProxyType

from onek_sync.model.athlete import Athlete
from onek_sync.model.errors import Finding
from onek_sync.model.intensity import RaceName, RacePace
from onek_sync.model.plan import Kind, Option, Plan, Race, Session
from onek_sync.model.session import (
    ResolvedBlock,
    ResolvedOption,
    ResolvedPlan,
    ResolvedRepeat,
    ResolvedSession,
    ResolvedStep,
)
from onek_sync.model.units import Distance, Duration
from onek_sync.model.workout import Block, Repeat, Role, Step, Workout, settled
from onek_sync.planning.paces import find_paces
from onek_sync.planning.paces.known_paces import Paces
from onek_sync.planning.paces.split_budget import race_steps
from onek_sync.planning.resolve.efforts import hardness
from onek_sync.planning.resolve.ends import end_of, with_recoveries
from onek_sync.planning.resolve.estimates import Estimate, estimate
from onek_sync.planning.resolve.scene import UNKNOWN, Scene
from onek_sync.planning.resolve.step_meaning import step_meaning
from onek_sync.planning.resolve.turns import in_turn, with_overlaps_said
from onek_sync.planning.resolve.unmarked import with_easy_runs

_NOTHING_KNOWN = Paces(training=MappingProxyType({}), races=MappingProxyType({}))
_ON_FOOT = {Kind.RUN, Kind.RACE}


def resolve(plan: Plan) -> ResolvedPlan:
    """Make every session of a plan ready for its athlete.

    Raises AthleteError where what is known of the athlete is impossible or contradicts itself. An athlete
    of whom nothing is known gets the efforts without paces, and a finding in each session that needs one.
    """
    paces = paces_of(plan)
    peak = _peak_week(plan)
    sessions = (
        _session(session, plan.race, paces, _progress(session.week, peak)) for session in plan.sessions()
    )
    return ResolvedPlan(plan=plan, sessions=with_overlaps_said(in_turn(sessions)), findings=paces.findings)


def paces_of(plan: Plan) -> Paces:
    """The paces of a plan's athlete, empty where nothing is known. Raises AthleteError as `resolve` does."""
    return find_paces(plan.athlete, plan.race) if _something_known(plan) else _nothing_known(plan.athlete)


def resolve_workout(
    workout: Workout,
    paces: Paces | None,
    *,
    kind: Kind = Kind.RUN,
    sport: str = "",
    progress: float = 1.0,
) -> tuple[ResolvedOption, tuple[Finding, ...]]:
    """Make one workout ready. `progress`, 0 to 1: how far goal paces have moved from today's to the goal."""
    walk = _Walk(paces or _NOTHING_KNOWN, kind, sport, progress)
    blocks = settled(with_recoveries(workout.blocks))
    if kind is Kind.RUN:
        blocks = with_easy_runs(blocks, workout)
    option = ResolvedOption(
        kind=kind,
        sport=sport,
        blocks=walk.blocks(blocks),
        label=workout.label,
        note=workout.note,
        written=workout.blocks,
    )
    return option, tuple(dict.fromkeys(walk.findings))


def _something_known(plan: Plan) -> bool:
    athlete = plan.athlete
    goal = plan.race.goal if plan.race else None
    return bool(athlete.recent or athlete.paces or athlete.sprint or athlete.age or goal) or (
        athlete.heart != Athlete().heart
    )


def _nothing_known(athlete: Athlete) -> Paces:
    return replace(_NOTHING_KNOWN, units=athlete.units)


def _peak_week(plan: Plan) -> int:
    """The first week of the peak phase, else the last week but one: from there goal pace is the goal's."""
    peaks = (week.number for week in plan.weeks if week.phase.strip().lower() == "peak")
    last = max((week.number for week in plan.weeks), default=1)
    return next(peaks, last - 1)


def _progress(week: int, peak: int) -> float:
    return 1.0 if peak <= 1 else min(1.0, (week - 1) / (peak - 1))


def _session(session: Session, race: Race | None, paces: Paces, progress: float) -> ResolvedSession:
    findings: list[Finding] = []
    options = []
    for option in session.options:
        planned = _raced(option, session, race)
        # On the day of the race the goal's pace is the goal's, whatever the week.
        share = 1.0 if option.kind is Kind.RACE else progress
        resolved, doubts = resolve_workout(
            planned, paces, kind=option.kind, sport=option.sport, progress=share
        )
        options.append(replace(resolved, written=option.workout.blocks))
        findings.extend(_placed(doubt, session) for doubt in doubts)
    return ResolvedSession(
        session=session,
        options=tuple(options),
        hardness=session.hardness if session.hardness is not None else hardness(options[0]),
        findings=tuple(dict.fromkeys(findings)),
    )


def _placed(doubt: Finding, session: Session) -> Finding:
    """Where it is to be mended: in the session, unless the athlete is what is not known."""
    return doubt if doubt.code == UNKNOWN else replace(doubt, place=session.place)


def _raced(option: Option, session: Session, race: Race | None) -> Workout:
    """The workout; that of the plan's race without steps of its own becomes the split plan."""
    if option.kind is not Kind.RACE or race is None or race.goal is None or session.day != race.day:
        return option.workout
    if not all(_is_just_the_race(block, race.metres) for block in option.workout.blocks):
        return option.workout
    return replace(option.workout, blocks=race_steps(race.metres, race.goal))


def _is_just_the_race(block: Block, metres: float) -> bool:
    """A step over the race's distance at race pace, or without a pace."""
    return (
        isinstance(block, Step)
        and block.end == Distance(metres)
        and all(isinstance(each, RacePace) and each.race is RaceName.RACE for each in block.intensities)
    )


@dataclass(slots=True)
class _Walk:
    """A way through a workout in reading order, which is the order it is run in.

    `before` is what the last work step takes: what "equal", ratios and ways back are measured by.
    """

    paces: Paces
    kind: Kind
    sport: str
    progress: float
    findings: list[Finding] = field(default_factory=list)
    before: Estimate | None = None

    def blocks(self, blocks: tuple[Block, ...]) -> tuple[ResolvedBlock, ...]:
        return tuple(self.block(block) for block in blocks)

    def block(self, block: Block) -> ResolvedBlock:
        match block:
            case Step():
                return self.step(block)
            case Repeat():
                return ResolvedRepeat(
                    count=block.count.chosen,
                    written=block.count,
                    blocks=self.blocks(block.blocks),
                    between=tuple(self.step(step) for step in block.between),
                )
            case _:
                return block

    def step(self, step: Step) -> ResolvedStep:
        end, doubt = end_of(step, self.before)
        if doubt:
            self.findings.append(doubt)
        scene = Scene(
            paces=self.paces,
            metres=end.metres if isinstance(end, Distance) else None,
            seconds=end.seconds if isinstance(end, Duration) else None,
            progress=self.progress,
        )
        meaning = step_meaning(step, scene, on_foot=self.kind in _ON_FOOT)
        self.findings.extend(meaning.findings)
        takes = estimate(step, end, meaning, self.paces, self.before, self.sport)
        if self.kind not in _ON_FOOT:
            takes = replace(takes, metres=0.0)
        if step.role is Role.WORK:
            self.before = takes
        return ResolvedStep(
            step=step,
            end=end,
            pace=meaning.pace,
            leads_to=meaning.leads_to,
            heart=meaning.heart,
            cadence=meaning.cadence,
            rpe=meaning.rpe,
            effort=meaning.effort,
            aim=meaning.aim,
            seconds=takes.seconds,
            metres=takes.metres,
        )
