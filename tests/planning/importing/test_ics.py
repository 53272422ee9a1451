"""Calendars read into sessions: days and times, what repeats, what is no training, and hostile files."""

from datetime import date, time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onek_sync.exporters.ical.exporter import EXPORTER
from onek_sync.model.errors import OnekError, PlanError
from onek_sync.model.exchange import Options
from onek_sync.model.session import ResolvedOption, ResolvedStep
from onek_sync.planning.importing.found import Found
from onek_sync.planning.importing.ics import read
from onek_sync.planning.importing.ics_days import days_of
from onek_sync.planning.importing.said_back import is_said_back
from onek_sync.planning.resolve import resolve_workout
from onek_sync.planning.shorthand.options import write_options
from tests.conftest import Golden
from tests.exporters.building import CASES
from tests.exporters.sayings import SAYINGS, plan_of
from tests.planning.importing.said import as_text

FILES = Path(__file__).parents[2] / "imports" / "ics"


def text_of(name: str) -> str:
    return (FILES / f"{name}.ics").read_bytes().decode()


@pytest.mark.parametrize("name", sorted(path.stem for path in FILES.glob("*.ics")))
def test_a_calendar_is_read_as_it_was_meant(name: str, golden: Golden) -> None:
    found = read(text_of(name), f"{name}.ics")
    golden(f"imports/ics/{name}.txt", as_text(found))
    check(found)


def test_line_ends_make_no_difference() -> None:
    unix = text_of("app").replace("\r\n", "\n")
    assert read(unix, "a.ics") == read(text_of("app"), "a.ics")


def one(*lines: str, head: str = "") -> str:
    """A calendar with one event."""
    return "\n".join(
        ["BEGIN:VCALENDAR", *filter(None, [head]), "BEGIN:VEVENT", *lines, "END:VEVENT", "END:VCALENDAR"]
    )


RUN = "SUMMARY:5km easy"


@pytest.mark.parametrize(
    ("start", "head", "day", "at"),
    [
        ("DTSTART;VALUE=DATE:20270301", "", date(2027, 3, 1), None),
        ("DTSTART:20270301", "", date(2027, 3, 1), None),
        ("DTSTART:20270301T183000", "", date(2027, 3, 1), time(18, 30)),
        ("DTSTART;TZID=Europe/Berlin:20270301T183000", "", date(2027, 3, 1), time(18, 30)),
        ("DTSTART:20270301T233000Z", "X-WR-TIMEZONE:Europe/Berlin", date(2027, 3, 2), time(0, 30)),
        ("DTSTART;TZID=Asia/Tokyo:20270301T180000", "X-WR-TIMEZONE:UTC", date(2027, 3, 1), time(9)),
        ("DTSTART:20270301T183000Z", "X-WR-TIMEZONE:Moon/Base", date(2027, 3, 1), time(18, 30)),
    ],
)  # fmt: skip
def test_a_session_stands_on_the_calendars_own_clock(
    start: str, head: str, day: date, at: time | None
) -> None:
    (found,) = read(one(start, RUN, head=head), "c.ics")
    assert (found.when, found.at) == (day, at)


def test_a_utc_time_without_a_zone_is_said() -> None:
    (found,) = read(one("DTSTART:20270301T183000Z", RUN), "c.ics")
    assert "UTC" in str(found.findings[0])


@pytest.mark.parametrize(
    ("title", "line"),
    [
        ("5km easy", "5km @ easy"),
        ("🏃 8km easy • 8km", "8km @ easy"),
        ("6x400m @ 5K w/ 90s jog", "6x400m @ 5K w/ 90s jog"),
        ("Rest day", "rest"),
        ("45min bike", "cross bike 45min"),
        ("5K race", None),
        ("Warm up", None),
        ("Easy run", None),
        ("45m easy", None),
        ("Run 3 of 12", None),
    ],
)
def test_a_title_is_read_where_the_description_says_nothing(title: str, line: str | None) -> None:
    (found,) = read(one("DTSTART:20270301", f"SUMMARY:{title}"), "c.ics") or [Found]
    assert (write_options((found.option,)) if found.option else None) == line


def test_a_title_does_not_stand_in_for_a_description_that_is_not_understood() -> None:
    text = one("DTSTART:20270301", RUN, "DESCRIPTION:5km easy\\nthen 3 of these funny things")
    (found,) = read(text, "c.ics")
    assert found.option is None
    assert found.note.splitlines() == ["5km easy", "then 3 of these funny things"]
    assert found.findings[0].place.line == 5


@pytest.mark.parametrize(
    ("heading", "line"),
    [
        ("Intervals", "10min @ easy"),
        ("Bike", "cross bike 10min @ easy"),
        ("Gym", None),
        ("Run, then yoga", "10min @ easy"),
    ],
)
def test_a_swim_is_no_run(heading: str, line: str | None) -> None:
    (found,) = read(one("DTSTART:20270301", f"SUMMARY:{heading}", "DESCRIPTION:10min easy"), "c.ics")
    assert (write_options((found.option,)) if found.option else None) == line


@pytest.mark.parametrize(
    ("rule", "days"),
    [
        ({"FREQ": ["DAILY"], "COUNT": [3]}, [1, 2, 3]),
        ({"FREQ": ["DAILY"], "INTERVAL": [2], "UNTIL": [date(2027, 3, 5)]}, [1, 3, 5]),
        ({"FREQ": ["WEEKLY"], "COUNT": [2]}, [1, 8]),
        ({"FREQ": ["WEEKLY"], "BYDAY": ["TU", "SU"], "COUNT": [4]}, [2, 7, 9, 14]),
        ({"FREQ": ["WEEKLY"], "INTERVAL": [2], "BYDAY": ["SU"], "COUNT": [2]}, [7, 21]),
        ({"FREQ": ["WEEKLY"], "INTERVAL": [2], "BYDAY": ["SU"], "WKST": ["SU"], "COUNT": [2]}, [14, 28]),
        ({"FREQ": ["WEEKLY"]}, None),
        ({"FREQ": ["SECONDLY"], "COUNT": [3]}, None),
        ({"FREQ": ["WEEKLY"], "BYDAY": ["1MO"], "COUNT": [3]}, None),
        ({"FREQ": ["DAILY"], "COUNT": [10**9]}, None),
        ({"FREQ": ["DAILY"], "UNTIL": [date(9999, 1, 1)]}, None),
        ({"FREQ": ["DAILY"], "BYMONTHDAY": [31], "COUNT": [3]}, None),
    ],
)
def test_a_rule_is_followed_or_not_expanded(rule: dict[str, list[object]], days: list[int] | None) -> None:
    found = days_of(rule, date(2027, 3, 1))  # a Monday
    assert found == (None if days is None else tuple(date(2027, 3, day) for day in days))


def steps_of(option: ResolvedOption) -> list[tuple[object, object]]:
    return [(step.role, step.end) for step in option.played() if isinstance(step, ResolvedStep)]


# One of them runs on from its strides without the walk back that a plan has there.
@pytest.mark.parametrize("name", sorted({*CASES, *SAYINGS} - {"on-the-way"}))
def test_our_own_calendar_is_read_as_the_steps_it_says(name: str) -> None:
    session = {**CASES, **SAYINGS}[name]
    plan = plan_of(session)
    said = EXPORTER.say(session, plan, Options(rest_days=True))
    assert said is not None
    assert EXPORTER.join is not None
    (found,) = read(EXPORTER.join([said], plan, Options()).decode(), "own.ics")
    if found.option is None:
        assert found.findings
        return
    option, _ = resolve_workout(found.option.workout, None, kind=found.option.kind, sport=found.option.sport)
    if any(finding.code == "K08" for finding in found.findings):
        return  # a default fills in what the session does not say
    assert found.option.kind is session.main.kind
    assert steps_of(option) == steps_of(session.main)


# ---- hostile files -------------------------------------------------------------------------------------


def check(found: tuple[Found, ...]) -> None:
    """Every session is a workout that the plan file can say, or its event is named."""
    named = {each.place for each in found if each.findings}
    for each in found:
        assert isinstance(each.when, date)
        assert is_said_back(each.option) if each.option else each.place in named


@pytest.mark.parametrize("text", ["", "BEGIN", "BEGIN:VCALENDAR", one(), one(RUN), "\x00" * 1000])
def test_what_holds_no_session_is_said_in_a_sentence(text: str) -> None:
    with pytest.raises(PlanError):
        read(text, "c.ics")


def test_a_hundred_thousand_events_are_refused_at_once() -> None:
    event = "BEGIN:VEVENT\nDTSTART:20270301\nSUMMARY:Dentist\nEND:VEVENT\n"
    with pytest.raises(PlanError, match="more than"):
        read("BEGIN:VCALENDAR\n" + event * 100_000, "c.ics")


def test_a_hundred_thousand_beginnings_are_one_event() -> None:
    with pytest.raises(PlanError):
        read("BEGIN:VCALENDAR\n" + "BEGIN:VEVENT\n" * 100_000, "c.ics")


@pytest.mark.parametrize("filling", ["9", "1h", " 5km easy", "\\n", "<b>", "(", "1:", "- 5m Z2 ", "•  ", "-"])
def test_a_very_long_description_is_kept_short(filling: str) -> None:
    text = one("DTSTART:20270301", RUN, f"DESCRIPTION:{filling * (90_000 // len(filling))}")
    (found,) = read(text, "c.ics")
    assert len(found.note) <= 4_000


LINES = st.sampled_from(
    [
        *("BEGIN:VEVENT", "END:VEVENT", "BEGIN:VALARM", "END:VALARM", "DTSTART:20270301", "DTSTART:99999999"),
        *("DTSTART;TZID=Europe/Berlin:20270328T023000", "DTSTART:00010101T000000Z", "X-WR-TIMEZONE:../../x"),
        *("SUMMARY:5km easy", "DESCRIPTION:5km easy\\n6x400m", "RRULE:FREQ=DAILY;COUNT=5", "RRULE:FREQ=X"),
        *("EXDATE:20270302", "EXDATE:odd", "RECURRENCE-ID:20270303", "UID:1", "STATUS:CANCELLED", ";;:", ""),
        *(
            "X-WR-TIMEZONE:Pacific/Kiritimati",
            "DTSTART:99991231T235900Z",
            "CATEGORIES:Bike",
            " folded",
            "\x00",
        ),
    ]
)


@settings(max_examples=300)
@given(st.lists(LINES | st.text(max_size=20), max_size=25))
def test_any_lines_are_read_or_refused(lines: list[str]) -> None:
    try:
        found = read("\n".join(["BEGIN:VCALENDAR", "BEGIN:VEVENT", *lines, "END:VEVENT"]), "c.ics")
    except OnekError as error:
        assert all(finding.what and finding.now for finding in error.findings)
        return
    check(found)


@settings(max_examples=50)
@given(st.sampled_from(["app", "coach", "repeating"]), st.integers(0, 4000), st.text(max_size=5))
def test_a_calendar_with_one_thing_wrong_is_read_or_refused(name: str, at: int, put: str) -> None:
    text = text_of(name)
    try:
        check(read(text[:at] + put + text[at + len(put) :], "c.ics"))
    except OnekError as error:
        assert error.findings
