"""Workout text of intervals.icu: golden files, and what its notation has its own words for."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from onek_sync.exporters import EXPORTERS
from onek_sync.exporters.intervals import EXPORTER, sections
from onek_sync.model.athlete import Athlete, Heart
from onek_sync.model.errors import ExportError
from onek_sync.model.exchange import Artifact, Options
from onek_sync.model.intensity import (
    AbsolutePace,
    Effort,
    HeartRate,
    PaceName,
    Percent,
    PercentOf,
    RaceName,
    RacePace,
    Ramp,
    TrainingPace,
    Zone,
)
from onek_sync.model.plan import Kind, Notes
from onek_sync.model.session import HeartBand, PaceBand, ResolvedBlock, ResolvedPlan
from onek_sync.model.units import METRES_PER_MILE, Count, Distance, Duration, Units, UntilLap
from onek_sync.model.workout import Mode, Role, Step, StrengthSet, Text
from tests.conftest import Golden
from tests.exporters.building import CASES, EASY, PLAN, recovery, rep, run, session, times, warmup
from tests.exporters.intervals_reading import Aim, read

WORKOUTS = {name: case for name, case in CASES.items() if case.kind is not Kind.REST}
HEART = Heart(max=190, threshold=172)


def of(athlete: Athlete) -> ResolvedPlan:
    return replace(PLAN, plan=replace(PLAN.plan, athlete=athlete))


def said(*blocks: ResolvedBlock, athlete: Athlete | None = None, **more: object) -> Artifact:
    one = session("w01-mon-1", *blocks, **more)  # type: ignore[arg-type]
    artifact = EXPORTER.say(one, of(athlete or Athlete(heart=HEART)), Options())
    assert artifact is not None
    return artifact


def steps(artifact: Artifact) -> list[str]:
    return [line for line in artifact.body.decode().split("\n") if line.startswith("-")]


def losses(artifact: Artifact) -> str:
    return "\n".join(map(str, artifact.losses))


@pytest.mark.parametrize("name", WORKOUTS)
def test_a_session_is_said_as_its_golden_file(name: str, golden: Golden) -> None:
    artifact = EXPORTER.say(WORKOUTS[name], of(Athlete(heart=HEART)), Options())
    assert artifact is not None
    assert artifact.name == f"{WORKOUTS[name].session.day}-{name}.txt"
    golden(f"intervals/{name}.txt", artifact.body)
    golden(f"intervals/{name}.losses", "".join(f"{loss}\n" for loss in artifact.losses).encode())


def test_the_example_in_the_decisions_is_what_is_written() -> None:
    page = (Path(__file__).parents[2] / "docs" / "decisions" / "intervals-text.md").read_text("utf-8")
    (example,) = re.findall(r"^```text\n(.*?)^```$", page, flags=re.MULTILINE | re.DOTALL)
    artifact = EXPORTER.say(CASES["nested"], of(Athlete(heart=HEART)), Options())
    assert artifact is not None and artifact.body.decode() == example


def test_the_format_is_found_by_its_name() -> None:
    assert EXPORTERS["intervals"] is EXPORTER


def test_a_rest_day_is_no_workout() -> None:
    assert EXPORTER.say(CASES["rest"], PLAN, Options(rest_days=True)) is None


@pytest.mark.parametrize(
    ("end", "length"),
    [
        (Distance(400), "400mtr"),
        (Distance(1500), "1500mtr"),
        (Distance(2000), "2km"),
        (Distance(2400), "2.4km"),
        (Distance(12345), "12345mtr"),
        (Distance(METRES_PER_MILE), "1mi"),
        (Distance(4.5 * METRES_PER_MILE), "4.5mi"),
        (Distance(0.4), "1mtr"),
        (Duration(45), "45s"),
        (Duration(90), "1m30s"),
        (Duration(2400), "40m"),
        (Duration(3600), "1h"),
        (Duration(3750), "1h2m30s"),
        (Duration(0.2), "1s"),
    ],
)
def test_metres_are_never_a_bare_m_for_that_is_minutes(end: Distance | Duration, length: str) -> None:
    assert steps(said(run(Step(end=end)))) == [f"- {length} intensity=active"]


def test_what_is_rounded_is_a_loss() -> None:
    assert "a length to less than a metre; it is rounded" in losses(said(run(Step(end=Distance(400.4)))))
    assert "a length to less than a second; it is rounded" in losses(said(run(Step(end=Duration(12.5)))))
    assert losses(said(run(Step(end=Distance(2.25 * METRES_PER_MILE))), run(Step(end=Duration(12))))) == ""


def test_the_lap_button_has_an_estimate_behind_it_or_the_step_would_be_dropped() -> None:
    step = replace(run(Step(end=None)), end=UntilLap(), seconds=75.0)
    assert steps(said(step, replace(step, seconds=0.0))) == [
        "- Press lap 1m15s intensity=active",
        "- Press lap 1m intensity=active",
    ]


def test_a_pace_has_its_unit_and_the_word_pace() -> None:
    step = run(Step(end=Distance(1000)), PaceBand(266.2, 276.8))
    assert steps(said(step)) == ["- 1000mtr 4:26-4:37/km Pace intensity=active"]
    assert steps(said(step, athlete=Athlete(units=Units.MI))) == [
        "- In 4·32. 1000mtr 7:08-7:25/mi Pace intensity=active"
    ]
    even = run(Step(end=Distance(1000)), PaceBand(270, 270.3))
    assert steps(said(even)) == ["- 1000mtr 4:30/km Pace intensity=active"]


def test_who_does_not_run_has_no_pace() -> None:
    artifact = said(run(Step(end=Duration(600)), EASY), kind=Kind.CROSS, sport="bike")
    assert steps(artifact) == ["- 5·10-5·48 per km. 10m intensity=active"]
    assert "a pace as the target of this step" in losses(artifact)


def test_heart_rates_are_per_cent_to_the_tenth_of_a_heart_rate_that_is_known() -> None:
    step = run(Step(end=Duration(600), intensities=(HeartRate(140, 150),)), heart=HeartBand(140, 150))
    artifact = said(step)
    assert steps(artifact) == ["- 10m 73.7-78.9% HR intensity=active"]
    assert "in beats per minute; it is per cent of 190, which must be the maximum" in losses(artifact)
    by_threshold = said(step, athlete=Athlete(heart=Heart(threshold=172)))
    assert steps(by_threshold) == ["- 10m 81.4-87.2% LTHR intensity=active"]
    lthr = run(
        Step(end=Duration(600), intensities=(Percent(90, 95, PercentOf.LTHR),)), heart=HeartBand(155, 163)
    )
    assert steps(said(lthr)) == ["- 10m 90.1-94.8% LTHR intensity=active"]
    unknown = said(step, athlete=Athlete())
    assert steps(unknown) == ["- Heart rate 140-150. 10m intensity=active"]
    assert "a heart rate as the target of this step" in losses(unknown)


def test_a_zone_stays_a_zone() -> None:
    step = run(Step(end=Duration(600), intensities=(Zone(2, 2),)), heart=HeartBand(140, 150, zone=2))
    assert steps(said(step, athlete=Athlete())) == ["- 10m Z2 HR intensity=active"]


@pytest.mark.parametrize(
    ("start", "end", "target"),
    [
        (TrainingPace(PaceName.EASY), TrainingPace(PaceName.TEMPO), "ramp 5:48-4:26/km Pace"),
        (TrainingPace(PaceName.TEMPO), TrainingPace(PaceName.EASY), "ramp 4:26-5:48/km Pace"),
        (TrainingPace(PaceName.EASY), RacePace(RaceName.K5), "ramp 5:48-4:26/km Pace"),
        (AbsolutePace(348, 348), AbsolutePace(266, 266), "ramp 5:48-4:26/km Pace"),
    ],
)
def test_a_ramp_goes_from_its_start_to_its_end(start: TrainingPace, end: TrainingPace, target: str) -> None:
    artifact = said(run(Step(end=Duration(600), intensities=(Ramp(start, end),)), PaceBand(266, 348)))
    assert steps(artifact) == [f"- 10m {target} intensity=active"]
    assert artifact.losses == ()


def test_a_ramp_of_heart_rates_goes_the_same_way() -> None:
    ramp = Ramp(HeartRate(150, 150), HeartRate(130, 130))
    artifact = said(run(Step(end=Duration(600), intensities=(ramp,)), heart=HeartBand(130, 150)))
    assert steps(artifact) == ["- 10m ramp 78.9-68.4% HR intensity=active"]


@pytest.mark.parametrize(
    "ramp",
    [
        Ramp(Effort("easy"), Effort("hard")),
        Ramp(RacePace(RaceName.RACE), TrainingPace(PaceName.EASY)),
        Ramp(HeartRate(130, 140), HeartRate(150, 160)),
    ],
)
def test_a_ramp_whose_way_nobody_knows_is_a_range_and_a_loss(ramp: Ramp) -> None:
    artifact = said(run(Step(end=Duration(600), intensities=(ramp,)), PaceBand(266, 348)))
    assert steps(artifact) == ["- 10m 4:26-5:48/km Pace intensity=active"]
    assert "a change of intensity within a step; the target spans all of it" in losses(artifact)


def test_sets_are_written_out_and_the_innermost_repeat_is_kept() -> None:
    inner = times(4, rep(200), recovery(Distance(200)))
    artifact = said(times(2, inner, between=(recovery(Duration(180)),)))
    workout = read(artifact.body.decode())
    assert [(block.passes, len(block.steps)) for block in workout.blocks] == [(4, 2), (1, 1), (4, 2)]
    assert artifact.body.decode().count("Main set 4x\n") == 2


def test_the_last_recovery_is_left_out_by_writing_the_last_rep_once_more() -> None:
    workout = read(said(times(6, rep(400), between=(recovery(Distance(400)),))).body.decode())
    assert [(block.passes, len(block.steps)) for block in workout.blocks] == [(5, 2), (1, 1)]
    assert workout.blocks[1].steps[0].cue.startswith("Last. Goal 1 K in 84·2.")


def test_a_recovery_that_follows_anyway_closes_the_repeat() -> None:
    jog = recovery(Distance(400))
    workout = read(said(times(6, rep(400), between=(jog,)), jog, rep(200)).body.decode())
    assert [(block.passes, len(block.steps)) for block in workout.blocks] == [(6, 2), (1, 1)]


def test_two_of_a_kind_are_no_repeat() -> None:
    workout = read(said(times(2, rep(400), between=(recovery(Distance(400)),))).body.decode())
    assert [block.passes for block in workout.blocks] == [1]


def test_every_step_says_what_it_is_for() -> None:
    stand = recovery(Duration(60), Mode.STAND)
    drills = run(Step(role=Role.DRILLS, end=Duration(300)))
    artifact = said(warmup(10), drills, rep(400), recovery(Duration(60)), stand)
    kinds = [line.rpartition("intensity=")[2] for line in steps(artifact)]
    assert kinds == ["warmup", "warmup", "active", "recovery", "rest"]
    assert "drills as a kind of step" in losses(artifact)


def test_a_rep_whose_aim_is_its_time_says_the_time_once() -> None:
    [line] = steps(said(rep(400, PaceBand(210.0, 215.0), aim="in 85")))
    assert line.startswith("- In 85·0. RPE 9. 400mtr")


def test_what_the_notation_has_no_place_for_stands_in_the_cue_and_is_a_loss() -> None:
    step = replace(rep(400), heart=HeartBand(150, 160), cadence=(175, 185))
    jog = run(Step(role=Role.RECOVERY, end=Distance(400), mode=Mode.JOG, within=Duration(180)))
    long = replace(run(Step(end=Duration(2700))), step=Step(end=Duration(2400, 3000)))
    reps = replace(times(7, rep(200)), written=Count(6, 8))
    artifact = said(step, jog, long, reps, Text("By feel."), alternatives=(CASES["cross"].main,))
    assert steps(artifact)[:3] == [
        "- Goal 1 K in 84·2. RPE 9. 175-185 steps per minute. Heart rate 150-160. "
        "400mtr 3:28-3:33/km Pace intensity=active",
        "- Jog. Within 3·min. 400mtr intensity=recovery",
        "- 40·min to 50·min. 45m intensity=active",
    ]
    for what in ("heart rate as a second", "cadence", "beside the distance", "length of a step (40 min",
                 "repetitions (6-8); 7 are set", "words between", "an alternative"):  # fmt: skip
        assert what in losses(artifact)


def test_nobody_is_called_back_from_a_finish() -> None:
    race = EXPORTER.say(CASES["race"], PLAN, Options())
    assert race is not None
    *_, finish = read(race.body.decode()).played()
    assert finish.aim == Aim(unit="km", start=141, end=207)


def test_sets_end_with_the_lap_button_and_their_exercise_is_a_cue() -> None:
    artifact = said(
        StrengthSet(exercise="squat", sets=Count(3, 3), amount=Count(8, 8), rest=Duration(90)),
        StrengthSet(exercise="plank", amount=Duration(40)),
        kind=Kind.STRENGTH,
    )
    assert steps(artifact) == [
        "- Squat, 8 repetitions. Press lap 24s intensity=active",
        "- 1m30s intensity=rest",
        "- Last. Squat, 8 repetitions. Press lap 24s intensity=active",
        "- Plank. 40s intensity=active",
    ]
    assert "repetitions as the end of a step; the lap button ends it" in losses(artifact)


def test_a_long_cue_is_cut_between_words_and_said() -> None:
    artifact = said(run(Step(end=Duration(60), cue="Relax the shoulders. " * 20)))
    (line,) = steps(artifact)
    assert line.endswith("Relax the… 1m intensity=active") and len(line) < 230
    assert "a cue of more than 200 characters" in losses(artifact)


def test_a_session_of_words_is_words() -> None:
    artifact = said(Text("Run through the park."), notes=Notes(text="- 5m easy\n6x400m\n\n  - 1km"))
    assert steps(artifact) == []
    text = artifact.body.decode()
    assert "\n5m easy\n6×400m\n1km\n" in text
    assert read(text).blocks == ()


@pytest.mark.parametrize("block", [times(5_000_000_000, rep(200)), times(300, times(2, rep(200)))])
def test_what_nobody_could_read_is_refused(block: ResolvedBlock) -> None:
    with pytest.raises(ExportError, match="more than 200 steps"):
        said(block)


def test_more_steps_than_garmin_takes_is_a_loss() -> None:
    artifact = said(*[rep(200 + n) for n in range(51)])
    assert "51 steps on every watch" in losses(artifact)
    assert len(steps(artifact)) == 51


def test_the_steps_that_are_meant_can_be_asked_for() -> None:
    first, reps, last, _ = sections(CASES["intervals"], PLAN)
    assert [line.seconds for line in first.lines] == [720, 300]
    assert (reps.passes, [line.metres for line in reps.lines]) == (5, [400, 400])
    assert last.lines[0].target == reps.lines[0].target
