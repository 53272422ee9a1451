"""A plan as a calendar: what each client is known to stumble over is not there, and what it needs is."""

import hashlib
import os
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar, Event

from onek_sync.exporters.ical import EXPORTER
from onek_sync.exporters.ical.event import vevent
from onek_sync.exporters.ical.exporter import NEUTRAL
from onek_sync.exporters.ical.text import uid
from onek_sync.exporters.words import description
from onek_sync.model.errors import ExportError
from onek_sync.model.exchange import Artifact, Options, Revision, Times, View
from onek_sync.model.plan import Kind
from onek_sync.model.session import ResolvedPlan, ResolvedSession
from onek_sync.model.units import Duration
from onek_sync.model.workout import Role, Step
from tests.conftest import Golden
from tests.exporters import ical_reading
from tests.exporters.building import CASES, PLAN, rep, run, session, warmup
from tests.exporters.ical_sweep import calendar, plan_of

ROOT = Path(__file__).parents[2]
EVERYTHING = Options(rest_days=True)
ALARMS = Options(alarms=(Duration(1800), Duration(300)), opaque=True, rest_days=True)


def said(one: ResolvedSession, options: Options = EVERYTHING, plan: ResolvedPlan = PLAN) -> Artifact:
    artifact = EXPORTER.say(one, plan, options)
    assert artifact
    return artifact


def alone(one: ResolvedSession, options: Options = EVERYTHING, plan: ResolvedPlan = PLAN) -> bytes:
    """A calendar with this session only."""
    assert EXPORTER.join
    return EXPORTER.join([said(one, options, plan)], plan, options)


def event(one: ResolvedSession, options: Options = EVERYTHING, plan: ResolvedPlan = PLAN) -> Event:
    (found,) = Calendar.from_ical(alone(one, options, plan)).events
    return found


def in_zone(timezone: str) -> ResolvedPlan:
    return replace(PLAN, plan=replace(PLAN.plan, timezone=timezone))


def at(one: ResolvedSession, day: date, clock: time | None) -> ResolvedSession:
    return replace(one, session=replace(one.session, day=day, at=clock))


# What it says


@pytest.mark.parametrize("case", CASES)
def test_a_session_is_said_as_in_its_golden_file(case: str, golden: Golden) -> None:
    golden(f"ical/{case}.ics", alone(CASES[case]))


def test_a_plan_is_said_as_in_its_golden_file(golden: Golden) -> None:
    golden("ical/plan.ics", calendar(PLAN, Options()))
    golden("ical/plan-utc.ics", calendar(PLAN, Options(times=Times.UTC)))
    golden("ical/plan-busy.ics", calendar(PLAN, Options(view=View.BUSY, opaque=True)))


@pytest.mark.parametrize("options", [EVERYTHING, ALARMS, Options(view=View.BUSY), Options(times=Times.UTC)])
@pytest.mark.parametrize("reader", ical_reading.EVERY)
def test_every_reader_finds_every_session(reader: str, options: Options) -> None:
    body = calendar(PLAN, options)
    seen = ical_reading.EVERY[reader](body)
    spoken = [one for one in PLAN.sessions if EXPORTER.say(one, PLAN, options)]
    busy = options.view is View.BUSY
    assert set(seen) == {uid("spring-1k", one.key, neutral=busy) for one in spoken}
    for one in spoken:
        read = seen[uid("spring-1k", one.key, neutral=busy)]
        assert read.description == ("" if busy else description(one, PLAN))


def test_a_session_may_be_saved_by_itself() -> None:
    (read,) = ical_reading.ical(alone(CASES["cross"])).values()
    assert (read.start, read.end) == ("2027-02-19", "2027-02-20")
    assert said(CASES["cross"]).name == "2027-02-19-cross.ics"


# Identity and history


def test_a_session_keeps_its_identity_when_it_is_moved_and_renamed() -> None:
    one = CASES["intervals"]
    moved = replace(one, session=replace(one.session, day=date(2027, 3, 1), at=None, title="Track!"))
    assert event(one)["UID"] == event(moved)["UID"] == "spring-1k.intervals@onek-sync"
    assert event(moved)["DTSTART"].dt == date(2027, 3, 1)


def test_odd_keys_get_an_identity_too_and_none_is_shared() -> None:
    pairs = [
        ("a", "b"),
        ("a", "ü"),
        ("a", "x y"),
        ("a", "a.b"),
        ("a.a", "b"),
        ("a", "b" * 300),
        ("a", "\udcff"),
    ]
    given = [uid(*pair) for pair in pairs]
    assert len(set(given)) == len(pairs)
    assert all(one.isascii() and len(one) < 200 and " " not in one for one in given)


def test_revisions_become_sequence_and_stamps() -> None:
    changed = datetime(2027, 2, 1, 7, 30, 5, 999999, tzinfo=UTC)
    read = event(CASES["tempo"], Options(revisions={"tempo": Revision(7, changed)}))
    assert read["SEQUENCE"] == 7
    assert read["DTSTAMP"].dt == read["LAST-MODIFIED"].dt == changed.replace(microsecond=0)


def test_without_a_history_an_event_stands_at_the_first_day_of_the_plan() -> None:
    read = event(CASES["tempo"])
    assert read["SEQUENCE"] == 0
    assert read["DTSTAMP"].dt == read["LAST-MODIFIED"].dt == datetime(2027, 2, 15, tzinfo=UTC)


@pytest.mark.parametrize("sequence", [-1, 2**31])
def test_a_revision_beyond_the_numbers_of_calendars_is_a_mistake_of_ours(sequence: int) -> None:
    revision = Revision(sequence, datetime(2027, 2, 1, tzinfo=UTC))
    with pytest.raises(ValueError, match="revision"):
        said(CASES["tempo"], Options(revisions={"tempo": revision}))
    largest = Revision(2**31 - 1, revision.changed)
    assert event(CASES["tempo"], Options(revisions={"tempo": largest}))["SEQUENCE"] == 2**31 - 1


def test_two_events_with_one_identity_are_a_mistake_of_ours() -> None:
    assert EXPORTER.join
    with pytest.raises(ValueError, match="one identity: tempo"):
        EXPORTER.join([said(CASES["tempo"]), said(CASES["race"]), said(CASES["tempo"])], PLAN, EVERYTHING)


# When


def test_a_session_lasts_as_long_as_it_takes_and_never_less_than_a_quarter_of_an_hour() -> None:
    tempo = event(CASES["tempo"])
    assert tempo["DTEND"].dt - tempo["DTSTART"].dt == timedelta(minutes=42)
    short = session("short", run(Step(end=Duration(120))))
    assert event(short)["DTEND"].dt - event(short)["DTSTART"].dt == timedelta(minutes=15)


def test_a_race_begins_at_the_gun() -> None:
    drills, home = (
        run(Step(role=Role.DRILLS, end=Duration(1200))),
        run(Step(role=Role.COOLDOWN, end=Duration(600))),
    )
    race = session("gun", warmup(40), drills, rep(10000), home, kind=Kind.RACE, at=time(15, 30))
    assert event(race)["DTSTART"].dt.time() == time(15, 30)
    assert event(race)["DTEND"].dt.time() == time(16, 15)  # 35 minutes of racing, ten of running home


def test_a_session_without_a_time_takes_the_whole_day_and_blocks_none_of_it() -> None:
    body = alone(CASES["cross"], ALARMS)
    assert b"DTSTART;VALUE=DATE:20270219\r\n" in body
    assert b"DTEND;VALUE=DATE:20270220\r\n" in body
    assert b"TRANSP:TRANSPARENT\r\nX-MICROSOFT-CDO-BUSYSTATUS:FREE\r\n" in body
    assert b"VALARM" not in body
    assert b"VTIMEZONE" not in body


def test_a_rest_day_is_said_when_asked_for_and_takes_no_time() -> None:
    rest = CASES["rest"]
    assert EXPORTER.say(rest, PLAN, Options()) is None
    assert event(at(rest, date(2027, 2, 22), time(18)))["DTSTART"].dt == date(2027, 2, 22)
    assert EXPORTER.say(rest, PLAN, Options(rest_days=True, view=View.BUSY)) is None


def test_times_may_be_said_in_utc() -> None:
    body = alone(CASES["tempo"], Options(times=Times.UTC))
    assert b"DTSTART:20270218T170000Z\r\n" in body
    assert b"VTIMEZONE" not in body


def test_floating_times_have_no_zone_anywhere() -> None:
    body = alone(CASES["tempo"], Options(times=Times.FLOATING))
    assert b"DTSTART:20270218T180000\r\nDTEND:20270218T184200\r\n" in body
    assert b"TZID" not in body
    assert b"TIMEZONE" not in body


def test_a_plan_in_utc_needs_no_zone() -> None:
    body = alone(CASES["tempo"], plan=in_zone("UTC"))
    assert b"DTSTART:20270218T180000Z\r\n" in body
    assert b"VTIMEZONE" not in body


def test_a_time_that_the_clock_change_leaves_out_is_said_in_utc_and_told() -> None:
    artifact = said(at(CASES["tempo"], date(2027, 3, 28), time(2, 30)))
    assert b"DTSTART:20270328T013000Z\r\n" in artifact.body
    (loss,) = artifact.losses
    assert str(loss) == (
        "tempo: ical cannot say 02:30, which the clock change of 2027-03-28 leaves out;"
        " the event begins at 01:30 UTC"
    )


def test_a_time_that_happens_twice_is_the_first_and_told() -> None:
    artifact = said(at(CASES["tempo"], date(2027, 10, 31), time(2, 30)))
    assert b"DTSTART:20271031T003000Z\r\n" in artifact.body
    assert "happen twice" in str(artifact.losses[0])


def test_an_event_that_ends_in_a_doubled_hour_is_said_in_utc() -> None:
    artifact = said(at(CASES["tempo"], date(2027, 10, 31), time(1, 45)))
    assert b"DTSTART:20271030T234500Z\r\nDTEND:20271031T002700Z\r\n" in artifact.body
    assert artifact.losses == ()


def test_a_session_over_a_clock_change_lasts_as_long_as_any() -> None:
    artifact = said(at(CASES["intervals"], date(2027, 3, 28), time(1, 30)))
    assert b"DTSTART;TZID=Europe/Berlin:20270328T013000\r\n" in artifact.body
    assert b"DTEND;TZID=Europe/Berlin:20270328T031900\r\n" in artifact.body


def test_a_zone_without_a_simple_rule_is_said_in_utc_and_nothing_is_lost() -> None:
    santiago = in_zone("America/Santiago")
    body = alone(CASES["tempo"], plan=santiago)
    assert b"DTSTART:20270218T210000Z\r\n" in body
    assert b"VTIMEZONE" not in body
    assert b"X-WR-TIMEZONE:America/Santiago\r\n" in body
    assert said(CASES["tempo"], plan=santiago).losses == ()


def test_ordinary_sessions_lose_nothing() -> None:
    assert [said(one).losses for one in PLAN.sessions] == [()] * len(PLAN.sessions)


def test_an_unknown_zone_says_what_to_write() -> None:
    for name in ("Europe/Atlantis", "../../etc/passwd", "", "localtime"):
        with pytest.raises(ExportError, match="no time zone; write an IANA name"):
            said(CASES["tempo"], plan=in_zone(name))


@pytest.mark.parametrize("day", [date(1, 1, 1), date(1969, 12, 31), date(9999, 12, 31)])
@pytest.mark.parametrize("clock", [time(0), None])
def test_a_year_beyond_calendars_says_so(day: date, clock: time | None) -> None:
    with pytest.raises(ExportError, match=f"no calendar holds the year {day.year}"):
        said(at(CASES["tempo"], day, clock))


# What clients stumble over


def test_the_calendar_says_how_often_to_come_back_and_what_it_is_called() -> None:
    head = calendar(PLAN, Options()).split(b"BEGIN:VTIMEZONE")[0].decode().split("\r\n")
    assert head[:4] == [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//onek_sync//training plan//EN",
        "CALSCALE:GREGORIAN",
    ]
    assert {"NAME:1K in 3:30", "X-WR-CALNAME:1K in 3:30", "X-WR-TIMEZONE:Europe/Berlin"} <= set(head)
    assert {"REFRESH-INTERVAL;VALUE=DURATION:PT6H", "X-PUBLISHED-TTL:PT6H"} <= set(head)
    assert {"COLOR:orangered", "X-APPLE-CALENDAR-COLOR:#FF4500"} <= set(head)


def test_there_is_no_method_and_no_identity_of_the_calendar() -> None:
    body = calendar(PLAN, ALARMS)
    assert b"METHOD" not in body
    assert b"UID" not in body.split(b"BEGIN:VEVENT")[0]


def test_one_zone_is_described_once_by_one_rule_a_change() -> None:
    body = calendar(PLAN, EVERYTHING)
    assert body.count(b"BEGIN:VTIMEZONE") == 1
    assert body.count(b"RRULE") == 2
    assert b"RDATE" not in body
    assert b"COMMENT" not in body


def test_events_leave_the_athlete_free_unless_asked_to_block_the_time() -> None:
    free, taken = event(CASES["tempo"]), event(CASES["tempo"], Options(opaque=True))
    assert (free["TRANSP"], free["X-MICROSOFT-CDO-BUSYSTATUS"]) == ("TRANSPARENT", "FREE")
    assert (taken["TRANSP"], taken["X-MICROSOFT-CDO-BUSYSTATUS"]) == ("OPAQUE", "BUSY")


def test_alarms_come_only_when_asked_for_and_are_complete() -> None:
    assert not event(CASES["tempo"]).walk("VALARM")
    alarms = event(CASES["tempo"], ALARMS).walk("VALARM")
    assert [alarm["TRIGGER"].dt for alarm in alarms] == [timedelta(minutes=-30), timedelta(minutes=-5)]
    assert {alarm["ACTION"] for alarm in alarms} == {"DISPLAY"}
    assert {alarm["DESCRIPTION"] for alarm in alarms} == {event(CASES["tempo"])["SUMMARY"]}


def test_a_busy_calendar_tells_when_and_nothing_else() -> None:
    options = Options(view=View.BUSY, alarms=(Duration(600),))
    body = calendar(PLAN, options)
    told = body.decode().casefold()
    for word in ("1k", "spring", "easy", "goal", "race", "strength", "bike", "description:6", "categories"):
        assert word not in told, word
    full, busy = event(CASES["race"]), event(CASES["race"], options)
    assert busy["SUMMARY"] == NEUTRAL
    assert (busy["DTSTART"].dt, busy["DTEND"].dt) == (full["DTSTART"].dt, full["DTEND"].dt)


def test_categories_are_phase_and_kind() -> None:
    assert list(event(CASES["strength"])["CATEGORIES"]) == ["specific", "strength"]


# The same plan, the same bytes


def test_the_same_plan_gives_the_same_bytes_fresh_or_kept() -> None:
    kept = calendar(PLAN, ALARMS)
    assert calendar(PLAN, ALARMS) == kept
    vevent.cache_clear()
    assert calendar(replace(PLAN), ALARMS) == kept


def test_the_same_session_in_another_plan_is_said_anew() -> None:
    other = replace(PLAN, plan=replace(PLAN.plan, title="Another plan"))
    assert "Plan: 1K in 3:30" in event(CASES["tempo"])["DESCRIPTION"]
    assert "Plan: Another plan" in event(CASES["tempo"], plan=other)["DESCRIPTION"]
    assert "Plan: 1K in 3:30" in event(CASES["tempo"])["DESCRIPTION"]


@pytest.mark.parametrize(
    "environment",
    [
        {"PYTHONHASHSEED": "1", "TZ": "Asia/Tokyo"},
        {"PYTHONHASHSEED": "4711", "TZ": "America/Santiago", "LC_ALL": "de_DE.UTF-8"},
        {"PYTHONTZPATH": "/nowhere"},
    ],
)
def test_the_bytes_do_not_depend_on_the_machine(environment: dict[str, str]) -> None:
    program = (
        "import hashlib; from tests.exporters.test_ical import ALARMS, PLAN, calendar;"
        "print(hashlib.sha256(calendar(PLAN, ALARMS)).hexdigest())"
    )
    told = subprocess.run(
        [sys.executable, "-c", program],
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=True,
    )
    assert told.stdout.strip() == hashlib.sha256(calendar(PLAN, ALARMS)).hexdigest(), told.stderr


def test_a_session_after_a_long_run_over_midnight_ends_on_the_next_day() -> None:
    read = event(at(CASES["intervals"], date(2027, 2, 28), time(23, 30)))
    assert read["DTEND"].dt == datetime(2027, 3, 1, 0, 19, tzinfo=ZoneInfo("Europe/Berlin"))


def test_a_plan_without_sessions_is_still_a_calendar() -> None:
    assert ical_reading.ical(calendar(plan_of("Europe/Berlin", []), Options())) == {}
