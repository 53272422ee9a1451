"""The recovery that is used where none is written."""

import pytest

from onek_sync.model.intensity import Effort, Intensity, PaceName, RaceName, RacePace, Ramp, TrainingPace
from onek_sync.model.units import Count, Distance, Duration, UntilLap
from onek_sync.model.workout import Block, Equal, Measure, Mode, Ratio, Repeat, Role, Step, Style
from onek_sync.planning.defaults import default_recovery

MILE = RacePace(RaceName.MILE)
T = TrainingPace(PaceName.THRESHOLD)
I = TrainingPace(PaceName.INTERVAL)  # noqa: E741 -- the field's letter


def times(*blocks: Block, between: tuple[Step, ...] = (), count: int = 6) -> Repeat:
    return Repeat(count=Count.exactly(count), blocks=blocks, between=between)


def work(
    metres: float = 0, at: Intensity | None = None, *, seconds: float = 0, style: Style | None = None
) -> Step:
    end = Distance(metres) if metres else Duration(seconds) if seconds else None
    return Step(end=end, intensities=(at,) if at else (), style=style)


def jog(end: Distance | Duration) -> Step:
    return Step(role=Role.RECOVERY, end=end, mode=Mode.JOG)


@pytest.mark.parametrize(
    ("step", "recovery"),
    [
        (work(100, style=Style.STRIDE), Step(role=Role.RECOVERY, end=Duration(60), mode=Mode.WALK_BACK)),
        (work(seconds=60, style=Style.HILL), Step(role=Role.RECOVERY, end=UntilLap(), mode=Mode.JOG_DOWN)),
        (work(150, MILE), jog(Distance(200))),
        (work(200), jog(Distance(200))),
        (work(300, MILE), jog(Distance(300))),
        (work(400, I), jog(Distance(400))),
        (work(600, MILE), Step(role=Role.RECOVERY, end=Duration(240, 300), mode=Mode.WALK_JOG)),
        (work(800, Ramp(I, MILE)), Step(role=Role.RECOVERY, end=Duration(240, 300), mode=Mode.WALK_JOG)),
        (work(1000, T), jog(Duration(60))),
        (work(2000, T), jog(Duration(120))),
        (work(seconds=480, at=T), jog(Duration(120))),
        (work(1000, I), Step(role=Role.RECOVERY, end=Equal(Measure.TIME), mode=Mode.JOG)),
        (work(seconds=180), Step(role=Role.RECOVERY, end=Equal(Measure.TIME), mode=Mode.JOG)),
        (work(seconds=30, at=Effort("max")), Step(role=Role.RECOVERY, end=Ratio(1, 2), mode=Mode.JOG)),
    ],
)
def test_the_default_goes_by_what_is_repeated(step: Step, recovery: Step) -> None:
    assert default_recovery(times(step)) == (recovery,)


def test_a_set_has_twice_the_recovery_of_its_repetitions() -> None:
    assert default_recovery(times(times(work(300, MILE)))) == (jog(Distance(600)),)
    assert default_recovery(times(times(work(1000, I)))) == (
        Step(role=Role.RECOVERY, end=Ratio(1, 2), mode=Mode.JOG),
    )


@pytest.mark.parametrize(
    "repeat",
    [
        times(work(400), between=(jog(Distance(200)),)),
        times(work(400), count=1),
        times(work(seconds=60), jog(Duration(60))),
        times(times(work(400), between=(jog(Distance(200)),))),
        times(work(2000, TrainingPace(PaceName.EASY))),
        times(work(2000, RacePace(RaceName.MARATHON))),
        times(work(seconds=600, style=Style.PROGRESSION)),
    ],
)
def test_nothing_is_filled_in_where_nothing_is_missing(repeat: Repeat) -> None:
    assert default_recovery(repeat) == ()
