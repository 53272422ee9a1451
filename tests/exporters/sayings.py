"""More sessions by hand, for the words: what a coach writes beyond the cases of `building`."""

from dataclasses import replace
from datetime import date, time

from onek_sync.model.athlete import Athlete
from onek_sync.model.intensity import RaceName, RacePace
from onek_sync.model.plan import Kind, Notes, Plan, Race, Week
from onek_sync.model.session import HeartBand, PaceBand, ResolvedOption, ResolvedPlan, ResolvedSession
from onek_sync.model.units import METRES_PER_MILE, Count, Distance, Duration, Units, UntilLap
from onek_sync.model.workout import Full, Load, LoadUnit, Mode, Role, Step, StrengthSet, Style, Text
from tests.exporters.building import (
    EASY,
    GOAL_1K,
    STRIDE,
    TEMPO,
    cooldown,
    recovery,
    rep,
    run,
    session,
    times,
    warmup,
)

THRESHOLD = PaceBand(264, 269)
PACE_800 = PaceBand(202, 207)
JOG_400 = recovery(Distance(400))
FULL = run(Step(role=Role.RECOVERY, end=Full(), mode=Mode.REST))


def easy(end: Distance | Duration, **more: object) -> ResolvedOption:
    return run(Step(end=end, **more), EASY, aim="easy", rpe=(2, 4))  # type: ignore[return-value, arg-type]


def at_800(metres: float) -> object:
    return run(Step(end=Distance(metres)), PACE_800, aim="800 pace", rpe=(9, 9))


def on_the_way(metres: float) -> object:
    """A rep at today's pace, slower than the goal that the plan leads to."""
    return replace(rep(metres, PaceBand(210, 213)), leads_to=GOAL_1K)


SAYINGS: dict[str, ResolvedSession] = {
    one.key: one
    for one in (
        session(
            "on-the-way",
            warmup(12),
            run(Step(role=Role.DRILLS, end=UntilLap())),
            times(4, STRIDE, between=(recovery(UntilLap(), Mode.WALK_BACK),)),
            times(6, on_the_way(400), between=(JOG_400,)),
            cooldown(10),
            hardness=3,
            cues=("tall", "quick light steps (175-185)", "relaxed hands", "Last rep no faster than 82."),
            week=5,
        ),
        session(
            "count-range",
            warmup(12),
            replace(times(7, rep(400), between=(JOG_400,)), written=Count(6, 8)),
            run(Step(role=Role.COOLDOWN, end=Duration(600, 900)), EASY, aim="easy"),
            hardness=3,
        ),
        session(
            "two-sets",
            warmup(12),
            times(2, rep(600), between=(recovery(Duration(360), Mode.WALK),)),
            recovery(Duration(360), Mode.WALK),
            times(2, at_800(300), between=(recovery(Duration(180), Mode.WALK),)),
            cooldown(10),
            hardness=3,
        ),
        session(
            "ladder",
            warmup(12),
            rep(200),
            recovery(Distance(200)),
            rep(400),
            JOG_400,
            rep(600),
            JOG_400,
            rep(400),
            cooldown(10),
            hardness=3,
        ),
        session(
            "deep",
            times(
                2,
                times(
                    3,
                    times(2, rep(200), between=(recovery(Duration(20), Mode.STAND),)),
                    recovery(Duration(90), Mode.JOG),
                    rep(100),
                ),
                between=(FULL,),
            ),
            hardness=3,
        ),
        session(
            "threshold",
            warmup(12),
            times(
                3,
                run(Step(end=Distance(1000)), THRESHOLD, aim="T", heart=HeartBand(167, 175, "88-92 % HRmax")),
                between=(recovery(Duration(90)),),
            ),
            cooldown(10),
            hardness=2,
        ),
        session("long", easy(Duration(3300), style=Style.LONG), notes=Notes(drink="Half a litre.")),
        session(
            "long-range",
            replace(easy(Duration(2700, 4500), style=Style.LONG), end=Duration(3600), seconds=3600.0),
        ),
        session(
            "hills",
            warmup(15),
            times(
                8,
                run(Step(end=Duration(30), style=Style.HILL), GOAL_1K, aim="hard", effort="hard", rpe=(8, 8)),
                between=(recovery(UntilLap(), Mode.JOG_DOWN),),
            ),
            cooldown(10),
            hardness=2,
        ),
        session(
            "progression",
            run(Step(end=Duration(1200)), EASY, aim="easy"),
            run(Step(end=Duration(600)), PaceBand(282, 294), aim="steady", rpe=(5, 5)),
            run(Step(end=Duration(300)), TEMPO, aim="tempo", rpe=(6, 7)),
        ),
        session("ramp", run(Step(end=Duration(1800), style=Style.PROGRESSION), TEMPO, aim="easy to tempo")),
        session(
            "shifted",
            times(
                6,
                run(
                    Step(end=Distance(300)),
                    PACE_800,
                    aim="R -3 to -2 s, RPE 9",
                    cadence=(180, 190),
                    rpe=(9, 9),
                ),
                between=(run(Step(role=Role.RECOVERY, end=Distance(300), mode=Mode.JOG), EASY, aim="easy"),),
            ),
            hardness=3,
        ),
        session(
            "floats",
            times(
                4,
                run(Step(end=Distance(1000)), THRESHOLD, aim="T"),
                run(
                    Step(role=Role.RECOVERY, end=Distance(1000), mode=Mode.FLOAT), PaceBand(292, 298), aim="M"
                ),
            ),
            hardness=2,
        ),
        session(
            "strides-at",
            times(6, run(Step(end=UntilLap(), style=Style.STRIDE), aim="strides, 90 % max speed")),
        ),
        session("until-lap", run(Step(end=UntilLap()), EASY, aim="easy")),
        session("zone", run(Step(end=Duration(2700)), aim="Z2", heart=HeartBand(146, 153, "% of LTHR", 2))),
        session("by-heart", run(Step(end=Duration(2700)), aim="150-160 bpm", heart=HeartBand(150, 160))),
        session("by-rpe", run(Step(end=Duration(1200)), aim="RPE 7", rpe=(7, 7))),
        session("by-pace", times(5, run(Step(end=Distance(1000)), TEMPO, aim="4:26-4:37/km")), hardness=2),
        session(
            "label", warmup(10), times(30, rep(200), between=(recovery(Distance(200)),)), label="the Oregon"
        ),
        session("own-title", easy(Duration(2400)), title="Café run with Åsa – be there!", purpose="Friends"),
        session(
            "long-title",
            easy(Duration(2400)),
            title="A title that goes on and on, well past any calendar's width",
        ),
        session("foreign-title", easy(Duration(2400)), title="ゆっくり走る"),
        session("empty"),
        session("words-only", Text("Run by feel, use the lamp posts.\nKeep HR below 150.")),
        session("only-warmup", warmup(20)),
        session("mobility", run(Step(end=Duration(900))), kind=Kind.MOBILITY, at=None),
        session(
            "strength-a",
            StrengthSet(
                exercise="back squat", sets=Count(3, 4), amount=Count(5, 5), load=Load(LoadUnit.RPE, 7, 8)
            ),
            StrengthSet(
                exercise="deadlift", sets=Count(3, 3), amount=Count(6, 6), tempo="3-1-1", rest=Duration(120)
            ),
            StrengthSet(exercise="nordic hamstring curl", sets=Count(2, 2), load=Load(LoadUnit.BODYWEIGHT)),
            Text("Stop two reps before failure."),
            kind=Kind.STRENGTH,
            label="strength A",
        ),
        session(
            "alternatives",
            run(Step(end=Duration(2700)), aim="easy"),
            kind=Kind.CROSS,
            sport="bike",
            alternatives=(
                ResolvedOption(kind=Kind.CROSS, sport="swim", blocks=(run(Step(end=Duration(1800))),)),
                ResolvedOption(kind=Kind.REST),
            ),
        ),
        session(
            "miles", warmup(10), run(Step(end=Distance(4 * METRES_PER_MILE)), EASY, aim="easy"), cooldown(10)
        ),
        session("race-plain", run(Step(end=Distance(1000)), GOAL_1K, aim="race"), kind=Kind.RACE, hardness=3),
        session(
            "race-warmup",
            warmup(15),
            run(Step(role=Role.DRILLS, end=Duration(300))),
            times(4, STRIDE, between=(recovery(UntilLap(), Mode.WALK_BACK),)),
            run(Step(end=Distance(1000), intensities=(RacePace(RaceName.RACE),)), GOAL_1K, aim="race"),
            kind=Kind.RACE,
            at=time(0, 20),
            hardness=3,
        ),
        session("tune-up", run(Step(end=Distance(800)), PACE_800, aim="race"), kind=Kind.RACE, at=None),
        session(
            "within",
            times(
                4,
                rep(600),
                between=(
                    run(Step(role=Role.RECOVERY, end=Distance(400), within=Duration(180), mode=Mode.JOG)),
                ),
            ),
            hardness=3,
        ),
    )
}


def plan_of(one: ResolvedSession, *, units: Units = Units.KM, weeks: int = 12) -> ResolvedPlan:
    """A plan around one session; a race without "tune-up" in its key is the race of the plan."""
    day = one.session.day if one.kind is Kind.RACE and one.key != "tune-up" else date(2027, 5, 8)
    return ResolvedPlan(
        plan=Plan(
            id="spring-1k",
            title="1K in 3:30",
            timezone="Europe/Berlin",
            start=date(2027, 2, 15),
            weeks=tuple(Week(number=n, start=date(2027, 2, 15)) for n in range(1, weeks + 1)),
            race=Race(name="City Mile Meet", day=day, at=time(15, 30), goal=210.0),
            athlete=Athlete(units=units),
        ),
        sessions=(one,),
    )
