"""Several sessions of one day are done one after the other."""

from datetime import time

from onek_sync.planning.file import read_plan
from onek_sync.planning.resolve import resolve
from tests.planning.plan_files import plan_text


def starts(*days: str) -> list[time | None]:
    head = 'plan: p\ntimezone: Europe/Berlin\nstart: 2027-02-15\ntimes: {default: "18:00"}\n'
    return [session.session.at for session in resolve(read_plan(plan_text(*days, head=head)).plan).sessions]


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
