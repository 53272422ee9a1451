"""Sessions made by hand, ready to be exported: the cases that every format's golden files say."""

from datetime import date, time, timedelta
from itertools import count

from onek_sync.model.intensity import (
    Effort,
    PaceName,
    Percent,
    PercentOf,
    RaceName,
    RacePace,
    Split,
    TrainingPace,
)
from onek_sync.model.plan import Kind, Notes, Option, Plan, Race, Session, Week
from onek_sync.model.session import (
    HeartBand,
    PaceBand,
    ResolvedBlock,
    ResolvedOption,
    ResolvedPlan,
    ResolvedRepeat,
    ResolvedSession,
    ResolvedStep,
)
from onek_sync.model.units import Count, Distance, Duration, UntilLap
from onek_sync.model.workout import (
    Load,
    LoadUnit,
    Mode,
    Repeat,
    Role,
    Step,
    StrengthSet,
    Style,
    Text,
    Workout,
)

EASY = PaceBand(310, 348)
TEMPO = PaceBand(266, 277)
GOAL_1K = PaceBand(208, 213)
GP = RacePace(RaceName.K1, goal=True)
JOG = 395.0  # s/km


def written(block: ResolvedBlock) -> Step | Repeat | StrengthSet | Text:
    """The block as a coach wrote it."""
    if isinstance(block, ResolvedStep):
        return block.step
    if isinstance(block, ResolvedRepeat):
        return Repeat(
            count=block.written,
            blocks=tuple(written(inner) for inner in block.blocks),
            between=tuple(step.step for step in block.between),
        )
    return block


def run(step: Step, pace: PaceBand | None = None, **more: object) -> ResolvedStep:
    """A step with its estimates."""
    at = pace.middle if pace else JOG
    match step.end:
        case Distance():
            end, metres, seconds = step.end, step.end.metres, step.end.metres * at / 1000
        case Duration():
            end, metres, seconds = step.end, step.end.seconds / at * 1000, step.end.seconds
        case _:
            end, metres, seconds = UntilLap(), 0.0, 180.0
    still = step.mode in {Mode.STAND, Mode.REST}
    return ResolvedStep(
        step=step, end=end, pace=pace, seconds=seconds, metres=0.0 if still else metres, **more
    )  # type: ignore[arg-type]


def warmup(minutes: float) -> ResolvedStep:
    return run(Step(role=Role.WARMUP, end=Duration(minutes * 60)), EASY, aim="easy")


def cooldown(minutes: float) -> ResolvedStep:
    return run(Step(role=Role.COOLDOWN, end=Duration(minutes * 60)), EASY, aim="easy")


def rep(metres: float, pace: PaceBand = GOAL_1K, aim: str = "goal 1K") -> ResolvedStep:
    return run(Step(end=Distance(metres), intensities=(GP,)), pace, aim=aim, rpe=(9, 9))


def recovery(end: Distance | Duration | UntilLap, mode: Mode = Mode.JOG) -> ResolvedStep:
    return run(Step(role=Role.RECOVERY, end=end, mode=mode))


def times(number: int, *blocks: ResolvedBlock, between: tuple[ResolvedStep, ...] = ()) -> ResolvedRepeat:
    return ResolvedRepeat(count=number, written=Count.exactly(number), blocks=blocks, between=between)


_day = count()


def session(
    name: str,
    *blocks: ResolvedBlock,
    kind: Kind = Kind.RUN,
    at: time | None = time(18, 0),
    label: str = "",
    hardness: int = 1,
    sport: str = "",
    alternatives: tuple[ResolvedOption, ...] = (),
    **more: object,
) -> ResolvedSession:
    recipe = tuple(written(block) for block in blocks)
    option = ResolvedOption(kind=kind, sport=sport, blocks=blocks, label=label, written=recipe)
    options = (option, *alternatives)
    return ResolvedSession(
        session=Session(
            key=name,
            day=date(2027, 2, 15) + timedelta(days=next(_day)),
            at=at,
            phase="specific",
            options=tuple(
                Option(kind=o.kind, sport=o.sport, workout=Workout(blocks=o.written, label=o.label))
                for o in options
            ),
            **more,  # type: ignore[arg-type]
        ),
        options=options,
        hardness=hardness,
    )


STRIDE = run(
    Step(end=Distance(100), style=Style.STRIDE), PaceBand(168, 191), aim="strides", effort="fast, relaxed"
)

CASES: dict[str, ResolvedSession] = {
    case.key: case
    for case in (
        session(
            "intervals",
            warmup(12),
            run(Step(role=Role.DRILLS, end=Duration(300))),
            times(6, rep(400), between=(recovery(Distance(400)),)),
            cooldown(10),
            hardness=3,
            purpose="VO2max and speed endurance at race rhythm.",
            cues=("tall", "quick light steps"),
            notes=Notes(food="Eat within 1 h.", sleep="7-9 h"),
        ),
        session(
            "nested",
            warmup(15),
            times(
                2,
                times(4, rep(200), between=(recovery(Duration(30), Mode.STAND),)),
                between=(recovery(Duration(180), Mode.WALK),),
            ),
            cooldown(10),
            hardness=3,
        ),
        session(
            "easy-strides",
            run(
                Step(end=Duration(2400), intensities=(TrainingPace(PaceName.EASY),)),
                EASY,
                aim="easy",
                rpe=(2, 4),
                heart=HeartBand(124, 150, "65-79 % HRmax"),
            ),
            times(5, STRIDE, between=(recovery(UntilLap(), Mode.WALK_BACK),)),
        ),
        session(
            "tempo",
            warmup(12),
            run(
                Step(
                    end=Duration(1200),
                    intensities=(TrainingPace(PaceName.TEMPO), Percent(80, 85, PercentOf.HR_MAX)),
                    cue="Broken sentences, not a conversation.",
                ),
                TEMPO,
                aim="tempo",
                heart=HeartBand(152, 162, "80-85 % HRmax"),
                rpe=(6, 7),
            ),
            cooldown(10),
            hardness=2,
            alternatives=(
                ResolvedOption(
                    kind=Kind.RUN,
                    blocks=(
                        times(2, rep(1500, TEMPO, "tempo"), between=(recovery(Duration(120), Mode.REST),)),
                    ),
                    written=(
                        Repeat(
                            count=Count.exactly(2),
                            blocks=(Step(end=Distance(1500), intensities=(TrainingPace(PaceName.TEMPO),)),),
                            between=(Step(role=Role.RECOVERY, end=Duration(120), mode=Mode.REST),),
                        ),
                    ),
                ),
            ),
        ),
        session(
            "cross",
            run(Step(end=Duration(2700))),
            kind=Kind.CROSS,
            sport="bike",
            at=None,
            alternatives=(ResolvedOption(kind=Kind.REST),),
        ),
        session(
            "fartlek",
            warmup(10),
            times(
                8,
                run(Step(end=Duration(60), intensities=(Effort("hard"),)), effort="hard", rpe=(8, 8)),
                run(Step(role=Role.RECOVERY, end=Duration(60), mode=Mode.EASY)),
            ),
            Text("Use lamp posts as landmarks, by feel."),
            cooldown(10),
            label="fartlek",
        ),
        session(
            "strength",
            StrengthSet(
                exercise="squat", sets=Count(3, 3), amount=Count(8, 8), load=Load(LoadUnit.KG, 60, 60)
            ),
            StrengthSet(exercise="bird dog", sets=Count(2, 2), amount=Count(10, 10), per_side=True),
            StrengthSet(exercise="plank", sets=Count(3, 3), amount=Duration(40), rest=Duration(30)),
            StrengthSet(exercise="bounds", sets=Count(3, 3), amount=Distance(20)),
            kind=Kind.STRENGTH,
            order=2,
        ),
        session("rest", kind=Kind.REST, at=None, hardness=0),
        session(
            "race",
            run(
                Step(end=Distance(200), intensities=(Split(40.0, 40.9),), cue="Fast, not frantic."),
                PaceBand(200, 204.5),
                aim="race",
            ),
            run(
                Step(end=Distance(600), intensities=(Split(127.0, 127.9),)),
                PaceBand(211.7, 213.1),
                aim="race",
            ),
            run(
                Step(end=Distance(200), intensities=(Split(40.4, 41.4),), cue="Everything left."),
                PaceBand(202, 207),
                aim="race",
            ),
            kind=Kind.RACE,
            at=time(15, 30),
            hardness=3,
            title="City Mile Meet",
        ),
    )
}

PLAN = ResolvedPlan(
    plan=Plan(
        id="spring-1k",
        title="1K in 3:30",
        timezone="Europe/Berlin",
        start=date(2027, 2, 15),
        weeks=(
            Week(
                number=1,
                start=date(2027, 2, 15),
                phase="specific",
                sessions=tuple(c.session for c in CASES.values()),
            ),
        ),
        race=Race(name="City Mile Meet", day=date(2027, 2, 23), at=time(15, 30), goal=210.0),
    ),
    sessions=tuple(CASES.values()),
)
