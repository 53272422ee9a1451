"""FIT workouts: what a watch is told, read back by an independent decoder."""

from dataclasses import replace

import pytest

from onek_sync.exporters.fit import EXPORTER
from onek_sync.model.errors import ExportError
from onek_sync.model.exchange import Options
from onek_sync.model.plan import Notes
from onek_sync.model.session import HeartBand, ResolvedBlock
from onek_sync.model.units import Count, Distance, Duration
from onek_sync.model.workout import Mode, Role, Step, StrengthSet, Text
from tests.conftest import Golden
from tests.exporters.building import CASES, PLAN, recovery, rep, run, session, times, warmup
from tests.exporters.decoding import expected, undeclared
from tests.exporters.fit_reading import dump, from_fit, read
from tests.exporters.fit_saying import WORKOUTS, losses, outline, said, say, steps


@pytest.mark.parametrize("name", WORKOUTS)
def test_a_session_is_said_as_its_golden_file(name: str, golden: Golden) -> None:
    artifact = say(WORKOUTS[name])
    golden(f"fit/{name}.fit", artifact.body)
    text = dump(artifact.body) + "".join(f"! {loss}\n" for loss in artifact.losses)
    golden(f"fit/{name}.txt", text.encode())


@pytest.mark.parametrize("name", WORKOUTS)
def test_a_watch_does_what_is_planned(name: str) -> None:
    artifact = say(WORKOUTS[name])
    assert undeclared(from_fit(artifact.body), expected(WORKOUTS[name].main), artifact.losses) == []


def test_a_rest_day_is_no_workout() -> None:
    assert EXPORTER.say(CASES["rest"], PLAN, Options(rest_days=True)) is None


def test_a_file_is_named_by_its_day_and_key() -> None:
    assert say(CASES["tempo"]).name == f"{CASES['tempo'].session.day}-tempo.fit"


def test_a_step_until_the_lap_button_has_no_value() -> None:
    (step,) = steps(said(run(Step(end=None))))
    assert step.said["duration_type"] == "open" and 2 not in step.raw


def test_a_heart_rate_is_said_in_beats_and_a_zone_as_a_zone() -> None:
    beats, zone = steps(
        said(
            run(Step(end=Duration(60)), heart=HeartBand(120, 140)),
            run(Step(end=Duration(60)), heart=HeartBand(120, 140, zone=2)),
        )
    )
    assert (beats.raw[4], beats.raw[5], beats.raw[6]) == (0, 220, 240)
    assert zone.said["target_hr_zone"] == 2 and 5 not in zone.raw and 6 not in zone.raw


def test_standing_is_rest_and_jogging_is_recovery() -> None:
    jog, stand = steps(said(recovery(Duration(60)), recovery(Duration(60), Mode.STAND)))
    assert (jog.said["intensity"], stand.said["intensity"]) == ("recovery", "rest")


def test_what_has_no_field_stands_in_the_notes_and_is_a_loss() -> None:
    step = replace(rep(400), heart=HeartBand(150, 160), cadence=(175, 185))
    jog = run(Step(role=Role.RECOVERY, end=Distance(400), mode=Mode.JOG, within=Duration(180)))
    artifact = said(step, jog)
    work, easy = steps(artifact)
    assert "Heart rate 150-160" in str(work.raw[8]) and "175-185" in str(work.raw[8])
    assert "in 3 min" in str(easy.raw[8])
    for what in ("heart rate as a second target", "cadence", "time beside the distance"):
        assert what in losses(artifact)


def test_ranges_are_losses_that_name_what_is_set() -> None:
    reps = replace(times(7, rep(400), between=(recovery(Duration(60)),)), written=Count(6, 8))
    long = replace(run(Step(end=Duration(2700))), step=Step(end=Duration(2400, 3000)))
    artifact = said(reps, long)
    assert "repetitions (6-8); 7 are set" in losses(artifact)
    assert "(45 min (40-50 min)); 45 min is set" in losses(artifact)


def test_free_words_alternatives_and_session_notes_are_kept_or_declared() -> None:
    case = session(
        "w01-mon-1",
        rep(400),
        Text("By feel."),
        notes=Notes(food="Eat within 1 h"),
        alternatives=(CASES["cross"].main,),
    )
    artifact = say(case)
    workout = read(artifact.body)[1]
    assert workout.said["wkt_description"] == "By feel. Food: Eat within 1 h."
    assert "words between the steps" in losses(artifact) and "alternative (bike" in losses(artifact)


def test_a_long_note_is_cut_between_characters_and_said() -> None:
    artifact = said(run(Step(end=Duration(60), cue="é" * 300)))
    (step,) = steps(artifact)
    assert str(step.raw[8]) == "É" + "é" * 124 + "..."
    assert "a note of more than 254 bytes" in losses(artifact)


def test_a_long_text_is_cut_between_words() -> None:
    (step,) = steps(said(run(Step(end=Duration(60), cue="Relax the shoulders. " * 20))))
    note = str(step.raw[8])
    assert 230 < len(note) <= 254 and note.endswith(" Relax the...")


def test_control_characters_and_lone_surrogates_do_no_harm() -> None:
    odd = "Ha\x00rd\x1b[31m\nrun \ud800 \u202eend 🏃"
    artifact = say(session("w01-mon-1", run(Step(end=Duration(60), cue=odd)), title=odd, purpose=odd))
    for message in read(artifact.body):
        for text in message.raw.values():
            assert not isinstance(text, str) or text.isprintable(), text


@pytest.mark.parametrize(
    "block",
    [
        run(Step(end=Duration(10_000_000))),
        times(5_000_000_000, rep(200)),
        StrengthSet(exercise="squat", sets=Count(5_000_000_000, 5_000_000_000)),
    ],
)
def test_what_is_larger_than_a_file_can_hold_is_refused(block: ResolvedBlock) -> None:
    with pytest.raises(ExportError, match="too long for a watch; shorten it"):
        said(block)


def test_a_session_of_words_alone_is_one_step_until_the_lap_button() -> None:
    artifact = said(Text("Run through the park."))
    assert outline(artifact) == ["lap"]
    assert read(artifact.body)[1].said["wkt_description"] == "Run through the park."


def test_names_are_short_enough_for_a_watch() -> None:
    for case in (*WORKOUTS.values(), session("long", warmup(1), title="Ü" * 99)):
        name = read(say(case).body)[1].raw[8]
        assert 0 < len(str(name).encode()) <= 48


def test_the_coach_s_own_words_about_the_day_are_not_what_is_cut() -> None:
    long = tuple(f"a cue of some length, number {number}" for number in range(20))
    case = session("own", run(Step(end=Duration(600))), cues=long, notes=Notes(text="Meet at the gate."))
    description = str(read(say(case).body)[1].said["wkt_description"])
    assert description.startswith("Meet at the gate. A cue")
    assert description.endswith("...") and len(description.encode()) <= 254
