"""The request budget is exact, however many processes ask."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path

from onek_sync.store.store import Store
from tests.store.processes import together

NOW = datetime(2027, 2, 15, 18, 7, 30, tzinfo=UTC)
SECOND = timedelta(seconds=1)
QUARTER = timedelta(minutes=15)
GO = timedelta()


def test_a_pace_keeps_two_requests_apart(store: Store) -> None:
    take = store.budget.take
    assert take("garmin", NOW, 1, SECOND) == GO
    assert take("garmin", NOW + SECOND / 4, 1, SECOND) == SECOND * 3 / 4
    assert take("garmin", NOW + SECOND, 1, SECOND) == GO
    assert (
        take("garmin", NOW + SECOND * 1.5, 1, SECOND) == SECOND / 2
    )  # not the clock's second, the request's


def test_after_a_rest_nothing_was_saved_up(store: Store) -> None:
    take = store.budget.take
    assert take("garmin", NOW, 1, SECOND) == GO
    assert take("garmin", NOW + QUARTER, 1, SECOND) == GO
    assert take("garmin", NOW + QUARTER, 1, SECOND) == SECOND


def test_a_budget_counts_in_the_clock_s_windows(store: Store) -> None:
    waits = [store.budget.take("strava", NOW, 3, QUARTER) for _ in range(5)]
    assert waits == [GO, GO, GO, timedelta(minutes=7.5), timedelta(minutes=7.5)]
    assert store.budget.take("strava", NOW + timedelta(minutes=7.5), 3, QUARTER) == GO


def test_services_and_windows_have_budgets_of_their_own(store: Store) -> None:
    take = store.budget.take
    assert take("strava", NOW, 1, SECOND) == take("garmin", NOW, 1, SECOND) == GO
    assert take("strava", NOW, 2, QUARTER) == GO
    assert take("strava", NOW, 1, SECOND) == SECOND


def test_what_the_service_counted_counts(store: Store) -> None:
    store.budget.report("strava", NOW, QUARTER, 2)
    assert store.budget.take("strava", NOW, 3, QUARTER) == GO
    assert store.budget.take("strava", NOW, 3, QUARTER) > GO


def test_a_smaller_count_of_the_service_gives_nothing_back(store: Store) -> None:
    for used in (3, 1):
        store.budget.report("strava", NOW, QUARTER, used)
    assert store.budget.take("strava", NOW, 3, QUARTER) > GO
    store.budget.report("strava", NOW + QUARTER, QUARTER, 1)  # a new window
    assert store.budget.take("strava", NOW + QUARTER, 3, QUARTER) == GO


def test_a_clock_that_was_wrong_holds_nobody_up(store: Store) -> None:
    assert store.budget.take("garmin", NOW + timedelta(days=1), 1, SECOND) == GO
    assert store.budget.take("garmin", NOW, 1, SECOND) == GO


def test_the_clocks_of_two_machines_may_differ(store: Store) -> None:
    assert store.budget.take("garmin", NOW + timedelta(seconds=20), 1, SECOND) == GO
    assert store.budget.take("garmin", NOW, 1, SECOND) == timedelta(seconds=21)


TAKES = """
for day in range(4):  # a service for each day, since the processes are not in step
    while not store.budget.take(f"service {day}", NOW, 20, timedelta(days=1)):
        print(day)
"""


def test_many_processes_together_get_exactly_the_budget(url: str, tmp_path: Path) -> None:
    granted = together(TAKES, url, tmp_path).split()
    assert {day: granted.count(day) for day in "0123"} == dict.fromkeys("0123", 20)


PACES = """
for _ in range(8):
    while wait := store.budget.take("garmin", now := datetime.now(UTC), 1, timedelta(milliseconds=20)):
        time.sleep(wait.total_seconds())
    print(now.timestamp())
"""


def test_many_processes_together_keep_the_pace(url: str, tmp_path: Path) -> None:
    moments = sorted(map(float, together(PACES, url, tmp_path).split()))
    assert len(moments) == 24
    # To the millisecond, in which the budget counts.
    assert min(round(after * 1000) - round(before * 1000) for before, after in pairwise(moments)) >= 19
