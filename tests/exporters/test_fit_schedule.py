"""The watch's calendar: its entries name the very files that are exported beside it."""

from datetime import UTC, datetime, time

from onek_sync.exporters.fit import exporter as fit
from onek_sync.exporters.fit import schedule as fit_schedule
from onek_sync.model.exchange import Artifact, Options, Revision
from tests.conftest import Golden
from tests.exporters.building import CASES, PLAN
from tests.exporters.fit_reading import Read, dump, read

IDENTITY = ("manufacturer", "product", "serial_number", "time_created")
OPTIONS = Options(revisions={"tempo": Revision(1, datetime(2027, 3, 1, tzinfo=UTC))})


def scheduled() -> list[Artifact]:
    said = (fit_schedule.EXPORTER.say(case, PLAN, OPTIONS) for case in PLAN.sessions)
    return [artifact for artifact in said if artifact]


def calendar() -> bytes:
    return fit_schedule.join(scheduled(), PLAN, OPTIONS)


def entries() -> list[Read]:
    return [message for message in read(calendar()) if message.name == "schedule"]


def identity(message: Read) -> tuple[object, ...]:
    return tuple(message.said[name] for name in IDENTITY)


def test_the_calendar_is_as_its_golden_file(golden: Golden) -> None:
    golden("fit/schedule.fit", calendar())
    golden("fit/schedule.txt", dump(calendar()).encode())


def test_every_entry_names_the_file_of_its_workout() -> None:
    files = [artifact for case in PLAN.sessions if (artifact := fit.say(case, PLAN, OPTIONS))]
    assert [identity(entry) for entry in entries()] == [identity(read(a.body)[0]) for a in files]
    assert len(files) == len(CASES) - 1  # a rest day is no workout


def test_an_entry_is_due_when_the_session_is_and_all_day_at_noon() -> None:
    due = {
        artifact.key: entry.said["scheduled_time"]
        for artifact, entry in zip(scheduled(), entries(), strict=True)
    }
    race, cross = CASES["race"].session, CASES["cross"].session
    assert race.at and due["race"] == datetime.combine(race.day, race.at, UTC)
    assert due["cross"] == datetime.combine(cross.day, time(12), UTC)


def test_nothing_in_it_is_done_and_everything_is_a_workout() -> None:
    assert {(entry.raw[4], entry.said["type"]) for entry in entries()} == {(0, "workout")}


def test_another_calendar_has_another_serial_number() -> None:
    whole, part = (fit_schedule.join(some, PLAN, OPTIONS) for some in (scheduled(), scheduled()[1:]))
    assert read(whole)[0].said["type"] == "schedules"
    assert read(whole)[0].raw[3] != read(part)[0].raw[3]
    assert whole == calendar()
