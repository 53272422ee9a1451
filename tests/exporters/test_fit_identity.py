"""Who a FIT file is: a watch tells it from every other, and from its own former self."""

from dataclasses import replace
from datetime import UTC, date, datetime

from onek_sync.exporters.fit import EXPORTER
from onek_sync.exporters.fit.exporter import serial_of
from onek_sync.model.exchange import Artifact, Options, Revision
from tests.exporters.building import CASES, PLAN
from tests.exporters.fit_reading import read
from tests.exporters.fit_saying import WORKOUTS, say


def identity(artifact: Artifact) -> tuple[object, ...]:
    first = read(artifact.body)[0]
    assert first.name == "file_id" and first.said["type"] == "workout"
    return first.said["manufacturer"], first.said["product"], first.said["serial_number"]


def test_the_same_session_gives_the_same_bytes() -> None:
    assert say(CASES["intervals"]).body == say(CASES["intervals"]).body


def test_every_workout_of_a_plan_has_a_serial_number_of_its_own() -> None:
    serials = {identity(say(case)) for case in WORKOUTS.values()}
    assert len(serials) == len(WORKOUTS)


def test_plan_key_and_content_each_change_the_serial_number() -> None:
    case = CASES["tempo"]
    other_plan = replace(PLAN, plan=replace(PLAN.plan, id="autumn"))
    elsewhere = EXPORTER.say(case, other_plan, Options())
    assert elsewhere
    twins = [
        say(case),
        elsewhere,
        say(replace(case, session=replace(case.session, key="tempo-2"))),
        say(replace(case, session=replace(case.session, purpose="Another."))),
    ]
    assert len({identity(twin) for twin in twins}) == 4


def test_a_serial_number_is_never_none() -> None:
    assert serial_of(bytes(32)) == 1
    assert serial_of(b"\xff" * 32) == 0x7FFF_FFFF


def test_a_session_on_another_day_is_the_same_workout() -> None:
    case = CASES["tempo"]
    moved = replace(case, session=replace(case.session, day=date(2027, 3, 1)))
    assert say(moved).body == say(case).body


def test_a_file_is_made_when_the_plan_begins_or_the_session_was_last_changed() -> None:
    changed = datetime(2027, 3, 1, 12, 30, tzinfo=UTC)
    told = Options(revisions={"tempo": Revision(1, changed)})
    assert read(say(CASES["tempo"]).body)[0].said["time_created"] == datetime(2027, 2, 15, tzinfo=UTC)
    assert read(say(CASES["tempo"], told).body)[0].said["time_created"] == changed
