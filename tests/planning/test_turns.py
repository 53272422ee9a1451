"""Several sessions of one day are done one after the other."""

from datetime import time

from onek_sync.model.session import ResolvedSession
from onek_sync.planning.file import read_plan
from onek_sync.planning.resolve import resolve
from tests.planning.plan_files import plan_text


def sessions(*days: str) -> tuple[ResolvedSession, ...]:
    head = 'plan: p\ntimezone: Europe/Berlin\nstart: 2027-02-15\ntimes: {default: "18:00"}\n'
    return resolve(read_plan(plan_text(*days, head=head)).plan).sessions


def starts(*days: str) -> list[time | None]:
    return [session.session.at for session in sessions(*days)]


def test_the_second_session_starts_when_the_first_is_over() -> None:
    assert starts("mon: [42min easy, strength squat 3x8]") == [time(18), time(18, 45)]


def test_a_third_follows_the_second() -> None:
    assert starts("mon: [30min easy, 20min easy, 20min easy]") == [time(18), time(18, 30), time(18, 50)]


def test_a_time_that_was_written_stays() -> None:
    assert starts("mon: [30min easy, {run: 20min easy, at: '18:10'}]") == [time(18), time(18, 10)]


def test_nothing_moves_behind_midnight() -> None:
    assert starts("mon: [{run: 60min easy, at: '23:30'}, {run: 5min easy, at: '23:30'}]") == [
        time(23, 30),
        time(23, 30),
    ]


def test_days_do_not_disturb_each_other() -> None:
    assert starts("mon: 40min easy", "tue: 40min easy") == [time(18), time(18)]


def test_sessions_that_overlap_are_said_with_a_time_that_is_free() -> None:
    first, second = sessions("mon: [42min, {run: 20min, title: Laps, at: '18:10'}]")
    (finding,) = second.findings
    assert first.findings == ()
    assert (finding.code, finding.place.line) == ("R10", second.session.place.line)
    assert finding.what == '"Laps" begins at 18:10, while "run" of 18:00 takes about 42 min'
    assert finding.now == 'write at: "18:45" at the later one'


def test_a_session_that_was_moved_can_run_into_one_that_was_written() -> None:
    day = "mon: [40min, 20min, {run: 20min, at: '18:42'}]"
    assert [[finding.code for finding in session.findings] for session in sessions(day)] == [[], [], ["R10"]]


def test_before_midnight_no_time_is_left_to_write() -> None:
    day = "mon: [{run: 60min, at: '23:30'}, {run: 5min, at: '23:30'}]"
    assert [finding.now for finding in sessions(day)[1].findings] == ["begin one of them earlier"]


def test_a_session_of_a_million_years_overlaps_and_breaks_nothing() -> None:
    day = "mon: ['99x(99x(99x(99x(99x(99x(99x60min))))))', {run: 5min, at: '19:00'}]"
    assert "R10" in [finding.code for finding in sessions(day)[1].findings]


def test_what_fits_is_not_doubted() -> None:
    for day in (
        "mon: [42min, strength squat 3x8]",
        "mon: [40min, {run: 20min, at: '18:37'}]",  # an estimate is no promise
        "mon: [{run: 20min, at: '18:00'}, {run: 30min, at: '7:00'}]",
    ):
        assert [session.findings for session in sessions(day)] == [(), ()]
