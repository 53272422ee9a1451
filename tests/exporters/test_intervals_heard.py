"""Who follows a workout text does what the plan says, but for the losses; no free text gets in the way."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onek_sync.exporters.intervals import EXPORTER
from onek_sync.exporters.intervals.harmless import cue, prose
from onek_sync.exporters.intervals.notation import MOST_STEPS
from onek_sync.model.athlete import Athlete, Heart
from onek_sync.model.errors import ExportError
from onek_sync.model.exchange import Artifact, Options
from onek_sync.model.plan import Kind, Notes
from onek_sync.model.session import ResolvedPlan, ResolvedSession
from onek_sync.model.units import Duration, Units
from onek_sync.model.workout import Step
from onek_sync.planning.file import load_plan
from onek_sync.planning.resolve import resolve
from tests.exporters.building import CASES, PLAN, run, session
from tests.exporters.decoding import expected, undeclared
from tests.exporters.intervals_reading import Doubtful, from_text, near, read, real
from tests.exporters.inventing import plan_of, sessions, wild
from tests.exporters.sayings import SAYINGS

WORKOUTS = {name: case for name, case in {**CASES, **SAYINGS}.items() if case.kind is not Kind.REST}
CHECKLIST = Path(__file__).parents[1] / "plans" / "checklist.yaml"
BUILT = Path(__file__).parents[1] / "golden" / "built" / "1k-12-weeks-6-days.yaml"
slow = settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
athletes = st.builds(
    Athlete,
    units=st.sampled_from(Units),
    heart=st.builds(
        Heart, max=st.none() | st.integers(150, 220), threshold=st.none() | st.integers(130, 190)
    ),
)


def of(plan: ResolvedPlan, athlete: Athlete) -> ResolvedPlan:
    return replace(plan, plan=replace(plan.plan, athlete=athlete))


def differences(case: ResolvedSession, plan: ResolvedPlan, artifact: Artifact) -> list[str]:
    wanted = expected(case.main)
    heard = from_text(artifact.body, plan.plan.athlete.heart)
    return undeclared(near(heard, wanted, artifact.losses), wanted, real(artifact.losses))


@pytest.mark.parametrize("athlete", [Athlete(), Athlete(units=Units.MI, heart=Heart(max=190, threshold=172))])
@pytest.mark.parametrize("name", WORKOUTS)
def test_who_follows_the_text_does_what_is_planned(name: str, athlete: Athlete) -> None:
    plan = of(PLAN, athlete)
    artifact = EXPORTER.say(WORKOUTS[name], plan, Options())
    assert artifact is not None
    assert differences(WORKOUTS[name], plan, artifact) == []


def attempt(one: ResolvedSession, plan: ResolvedPlan) -> Artifact | None:
    """The artifact, or None when the session is refused with something to do about it."""
    try:
        return EXPORTER.say(one, plan, Options())
    except ExportError as error:
        assert all(finding.what and finding.now for finding in error.findings)
        return None


@slow
@given(sessions(), athletes)
def test_whatever_is_planned_is_done_or_declared(one: ResolvedSession, athlete: Athlete) -> None:
    plan = of(plan_of(one), athlete)
    artifact = attempt(one, plan)
    if artifact is not None:
        assert differences(one, plan, artifact) == []
        assert artifact == attempt(one, plan)


@slow
@given(sessions(wild))
def test_every_text_is_read_without_a_doubt(one: ResolvedSession) -> None:
    artifact = attempt(one, plan_of(one))
    if artifact is not None:
        blocks = read(artifact.body.decode()).blocks
        assert sum(len(block.steps) for block in blocks) <= MOST_STEPS


@pytest.mark.parametrize("path", [CHECKLIST, BUILT], ids=lambda path: path.stem)
def test_every_session_of_a_real_plan_is_done_as_it_is_planned(path: Path) -> None:
    plan = resolve(load_plan(path).plan)
    for one in plan.sessions:
        artifact = EXPORTER.say(one, plan, Options())
        assert (artifact is None) == (one.kind is Kind.REST)
        assert artifact is None or differences(one, plan, artifact) == [], one.key


HOSTILE = [
    "- 5m 90%",
    "  - 400mtr Z4 HR",
    "– 10m",
    "6x",
    "Main set 6x",
    "6 X hard",
    "3x400m",
    "Z2 then CZ3",
    "ramp up to max effort, Press lap",
    "33^look <!> up",
    "3:30/km for 2 km in 7' 30\"",
    "intensity=rest",
    "80-85 % HRmax, 170bpm, 90 rpm, 1m30s",
    "1h2m, 5K, 10 miles, 0.4km",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_of_a_plan_becomes_a_step_or_a_repeat(text: str) -> None:
    step = run(Step(end=Duration(600), cue=text))
    one = session(
        "w01-mon-1", step, title=text, purpose=text, cues=(text,), notes=Notes(text=f"{text}\n{text}")
    )
    artifact = EXPORTER.say(one, PLAN, Options())
    assert artifact is not None
    (played,) = read(artifact.body.decode()).played()
    assert (played.seconds, played.until_lap, played.aim) == (600, False, None)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("- Run tall", "Run tall"),
        ("6x hard", "6× hard"),
        ("3:30/km, then 400m", "3·30/km, then 400·m"),
        ("goal 1K", "goal 1 K"),
        ("hold 80-85 % HRmax", "hold 80-85·% HRmax"),
        ("stay in Z2", "stay in zone 2"),
        ("ramp it up", "build-up it up"),
        ("Fast, not frantic.", "Fast, not frantic."),
    ],
)
def test_a_harmless_cue_still_says_the_same_to_people(text: str, said: str) -> None:
    assert cue(text) == said


@given(
    st.lists(st.sampled_from([*HOSTILE, "-", " ", "\n", "5", "m", "x", ":", "km"]) | st.text(max_size=4)).map(
        "".join
    )
)
def test_any_text_is_harmless_and_stays_so(text: str) -> None:
    shown = prose(text)
    assert prose(shown) == shown
    assert not shown or read(shown).blocks == ()
    line = f"- {cue(text)} 10m intensity=active".replace("-  ", "- ")
    (played,) = read(line).played()
    assert played.seconds == 600 and cue(cue(text)) == cue(text)


@pytest.mark.parametrize(
    "text",
    [
        "- 400m intensity=active",  # four hundred minutes
        "- 90m intensity=active",
        "- easy intensity=active",
        "- Press lap intensity=active",
        "- 5m 2km intensity=active",
        "- 2 km and 5m intensity=active",
        "- Main set 6x 5m intensity=active",
        "- 5m",
        "- 5m hard intensity=active",
        "- 5m 4:30/km intensity=active",
        "- 5m 140-150bpm intensity=active",
        "6x",
        "Main set 6x\nand more\n- 5m intensity=active",
        "Easy, then 6x400\n- 5m intensity=active",
        "Main set 1x\n- 5m intensity=active",
        "words\nthat touch\n- 5m intensity=active",
        "- 5m intensity=active\nwords",
        "Main set\n - 5m intensity=active",
    ],
)
def test_the_reader_refuses_what_may_be_read_otherwise(text: str) -> None:
    with pytest.raises(Doubtful):
        read(text)
