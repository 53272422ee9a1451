"""On which days imported sessions stand, what becomes of those without one, and what a plan cannot hold."""

from datetime import date, time, timedelta

import pytest

from onek_sync.model.errors import Finding, OnekError, Place, PlanError, UsageError
from onek_sync.model.plan import Kind, Option, Plan, Race
from onek_sync.planning.importing import Assembled, Found, Frame, assemble, decoded, notation_of, read_foreign
from onek_sync.planning.importing.days import day_ahead, slashed_order
from onek_sync.planning.shorthand.options import parse_options

START = date(2027, 3, 1)
GRID = "week,mon,tue,wed,thu,fri,sat,sun\n1,rest,rest,,,,,50min long\n2,rest,,,,,race,\n"


def option(text: str = "40min easy") -> Option:
    return parse_options(text).options[0]


def found(when: date | int | None = START, **more: object) -> Found:
    return Found(**{"place": Place("x", 1), "when": when, "option": option(), **more})  # type: ignore[arg-type]


def made(*sessions: Found, **frame: object) -> Assembled:
    return assemble(sessions, Frame(**{"id": "p", **frame}))  # type: ignore[arg-type]


def days(plan: Plan) -> list[date]:
    return [session.day for session in plan.sessions()]


def grid(**frame: object) -> Plan:
    return assemble(read_foreign(GRID, "g.csv"), Frame(**{"id": "p", **frame})).plan  # type: ignore[arg-type]


def refusal(*sessions: Found, of: type[OnekError], **frame: object) -> Finding:
    with pytest.raises(of) as caught:
        made(*sessions, **frame)
    return caught.value.findings[0]


def test_weeks_are_counted_from_the_start() -> None:
    assert days(grid(start=START)) == [START + timedelta(n) for n in (0, 1, 6, 7, 12)]


@pytest.mark.parametrize("race", [date(2027, 5, 3), date(2027, 5, 8), date(2027, 5, 9)])
def test_weeks_are_laid_backwards_from_the_week_of_the_race(race: date) -> None:
    plan = grid(race=Race(day=race))
    assert plan.start == date(2027, 4, 26) and len(plan.weeks) == 2
    assert days(plan)[0] == date(2027, 4, 26)


def test_the_race_of_the_last_week_is_the_race_and_none_is_added() -> None:
    plan = grid(race=Race(day=date(2027, 5, 8)))
    assert [session.day for session in plan.sessions() if session.kind is Kind.RACE] == [date(2027, 5, 8)]


def test_a_race_on_a_day_without_one_is_added_as_the_plan_file_does() -> None:
    plan = grid(race=Race(day=date(2027, 5, 9)))
    assert list(plan.sessions())[-1].kind is Kind.RACE


def test_without_a_start_or_a_race_the_flags_are_named() -> None:
    finding = refusal(found(3), of=UsageError)
    assert "--start 2027-03-01" in finding.now and "--race" in finding.now


def test_a_start_on_another_weekday_than_the_file_s_names_the_two_next_ones() -> None:
    with pytest.raises(UsageError) as caught:
        grid(start=date(2027, 3, 3))
    assert caught.value.findings[0].now == "write --start 2027-03-01 or --start 2027-03-08"


def test_dated_sessions_begin_on_the_monday_of_their_week() -> None:
    plan = made(found(date(2027, 3, 4))).plan
    assert plan.start == START and days(plan) == [date(2027, 3, 4)]


def test_a_session_before_the_start_is_refused() -> None:
    assert "2027-03-01 is before the start" in refusal(found(), of=UsageError, start=date(2027, 3, 2)).what


def test_weeks_without_a_session_stay_empty() -> None:
    plan = made(found(), found(START + timedelta(21))).plan
    assert [len(week.sessions) for week in plan.weeks] == [1, 0, 0, 1]


def test_sessions_of_a_day_stand_by_time_and_then_as_in_the_file() -> None:
    late, early, whole = (found(title=name, at=at) for name, at in _TIMES)
    titles = [session.title for session in made(late, early, whole).plan.sessions()]
    assert titles == ["all day", "morning", "evening"]


_TIMES = (("evening", time(18)), ("morning", time(7)), ("all day", None))


def test_a_session_that_stands_there_twice_is_kept_once_and_named() -> None:
    done = made(found(), found(place=Place("x", 9)))
    assert len(days(done.plan)) == 1
    assert str(done.findings[0]) == "x:9: this session stands there twice, first at x:1; it is kept once"


def test_two_sessions_of_a_day_that_differ_are_both_kept() -> None:
    assert len(days(made(found(), found(title="again")).plan)) == 2


def test_a_workout_without_a_day_goes_to_the_day_that_is_said() -> None:
    assert days(made(found(None), on=date(2027, 3, 5)).plan) == [date(2027, 3, 5)]


def test_a_workout_without_a_day_among_others_becomes_a_note_of_the_one_before() -> None:
    doubt = Finding("I12", "no day", "", Place("x", 2))
    done = made(found(), found(None, title="Track", note="bring spikes", findings=(doubt,)))
    (session,) = done.plan.sessions()
    assert session.notes.text == "Track\n40min @ easy\nbring spikes"
    assert done.findings == (doubt,)


def test_what_was_not_read_is_a_session_in_words() -> None:
    (session,) = made(found(option=None, note="hills\nas you like")).plan.sessions()
    assert session.options == (option('"hills"'),)
    assert session.notes.text == "hills\nas you like"


def test_a_day_with_nothing_on_it_is_no_session() -> None:
    empty = Finding("I11", "nothing", "", Place("x", 1))
    assert len(days(made(found(option=None, findings=(empty,)), found(title="t")).plan)) == 1
    assert refusal(found(option=None, findings=(empty,)), of=PlanError) == empty


def test_a_very_long_note_is_cut_and_that_is_said() -> None:
    done = made(found(note="word " * 2000))
    assert done.findings[0].code == "I16"
    assert len(next(done.plan.sessions()).notes.text) <= 4000


@pytest.mark.parametrize("key", ["Not an id", "w01-tue-1"])
def test_a_key_that_cannot_be_kept_gives_way_for_all(key: str) -> None:
    done = made(found(key=key), found(START + timedelta(1)))
    assert [session.key for session in done.plan.sessions()] == ["w01-mon-1", "w01-tue-1"]
    assert [finding.code for finding in done.findings] == ["I26"]


def test_a_key_of_one_s_own_is_kept() -> None:
    assert next(made(found(key="speed")).plan.sessions()).key == "speed"


def test_a_week_has_the_phase_that_most_of_its_sessions_name() -> None:
    phases = ("base", "base", "peak")
    plan = made(*(found(START + timedelta(n), phase=phase) for n, phase in enumerate(phases))).plan
    assert plan.weeks[0].phase == "base"
    assert {session.phase for session in plan.sessions()} == {"base"}


def test_a_day_holds_ten_sessions() -> None:
    assert len(days(made(*(found(title=str(n)) for n in range(10))).plan)) == 10
    assert "11 sessions" in refusal(*(found(title=str(n)) for n in range(11)), of=PlanError).what


def test_years_of_sessions_are_no_plan_and_the_way_out_is_named() -> None:
    finding = refusal(found(), found(START + timedelta(420)), of=PlanError)
    assert "more than 60 weeks" in finding.what and "--from" in finding.now


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2027-03-01", START),
        ("2027/3/1 x", START),
        ("1.3.2027", START),
        ("01. 03. 2027", START),
        ("1 March 2027", START),
        ("1st Mar 2027", START),
        ("March 1, 2027", START),
        ("Mar 1st 2027", START),
        ("3/13/2027", date(2027, 3, 13)),
        ("13/3/2027", date(2027, 3, 13)),
        ("3/3/2027", date(2027, 3, 3)),
    ],
)
def test_days_are_read_as_people_write_them(text: str, day: date) -> None:
    assert (day_ahead(text) or (None,))[0] == day


@pytest.mark.parametrize(
    ("text", "order"),
    [
        ("1/3/2027 rest\n15/3/2027 rest", "dmy"),
        ("3/1/2027 rest\n3/15/2027 rest", "mdy"),
        ("1/3/2027 rest", "?"),
        ("13/3/2027 rest\n3/13/2027 rest", "?"),
        ("1/2027/3, 1/2/3, 2027/13/1", "?"),
    ],
)
def test_the_other_days_of_a_file_tell_the_day_from_the_month(text: str, order: str) -> None:
    assert slashed_order(text) == order


@pytest.mark.parametrize("text", ["5km easy", "10.5km", "2027", "March", "1.3.20271", "12-03-2027"])
def test_what_is_no_day_is_none(text: str) -> None:
    assert day_ahead(text) is None


@pytest.mark.parametrize(
    ("text", "now"),
    [
        ("3/4/2027", "write 2027-03-04 or 2027-04-03"),
        ("2027-02-30", "look at the month and the day"),
        ("1827-02-03", "write one like 2027"),
    ],
)
def test_a_day_that_is_none_or_two_is_said(text: str, now: str) -> None:
    with pytest.raises(ValueError, match=now):
        day_ahead(text)


@pytest.mark.parametrize(
    ("body", "says"),
    [
        (b"plan: x\nweeks: []\n", "this is a plan file already"),
        (b"# mine\nplan: x\n", "this is a plan file already"),
        (b"Dear diary, today I ran.", "--as (garmin, ical, csv, quick-plan, list, intervals)"),
        (b"", "none of the notations"),
        (b"\x0e\x10\x00.FIT\x00\x01", "a binary file"),
        (b"2027-03-01 4 x 1 km \xe4", "not written in UTF-8"),
        (b"\xff\xfe1\x002", "this is no text"),
        (b"a" * 2_000_001, "far too large"),
        (b'date,workout\n2027-03-01,"6x400m', "this table is broken"),
        (b"date,workout\n", "no session in this file"),
        (b"Week 1\nMon", "nothing is planned"),
    ],
)
def test_what_cannot_be_imported_is_answered_with_what_to_do(body: bytes, says: str) -> None:
    with pytest.raises(PlanError) as caught:
        assemble(read_foreign(decoded(body, "f"), "f"), Frame(id="p", start=START))
    assert says in str(caught.value) and caught.value.findings[0].now


def test_a_spreadsheet_in_utf_16_is_read() -> None:
    text = decoded("date\tworkout\n2027-03-01\t40min easy\n".encode("utf-16"), "f")
    assert notation_of(text, "f") == "csv" and len(read_foreign(text, "f")) == 1


def test_there_is_no_such_notation() -> None:
    with pytest.raises(UsageError, match="there are garmin"):
        notation_of("", "f", "trainingpeaks")


def test_a_file_with_a_mark_in_front_is_read() -> None:
    assert decoded("\ufeff2027-03-01\r\n\u200bx\ry".encode(), "f") == "2027-03-01\n x\ny"


def test_repetitions_written_out_once_more_are_one_repeat() -> None:
    (one,) = read_foreign("5x\n- 400mtr\n- Jog 2m\n\n- Last. 400mtr\n", "f", "intervals")
    assert one.option == option("6x400m w/ 2min jog")


def test_before_more_work_the_last_repetition_stays_by_itself() -> None:
    (one,) = read_foreign("5x\n- 400mtr\n- Jog 2m\n\n- 400mtr\n- 1km\n", "f", "intervals")
    assert one.option and len(one.option.workout.blocks) == 3
